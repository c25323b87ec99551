//! Random walks: after every step the state and what is on screen are the reference's, and a reload of
//! the address bar shows the same (M8).

use super::draw::{Draw, form};
use super::{Handle, read, specs};
use crate::navigate::{Ask, Loads, Next, State, Steps, Url, follow, identity, is_not_found};
use crate::resolve::{Halt, Shown, View, hard};
use crate::table::{SlotId, Tables};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::cell::RefCell;
use std::collections::BTreeMap;
use transom_route_dsl::resolve as reference;
use transom_route_dsl::spec;

/// At least; the environment's `PROPTEST_CASES` asks for more.
const WALKS: u32 = 500;
const MOST_STEPS: usize = 12;

#[test]
fn walks_agree_with_the_reference() {
    let tally = RefCell::new(Tally::default());
    for (tables, text) in specs() {
        let spec = read(text);
        let steps = prop::collection::vec(prop::collection::vec(any::<u8>(), 0..48), 1..MOST_STEPS);
        // Mostly all slots are there.
        let off = prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(any::<u8>(), 1..4)];
        let cases = Config::default().cases.max(WALKS);
        let config = Config { cases, failure_persistence: None, ..Config::default() };
        let walk =
            |(off, steps): (Vec<u8>, Vec<Vec<u8>>)| Walk::new(tables, &spec, &tally, &off).take(&steps);
        let result = TestRunner::new(config).run(&(off, steps), walk);
        if let Err(error) = result {
            panic!("{} below {:?}: {error}", tables.source, tables.mount);
        }
    }
    // That the walks come to all that there is to come to.
    let Tally(met) = tally.into_inner();
    for (what, least) in [
        ("partial", 2000),
        ("error", 500),
        ("kept", 500),
        ("two overrides", 400),
        ("not found", 40),
        ("interception opens", 60),
        ("interception stays", 20),
        ("interception closes", 20),
        ("redirect", 50),
        ("interception opens beside a host that is off", 5),
        ("no interception for a host that is off", 20),
    ] {
        let times = met.get(what).copied().unwrap_or_default();
        assert!(times >= least, "{what}: {times} times only; {met:?}");
    }
}

/// How often something was met.
#[derive(Default)]
struct Tally(BTreeMap<&'static str, usize>);

impl Tally {
    fn note(&mut self, what: &'static str, is_met: bool) {
        *self.0.entry(what).or_default() += usize::from(is_met);
    }
}

/// A tab of each side.
struct Walk<'s> {
    tables: &'static Tables,
    resolver: reference::Resolver<'s>,
    /// Those whose `when` is false.
    off: Vec<SlotId>,
    state: Option<(State, reference::State)>,
    /// The slots on screen.
    active: Vec<spec::SlotId>,
    told: Vec<String>,
    tally: &'s RefCell<Tally>,
}

/// What is asked of both sides.
enum Act {
    Go(Ask, String),
    /// A link of that slot to a sub-URL.
    Link(spec::SlotId, String),
    /// An entry of the history, its background perhaps forged.
    Restore(String, Option<String>),
}

type Ours = Result<Next, Halt>;
type Theirs = Result<reference::Step, reference::Halt>;

impl<'s> Walk<'s> {
    /// `off`: bytes from which those are drawn whose `when` is false. The document has none.
    fn new(tables: &'static Tables, spec: &'s spec::Spec, tally: &'s RefCell<Tally>, off: &[u8]) -> Self {
        let takes = |_: &str, text: &str| Handle::takes(text);
        let off: Vec<_> = off.iter().map(|byte| 1 + usize::from(*byte) % (spec.slots.len() - 1)).collect();
        let resolver = reference::Resolver::new(spec).with_types(takes);
        let resolver = resolver.with_off(off.iter().map(|slot| spec::SlotId(*slot)));
        let told = vec![format!("off: {off:?}")];
        let off = off.into_iter().map(|slot| SlotId::try_from(slot).unwrap()).collect();
        Self { tables, resolver, off, state: None, active: Vec::new(), told, tally }
    }

    fn take(mut self, steps: &[Vec<u8>]) -> Result<(), TestCaseError> {
        for bytes in steps {
            let draw = &mut Draw { spec: self.resolver.spec(), bytes: bytes.iter(), active: &self.active };
            let act = self.draw(draw);
            let taken = self.step(act);
            taken.map_err(|why| TestCaseError::fail(format!("\n{}\n{why}", self.told.join("\n"))))?;
        }
        Ok(())
    }

    fn draw(&self, draw: &mut Draw<'_>) -> Act {
        let kind = draw.below(16);
        let Some((state, _)) = &self.state else { return Act::Go(Ask::Hard, draw.url()) };
        match kind {
            0..=6 => Act::Go(Ask::Soft, draw.url()),
            7..=11 => {
                let slot = draw.slot();
                Act::Link(slot, draw.sub_url(slot))
            }
            12 => Act::Go(Ask::OptOut, draw.url()),
            13 => Act::Restore(
                self.unmounted(&state.url),
                state.background.as_ref().map(|url| self.unmounted(url)),
            ),
            14 => Act::Restore(draw.url(), Some(draw.url())),
            _ => Act::Go(Ask::Hard, draw.url()),
        }
    }

