//! M6: a page that is a slot's default is shown as at its own URL, which nothing may leave open.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::spec::{Default, PageId, QueryKind, Segment, SegmentKind, Slot, Spec};

/// Checks every `default PAGE;`.
pub(super) fn check_default_pages(spec: &Spec, out: &mut Vec<Diagnostic>) {
    for slot in &spec.slots {
        if let Default::Page(page) = slot.default {
            check_has_no_parameters(spec, slot, page, out);
            check_has_no_required_query(spec, slot, page, out);
        }
    }
}

/// The page's path below the slot's layout.
pub(crate) fn below_layout<'a>(spec: &Spec, slot: &Slot, path: &'a [Segment]) -> &'a [Segment] {
    let depth = slot.layout.map_or(0, |layout| spec.node(layout).prefix.len());
    path.get(depth..).unwrap_or(&[])
}

fn check_has_no_parameters(spec: &Spec, slot: &Slot, id: PageId, out: &mut Vec<Diagnostic>) {
    let page = spec.page(id);
    let own = below_layout(spec, slot, &page.path);
    if let Some(segment) = own.iter().find(|segment| !matches!(segment.kind, SegmentKind::Literal(_))) {
        let name = &page.name.text;
        out.push(refused(slot, name, segment.span, "its value is known from a URL only"));
    }
}

fn check_has_no_required_query(spec: &Spec, slot: &Slot, id: PageId, out: &mut Vec<Diagnostic>) {
    let page = spec.page(id);
    if let Some(item) = page.query.iter().find(|item| matches!(item.kind, QueryKind::Required)) {
        let (name, item) = (&page.name.text, &item.name);
        let found = refused(slot, name, item.span, "required, and a default has no query");
        let key = &item.text;
        out.push(found.help(format!("or give the item a default, `{{{key} = …}}`, or make it optional")));
    }
}

fn refused(slot: &Slot, page: &str, at: Span, why: &str) -> Diagnostic {
    Diagnostic::error(Code::DEFAULT_PAGE, slot.default_span, format!("`{page}` can't be a default"))
        .label("shown without its parameters")
        .also(at, why)
        .help("name a page without parameters, or declare `default;` and write a handler")
}
