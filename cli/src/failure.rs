//! Why a command could not do its work, and what to do about it.

use anstyle::{AnsiColor, Style};

use crate::print;

/// A reason and the next step, both for the user.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    help: Option<String>,
}

impl Failure {
    /// A failure without a next step.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Failure { message: message.into(), help: None }
    }

    /// Says what to do next.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
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
        print::err(&format!("{red}error{red:#}{bold}: {}{bold:#}\n", self.message));
        if let Some(help) = &self.help {
            print::err(&format!("{bold}help{bold:#}: {help}\n"));
        }
    }
}