    fn step(&mut self, act: Act) -> Result<(), String> {
        let (ours, theirs) = match act {
            Act::Go(ask, text) => {
                self.told.push(format!("{ask:?} {text}"));
                let Some((our, their)) = self.parse(&text)? else { return Ok(()) };
                (self.go(ask, &our), self.go_there(ask, &their))
            }
            Act::Link(slot, sub) => {
                let item = format!("@{}={}", self.resolver.spec().address(slot), form(&sub));
                self.told.push(format!("Link {item}"));
                let Some((target, _)) = self.parse(&format!("/?{item}"))? else { return Ok(()) };
                let Some((_, state)) = &self.state else { return Ok(()) };
                let theirs = self.resolver.link(state, slot, &reference::SubUrl::parse(&sub));
                (self.go(Ask::Link(SlotId::try_from(slot.0).unwrap()), &target), theirs)
            }
            Act::Restore(url, background) => {
                self.told.push(format!("Restore {url} {background:?}"));
                let Some((our, their)) = self.parse_followed(&url)? else { return Ok(()) };
                let background = background.map(|url| self.parse_followed(&url)).transpose()?;
                let (our_b, their_b) = background.flatten().unzip();
                let ours = self.steps().restore(&State { url: our, background: our_b });
                (ours, self.resolver.restore(&reference::State { url: their, background: their_b }))
            }
        };
        self.settle(ours, theirs)
    }

