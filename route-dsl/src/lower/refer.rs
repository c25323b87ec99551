//! References by name, resolved when everything has been declared.

use super::names::{BlockId, Named, with_article};
use super::path::PathOwner;
use super::{InterceptFact, Lowering, Place};
use crate::code::Code;
use crate::compile::PER_FILE;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};
use crate::spec::{self, Entry, Intercept, Name, PageId, Redirect, RedirectId, SlotId, Source, Target};
use crate::suggest::nearest;
use crate::syntax::{Kind, RedirectTo, Reference, Statement};

/// A reference that waits for all names to be known.
pub(super) struct Pending {
    reference: Reference,
    block: BlockId,
    wanted: Wanted,
}

/// What a reference is for.
#[derive(Clone, Copy)]
enum Wanted {
    /// `default PAGE`
    Default(SlotId),
    /// `redirect … to PAGE`
    Redirect(RedirectId),
    /// `intercept PAGE`, in this slot, by the statement there
    Intercepted(SlotId, Span),
    /// `intercept … from TARGET`, of the same
    InterceptedFrom(SlotId, Span),
}

impl Pending {
    pub(super) fn default(page: &Reference, slot: SlotId, place: &Place) -> Self {
        Pending { reference: page.clone(), block: place.block, wanted: Wanted::Default(slot) }
    }

    /// What the statement at `span` names; nothing where there is no slot to show it.
    pub(super) fn intercept(page: &Reference, from: &[Reference], span: Span, place: &Place) -> Vec<Self> {
        let Some(slot) = place.slot else { return Vec::new() };
        let pending = |reference: &Reference, wanted| Pending {
            reference: reference.clone(),
            block: place.block,
            wanted,
        };
        let targets = from.iter().map(|target| pending(target, Wanted::InterceptedFrom(slot, span)));
        std::iter::once(pending(page, Wanted::Intercepted(slot, span))).chain(targets).collect()
    }
}

