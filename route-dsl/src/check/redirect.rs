//! Redirects, as far as no URL has to be looked at: where they stand, and their parameters.

use super::title::main_chain;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::spec::{Entry, ParamType, Redirect, Segment, SegmentKind, Spec, Target};

/// M17: redirects stand only in the main chain.
pub(super) fn check_redirects_are_in_the_main_chain(spec: &Spec, out: &mut Vec<Diagnostic>) {
    let in_main_chain = main_chain(spec);
    for (slot, is_main) in spec.slots.iter().zip(in_main_chain) {
        for entry in slot.entries.iter().filter(|_| !is_main) {
            if let Entry::Redirect(redirect) = entry {
                let span = spec.redirects[redirect.0].span;
                let message = "a redirect can only stand in the main chain";
                out.push(
                    Diagnostic::error(Code::REDIRECT_ELSEWHERE, span, message)
                        .label(format!("slot `{}` is beside it", slot.name))
                        .help("move it to the layout's own pages, or to the file"),
                );
            }
        }
    }
}

/// A page's parameters are handed over by name.
pub(super) fn check_targets_get_their_parameters(spec: &Spec, out: &mut Vec<Diagnostic>) {
    for redirect in &spec.redirects {
        match &redirect.to {
            Target::Page(page) => {
                let page = spec.page(*page);
                for segment in &page.path {
                    out.extend(check_parameter(spec, redirect, segment, &page.name.text));
                }
            }
            Target::Url(url) if is_url(&url.text) => {}
            Target::Url(url) => out.push(
                Diagnostic::error(Code::REDIRECT_DEAD, url.span, format!("`{}` is no URL", url.text))
                    .label("begins with neither `/` nor `https://`")
                    .help("write a path of this site, `\"/…\"`, or a whole URL, `\"https://…\"`"),
            ),
        }
    }
}

fn is_url(text: &str) -> bool {
    (text.starts_with('/') && !text.starts_with("//"))
        || text.starts_with("https://")
        || text.starts_with("http://")
}

fn check_parameter(spec: &Spec, redirect: &Redirect, wanted: &Segment, page: &str) -> Option<Diagnostic> {
    let (name, written) = match &wanted.kind {
        SegmentKind::Literal(_) | SegmentKind::Tail { name: None, optional: true } => return None,
        SegmentKind::Param { name, .. } => (name.as_str(), format!("{{{name}}}")),
        SegmentKind::Tail { name: Some(name), .. } => (name.as_str(), format!("{{*{name}}}")),
        SegmentKind::Tail { name: None, .. } => ("", "{*…}".to_owned()),
    };
    let given = redirect.path.iter().find(|segment| match &segment.kind {
        SegmentKind::Param { name: given, .. } | SegmentKind::Tail { name: Some(given), .. } => given == name,
        _ => false,
    });
    if given.is_some_and(|given| fits(spec, &given.kind, &wanted.kind)) {
        return None;
    }
    let message = format!("the redirect does not give `{page}` its parameter `{name}`");
    let found = Diagnostic::error(Code::REDIRECT_PARAMETER, redirect.span, message)
        .label("leads to a page with parameters")
        .also(wanted.span, "this one");
    Some(match given {
        Some(given) => found.also(given.span, "of another type here").help("give both the same type"),
        None if name.is_empty() => {
            found.help("give the page's parameter a name, and the redirect the same one")
        }
        None => found.help(format!("put `{written}`, of the same type, into the redirect's own path")),
    })
}

fn fits(spec: &Spec, given: &SegmentKind, wanted: &SegmentKind) -> bool {
    match (given, wanted) {
        (SegmentKind::Param { ty: given, .. }, SegmentKind::Param { ty: wanted, .. }) => {
            given == wanted || same_values(spec, *given, *wanted)
        }
        (SegmentKind::Tail { optional: given, .. }, SegmentKind::Tail { optional: wanted, .. }) => {
            *wanted || !*given
        }
        _ => false,
    }
}

/// Whether both are sets with the same texts.
fn same_values(spec: &Spec, a: ParamType, b: ParamType) -> bool {
    let (ParamType::Set(a), ParamType::Set(b)) = (a, b) else { return false };
    let texts = |set: usize| {
        let mut texts: Vec<&str> =
            spec.sets[set].values.iter().map(|value| value.text.text.as_str()).collect();
        texts.sort_unstable();
        texts
    };
    texts(a.0) == texts(b.0)
}
