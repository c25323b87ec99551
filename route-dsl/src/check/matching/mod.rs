//! What hangs on which URLs match what: all of it is found in one walk over all classes of URLs.
//!
//! Each rule has a collector that looks at every class once and afterwards reports what it has seen.

mod action;
mod conflict;
mod displaced;
mod gap;
mod here;
mod intercept;
mod query;
mod reach;
mod redirect;

use crate::check::title::main_chain;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::explore::Exploration;
use crate::lower::Facts;
use crate::source::Sources;
use crate::spec::Spec;
use here::Here;

/// Checks all that needs URLs.
pub(super) fn check(spec: &Spec, facts: &Facts, sources: &Sources, out: &mut Vec<Diagnostic>) {
    let main = main_chain(spec);
    let mut conflicts = conflict::Conflicts::default();
    let mut gaps = gap::Gaps::new(spec);
    let mut reach = reach::Reach::new(spec);
    let mut displaced = displaced::Displaced::default();
    let mut queries = query::Queries::default();
    action::check_actions(spec, out);
    let mut intercepts = intercept::Intercepts::new(spec);
    let exploration = Exploration::of(spec, |patterns, state, matched| {
        let here = Here::new(spec, patterns, state, matched);
        conflicts.visit(&here);
        gaps.visit(&here);
        reach.visit(&here);
        displaced.visit(&here, &main);
        queries.visit(&here);
        intercepts.visit(&here);
    });
    conflicts.report(spec, &exploration, out);
    gaps.report_gaps(spec, &exploration, facts, sources, out);
    displaced.report(spec, &exploration, &conflicts, out);
    queries.report(spec, &exploration, out);
    intercepts.report_overlaps(spec, &exploration, facts, out);
    redirect::check_chains(spec, &exploration, out);
    if exploration.is_cut {
        out.extend(too_intricate(spec));
        return;
    }
    gaps.report_unneeded(spec, &reach, out);
    gaps.report_never_left(spec, facts, &reach, out);
    intercepts.report_not_hard(spec, &exploration, facts, &reach, out);
    reach.report(spec, &exploration, &conflicts, out);
}

fn too_intricate(spec: &Spec) -> Option<Diagnostic> {
    let span = spec.nodes.first()?.span;
    let message = "so many patterns overlap that not all of their combinations were checked";
    let found = Diagnostic::warning(Code::TOO_INTRICATE, span, message);
    Some(
        found
            .help("put literals before parameters, or give parameters types, so that fewer patterns overlap"),
    )
}