    fn steps(&self) -> Steps<'_> {
        Steps { tables: self.tables, off: &self.off }
    }

    /// The URL on both sides; none if both refuse it.
    fn parse(&self, text: &str) -> Result<Option<(Url, reference::Url)>, String> {
        let mounted = format!("{}{text}", self.tables.mount);
        match (Url::parse(self.tables.mount, &mounted), reference::Url::parse(text)) {
            (Ok(ours), Ok(theirs)) => Ok(Some((ours, theirs))),
            (Err(_), Err(_)) => Ok(None),
            (ours, theirs) => Err(format!("URL {text}: ours {ours:?}\nreference {theirs:?}")),
        }
    }

    /// Where its redirects lead, as no entry of a history has a URL that is redirected.
    fn parse_followed(&self, text: &str) -> Result<Option<(Url, reference::Url)>, String> {
        let parsed = self.parse(text)?;
        Ok(parsed.and_then(|(ours, theirs)| {
            Some((follow(self.tables, &ours).ok()?.0, self.resolver.hard(&theirs).ok()?.url))
        }))
    }

    fn go(&self, ask: Ask, url: &Url) -> Ours {
        let state = self.state.as_ref().map(|(ours, _)| ours);
        match self.steps().navigate(state, url, ask) {
            // A hard load is redirected by its status.
            Err(Halt::Redirect { .. }) if ask == Ask::Hard => {
                self.tally.borrow_mut().note("redirect", true);
                let (url, tree) = follow(self.tables, url)?;
                Ok(Next { state: State { url, background: None }, tree, loads: Loads::Hard })
            }
            next => next,
        }
    }

    fn go_there(&self, ask: Ask, url: &reference::Url) -> Theirs {
        match (ask, &self.state) {
            (Ask::Soft, Some((_, state))) => self.resolver.soft(state, url),
            (Ask::OptOut, Some((_, state))) => self.resolver.opt_out(state, url),
            _ => self.resolver.hard(url).map(|screen| reference::Step {
                state: reference::State { url: screen.url, background: None },
                tree: screen.tree,
                load: reference::Load::Hard,
            }),
        }
    }

    /// Compares, and goes on from what has been come to.
    fn settle(&mut self, ours: Ours, theirs: Theirs) -> Result<(), String> {
        // The reference counts a page that is not found in the main chain as no page.
        let ours = ours.ok().filter(|next| !is_not_found(self.tables, &next.tree));
        let (next, expected) = match (ours, theirs) {
            (Some(next), Ok(expected)) => (next, expected),
            (None, Err(_)) => {
                // And back again.
                self.tally.borrow_mut().note("error", true);
                return Ok(());
            }
            (ours, theirs) => return Err(format!("ours {ours:#?}\nreference {theirs:#?}")),
        };
        self.compare(&next, &expected)?;
        self.note(&next);
        self.state = Some((next.state, expected.state));
        let shown = expected.tree.all().into_iter().map(|shown| shown.slot);
        self.active = shown.filter(|slot| slot.0 != 0).collect();
        Ok(())
    }

    fn note(&self, next: &Next) {
        let mut tally = self.tally.borrow_mut();
        let lines = self.tell(&next.tree);
        let was_open = self.state.as_ref().is_some_and(|(state, _)| state.background.is_some());
        let is_open = next.state.background.is_some();
        tally.note("partial", next.loads == Loads::Partial);
        tally.note("kept", lines.iter().any(|line| line.ends_with("kept=true")));
        tally.note("not found", lines.iter().any(|line| line.contains("not found")));
        tally.note("two overrides", next.state.url.overrides.len() >= 2);
        tally.note("interception opens", !was_open && is_open);
        tally.note(
            "interception opens beside a host that is off",
            !was_open && is_open && self.has_host_off(),
        );
        tally.note("no interception for a host that is off", self.would_open_with_all(next));
        tally.note("interception stays", was_open && is_open);
        tally.note("interception closes", was_open && !is_open);
    }

    /// Whether a slot that could show a page over others is off.
    fn has_host_off(&self) -> bool {
        self.off.iter().any(|slot| !self.tables.slots[usize::from(*slot)].intercepts.is_empty())
    }

    /// Whether the same step shows a page over others if no slot is off.
    fn would_open_with_all(&self, next: &Next) -> bool {
        let from = self.state.as_ref().map(|(state, _)| state);
        let with_all = Steps { tables: self.tables, off: &[] }.navigate(from, &next.state.url, Ask::Soft);
        let is_open = |next: &Next| next.state.background.is_some();
        !self.off.is_empty() && !is_open(next) && with_all.is_ok_and(|next| is_open(&next))
    }

    fn compare(&self, next: &Next, expected: &reference::Step) -> Result<(), String> {
        let Next { state, tree, loads } = next;
        let text = |url: &Url| self.unmounted(url);
        let loads = if *loads == Loads::Hard { reference::Load::Hard } else { reference::Load::Soft };
        let ours = (text(&state.url), state.background.as_ref().map(text), loads);
        let theirs = expected.state.background.as_ref().map(reference::Url::to_text);
        let theirs = (expected.state.url.to_text(), theirs, expected.load);
        if ours != theirs {
            return Err(format!("state: ours {ours:?}\n  reference {theirs:?}"));
        }
        let (ours, theirs) = (self.tell(tree), self.tell_reference(&expected.tree));
        if ours != theirs {
            return Err(format!("tree at {}: ours {ours:#?}\n  reference {theirs:#?}", text(&state.url)));
        }
        if state.background.is_none() {
            let again = Url::parse(self.tables.mount, &state.url.to_text(self.tables.mount));
            let again = again.map_err(|error| format!("{error:?}"))?;
            let again = hard(self.tables, &again).map_err(|halt| format!("a reload: {halt:?}"))?;
            if !identity::same_tree(self.tables, &again, tree) {
                return Err(format!("a reload shows another tree: {:#?}", self.tell(&again)));
            }
        }
        Ok(())
    }

    /// As the reference, which knows of no mount, prints it.
    fn unmounted(&self, url: &Url) -> String {
        let text = url.to_text(self.tables.mount);
        let below = text.strip_prefix(self.tables.mount).unwrap_or("(outside)");
        if below.starts_with('/') { below.to_owned() } else { format!("/{below}") }
    }

    /// One line a slot.
    fn tell(&self, shown: &Shown) -> Vec<String> {
        let what = match &shown.view {
            View::Page { page, .. } => format!("page {page}"),
            View::Layout { node, .. } => format!("layout {node}"),
            View::Intercepted { page, .. } => format!("intercepted {page}"),
            View::Default { .. } => "default".to_owned(),
            View::Nothing => "none".to_owned(),
            View::NotFound => "not found".to_owned(),
        };
        let (segments, query) = (&shown.location.segments, &shown.location.query);
        let (default, kept) = (shown.is_default, shown.kept);
        let line = format!("{} {what} {segments:?} {query:?} default={default} kept={kept}", shown.slot);
        let inner = shown.slots().iter().flat_map(|inner| self.tell(inner));
        std::iter::once(line).chain(inner).collect()
    }

    fn tell_reference(&self, shown: &reference::Shown) -> Vec<String> {
        let what = match &shown.view {
            reference::View::Page(page) => format!("page {}", page.0),
            reference::View::Layout(node, _) => format!("layout {}", node.0),
            reference::View::Intercepted(page) => format!("intercepted {}", page.0),
            reference::View::Default => "default".to_owned(),
            reference::View::Nothing => "none".to_owned(),
            reference::View::NotFound(_) => "not found".to_owned(),
            other => format!("{other:?}"),
        };
        let (segments, query) = (&shown.location.segments, &shown.location.query);
        let (default, kept) = (shown.is_default, shown.change == reference::Change::Kept);
        let line = format!("{} {what} {segments:?} {query:?} default={default} kept={kept}", shown.slot.0);
        let inner = shown.slots().iter().flat_map(|inner| self.tell_reference(inner));
        std::iter::once(line).chain(inner).collect()
    }
}
