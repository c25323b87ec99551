//! One class of URLs, with what each slot picks there.

use crate::explore::{Pattern, PatternId, StateId};
use crate::source::Span;
use crate::spec::{Entry, NodeId, PageId, Redirect, SlotId, Spec};
use std::cell::OnceCell;

/// What matches at one class of URLs.
pub(super) struct Here<'a> {
    pub(super) spec: &'a Spec,
    pub(super) patterns: &'a [Pattern<'a>],
    pub(super) state: StateId,
    pub(super) matched: &'a [PatternId],
    /// The best pattern of each slot that matches, sorted by slot.
    picks: Vec<(SlotId, PatternId)>,
    /// Found when first asked for, as several rules ask.
    active: OnceCell<Vec<(SlotId, Pick)>>,
}

/// What a slot picks: a pattern, and what it stands for there.
pub(super) type Pick = Option<(PatternId, Entry)>;

impl<'a> Here<'a> {
    pub(super) fn new(
        spec: &'a Spec,
        patterns: &'a [Pattern<'a>],
        state: StateId,
        matched: &'a [PatternId],
    ) -> Self {
        let mut all: Vec<(SlotId, usize, PatternId)> = Vec::new();
        for id in matched {
            let pattern = &patterns[id.0];
            all.extend(pattern.chain.iter().map(|(slot, _)| (*slot, pattern.rank, *id)));
        }
        all.sort_unstable();
        all.dedup_by_key(|(slot, ..)| *slot);
        let picks = all.into_iter().map(|(slot, _, id)| (slot, id)).collect();
        Here { spec, patterns, state, matched, picks, active: OnceCell::new() }
    }

    /// Each slot that matches, with the pattern and the entry it picks.
    pub(super) fn picks(&self) -> impl Iterator<Item = (SlotId, PatternId, Entry)> + '_ {
        self.picks.iter().map(|(slot, id)| (*slot, *id, self.entry(*id, *slot)))
    }

    /// What a slot picks.
    pub(super) fn pick(&self, slot: SlotId) -> Pick {
        let at = self.picks.binary_search_by_key(&slot, |(slot, _)| *slot).ok()?;
        let id = self.picks[at].1;
        Some((id, self.entry(id, slot)))
    }

    /// What a pattern stands for in a slot of its chain.
    pub(super) fn entry(&self, id: PatternId, slot: SlotId) -> Entry {
        let pattern = &self.patterns[id.0];
        let link = pattern.chain.iter().find(|(link, _)| *link == slot);
        link.unwrap_or(&pattern.own()).1
    }

    /// The slots that are active at the URL itself, without overrides, outer first, with what each picks.
    pub(super) fn active(&self) -> impl Iterator<Item = (SlotId, Pick)> + '_ {
        let active = self.active.get_or_init(|| {
            let mut active = vec![(SlotId(0), self.pick(SlotId(0)))];
            let mut at = 0;
            while at < active.len() {
                if let Some((_, Entry::Layout(layout))) = active[at].1 {
                    active.extend(self.slots(layout).map(|slot| (slot, self.pick(slot))));
                }
                at += 1;
            }
            active
        });
        active.iter().copied()
    }

    fn slots(&self, layout: NodeId) -> impl Iterator<Item = SlotId> + use<'a> {
        self.spec.node(layout).slots.iter().copied()
    }
}

/// A page or redirect as it is called in messages.
pub(super) fn called(spec: &Spec, pattern: &Pattern<'_>) -> String {
    match pattern.own().1 {
        Entry::Page(page) => format!("page `{}`", spec.page_path(page)),
        Entry::Redirect(_) => "a redirect".to_owned(),
        Entry::Layout(layout) => format!("layout `{}`", spec.node_path(layout)),
    }
}

/// Where a page or redirect is declared.
pub(super) fn place(spec: &Spec, pattern: &Pattern<'_>) -> Span {
    match pattern.own().1 {
        Entry::Page(PageId(page)) => spec.pages[page].span,
        Entry::Redirect(redirect) => {
            let Redirect { span, .. } = spec.redirects[redirect.0];
            span
        }
        Entry::Layout(NodeId(node)) => spec.nodes[node].span,
    }
}
