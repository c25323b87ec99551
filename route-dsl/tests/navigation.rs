//! M8 and what goes with it, on random walks through random specs: after any sequence of soft
//! navigations, a reload shows the same views.

#[path = "navigation/specs.rs"]
mod specs;
#[path = "navigation/steps.rs"]
mod steps;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use specs::Choices;
use transom_route_dsl::resolve::{
    Change, Halt, Load, Navigation, Resolver, Shown, State, Step, SubUrl, Url, View,
};
use transom_route_dsl::source::Source;
use transom_route_dsl::spec::{Leave, SlotId, Spec};
use transom_route_dsl::{Compiled, compile};

/// Steps of one walk.
const STEPS: usize = 8;

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1500,
        max_shrink_iters: 20_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_reload_shows_what_walking_there_has_shown(
        spec in proptest::collection::vec(any::<u8>(), 0..90),
        walks in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..100), 8),
    ) {
        let text = specs::spec(&spec);
        let compiled = compiled(&text);
        if !compiled.has_errors() {
            for choices in &walks {
                let mut told = String::new();
                let result = Walk::new(&compiled.spec).run(&mut Choices(choices.iter()), &mut told);
                prop_assert!(result.is_ok(), "{}\n{told}{}", text, result.unwrap_err());
            }
        }
    }
}

/// Random specs are mostly right, or the test above would say little.
#[test]
fn most_random_specs_compile() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let strategy = proptest::collection::vec(any::<u8>(), 0..90);
    let (mut right, mut hosts) = (0, 0);
    for _ in 0..200 {
        let choices = strategy.new_tree(&mut runner).expect("choices").current();
        let compiled = compiled(&specs::spec(&choices));
        right += usize::from(!compiled.has_errors());
        let is_host = compiled.spec.slots.iter().any(|slot| !slot.intercepts.is_empty());
        hosts += usize::from(is_host && !compiled.has_errors());
    }
    assert!(right > 80 && hosts > 20, "{right} of 200 are right, {hosts} of them intercept");
}

fn compiled(text: &str) -> Compiled {
    compile(Source::new("app.routes", text), &mut |_| Err("no such file".to_owned()))
}

/// One tab, with what must hold after each step.
struct Walk<'s> {
    spec: &'s Spec,
    resolver: Resolver<'s>,
    entries: Vec<State>,
    at: usize,
}

type Held = Result<(), String>;

fn hold(holds: bool, what: impl FnOnce() -> String) -> Held {
    if holds { Ok(()) } else { Err(what()) }
}

impl<'s> Walk<'s> {
    fn new(spec: &'s Spec) -> Self {
        let resolver = Resolver::new(spec).with_types(|_, text| text != "old");
        Walk { spec, resolver, entries: Vec::new(), at: 0 }
    }

    fn run(&mut self, choices: &mut Choices<'_>, told: &mut String) -> Held {
        let first = steps::url(self.spec, choices);
        let Ok(screen) = self.resolver.hard(&first) else { return Ok(()) };
        told.push_str(&format!("hard:{}\n", first.to_text()));
        self.entries.push(State { url: screen.url, background: None });
        for _ in 0..STEPS {
            let step = steps::step(self.spec, choices);
            told.push_str(&format!("{}\n", self.print(&step)));
            self.go(&step)?;
            let State { url, background } = &self.entries[self.at];
            let over = background.as_ref().map(|url| format!(" over {}", url.to_text()));
            told.push_str(&format!("    {}{}\n", url.to_text(), over.unwrap_or_default()));
        }
        Ok(())
    }

    fn go(&mut self, step: &Navigation) -> Held {
        let from = self.entries[self.at].clone();
        let result = match step {
            Navigation::Back | Navigation::Forward => return self.travel(step),
            Navigation::Soft(url) => {
                let result = self.resolver.soft(&from, url);
                self.check_soft(&from, url, &result)?;
                result
            }
            Navigation::OptOut(url) => {
                let result = self.resolver.opt_out(&from, url);
                self.check_opt_out(&from, url, &result)?;
                result
            }
            Navigation::Link(slot, to) => {
                let result = self.resolver.link(&from, *slot, to);
                self.check_link(&from, *slot, to, &result)?;
                result
            }
            Navigation::Hard(url) => self.resolver.hard(url).map(hard_step),
            Navigation::Refresh => self.resolver.refresh(&from),
        };
        let Ok(step) = result else { return Ok(()) };
        self.check_state(&step)?;
        self.entries.truncate(self.at + 1);
        self.entries.push(step.state);
        self.at = self.entries.len() - 1;
        Ok(())
    }

