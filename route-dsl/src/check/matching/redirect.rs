//! Where redirects lead in the end: to a page, to nothing, or back to themselves.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::explore::{Exploration, PatternId, Users};
use crate::spec::{Entry, Redirect, RedirectId, Segment, SegmentKind, SlotId, Spec, Target};
use std::collections::{BTreeSet, HashMap};

/// Follows every redirect whose target is one certain URL.
pub(super) fn check_chains(spec: &Spec, exploration: &Exploration<'_>, out: &mut Vec<Diagnostic>) {
    let mut in_loops = BTreeSet::new();
    let mut followed = BTreeSet::new();
    for (at, redirect) in spec.redirects.iter().enumerate() {
        check_is_not_dead(exploration, redirect, out);
        let way = follow(spec, exploration, RedirectId(at), &mut followed);
        if let Some(circle) = way.filter(|circle| circle.iter().all(|step| in_loops.insert(step.0))) {
            out.push(looped(spec, &circle));
        }
    }
}

fn check_is_not_dead(exploration: &Exploration<'_>, redirect: &Redirect, out: &mut Vec<Diagnostic>) {
    let Target::Url(url) = &redirect.to else { return };
    let Some(path) = segments(&url.text) else { return };
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    if exploration.matches(&path, Users::TakeAll).is_empty() {
        let message = format!("no page of this spec is at `{}`", url.text);
        out.push(
            Diagnostic::warning(Code::REDIRECT_DEAD, url.span, message)
                .label("leads out of this spec")
                .help("name a page instead, `to PAGE`, so that its path can change without breaking this"),
        );
    }
}

/// The redirects, with their targets, of a circle that `start` leads to. What others have led to is in
/// `followed`, and not gone through again.
fn follow(
    spec: &Spec,
    exploration: &Exploration<'_>,
    start: RedirectId,
    followed: &mut BTreeSet<Vec<String>>,
) -> Option<Vec<(RedirectId, Vec<String>)>> {
    let mut way: Vec<(RedirectId, Vec<String>)> = Vec::new();
    let mut at = start;
    let mut url = target(spec, start, &HashMap::new())?;
    loop {
        if let Some(known) = way.iter().position(|(_, seen)| *seen == url) {
            return Some(way.split_off(known));
        }
        if !followed.insert(url.clone()) {
            return None;
        }
        way.push((at, url.clone()));
        let path: Vec<&str> = url.iter().map(String::as_str).collect();
        let next = redirect_at(exploration, &path, Users::TakeAll)?;
        if redirect_at(exploration, &path, Users::TakeNone) != Some(next) {
            return None;
        }
        let captures = captures(&spec.redirects[next.0].path, &path);
        at = next;
        url = target(spec, next, &captures)?;
    }
}

/// The redirect that answers at a path, if one does.
fn redirect_at(exploration: &Exploration<'_>, path: &[&str], users: Users) -> Option<RedirectId> {
    let patterns = &exploration.patterns;
    let best = |slot: SlotId, matched: &[PatternId]| {
        let here = matched.iter().filter_map(|id| {
            let pattern = &patterns[id.0];
            let entry = pattern.chain.iter().find(|(other, _)| *other == slot)?.1;
            Some((pattern.rank, entry, *id))
        });
        here.min()
    };
    let matched = exploration.matches(path, users);
    let (_, mut entry, id) = best(SlotId(0), &matched)?;
    for (slot, _) in &patterns[id.0].chain {
        entry = best(*slot, &matched)?.1;
        if let Entry::Redirect(redirect) = entry {
            return Some(redirect);
        }
    }
    match entry {
        Entry::Redirect(redirect) => Some(redirect),
        _ => None,
    }
}

/// The path a redirect leads to, if that is certain.
fn target(spec: &Spec, redirect: RedirectId, captures: &HashMap<&str, Vec<String>>) -> Option<Vec<String>> {
    match &spec.redirects[redirect.0].to {
        Target::Url(url) => segments(&url.text),
        Target::Page(page) => {
            let mut path = Vec::new();
            for segment in &spec.page(*page).path {
                match &segment.kind {
                    SegmentKind::Literal(text) => path.push(text.clone()),
                    SegmentKind::Param { name, .. } | SegmentKind::Tail { name: Some(name), .. } => {
                        path.extend(captures.get(name.as_str())?.iter().cloned());
                    }
                    SegmentKind::Tail { name: None, optional } => return optional.then_some(path),
                }
            }
            Some(path)
        }
    }
}

fn captures<'a>(pattern: &'a [Segment], path: &[&str]) -> HashMap<&'a str, Vec<String>> {
    let mut captures = HashMap::new();
    for (at, segment) in pattern.iter().enumerate() {
        let taken = match &segment.kind {
            SegmentKind::Param { name, .. } => Some((name, path.get(at..=at))),
            SegmentKind::Tail { name: Some(name), .. } => Some((name, path.get(at..))),
            _ => None,
        };
        if let Some((name, Some(taken))) = taken {
            captures.insert(name.as_str(), taken.iter().map(|text| (*text).to_owned()).collect());
        }
    }
    captures
}

/// The segments of a path of this site; none for a whole URL, and for one with something encoded in it.
fn segments(url: &str) -> Option<Vec<String>> {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    if !path.starts_with('/') || path.starts_with("//") || path.contains('%') {
        return None;
    }
    Some(path.split('/').filter(|segment| !segment.is_empty()).map(str::to_owned).collect())
}

fn looped(spec: &Spec, circle: &[(RedirectId, Vec<String>)]) -> Diagnostic {
    let urls: Vec<String> = circle.iter().map(|(_, url)| format!("`/{}`", url.join("/"))).collect();
    let way = format!("{} -> {}", urls.join(" -> "), urls[0]);
    let first = spec.redirects[circle[0].0.0].span;
    let mut found = Diagnostic::error(Code::REDIRECT_LOOP, first, "this redirect leads back to itself")
        .label("begins here")
        .note(format!("the way round: {way}"))
        .help("let one of them lead to a page");
    for (redirect, _) in circle.iter().skip(1) {
        found = found.also(spec.redirects[redirect.0].span, "and goes on here");
    }
    found
}
