//! What can be wrong with a spec: one dispatcher for each stage, one small function for each rule.

mod active;
mod default;
mod guard;
mod handlers;
mod intercept;
mod matching;
mod name;
mod placement;
mod redirect;
mod slot;
mod title;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::include::File;
use crate::lower::Facts;
use crate::source::Sources;
use crate::spec::Spec;

/// How many blocks may stand in each other.
pub(crate) const DEEPEST: usize = 64;

/// What can be seen in one file alone.
pub(crate) fn check_syntax(file: &File, sources: &Sources) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    placement::check_block(&file.syntax.block, placement::Place::File, sources, &mut out);
    name::check_block(&file.syntax.block, &mut out);
    out
}

/// What can be seen in the whole spec without looking at URLs.
pub(crate) fn check_spec(spec: &Spec, facts: &Facts, sources: &Sources) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    handlers::check_declared(spec, facts, sources, &mut out);
    default::check_default_pages(spec, &mut out);
    slot::check_layouts_have_something(spec, facts, &mut out);
    slot::check_slots_leave_something(spec, &mut out);
    slot::check_slots_can_show_something(spec, facts, &mut out);
    active::check_names_active_together(spec, &mut out);
    guard::check_guards_are_over_something(facts, &mut out);
    title::check_titles_are_in_the_main_chain(spec, &mut out);
    intercept::check_intercepts(spec, facts, sources, &mut out);
    slot::check_leave_is_about_something(spec, facts, &mut out);
    redirect::check_redirects_are_in_the_main_chain(spec, &mut out);
    redirect::check_targets_get_their_parameters(spec, &mut out);
    out
}

/// What can only be seen by looking at URLs.
pub(crate) fn check_matching(spec: &Spec, facts: &Facts, sources: &Sources) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    matching::check(spec, facts, sources, &mut out);
    out
}

/// Whether an error of this code leaves it certain what matches what.
pub(crate) fn leaves_matching_alone(code: Code) -> bool {
    [
        Code::NAME_STYLE,
        Code::NAME_RESERVED,
        Code::NAME_TAKEN,
        Code::NAME_ACTIVE_TWICE,
        Code::LOADING_MISSING,
        Code::ERROR_MISSING,
        Code::INHERIT_NOTHING,
        Code::TIME_ZERO,
        Code::DEFAULT_VALUE,
        Code::REDIRECT_DEAD,
        Code::REDIRECT_PARAMETER,
        Code::INTERCEPT_UNSEEN,
        Code::INTERCEPT_OWN,
        Code::INTERCEPT_TWICE,
        Code::INTERCEPT_ELSEWHERE,
        Code::INTERCEPT_ALWAYS_THERE,
    ]
    .contains(&code)
}