    /// Back and forward show what was there.
    fn travel(&mut self, step: &Navigation) -> Held {
        let to = match step {
            Navigation::Back => self.at.checked_sub(1),
            _ => Some(self.at + 1).filter(|at| *at < self.entries.len()),
        };
        let Some(at) = to else { return Ok(()) };
        self.at = at;
        let state = &self.entries[at];
        let mut shown =
            self.resolver.restore(state).map_err(|halt| format!("nothing to go back to: {halt:?}"))?;
        hold(shown.state == *state, || format!("restored {:?}", shown.state))?;
        // As it was typed, perhaps.
        shown.load = Load::Hard;
        self.check_state(&shown)
    }

    /// M8: what holds of every state, however one came to it.
    fn check_state(&self, step: &Step) -> Held {
        let Step { state, tree, load } = step;
        let reload = self.hard_tree(&state.url)?;
        let again = self.resolver.restore(state).map_err(|halt| format!("can't be restored: {halt:?}"))?;
        hold(self.same(&again.tree, tree), || "coming back shows something else".to_owned())?;
        hold(Url::parse(&state.url.to_text()).as_ref() == Ok(&state.url), || {
            "the URL does not read back".to_owned()
        })?;
        let intercepted =
            tree.all().iter().filter(|shown| matches!(shown.view, View::Intercepted(_))).count();
        hold(intercepted == usize::from(state.background.is_some()), || format!("{intercepted} open"))?;
        let Some(background) = &state.background else {
            hold(self.same(&reload, tree), || {
                format!(
                    "a reload of {} shows\n{}not\n{}",
                    state.url.to_text(),
                    self.draw(&reload),
                    self.draw(tree)
                )
            })?;
            return if *load == Load::Soft { self.check_canonical(state) } else { Ok(()) };
        };
        let beneath = State { url: background.clone(), background: None };
        let full = self.opt_out_of(&beneath, &state.url)?;
        hold(full.state.url == state.url, || format!("opting out leads to {}", full.state.url.to_text()))?;
        hold(self.same(&full.tree, &reload), || "opting out shows something else than a reload".to_owned())?;
        let beneath = self.hard_tree(background)?;
        let is_over = |shown: &&Shown| !matches!(shown.view, View::Intercepted(_));
        let rest = tree.all().into_iter().filter(is_over).all(|shown| {
            beneath
                .find(shown.slot)
                .is_some_and(|there| there.identity(self.spec) == shown.identity(self.spec))
        });
        hold(rest, || "beside the host, something else shows than beneath".to_owned())
    }

    /// Navigating to the address bar changes nothing, nor does the order of its overrides.
    fn check_canonical(&self, state: &State) -> Held {
        let again = self.opt_out_of(state, &state.url)?;
        hold(again.state == *state, || format!("going there again leads to {}", again.state.url.to_text()))?;
        let fewer = state.url.overrides().map(|(address, _)| address.to_owned()).find(|address| {
            let items = state.url.overrides().filter(|(other, _)| other != address);
            let items: Vec<String> = items
                .map(|(address, to)| (address.to_owned(), to))
                .map(|(address, to)| {
                    format!("@{address}={}", to.replace('%', "%25").replace('&', "%26").replace('+', "%2B"))
                })
                .collect();
            let mut text = state.url.without_overrides().to_text();
            text.push(if text.contains('?') { '&' } else { '?' });
            text.push_str(&items.join("&"));
            let without = Url::parse(&text).expect("a URL");
            self.resolver.hard(&without).is_ok_and(|screen| {
                self.hard_tree(&state.url).is_ok_and(|tree| self.same(&screen.tree, &tree))
            })
        });
        hold(fewer.is_none(), || format!("`@{}` changes nothing", fewer.unwrap_or_default()))
    }

