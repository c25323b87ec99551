//! M9, M11: what can be seen of interceptions without looking at URLs.

use super::handlers::described;
use super::title::main_chain;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::lower::Facts;
use crate::source::{Sources, Span};
use crate::spec::{Default, Entry, Intercept, NodeId, PageId, SlotId, Source, Spec};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Every rule for every interception; of one that has an error, only the first is said.
pub(super) fn check_intercepts(spec: &Spec, facts: &Facts, sources: &Sources, out: &mut Vec<Diagnostic>) {
    if facts.intercepts.is_empty() {
        return;
    }
    let check = Check { spec, facts, sources, ways: Ways::new(spec), hosts: hosts(spec) };
    let main = main_chain(spec);
    for (at, slot) in spec.slots.iter().enumerate() {
        let id = SlotId(at);
        let mut first_of = HashMap::new();
        for intercept in &slot.intercepts {
            if let Some(first) = first_of.insert(intercept.page, intercept) {
                out.push(check.twice(id, first, intercept));
                first_of.insert(intercept.page, first);
            } else if check.ways.of_page(intercept.page).iter().any(|(slot, _)| *slot == id) {
                out.push(check.own(id, intercept));
            } else if let Some(found) = check.elsewhere(id, intercept) {
                out.push(found);
            } else if let Some(found) = check.always_there(id, intercept) {
                out.push(found);
            } else {
                check.check_sources(id, intercept, out);
            }
        }
        if let Some(intercept) = slot.intercepts.first().filter(|_| main[at]) {
            out.push(check.in_main_slot(id, intercept));
        }
    }
}

/// The pages that some slot intercepts.
pub(super) fn intercepted_pages(spec: &Spec) -> HashSet<PageId> {
    spec.slots.iter().flat_map(|slot| slot.intercepts.iter().map(|intercept| intercept.page)).collect()
}

/// Which slots intercept each page.
fn hosts(spec: &Spec) -> BTreeMap<PageId, Vec<SlotId>> {
    let mut hosts: BTreeMap<PageId, Vec<SlotId>> = BTreeMap::new();
    for (at, slot) in spec.slots.iter().enumerate() {
        for intercept in &slot.intercepts {
            hosts.entry(intercept.page).or_default().push(SlotId(at));
        }
    }
    hosts
}

/// What must show in which slots for something to be on screen, from the document inwards.
pub(super) type Way = Vec<(SlotId, Entry)>;

/// Finds ways.
pub(super) struct Ways<'a> {
    spec: &'a Spec,
    /// The slot that each layout stands in.
    stands_in: Vec<Option<SlotId>>,
}

impl<'a> Ways<'a> {
    pub(super) fn new(spec: &'a Spec) -> Self {
        let mut stands_in = vec![None; spec.nodes.len()];
        for (at, slot) in spec.slots.iter().enumerate() {
            for entry in &slot.entries {
                if let Entry::Layout(layout) = entry {
                    stands_in[layout.0] = Some(SlotId(at));
                }
            }
        }
        Ways { spec, stands_in }
    }

    /// To a slot: the layouts around it.
    pub(super) fn of_slot(&self, slot: SlotId) -> Way {
        self.spec.slot(slot).layout.map(|layout| self.of_layout(layout)).unwrap_or_default()
    }

    pub(super) fn of_page(&self, page: PageId) -> Way {
        let slot = self.spec.page(page).slot;
        let mut way = self.of_slot(slot);
        way.push((slot, Entry::Page(page)));
        way
    }

    pub(super) fn of_source(&self, source: Source) -> Way {
        match source {
            Source::Page(page) => self.of_page(page),
            Source::Layout(layout) => self.of_layout(layout),
        }
    }

    fn of_layout(&self, layout: NodeId) -> Way {
        let Some(slot) = self.stands_in[layout.0] else { return Way::new() };
        let mut way = self.of_slot(slot);
        way.push((slot, Entry::Layout(layout)));
        way
    }
}

/// The outermost slot that would have to show two things at once: first one way's, then the other's.
pub(super) fn parting(a: &[(SlotId, Entry)], b: &[(SlotId, Entry)]) -> Option<(Entry, Entry)> {
    a.iter().find_map(|(slot, entry)| {
        let (_, other) = b.iter().find(|(other, _)| other == slot)?;
        (entry != other).then_some((*entry, *other))
    })
}

struct Check<'a> {
    spec: &'a Spec,
    facts: &'a Facts,
    sources: &'a Sources,
    ways: Ways<'a>,
    hosts: BTreeMap<PageId, Vec<SlotId>>,
}

