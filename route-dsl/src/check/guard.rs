//! Guards and `when`s that stand over nothing.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::lower::Facts;

/// A guard with nothing below it never runs.
pub(super) fn check_guards_are_over_something(facts: &Facts, out: &mut Vec<Diagnostic>) {
    for guard in facts.guards.iter().filter(|guard| !guard.over_something) {
        let message = format!("`{} {}` never runs", guard.keyword, guard.name.text);
        out.push(
            Diagnostic::warning(Code::GUARD_OVER_NOTHING, guard.name.span, message)
                .label("nothing stands below it that waits for it")
                .help("put it into the block of what it is for, or leave it out"),
        );
    }
}