    fn check_soft(&self, from: &State, target: &Url, result: &Result<Step, Halt>) -> Held {
        let is_open = result.as_ref().is_ok_and(|step| step.state.background.is_some());
        if !is_open {
            return self.check_opt_out(from, target, result);
        }
        let Ok(step) = result else { return Ok(()) };
        let screen = self.resolver.hard(target).map_err(|halt| format!("intercepted {halt:?}"))?;
        let open = step.tree.all().into_iter().find_map(|shown| match shown.view {
            View::Intercepted(page) => Some((shown.slot, page)),
            _ => None,
        });
        let (host, page) = open.ok_or("nothing is open")?;
        let intercepts = &self.spec.slot(host).intercepts;
        hold(intercepts.iter().any(|it| it.page == page), || "not one of its host's".to_owned())?;
        let shows = screen.tree.all().iter().any(|shown| shown.view == View::Page(page) && !shown.is_default);
        hold(shows, || "a page that a hard load would not show".to_owned())?;
        // No dialog of one instance over another.
        let around = |tree: &Shown, inner: SlotId| {
            let holds = |shown: &&Shown| shown.slots().iter().any(|slot| slot.slot == inner);
            tree.all().into_iter().find(holds).map(|shown| shown.identity(self.spec))
        };
        let (over, full) = (around(&step.tree, host), around(&screen.tree, host));
        let is_inside = self.holds(&screen.tree, host, page);
        hold(!is_inside || over == full, || "over another instance".to_owned())?;
        // A second one keeps what is beneath, but for the overrides of the target.
        let beneath = base_of(from);
        let has_overrides = screen.url.overrides().next().is_some();
        hold(has_overrides || step.state.background.as_ref() == Some(beneath), || {
            "another background".to_owned()
        })
    }

    /// Whether the layout around a slot shows a page, at any depth.
    fn holds(&self, tree: &Shown, slot: SlotId, page: transom_route_dsl::spec::PageId) -> bool {
        let around =
            tree.all().into_iter().find(|shown| shown.slots().iter().any(|inner| inner.slot == slot));
        around.is_some_and(|around| around.all().iter().any(|shown| shown.view == View::Page(page)))
    }

    /// M7, slot by slot, from what was beneath and what a hard load of the target shows.
    fn check_opt_out(&self, from: &State, target: &Url, result: &Result<Step, Halt>) -> Held {
        let hard = self.resolver.hard(target);
        let (Ok(screen), Ok(step)) = (&hard, result) else {
            return hold(hard.err() == result.as_ref().err().cloned(), || "another error".to_owned());
        };
        hold(step.state.background.is_none(), || "it is open still".to_owned())?;
        let beneath = self.hard_tree(base_of(from))?;
        let is_same_root = beneath.identity(self.spec) == screen.tree.identity(self.spec);
        hold((step.load == Load::Soft) == is_same_root, || "a root view must be loaded".to_owned())?;
        if is_same_root {
            self.check_slots(&beneath, screen.tree.slots(), step.tree.slots(), &screen.url)
        } else {
            Ok(())
        }
    }

    fn check_slots(&self, beneath: &Shown, hard: &[Shown], now: &[Shown], target: &Url) -> Held {
        for (hard, now) in hard.iter().zip(now) {
            let name = self.spec.slot_key(hard.slot);
            let there = beneath.slots().iter().find(|there| there.slot == hard.slot).ok_or("lost")?;
            let has_override =
                |slot: SlotId| target.overrides().any(|(address, _)| address == self.spec.address(slot));
            let is_matched = !hard.is_default || has_override(hard.slot);
            let is_reset = self.spec.slot(hard.slot).leave == Leave::Reset;
            if is_matched || is_reset {
                hold(hard.identity(self.spec) == now.identity(self.spec), || {
                    format!("{name} shows another view than the target's")
                })?;
                if there.identity(self.spec) == now.identity(self.spec) && !now.slots().is_empty() {
                    self.check_slots(there, hard.slots(), now.slots(), target)?;
                } else {
                    hold(self.same(hard, now), || format!("{name} is entered as on a hard load"))?;
                }
            } else {
                hold(self.same(there, now) && (now.is_default || there.location == now.location), || {
                    format!("{name} is not kept as it was")
                })?;
                let is_said = now.is_default || now.all().iter().all(|shown| shown.change == Change::Kept);
                hold(is_said, || format!("{name} is kept and does not say so"))?;
            }
        }
        Ok(())
    }

