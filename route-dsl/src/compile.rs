//! From text to a checked spec, in one call.

use crate::check;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::include;
use crate::lower;
use crate::source::{Source, Sources};
use crate::spec::Spec;
use std::collections::BTreeMap;

/// How many diagnostics of one file are kept.
pub(crate) const PER_FILE: usize = 50;

/// A compiled spec: everything that is known of it, and all that is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// The main file and what it includes.
    pub sources: Sources,
    /// The spec; where there are errors, as complete as it can be.
    pub spec: Spec,
    /// Sorted by place; at most 50 a file.
    pub diagnostics: Vec<Diagnostic>,
}

impl Compiled {
    /// Whether a diagnostic is an error, so that no code can be generated.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Parses `main` and what it includes, and checks all of it. Never fails.
///
/// `load` is handed the path of an included file, joined onto the including file's folder and
/// normalised, relative to the main file's folder. What it returns as an error becomes a diagnostic
/// at the `include`.
pub fn compile(main: Source, load: &mut dyn FnMut(&str) -> Result<String, String>) -> Compiled {
    let mut loaded = include::load(main, load);
    let mut diagnostics = std::mem::take(&mut loaded.diagnostics);
    for file in &loaded.files {
        diagnostics.extend(check::check_syntax(file, &loaded.sources));
    }
    let lowered = lower::lower(&loaded);
    diagnostics.extend(lowered.diagnostics);
    diagnostics.extend(check::check_spec(&lowered.spec, &lowered.facts, &loaded.sources));
    if diagnostics.iter().all(|found| !found.is_error() || check::leaves_matching_alone(found.code)) {
        diagnostics.extend(check::check_matching(&lowered.spec, &lowered.facts, &loaded.sources));
    }
    drop_misplaced_after_missing_brace(&mut diagnostics);
    let mut diagnostics = tidy(diagnostics);
    adapt(&mut diagnostics, &loaded.sources);
    Compiled { sources: loaded.sources, spec: lowered.spec, diagnostics }
}

/// Fits what was found to sources in YAML.
#[cfg(feature = "yaml")]
fn adapt(diagnostics: &mut [Diagnostic], sources: &Sources) {
    crate::yaml::adapt(diagnostics, sources);
}

/// There are none.
#[cfg(not(feature = "yaml"))]
fn adapt(_: &mut [Diagnostic], _: &Sources) {}

/// Where a `}` is missing, all that follows stands in a block that it was not meant for.
fn drop_misplaced_after_missing_brace(diagnostics: &mut Vec<Diagnostic>) {
    let missing = diagnostics.iter().filter(|found| found.code == Code::BRACE_MISSING);
    let missing: Vec<_> = missing.map(Diagnostic::span).collect();
    diagnostics.retain(|found| {
        let at = found.span();
        let follows = missing.iter().any(|brace| brace.source == at.source && brace.start < at.start);
        found.code != Code::MISPLACED || !follows
    });
}

/// Sorts by place, drops what was said twice (a file included twice is checked twice), and cuts
/// each file's list, warnings first.
fn tidy(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let place = |found: &Diagnostic| (found.span().source, found.span().start, found.code, found.span().end);
    diagnostics.sort_by_key(place);
    diagnostics.dedup();
    let mut kept = BTreeMap::new();
    for severity in [Severity::Error, Severity::Warning] {
        for (at, found) in diagnostics.iter().enumerate().filter(|(_, found)| found.severity == severity) {
            let list: &mut Vec<usize> = kept.entry(found.span().source).or_default();
            if list.len() < PER_FILE {
                list.push(at);
            }
        }
    }
    let mut kept: Vec<usize> = kept.into_values().flatten().collect();
    kept.sort_unstable();
    kept.into_iter().map(|at| diagnostics[at].clone()).collect()
}
