//! Why a command could not do its work, and what to do about it.

use anstyle::{AnsiColor, Style};

use transom_route_dsl::code::Code;

use crate::print;

/// A reason and the next step, both for the user.
#[derive(Debug)]
pub(crate) struct Failure {
    code: Option<Code>,
    message: String,
    help: Option<String>,
}

impl Failure {
    /// A failure without a next step.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Failure { code: None, message: message.into(), help: None }
    }

    /// Says which page explains it.
    pub(crate) fn code(mut self, code: Code) -> Self {
        self.code = Some(code);
        self
    }

    /// Says what to do next.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says first what failed.
    pub(crate) fn prefix(mut self, what: &str) -> Self {
        self.message.insert_str(0, what);
        self
    }

    /// The message without its help, as a diagnostic's note wants it.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// Writes `error: …` and `help: …` to standard error.
    pub(crate) fn print(&self) {
        let red = Style::new().bold().fg_color(Some(AnsiColor::BrightRed.into()));
        let bold = Style::new().bold();
        let code = self.code.map(|code| format!("[{code}]")).unwrap_or_default();
        print::err(&format!("{red}error{code}{red:#}{bold}: {}{bold:#}\n", self.message));
        if let Some(help) = &self.help {
            print::err(&format!("{bold}help{bold:#}: {help}\n"));
        }
    }
}
