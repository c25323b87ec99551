//! The history of a tab: entries, and steps from one to another.

use super::change::{mark, mark_new};
use super::tree::{Change, Shown};
use super::url::{SubUrl, Url};
use super::{Halt, Load, Resolver, State, Step};
use crate::spec::SlotId;

/// What a person or a script does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Navigation {
    /// A URL typed in, or opened from elsewhere.
    Hard(Url),
    /// A link.
    Soft(Url),
    /// A link that says `.hard()`, so that nothing intercepts it.
    OptOut(Url),
    /// A link to a sub-URL of one slot, or to its default.
    Link(SlotId, SubUrl),
    /// Back in the history.
    Back,
    /// Forward in it.
    Forward,
    /// Reload.
    Refresh,
}

/// What there is to see after a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// 200; 404 or 400; or 307 or 308 with the URL outside the spec that it leads to.
    pub status: u16,
    /// As in the address bar.
    pub url: String,
    /// While an interception is open: the URL of what is beneath.
    pub background: Option<String>,
    /// What is on screen; none with a status other than 200.
    pub tree: Option<Shown>,
}

/// Why there is no such step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stuck {
    /// Nothing comes before the first entry.
    AtTheBeginning,
    /// Nothing comes after the last entry.
    AtTheEnd,
    /// Nothing has been loaded yet.
    NothingShown,
}

/// One entry: what it shows, or the URL that shows nothing, with why.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    Shows(State),
    Fails(Url, Halt),
}

/// A tab: its entries, and what is on screen.
pub struct History<'r, 'a> {
    resolver: &'r Resolver<'a>,
    entries: Vec<Entry>,
    at: usize,
    screen: Option<Shown>,
}

impl<'r, 'a> History<'r, 'a> {
    /// An empty tab.
    #[must_use]
    pub fn new(resolver: &'r Resolver<'a>) -> Self {
        History { resolver, entries: Vec::new(), at: 0, screen: None }
    }

    /// What the current entry remembers; none in an empty tab and after an error.
    #[must_use]
    pub fn state(&self) -> Option<&State> {
        match self.entries.get(self.at)? {
            Entry::Shows(state) => Some(state),
            Entry::Fails(..) => None,
        }
    }

    /// Whether a slot is on screen, or would be after a reload.
    #[must_use]
    pub fn is_active(&self, slot: SlotId) -> bool {
        let after_reload = self.state().and_then(|state| self.resolver.hard_tree(&state.url));
        let trees = self.screen.iter().chain(&after_reload);
        trees.into_iter().any(|tree| tree.find(slot).is_some())
    }

    /// Takes a step. Where nothing is on screen, or an error, every navigation is a hard load.
    ///
    /// # Errors
    /// If there is no entry to go to, or nothing loaded that has slots or can be reloaded.
    pub fn go(&mut self, navigation: &Navigation) -> Result<Seen, Stuck> {
        match navigation {
            Navigation::Back => {
                self.at = self.at.checked_sub(1).ok_or(Stuck::AtTheBeginning)?;
                Ok(self.restore())
            }
            Navigation::Forward if self.at + 1 >= self.entries.len() => Err(Stuck::AtTheEnd),
            Navigation::Forward => {
                self.at += 1;
                Ok(self.restore())
            }
            Navigation::Refresh => self.refresh(),
            Navigation::Hard(url) => Ok(self.load(url)),
            Navigation::Soft(url) => Ok(self.navigate(url, |resolver, state| resolver.soft(state, url))),
            Navigation::OptOut(url) => Ok(self.navigate(url, |resolver, state| resolver.opt_out(state, url))),
            Navigation::Link(slot, to) => {
                let url = self.resolver.merge(self.current_url()?, *slot, to);
                Ok(self.navigate(&url, |resolver, state| resolver.link(state, *slot, to)))
            }
        }
    }

    /// The address bar, with an error too.
    fn current_url(&self) -> Result<&Url, Stuck> {
        match self.entries.get(self.at).ok_or(Stuck::NothingShown)? {
            Entry::Shows(state) => Ok(&state.url),
            Entry::Fails(url, _) => Ok(url),
        }
    }

    fn load(&mut self, url: &Url) -> Seen {
        let result = self.resolver.hard(url).map(Step::hard);
        self.enter(url, result)
    }

    fn navigate(&mut self, url: &Url, go: impl FnOnce(&Resolver<'a>, &State) -> Result<Step, Halt>) -> Seen {
        match self.state().cloned() {
            Some(state) => self.enter(url, go(self.resolver, &state)),
            None => self.load(url),
        }
    }

    fn refresh(&mut self) -> Result<Seen, Stuck> {
        let url = self.current_url()?.clone();
        let result = self.resolver.hard(&url).map(Step::hard);
        self.entries[self.at] = entry(&url, &result);
        Ok(self.show(result))
    }

    /// A new entry after the current one; one like it takes its place.
    fn enter(&mut self, url: &Url, result: Result<Step, Halt>) -> Seen {
        let entry = entry(url, &result);
        if self.entries.get(self.at) != Some(&entry) {
            self.entries.truncate(self.at + 1);
            self.entries.push(entry);
            self.at = self.entries.len() - 1;
        }
        self.show(result)
    }

    /// What the current entry remembers.
    fn restore(&mut self) -> Seen {
        let result = match self.entries[self.at].clone() {
            Entry::Shows(state) => self.resolver.restore(&state),
            Entry::Fails(_, halt) => Err(halt),
        };
        self.show(result)
    }

    fn show(&mut self, result: Result<Step, Halt>) -> Seen {
        let before = self.screen.take();
        match result {
            Err(halt) => Seen { status: halt.status, url: halt.url, background: None, tree: None },
            Ok(Step { state, mut tree, load }) => {
                self.resolver.mask_off(&mut tree);
                match load {
                    Load::Hard => mark_new(&mut tree),
                    Load::Soft => mark(self.resolver.spec, before.as_ref(), &mut tree),
                }
                self.screen = Some(tree.clone());
                Seen {
                    status: 200,
                    url: state.url.to_text(),
                    background: state.background.map(|url| url.to_text()),
                    tree: Some(tree),
                }
            }
        }
    }
}

fn entry(url: &Url, result: &Result<Step, Halt>) -> Entry {
    match result {
        Ok(step) => Entry::Shows(step.state.clone()),
        Err(halt) => Entry::Fails(url.clone(), halt.clone()),
    }
}

impl Seen {
    /// Every slot on screen with what became of it, outer before inner.
    #[must_use]
    pub fn changes(&self) -> Vec<(SlotId, Change)> {
        let shown = self.tree.iter().flat_map(Shown::all);
        shown.map(|shown| (shown.slot, shown.change)).collect()
    }
}
