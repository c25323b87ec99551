//! Pages, redirects and layouts that nothing leads to (M10).

use super::conflict::Conflicts;
use super::here::{Here, called, place};
use crate::check::handlers::described;
use crate::check::intercept::intercepted_pages;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::explore::{Exploration, Pattern, PatternId, StateId};
use crate::spec::{Default, Entry, NodeId, NodeKind, PageId, RedirectId, Spec};
use std::collections::HashMap;

/// What has been seen to show.
pub(super) struct Reach {
    /// Picked by their own slot, at the URL itself or by an override.
    pages: Vec<bool>,
    redirects: Vec<bool>,
    layouts: Vec<bool>,
    /// Shown by a plain URL.
    plain: Vec<bool>,
    /// For what was matched and not picked, what went before it, and where.
    beaten: HashMap<PatternId, (PatternId, StateId)>,
    /// For what was picked by its own slot, but not shown by the URL, what was shown instead.
    hidden: HashMap<PatternId, (PatternId, StateId)>,
}

impl Reach {
    pub(super) fn new(spec: &Spec) -> Self {
        Reach {
            pages: vec![false; spec.pages.len()],
            redirects: vec![false; spec.redirects.len()],
            layouts: vec![false; spec.nodes.len()],
            plain: vec![false; spec.pages.len()],
            beaten: HashMap::new(),
            hidden: HashMap::new(),
        }
    }

    pub(super) fn visit(&mut self, here: &Here<'_>) {
        for (_, _, entry) in here.picks() {
            match entry {
                Entry::Page(PageId(page)) => self.pages[page] = true,
                Entry::Redirect(RedirectId(redirect)) => self.redirects[redirect] = true,
                Entry::Layout(NodeId(layout)) => self.layouts[layout] = true,
            }
        }
        self.see_plain(here);
        self.see_beaten(here);
    }

    pub(super) fn shows_layout(&self, NodeId(layout): NodeId) -> bool {
        self.layouts[layout]
    }

    fn see_plain(&mut self, here: &Here<'_>) {
        for (slot, pick) in here.active() {
            match (pick, here.spec.slot(slot).default) {
                (Some((_, Entry::Page(PageId(page)))), _) | (None, Default::Page(PageId(page))) => {
                    self.plain[page] = true;
                }
                _ => {}
            }
        }
    }

    fn see_beaten(&mut self, here: &Here<'_>) {
        for id in here.matched {
            let (slot, _) = here.patterns[id.0].own();
            let Some((winner, _)) = here.pick(slot) else { continue };
            if winner != *id {
                self.beaten.entry(*id).or_insert((winner, here.state));
            }
            let shown = here.patterns[id.0].chain.iter().find_map(|(slot, entry)| {
                here.pick(*slot).filter(|(_, picked)| picked != entry).map(|(winner, _)| winner)
            });
            if let Some(shown) = shown.filter(|_| winner == *id) {
                self.hidden.entry(*id).or_insert((shown, here.state));
            }
        }
    }

    pub(super) fn report(
        &self,
        spec: &Spec,
        exploration: &Exploration<'_>,
        conflicts: &Conflicts,
        out: &mut Vec<Diagnostic>,
    ) {
        self.report_layouts(spec, exploration, conflicts, out);
        let intercepted = intercepted_pages(spec);
        for (at, pattern) in exploration.patterns.iter().enumerate() {
            let id = PatternId(at);
            let in_dead_layout = pattern.chain.iter().any(|(_, entry)| self.is_dead_layout(*entry));
            if conflicts.involve(id) || in_dead_layout {
                continue;
            }
            match pattern.own().1 {
                // Of a page that is intercepted it has been said, and that it is an error.
                Entry::Page(PageId(page))
                    if self.pages[page] && !self.plain[page] && !intercepted.contains(&PageId(page)) =>
                {
                    out.push(self.not_plain(spec, exploration, id, pattern));
                }
                Entry::Page(PageId(page)) if !self.pages[page] => {
                    out.push(self.never(spec, exploration, id, pattern));
                }
                Entry::Redirect(RedirectId(redirect)) if !self.redirects[redirect] => {
                    out.push(self.never(spec, exploration, id, pattern));
                }
                _ => {}
            }
        }
    }

