//! M9, M11: what the checker says can't be intercepted is not intercepted, on random walks through random
//! specs; and much of what it lets pass is.

#[path = "navigation/specs.rs"]
mod specs;
#[path = "navigation/steps.rs"]
mod steps;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use specs::Choices;
use std::collections::BTreeSet;
use transom_route_dsl::code::Code;
use transom_route_dsl::resolve::{Navigation, Resolver, State, Step, Url, View};
use transom_route_dsl::source::{Source, Span};
use transom_route_dsl::spec::{Intercept, PageId, SlotId, Spec};
use transom_route_dsl::{Compiled, compile};

/// What says that an interception, or one source of it, never applies.
const NEVER: [Code; 4] = [
    Code::INTERCEPT_NOT_HARD,
    Code::INTERCEPT_UNSEEN,
    Code::INTERCEPT_ELSEWHERE,
    Code::INTERCEPT_ALWAYS_THERE,
];

/// Steps of one walk.
const STEPS: usize = 12;

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        max_shrink_iters: 20_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_refused_never_opens(
        spec in proptest::collection::vec(any::<u8>(), 0..90),
        walks in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..150), 6),
    ) {
        let text = specs::spec(&spec);
        let compiled = compiled(&text);
        if is_walkable(&compiled) {
            for choices in &walks {
                for (slot, page) in opened(&compiled.spec, choices) {
                    let refused = refused(&compiled, slot, page);
                    prop_assert!(refused.is_none(), "{text}\n{slot:?} {page:?}: {}", refused.unwrap_or_default());
                }
            }
        }
    }
}

/// The property above would hold if everything were refused.
#[test]
fn what_is_not_refused_opens_now_and_then() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let specs = proptest::collection::vec(any::<u8>(), 0..90);
    let walks = proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..150), 120);
    let (mut allowed, mut open) = (0, 0);
    for _ in 0..150 {
        let choices = specs.new_tree(&mut runner).expect("choices").current();
        let compiled = compiled(&specs::spec(&choices));
        if compiled.has_errors() {
            continue;
        }
        let mut seen = BTreeSet::new();
        for walk in walks.new_tree(&mut runner).expect("choices").current() {
            seen.extend(opened(&compiled.spec, &walk));
        }
        open += seen.len();
        allowed += compiled.spec.slots.iter().map(|slot| slot.intercepts.len()).sum::<usize>();
    }
    assert!(allowed > 20 && open * 3 > allowed, "{open} of {allowed} were seen open");
}

fn compiled(text: &str) -> Compiled {
    compile(Source::new("app.routes", text), &mut |_| Err("no such file".to_owned()))
}

/// Whether nothing but its interceptions is wrong with a spec.
fn is_walkable(compiled: &Compiled) -> bool {
    let mut errors = compiled.diagnostics.iter().filter(|found| found.is_error());
    errors.all(|found| NEVER.contains(&found.code) || found.code == Code::INTERCEPT_OWN)
}

/// What is open after any step of a walk that no slot link has had a part in: one may bring what is open
/// over something that it could not have been opened from.
fn opened(spec: &Spec, choices: &[u8]) -> Vec<(SlotId, PageId)> {
    let resolver = Resolver::new(spec);
    let mut choices = Choices(choices.iter());
    let mut found = Vec::new();
    let Ok(first) = resolver.hard(&steps::url(spec, &mut choices)) else { return found };
    let mut state = State { url: first.url, background: None };
    for _ in 0..STEPS {
        let step = match steps::step(spec, &mut choices) {
            Navigation::Soft(url) => soft(&resolver, &state, &url),
            Navigation::Link(slot, to) => {
                resolver.opt_out(&state, &resolver.merge(&state.url, slot, &to)).ok()
            }
            Navigation::OptOut(url) => resolver.opt_out(&state, &url).ok(),
            _ => None,
        };
        let Some(step) = step else { continue };
        found.extend(step.tree.all().into_iter().find_map(|shown| match shown.view {
            View::Intercepted(page) => Some((shown.slot, page)),
            _ => None,
        }));
        state = step.state;
    }
    found
}

fn soft(resolver: &Resolver<'_>, state: &State, url: &Url) -> Option<Step> {
    resolver.soft(state, url).ok()
}

/// What the checker has against a slot's interception of a page as a whole.
fn refused(compiled: &Compiled, slot: SlotId, page: PageId) -> Option<String> {
    let intercepts = &compiled.spec.slot(slot).intercepts;
    let intercept = intercepts.iter().find(|intercept| intercept.page == page)?;
    let inside = |span: Span| {
        let whole = intercept.span;
        span.source == whole.source && whole.start <= span.start && span.end <= whole.end
    };
    let found =
        compiled.diagnostics.iter().filter(|found| NEVER.contains(&found.code) && inside(found.span()));
    let said: Vec<_> = found.collect();
    let whole = said.iter().any(|found| found.code != Code::INTERCEPT_UNSEEN);
    let all_sources = said.len() >= sources(intercept);
    (whole || (all_sources && !said.is_empty())).then(|| said[0].message.clone())
}

/// How many sources would have to be refused.
fn sources(intercept: &Intercept) -> usize {
    let mut from = intercept.from.clone();
    from.sort();
    from.dedup();
    from.len()
}
