//! Random walks: after every step the state and what is on screen are the reference's, and a reload of
//! the address bar shows the same (M8).

use super::draw::{Draw, form};
use super::{Handle, read, specs};
use crate::navigate::{Ask, State, Url, identity, navigate};
use crate::resolve::{Halt, Shown, View, hard};
use crate::table::{SlotId, Tables};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use transom_route_dsl::resolve as reference;
use transom_route_dsl::spec;

const WALKS: u32 = 1500;
const MOST_STEPS: usize = 12;

#[test]
fn walks_agree_with_the_reference() {
    for (tables, text) in specs() {
        let spec = read(text);
        let walks = prop::collection::vec(prop::collection::vec(any::<u8>(), 0..48), 1..MOST_STEPS);
        let mut runner =
            TestRunner::new(Config { cases: WALKS, failure_persistence: None, ..Config::default() });
        let result = runner.run(&walks, |steps| Walk::new(tables, &spec).take(&steps));
        if let Err(error) = result {
            panic!("{} below {:?}: {error}", tables.source, tables.mount);
        }
    }
}

/// A tab of each side.
struct Walk<'s> {
    tables: &'static Tables,
    resolver: reference::Resolver<'s>,
    state: Option<(State, reference::State)>,
    told: Vec<String>,
}

impl<'s> Walk<'s> {
    fn new(tables: &'static Tables, spec: &'s spec::Spec) -> Self {
        let takes = |_: &str, text: &str| Handle::takes(text);
        Self {
            tables,
            resolver: reference::Resolver::new(spec).with_types(takes),
            state: None,
            told: Vec::new(),
        }
    }

    fn take(mut self, steps: &[Vec<u8>]) -> Result<(), TestCaseError> {
        for bytes in steps {
            self.step(&mut Draw { spec: self.resolver.spec(), bytes: bytes.iter() })
                .map_err(|why| TestCaseError::fail(format!("\n{}\n{why}", self.told.join("\n"))))?;
        }
        Ok(())
    }