    /// Whether a page is what its own slot shows somewhere.
    pub(super) fn shows_page(&self, PageId(page): PageId) -> bool {
        self.pages[page]
    }

    /// What shows instead of a page where its own slot would show it, and where.
    pub(super) fn instead_of(
        &self,
        page: PageId,
        exploration: &Exploration<'_>,
    ) -> Option<(PatternId, StateId)> {
        let is_it = |pattern: &Pattern<'_>| pattern.own().1 == Entry::Page(page);
        let id = exploration.patterns.iter().position(is_it)?;
        self.hidden.get(&PatternId(id)).copied()
    }

    fn is_dead_layout(&self, entry: Entry) -> bool {
        matches!(entry, Entry::Layout(NodeId(layout)) if !self.layouts[layout])
    }

    fn report_layouts(
        &self,
        spec: &Spec,
        exploration: &Exploration<'_>,
        conflicts: &Conflicts,
        out: &mut Vec<Diagnostic>,
    ) {
        for (at, node) in spec.nodes.iter().enumerate() {
            let is_in = |pattern: &Pattern<'_>| {
                pattern.chain.iter().any(|(_, entry)| *entry == Entry::Layout(NodeId(at)))
            };
            if node.kind != NodeKind::Layout || self.layouts[at] || node.slots.is_empty() {
                continue;
            }
            let patterns = exploration.patterns.iter().enumerate();
            let inside: Vec<PatternId> =
                patterns.filter(|(_, pattern)| is_in(pattern)).map(|(id, _)| PatternId(id)).collect();
            if inside.iter().any(|id| conflicts.involve(*id)) {
                continue;
            }
            let found = Diagnostic::error(
                Code::LAYOUT_NEVER,
                node.span,
                format!("no URL leads to {}", described(node)),
            );
            out.push(match inside.iter().find_map(|id| self.hidden.get(id).or(self.beaten.get(id))) {
                None => {
                    found.label("no page stands in it or below").help("give it a page: `page home \"/\";`")
                }
                Some((winner, state)) => {
                    let winner = &exploration.patterns[winner.0];
                    found
                        .label("something else goes before all of its pages")
                        .also(
                            place(spec, winner),
                            format!("at `{}` this does", exploration.witness(*state).url),
                        )
                        .help("change one of the paths, or leave the layout out")
                }
            });
        }
    }

    fn never(
        &self,
        spec: &Spec,
        exploration: &Exploration<'_>,
        id: PatternId,
        pattern: &Pattern<'_>,
    ) -> Diagnostic {
        let message = format!("{} can never be reached", called(spec, pattern));
        let found = Diagnostic::error(Code::PAGE_NEVER, place(spec, pattern), message)
            .label("something else goes before it at every URL it matches");
        let found = match self.beaten.get(&id) {
            None => found,
            Some((winner, state)) => {
                let url = exploration.witness(*state).url;
                let winner = &exploration.patterns[winner.0];
                found.also(place(spec, winner), format!("at `{url}` this does"))
            }
        };
        found.help("change one of the paths, or leave it out")
    }

    fn not_plain(
        &self,
        spec: &Spec,
        exploration: &Exploration<'_>,
        id: PatternId,
        pattern: &Pattern<'_>,
    ) -> Diagnostic {
        let message = format!("no plain URL shows {}", called(spec, pattern));
        let found = Diagnostic::warning(Code::PAGE_NOT_PLAIN, place(spec, pattern), message)
            .label("shows by an override, `?@slot=/…`, only");
        let found = match self.hidden.get(&id) {
            None => found,
            Some((winner, state)) => {
                let url = exploration.witness(*state).url;
                let winner = &exploration.patterns[winner.0];
                found.also(place(spec, winner), format!("at `{url}` this shows instead of its layout"))
            }
        };
        found.help("change one of the paths")
    }
}