    /// What a slot link is for shows what it says, and nothing beside it changes.
    fn check_link(&self, from: &State, slot: SlotId, to: &SubUrl, result: &Result<Step, Halt>) -> Held {
        if from.background.is_none() {
            return self.check_opt_out(from, &self.resolver.merge(&from.url, slot, to), result);
        }
        let Ok(step) = result else { return Ok(()) };
        let before = self.resolver.restore(from).map_err(|halt| format!("{halt:?}"))?.tree;
        let host = before.all().into_iter().find(|shown| matches!(shown.view, View::Intercepted(_)));
        let (base, now) = (base_of(from), base_of(&step.state));
        if let (Some(there), Ok(asked)) =
            (self.hard_tree(now)?.find(slot), self.resolver.hard(&self.resolver.merge(base, slot, to)))
        {
            let asked = asked.tree.find(slot).ok_or("not there")?;
            let is_same = there.identity(self.spec) == asked.identity(self.spec);
            hold(is_same, || "not where it leads".to_owned())?;
        }
        let Some(host) = host else { return Ok(()) };
        let stays =
            step.tree.find(host.slot).is_some_and(|now| now.identity(self.spec) == host.identity(self.spec));
        let is_open = step.state.background.is_some();
        let is_only = self.pairs(&before, &from.url)? == 1;
        hold(!is_open || stays || !is_only, || "the interception shows another page".to_owned())?;
        let closes = slot == host.slot
            || before.find(slot).is_some_and(|around| around.find(host.slot).is_some())
            || self.is_static_below(slot, host.slot);
        hold(step.load == Load::Hard || is_open != closes, || format!("open: {is_open}"))
    }

    /// How many pages of the URL have a host on screen: which of several is open can change with what is
    /// beneath.
    fn pairs(&self, before: &Shown, url: &Url) -> Result<usize, String> {
        let full = self.hard_tree(url)?;
        let shows = |page| full.all().iter().any(|shown| shown.view == View::Page(page) && !shown.is_default);
        let intercepts = before.all().into_iter().flat_map(|shown| &self.spec.slot(shown.slot).intercepts);
        Ok(intercepts.filter(|intercept| shows(intercept.page)).count())
    }

    /// Whether a slot stands in a layout that stands in the other, at any depth.
    fn is_static_below(&self, slot: SlotId, around: SlotId) -> bool {
        let Some(layout) = self.spec.slot(slot).layout else { return false };
        let holder = (0..self.spec.slots.len()).map(SlotId).find(|holder| {
            self.spec.slot(*holder).entries.contains(&transom_route_dsl::spec::Entry::Layout(layout))
        });
        holder.is_some_and(|holder| holder == around || self.is_static_below(holder, around))
    }

    fn hard_tree(&self, url: &Url) -> Result<Shown, String> {
        let screen = self.resolver.hard(url).map_err(|halt| format!("a reload gives {halt:?}"))?;
        hold(screen.url == *url, || format!("{} is redirected", url.to_text()))?;
        Ok(screen.tree)
    }

    fn opt_out_of(&self, from: &State, target: &Url) -> Result<Step, String> {
        self.resolver.opt_out(from, target).map_err(|halt| format!("opting out gives {halt:?}"))
    }

    fn same(&self, a: &Shown, b: &Shown) -> bool {
        a.shows_same(b, self.spec)
    }

    fn print(&self, step: &Navigation) -> String {
        match step {
            Navigation::Hard(url) => format!("hard:{}", url.to_text()),
            Navigation::Soft(url) => format!("soft:{}", url.to_text()),
            Navigation::OptOut(url) => format!("full:{}", url.to_text()),
            Navigation::Link(slot, to) => format!("slot:{}={}", self.spec.address(*slot), to.to_text()),
            Navigation::Back => "back".to_owned(),
            Navigation::Forward => "forward".to_owned(),
            Navigation::Refresh => "refresh".to_owned(),
        }
    }

    fn draw(&self, tree: &Shown) -> String {
        let line =
            |shown: &Shown| format!("  {} {:?}\n", self.spec.slot_key(shown.slot), shown.identity(self.spec));
        tree.all().into_iter().map(line).collect()
    }
}

/// What is shown, or beneath what is open.
fn base_of(state: &State) -> &Url {
    state.background.as_ref().unwrap_or(&state.url)
}

fn hard_step(screen: transom_route_dsl::resolve::Screen) -> Step {
    Step { state: State { url: screen.url, background: None }, tree: screen.tree, load: Load::Hard }
}
