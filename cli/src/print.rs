//! Writing to the terminal. Colours are taken out where nobody sees them (no terminal, `NO_COLOR`),
//! and a reader that goes away (`| head`) ends the output and nothing else.

use std::io::Write;

use anstyle::{AnsiColor, Style};
use transom_route_dsl::diagnostic::{Diagnostic, Severity};
use transom_route_dsl::{render, source::Sources};

/// Writes to standard output.
pub(crate) fn out(text: &str) {
    let _ = anstream::stdout().lock().write_all(text.as_bytes());
}

/// Writes to standard error.
pub(crate) fn err(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Writes each diagnostic with a blank line after it to standard error.
pub(crate) fn diagnostics(all: &[Diagnostic], sources: &Sources) {
    for diagnostic in all {
        err(&format!("{}\n\n", render::styled(diagnostic, sources)));
    }
}

/// How many errors and warnings there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Errors.
    pub(crate) errors: usize,
    /// Warnings.
    pub(crate) warnings: usize,
}

impl Count {
    /// Counts these too.
    pub(crate) fn add(&mut self, all: &[Diagnostic]) {
        let errors = all.iter().filter(|one| one.severity == Severity::Error).count();
        self.errors += errors;
        self.warnings += all.len() - errors;
    }

    /// `2 errors and 1 warning`; nothing if there were none.
    pub(crate) fn words(self) -> Option<String> {
        let words = |count: usize, word: &str| match count {
            0 => None,
            1 => Some(format!("1 {word}")),
            _ => Some(format!("{count} {word}s")),
        };
        match (words(self.errors, "error"), words(self.warnings, "warning")) {
            (Some(errors), Some(warnings)) => Some(format!("{errors} and {warnings}")),
            (one, other) => one.or(other),
        }
    }
}

/// Writes the last line of a check to standard error.
pub(crate) fn summary(count: Count, files: &str) {
    let bold = Style::new().bold();
    let colour = |colour: AnsiColor| bold.fg_color(Some(colour.into()));
    let (style, word) = match count {
        Count { errors: 1.., .. } => (colour(AnsiColor::BrightRed), "error"),
        Count { warnings: 1.., .. } => (colour(AnsiColor::Yellow), "warning"),
        Count { .. } => (colour(AnsiColor::BrightGreen), "ok"),
    };
    let found = count.words().unwrap_or_else(|| "nothing wrong".to_owned());
    err(&format!("{style}{word}{style:#}{bold}: {found} in {files}{bold:#}\n"));
}
