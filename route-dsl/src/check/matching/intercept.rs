//! M9, M11: interceptions of pages that no hard load shows, and those that apply together.

use super::here::Here;
use super::reach::Reach;
use crate::check::handlers::described;
use crate::check::intercept::{Way, Ways, intercepted_pages, parting};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::explore::{Exploration, StateId};
use crate::lower::Facts;
use crate::source::Span;
use crate::spec::{Entry, Intercept, PageId, SlotId, Source, Spec};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Which intercepted pages URLs show, and which of them together.
pub(super) struct Intercepts {
    pages: HashSet<PageId>,
    /// By two pages, the same twice for one alone: the first URL that shows both.
    shown: BTreeMap<(PageId, PageId), StateId>,
}

impl Intercepts {
    pub(super) fn new(spec: &Spec) -> Self {
        Intercepts { pages: intercepted_pages(spec), shown: BTreeMap::new() }
    }

    pub(super) fn visit(&mut self, here: &Here<'_>) {
        if self.pages.is_empty() {
            return;
        }
        let mut shown: Vec<PageId> = Vec::new();
        for (_, pick) in here.active() {
            match pick {
                Some((_, Entry::Page(page))) if self.pages.contains(&page) => shown.push(page),
                _ => {}
            }
        }
        shown.sort_unstable();
        for (at, first) in shown.iter().enumerate() {
            for second in &shown[at..] {
                self.shown.entry((*first, *second)).or_insert(here.state);
            }
        }
    }

    /// What is intercepted is reloaded as the page itself (M8), so that something must show it then.
    pub(super) fn report_not_hard(
        &self,
        spec: &Spec,
        exploration: &Exploration<'_>,
        facts: &Facts,
        reach: &Reach,
        out: &mut Vec<Diagnostic>,
    ) {
        for intercept in spec.slots.iter().flat_map(|slot| &slot.intercepts) {
            let page = intercept.page;
            // That a page shows nowhere at all has been said.
            if self.shown.contains_key(&(page, page)) || !reach.shows_page(page) {
                continue;
            }
            let span = facts.intercepts.get(&intercept.span).map_or(intercept.span, |fact| fact.page);
            let message =
                format!("no plain URL leads to page `{}`, which is intercepted", spec.page_path(page));
            let mut found = Diagnostic::error(Code::INTERCEPT_NOT_HARD, span, message)
                .label("could neither be linked to nor be reloaded")
                .also(spec.page(page).span, "shows by an override, `?@slot=/…`, only");
            if let Some((winner, state)) = reach.instead_of(page, exploration) {
                let url = exploration.witness(state).url;
                let winner = super::here::place(spec, &exploration.patterns[winner.0]);
                found = found.also(winner, format!("at `{url}` this shows instead of its layout"));
            }
            out.push(found.help("change one of the paths, or intercept another page"));
        }
    }

    /// Of several that apply to one link, the slot deepest in the tree wins, then the first in the file.
    pub(super) fn report_overlaps(
        &self,
        spec: &Spec,
        exploration: &Exploration<'_>,
        facts: &Facts,
        out: &mut Vec<Diagnostic>,
    ) {
        let all = self.candidates(spec);
        let rivals = self.rivals(&all);
        for (at, loser) in all.iter().enumerate() {
            let earlier =
                rivals.get(&loser.intercept.page).into_iter().flatten().take_while(|rival| **rival < at);
            let mut earlier = earlier.map(|rival| &all[*rival]);
            let met = earlier.find_map(|winner| Some((winner, self.meeting(winner, loser)?)));
            if let Some((winner, state)) = met {
                out.push(overlap(spec, facts, winner, loser, &exploration.witness(state).url));
            }
        }
    }

    /// By each page, which of `all` are about a page that some URL shows with it.
    fn rivals(&self, all: &[Candidate<'_>]) -> BTreeMap<PageId, BTreeSet<usize>> {
        let mut of: BTreeMap<PageId, Vec<usize>> = BTreeMap::new();
        for (at, candidate) in all.iter().enumerate() {
            of.entry(candidate.intercept.page).or_default().push(at);
        }
        let mut rivals: BTreeMap<PageId, BTreeSet<usize>> =
            of.keys().map(|page| (*page, BTreeSet::new())).collect();
        for (a, b) in self.shown.keys() {
            for (page, other) in [(a, b), (b, a)] {
                let others = of.get(other).into_iter().flatten();
                rivals.entry(*page).or_default().extend(others);
            }
        }
        rivals
    }

    /// A URL that both intercept, from one place.
    fn meeting(&self, winner: &Candidate<'_>, loser: &Candidate<'_>) -> Option<StateId> {
        let (a, b) = (winner.intercept.page, loser.intercept.page);
        let state = self.shown.get(&(a.min(b), a.max(b)))?;
        // One page twice in one slot is an error of its own.
        let is_twice = (winner.slot, a) == (loser.slot, b);
        (!is_twice && winner.meets(loser)).then_some(*state)
    }

    /// Those that win first.
    fn candidates<'a>(&self, spec: &'a Spec) -> Vec<Candidate<'a>> {
        let ways = Ways::new(spec);
        let mut all = Vec::new();
        for (at, slot) in spec.slots.iter().enumerate() {
            for intercept in &slot.intercepts {
                let from = intercept.from.iter().map(|source| match source {
                    // It may be open instead, over anything.
                    Source::Page(page) if self.pages.contains(page) => Way::new(),
                    source => ways.of_source(*source),
                });
                let (slot, host) = (SlotId(at), ways.of_slot(SlotId(at)));
                all.push(Candidate { slot, intercept, host, from: from.collect() });
            }
        }
        all.sort_by_key(|candidate| std::cmp::Reverse(candidate.host.len()));
        all
    }
}

struct Candidate<'a> {
    slot: SlotId,
    intercept: &'a Intercept,
    /// To its slot.
    host: Way,
    /// To each source.
    from: Vec<Way>,
}

impl Candidate<'_> {
    /// Whether both slots can be on screen with a source of each.
    fn meets(&self, other: &Candidate<'_>) -> bool {
        let fit = |a: &Way, b: &Way| parting(a, b).is_none();
        let with = |ways: &[&Way], way: &Way| ways.iter().all(|other| fit(other, way));
        fit(&self.host, &other.host)
            && self
                .from
                .iter()
                .filter(|from| with(&[&self.host, &other.host], from))
                .any(|from| other.from.iter().any(|second| with(&[&self.host, &other.host, from], second)))
    }
}

fn overlap(
    spec: &Spec,
    facts: &Facts,
    winner: &Candidate<'_>,
    loser: &Candidate<'_>,
    url: &str,
) -> Diagnostic {
    let place = |candidate: &Candidate<'_>| -> Span {
        let span = candidate.intercept.span;
        facts.intercepts.get(&span).map_or(span, |fact| fact.page)
    };
    let called = |candidate: &Candidate<'_>| described(spec.node(spec.slot(candidate.slot).node));
    let (wins, loses) = (called(winner), called(loser));
    let message = if winner.slot == loser.slot {
        format!("{wins} intercepts two pages of `{url}`")
    } else {
        format!("{wins} and {loses} both intercept `{url}`")
    };
    let why = if winner.host.len() > loser.host.len() {
        "this one wins: its slot is deeper in the tree"
    } else {
        "this one wins: it stands first in the file"
    };
    Diagnostic::warning(Code::INTERCEPT_OVERLAP, place(loser), message)
        .label("does not apply where both do")
        .also(place(winner), why)
        .help("leave one of them out, or let them be opened from different places")
}