impl Lowering<'_> {
    pub(super) fn lower_redirect(&mut self, statement: &Statement, place: &Place) {
        let Kind::Redirect { permanent, path, to } = &statement.kind else { return };
        let Some(slot) = place.slot else { return };
        let (own, _) = self.lower_path(path, place, PathOwner::Redirect);
        let id = RedirectId(self.spec.redirects.len());
        let to = match to {
            RedirectTo::Url(url) => Target::Url(url.clone()),
            RedirectTo::Page(page) => {
                let wanted = Wanted::Redirect(id);
                self.pending.push(Pending { reference: page.clone(), block: place.block, wanted });
                Target::Url(Name { text: "/".to_owned(), span: page.span() })
            }
        };
        self.spec.redirects.push(Redirect {
            permanent: *permanent,
            slot,
            path: [place.prefix.clone(), own].concat(),
            to,
            span: statement.span,
        });
        self.add_entry(place, Entry::Redirect(id));
    }

    pub(super) fn resolve_all(&mut self) {
        for pending in std::mem::take(&mut self.pending) {
            if let Some(named) = self.resolve(&pending) {
                self.put(&pending, named);
            }
        }
    }

    fn resolve(&mut self, pending: &Pending) -> Option<Named> {
        let reference = &pending.reference;
        let unknown = match self.names.resolve(pending.block, reference) {
            Ok(named) => return Some(named),
            Err(unknown) => unknown,
        };
        let name = &reference.names[unknown.position];
        if unknown.is_unread || self.unread.contains(&name.text) || self.are_enough_unknown(name.span.source)
        {
            return None;
        }
        let inside = match unknown.position {
            0 => "here".to_owned(),
            at => format!("in `{}`", dotted(&reference.names[..at])),
        };
        let message = format!("there is nothing called `{}` {inside}", name.text);
        let found = Diagnostic::error(Code::NAME_UNKNOWN, name.span, message).label("not known");
        let near = nearest(&name.text, unknown.known.iter().map(String::as_str));
        let found = match (near, self.names.elsewhere(&name.text).filter(|_| unknown.position == 0)) {
            (_, Some(way)) => found.help(format!("it stands elsewhere: write `{way}`")).fix(
                format!("write `{way}`"),
                name.span,
                way,
            ),
            (Some(near), None) => {
                found.help(format!("did you mean `{near}`?")).fix(format!("write `{near}`"), name.span, near)
            }
            (None, None) if unknown.known.is_empty() => found.help("nothing is declared there"),
            (None, None) => found.help(format!("known there: {}", some_of(&unknown.known))),
        };
        self.out.push(found);
        None
    }

    /// No more are printed than are kept of a file, so that looking for what was meant takes no time.
    fn are_enough_unknown(&mut self, file: SourceId) -> bool {
        let count = self.unknown.entry(file).or_default();
        *count += 1;
        *count > PER_FILE
    }

    fn put(&mut self, pending: &Pending, named: Named) {
        match (pending.wanted, named) {
            (Wanted::Default(slot), Named::Page(page)) => self.put_default(slot, page, &pending.reference),
            (Wanted::Redirect(redirect), Named::Page(page)) => {
                self.spec.redirects[redirect.0].to = Target::Page(page);
            }
            (Wanted::Intercepted(slot, span), Named::Page(page)) => {
                self.put_intercept(slot, page, span, &pending.reference);
            }
            (Wanted::InterceptedFrom(slot, span), Named::Page(page)) => {
                self.put_source(slot, span, Source::Page(page), &pending.reference);
            }
            (Wanted::InterceptedFrom(slot, span), Named::Block("layout", Some(node), _)) => {
                self.put_source(slot, span, Source::Layout(node), &pending.reference);
            }
            (wanted, named) => self.out.push(other_kind(&pending.reference, wanted, named)),
        }
    }

    /// The host gets a method for the page, called like it.
    fn put_intercept(&mut self, id: SlotId, page: PageId, span: Span, reference: &Reference) {
        let intercepted = &self.spec.pages[page.0];
        let slot = &mut self.spec.slots[id.0];
        let is_new = slot.intercepts.iter().all(|other| other.page != page);
        slot.intercepts.push(Intercept { page, from: Vec::new(), span });
        let fact = InterceptFact { page: reference.span(), from: Vec::new() };
        self.facts.intercepts.insert(span, fact);
        if is_new && intercepted.slot != id {
            let name = Name { text: intercepted.name.text.clone(), span: reference.span() };
            self.out.extend(self.names.claim_method(slot.node, &name));
        }
    }

    /// Adds to the interception that the same statement makes; there is none if its page is not known.
    fn put_source(&mut self, slot: SlotId, span: Span, source: Source, reference: &Reference) {
        let intercepts = &mut self.spec.slots[slot.0].intercepts;
        let made = intercepts.iter_mut().rfind(|intercept| intercept.span == span);
        if let (Some(intercept), Some(fact)) = (made, self.facts.intercepts.get_mut(&span)) {
            intercept.from.push(source);
            fact.from.push(reference.span());
        }
    }

    fn put_default(&mut self, slot: SlotId, page: PageId, reference: &Reference) {
        let has_it = self.spec.slot(slot).entries.contains(&Entry::Page(page));
        if has_it {
            self.spec.slots[slot.0].default = spec::Default::Page(page);
            return;
        }
        let span = reference.span();
        let message = format!("`{}` is not a page of this slot", dotted(&reference.names));
        self.out.push(
            Diagnostic::error(Code::DEFAULT_PAGE, span, message)
                .label("shows in another slot")
                .also(self.spec.page(page).span, "the page stands here")
                .help("name a page that stands in this very slot, or declare `default;` and write a handler"),
        );
    }
}

fn other_kind(reference: &Reference, wanted: Wanted, named: Named) -> Diagnostic {
    let wanted = match wanted {
        Wanted::InterceptedFrom(..) => "a page or a layout",
        _ => "a page",
    };
    let name = dotted(&reference.names);
    let called = with_article(named.called().trim_matches('`'));
    let message = format!("`{name}` is {called}, and {wanted} is needed here");
    let found = Diagnostic::error(Code::NAME_OF_OTHER_KIND, reference.span(), message);
    let found = found.label(format!("not {wanted}"));
    match named {
        Named::Block(..) => found.help(format!("name a page in it: `{name}.PAGE`")),
        _ => found.help(format!("name {wanted}")),
    }
}

fn dotted(names: &[Name]) -> String {
    names.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join(".")
}

fn some_of(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(8).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > shown.len() { " and more" } else { "" };
    format!("{}{more}", shown.join(", "))
}
