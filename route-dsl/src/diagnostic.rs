//! One type for everything that can be said about a spec; printers turn it into text, JSON or rustc errors.

use crate::code::Code;
use crate::source::Span;

/// Something wrong, or worth a second look, in a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule speaks; stable, and what `transom explain` takes.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// One sentence, no full stop, names in backticks.
    pub message: String,
    /// Places, the first one being where the mistake is.
    pub labels: Vec<Label>,
    /// Facts that help to understand: `note: …`.
    pub notes: Vec<String>,
    /// What to do: `help: …`.
    pub help: Vec<String>,
    /// An edit that mends it, where there is one.
    pub fix: Option<Fix>,
    /// Path of the item in a YAML spec (`items[2].slots.analytics`), empty for text.
    pub path: String,
}

/// How bad it is. Only errors stop code from being generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The spec has no meaning as it stands.
    Error,
    /// The spec works, but hardly as it was meant.
    Warning,
}

/// A place in a source with a few words beneath it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What stands there; may be empty.
    pub text: String,
}

/// An edit that tools can apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an order: "add `loading;`".
    pub title: String,
    /// Replacements, in order and not overlapping.
    pub edits: Vec<Edit>,
}

/// Text that takes the place of a span; an empty span inserts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What comes instead.
    pub text: String,
}

impl Diagnostic {
    /// An error of `code` at `span`.
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, span, message.into())
    }

    /// A warning of `code` at `span`.
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, span, message.into())
    }

    fn new(code: Code, severity: Severity, span: Span, message: String) -> Self {
        let labels = vec![Label { span, text: String::new() }];
        Diagnostic {
            code,
            severity,
            message,
            labels,
            notes: Vec::new(),
            help: Vec::new(),
            fix: None,
            path: String::new(),
        }
    }

    /// Puts words under the main place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.labels[0].text = text.into();
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Adds a note.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Adds a help.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Adds the edit that mends it: `text` in place of `span`.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { title: title.into(), edits: vec![Edit { span, text: text.into() }] });
        self
    }

    /// Where the mistake is.
    #[must_use]
    pub fn span(&self) -> Span {
        self.labels[0].span
    }

    /// Whether it stops code from being generated.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