    fn step(&mut self, draw: &mut Draw<'_>) -> Result<(), String> {
        let kind = draw.below(8);
        let slot = spec::SlotId(1 + draw.below(draw.spec.slots.len() - 1));
        let mut sub = String::new();
        let (ask, text) = match kind {
            0 | 1 if self.state.is_some() => (Ask::Soft, draw.url()),
            2 | 3 | 4 if self.state.is_some() => {
                let at = SlotId::try_from(slot.0).unwrap();
                sub = draw.sub_url(slot);
                (Ask::Link(at), format!("/?@{}={}", draw.spec.address(slot), form(&sub)))
            }
            5 if self.state.is_some() => (Ask::OptOut, draw.url()),
            _ => (Ask::Hard, draw.url()),
        };
        self.told.push(format!("{ask:?} {text}"));
        let mounted = format!("{}{text}", self.tables.mount);
        let (ours, theirs) = (Url::parse(self.tables.mount, &mounted), reference::Url::parse(&text));
        let (ours, theirs) = match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => (ours, theirs),
            (Err(_), Err(_)) => return Ok(()),
            (ours, theirs) => return Err(format!("URL: ours {ours:?}\nreference {theirs:?}")),
        };
        let (our_state, their_state) = match &self.state {
            Some((ours, theirs)) => (Some(ours), Some(theirs)),
            None => (None, None),
        };
        let expected = match (ask, their_state) {
            (Ask::Soft, Some(state)) => self.resolver.soft(state, &theirs),
            (Ask::OptOut, Some(state)) => self.resolver.opt_out(state, &theirs),
            (Ask::Link(_), Some(state)) => self.resolver.link(state, slot, &reference::SubUrl::parse(&sub)),
            _ => self.resolver.hard(&theirs).map(|screen| reference::Step {
                state: reference::State { url: screen.url, background: None },
                tree: screen.tree,
                load: reference::Load::Hard,
            }),
        };
        let next = match navigate(self.tables, our_state, &ours, ask) {
            Err(Halt::Redirect { .. }) if ask == Ask::Hard => super::super::follow(self.tables, &ours)
                .map(|(url, tree)| (State { url, background: None }, tree)),
            next => next.map(|next| (next.state, next.tree)),
        };
        let next = next.map(|(state, tree)| {
            // The reference counts a page that is not found in the main chain as no page.
            let shows = !super::super::is_not_found(self.tables, &tree);
            (state, tree, shows)
        });
        match (next, expected) {
            (Ok((state, tree, true)), Ok(expected)) => {
                self.compare(&state, &tree, &expected)?;
                self.state = Some((state, expected.state));
                Ok(())
            }
            (Err(_) | Ok((.., false)), Err(_)) => {
                self.state = None;
                Ok(())
            }
            (next, expected) => Err(format!("ours {next:#?}\nreference {expected:#?}")),
        }
    }

    fn compare(&self, state: &State, tree: &Shown, expected: &reference::Step) -> Result<(), String> {
        let mount = self.tables.mount;
        let unmounted = |url: &Url| {
            let text = url.to_text(mount);
            let below = text.strip_prefix(mount).unwrap_or("(outside)");
            if below.starts_with('/') { below.to_owned() } else { format!("/{below}") }
        };
        let ours = (unmounted(&state.url), state.background.as_ref().map(unmounted));
        let theirs =
            (expected.state.url.to_text(), expected.state.background.as_ref().map(reference::Url::to_text));
        if ours != theirs {
            return Err(format!("state: ours {ours:?}\n  reference {theirs:?}"));
        }
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        self.tell(tree, &mut ours);
        self.tell_reference(&expected.tree, &mut theirs);
        if ours != theirs {
            return Err(format!(
                "tree at {}: ours {ours:#?}\n  reference {theirs:#?}",
                unmounted(&state.url)
            ));
        }
        if state.background.is_none() {
            let again = Url::parse(mount, &state.url.to_text(mount)).map_err(|error| format!("{error:?}"))?;
            let again = hard(self.tables, &again).map_err(|halt| format!("a reload: {halt:?}"))?;
            if !identity::same_tree(self.tables, &again, tree) {
                return Err(format!("a reload shows another tree: {again:#?}"));
            }
        }
        Ok(())
    }

    /// One line a slot.
    fn tell(&self, shown: &Shown, lines: &mut Vec<String>) {
        let what = match &shown.view {
            View::Page { page, .. } => format!("page {page}"),
            View::Layout { node, .. } => format!("layout {node}"),
            View::Default { .. } => "default".to_owned(),
            View::Nothing => "none".to_owned(),
            View::NotFound => "not found".to_owned(),
        };
        let location = format!("{:?} {:?}", shown.location.segments, shown.location.query);
        lines.push(format!(
            "{} {what} {location} default={} kept={}",
            shown.slot, shown.is_default, shown.kept
        ));
        shown.slots().iter().for_each(|inner| self.tell(inner, lines));
    }

    fn tell_reference(&self, shown: &reference::Shown, lines: &mut Vec<String>) {
        let what = match &shown.view {
            reference::View::Page(page) => format!("page {}", page.0),
            reference::View::Layout(node, _) => format!("layout {}", node.0),
            reference::View::Default => "default".to_owned(),
            reference::View::Nothing => "none".to_owned(),
            reference::View::NotFound(_) => "not found".to_owned(),
            other => format!("{other:?}"),
        };
        let location = format!("{:?} {:?}", shown.location.segments, shown.location.query);
        let kept = shown.change == reference::Change::Kept;
        lines.push(format!("{} {what} {location} default={} kept={kept}", shown.slot.0, shown.is_default));
        shown.slots().iter().for_each(|inner| self.tell_reference(inner, lines));
    }
}