impl Check<'_> {
    fn twice(&self, slot: SlotId, first: &Intercept, second: &Intercept) -> Diagnostic {
        let page = self.spec.page_path(second.page);
        let message = format!("{} intercepts page `{page}` twice", self.called(slot));
        let mut found = Diagnostic::error(Code::INTERCEPT_TWICE, self.page_span(second), message)
            .label("again")
            .also(first.span, "here already")
            .help("name all that it is intercepted from in one statement: `intercept PAGE from A, B;`");
        let new =
            second.from.iter().zip(self.source_spans(second)).filter(|(from, _)| !first.from.contains(from));
        let new: String = new.map(|(_, span)| format!(", {}", self.sources.text(*span))).collect();
        if let Some(last) = self.source_spans(first).last() {
            let insert = Edit { span: Span { start: last.end, ..*last }, text: new };
            let take_out = Edit { span: second.span, text: String::new() };
            found.fix = Some(Fix { title: "make one of both".to_owned(), edits: vec![insert, take_out] });
        }
        found
    }

    /// Harmless, but hardly meant.
    fn named_twice(&self, intercept: &Intercept, first: usize, again: usize) -> Option<Diagnostic> {
        let spans = self.source_spans(intercept);
        let (first, span) = (*spans.get(first)?, *spans.get(again)?);
        let message = format!("`{}` is named twice as a source of one interception", self.sources.text(span));
        let found = Diagnostic::warning(Code::INTERCEPT_TWICE, span, message)
            .label("again")
            .also(first, "here already")
            .help("leave one of them out, or name what was meant instead");
        Some(found.fix("take it out of the list", list_item(spans, again)?, ""))
    }

    fn own(&self, slot: SlotId, intercept: &Intercept) -> Diagnostic {
        let page = self.spec.page_path(intercept.page);
        let message = format!("page `{page}` is in {} itself, and shows there anyway", self.called(slot));
        Diagnostic::error(Code::INTERCEPT_OWN, self.page_span(intercept), message)
            .label("would be shown in place of itself")
            .also(self.spec.page(intercept.page).span, "the page stands here")
            .help("leave it out, or intercept a page of another slot")
            .fix("take it out", intercept.span, "")
    }

    /// What is in another root layout is another document, and always loaded as one.
    fn elsewhere(&self, slot: SlotId, intercept: &Intercept) -> Option<Diagnostic> {
        let (_, own) = *self.ways.of_page(intercept.page).first()?;
        let (_, host) = *self.ways.of_slot(slot).first()?;
        if own == host {
            return None;
        }
        let page = self.spec.page_path(intercept.page);
        let message =
            format!("page `{page}` is another document than {}, and can't be shown in it", self.called(slot));
        let stands = match own {
            Entry::Layout(_) => "the page stands in this layout",
            _ => "the page stands in no layout",
        };
        let help = match host {
            Entry::Layout(layout) => format!("move the page into layout `{}`", self.spec.node_path(layout)),
            _ => "move both into one layout".to_owned(),
        };
        let found = Diagnostic::error(Code::INTERCEPT_ELSEWHERE, self.page_span(intercept), message)
            .label("a link to it always loads the page")
            .also(self.place(own), stands)
            .also(self.place(host), "the slot stands in this layout");
        Some(found.help(format!("{help}, or leave the interception out")))
    }

    /// A page on screen opens over itself only if it is a source (M9): one whose slot shows nothing else
    /// never opens where that slot is on screen too.
    fn always_there(&self, slot: SlotId, intercept: &Intercept) -> Option<Diagnostic> {
        let page = intercept.page;
        let itself = Source::Page(page);
        if intercept.from.contains(&itself) || !self.is_all_its_slot_shows(page) {
            return None;
        }
        let layout = self.spec.slot(self.spec.page(page).slot).layout?;
        let is_around = |way: &Way| way.iter().any(|(_, entry)| *entry == Entry::Layout(layout));
        let host = self.ways.of_slot(slot);
        let always = is_around(&host)
            || intercept.from.iter().all(|source| {
                !self.is_intercepted_beside(*source, &host) && is_around(&self.ways.of_source(*source))
            });
        let span = self.page_span(intercept);
        let name = self.sources.text(span);
        let message = format!("page `{}` is on screen wherever one comes from", self.spec.page_path(page));
        let found = Diagnostic::error(Code::INTERCEPT_ALWAYS_THERE, span, message)
            .label("opens over itself only if it is named as a source too")
            .also(self.spec.page(page).span, "its slot shows nothing else");
        let found = found.help(format!("name it: `from …, {name}`, or give its slot other pages"));
        let last = *self.source_spans(intercept).last()?;
        let end = Span { start: last.end, ..last };
        always.then(|| found.fix("name it too", end, format!(", {name}")))
    }

    /// Not so sure where a `when` can hide it, or a query item make it not found.
    fn is_all_its_slot_shows(&self, page: PageId) -> bool {
        let slot = self.spec.slot(self.spec.page(page).slot);
        let may_hide = self.ways.of_page(page).iter().any(|(slot, _)| self.spec.slot(*slot).when.is_some());
        if may_hide || !self.spec.page(page).query.is_empty() {
            return false;
        }
        let is_it = |entry: &Entry| matches!(entry, Entry::Redirect(_)) || *entry == Entry::Page(page);
        let shows_default = matches!(slot.default, Default::Own | Default::None);
        !shows_default && slot.entries.iter().all(is_it)
    }

    /// A source must be something that can be on screen together with the host: in the background or as
    /// what is intercepted there at the time.
    fn check_sources(&self, slot: SlotId, intercept: &Intercept, out: &mut Vec<Diagnostic>) {
        let host = self.ways.of_slot(slot);
        let parts = |source: &Source| {
            let parting = parting(&self.ways.of_source(*source), &host);
            parting.filter(|_| !self.is_intercepted_beside(*source, &host))
        };
        for (at, source) in intercept.from.iter().enumerate() {
            if let Some(first) = intercept.from[..at].iter().position(|other| other == source) {
                out.extend(self.named_twice(intercept, first, at));
            } else if let Some(parting) = parts(source) {
                out.push(self.unseen(slot, intercept, at, parting));
            }
        }
        // Once it is open, it may lead to another of its kind; but something must open it.
        let itself = Source::Page(intercept.page);
        if let [only] = intercept.from[..]
            && only == itself
            && let Some(parting) = parting(&self.ways.of_source(itself), &host)
        {
            out.push(self.unseen(slot, intercept, 0, parting));
        }
    }

    fn is_intercepted_beside(&self, source: Source, host: &[(SlotId, Entry)]) -> bool {
        let Source::Page(page) = source else { return false };
        let mut hosts = self.hosts.get(&page).into_iter().flatten();
        hosts.any(|other| parting(&self.ways.of_slot(*other), host).is_none())
    }

    fn unseen(&self, slot: SlotId, intercept: &Intercept, at: usize, parting: (Entry, Entry)) -> Diagnostic {
        let spec = self.spec;
        let source = match intercept.from[at] {
            Source::Page(page) => format!("page `{}`", spec.page_path(page)),
            Source::Layout(layout) => format!("layout `{}`", spec.node_path(layout)),
        };
        let spans = self.source_spans(intercept);
        let span = spans.get(at).copied().unwrap_or(intercept.span);
        let message = format!("{} is never on screen together with {source}", self.called(slot));
        let (of_source, of_host) = parting;
        let found = Diagnostic::error(Code::INTERCEPT_UNSEEN, span, message)
            .label("one can't come from here")
            .also(self.place(of_source), "where this shows")
            .also(self.place(of_host), "this does not, and so the slot does not");
        let found = match spec.slot(slot).layout {
            Some(layout) => found.help(format!(
                "name what shows together with the slot: a page in layout `{0}`, or `{0}` itself",
                spec.node_path(layout)
            )),
            None => found,
        };
        let Some(whole) = list_item(spans, at) else { return found.help("or leave the interception out") };
        found.help("or leave it out of the list").fix("take it out of the list", whole, "")
    }

    /// It works, but what one came from is gone.
    fn in_main_slot(&self, slot: SlotId, intercept: &Intercept) -> Diagnostic {
        let message =
            format!("{} is a main slot: what it intercepts takes the place of the page", self.called(slot));
        let page = &self.spec.page(intercept.page).name.text;
        Diagnostic::warning(Code::INTERCEPT_MAIN, intercept.span, message)
            .label("hides the page that one came from")
            .help(format!(
                "give it a slot of its own: `slot dialog {{ default none; intercept {page} from …; }}`"
            ))
    }

    fn called(&self, slot: SlotId) -> String {
        described(self.spec.node(self.spec.slot(slot).node))
    }

    fn place(&self, entry: Entry) -> Span {
        match entry {
            Entry::Page(page) => self.spec.page(page).span,
            Entry::Layout(layout) => self.spec.node(layout).span,
            Entry::Redirect(redirect) => self.spec.redirects[redirect.0].span,
        }
    }

    fn page_span(&self, intercept: &Intercept) -> Span {
        self.facts.intercepts.get(&intercept.span).map_or(intercept.span, |fact| fact.page)
    }

    fn source_spans(&self, intercept: &Intercept) -> &[Span] {
        self.facts.intercepts.get(&intercept.span).map_or(&[], |fact| &fact.from)
    }
}

/// One of several items with the comma that goes with it.
fn list_item(items: &[Span], at: usize) -> Option<Span> {
    let item = items.get(at)?;
    match (items.get(at + 1), at.checked_sub(1).and_then(|before| items.get(before))) {
        (Some(next), _) => Some(Span { end: next.start, ..*item }),
        (None, Some(before)) => Some(Span { start: before.end, ..*item }),
        (None, None) => None,
    }
}
