//! `transom completions`

use clap::CommandFactory;
use clap_complete::Shell;

use crate::failure::Failure;
use crate::{Outcome, print};

/// Print a script that completes `transom` in a shell
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  transom completions bash > ~/.local/share/bash-completion/completions/transom
  transom completions fish > ~/.config/fish/completions/transom.fish
  transom completions zsh  > a file `_transom` in a folder of your $fpath";

/// Runs the command.
///
/// # Errors
/// None.
#[allow(clippy::unnecessary_wraps, reason = "all commands have one shape")]
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut crate::Arguments::command(), "transom", &mut script);
    print::out(&String::from_utf8_lossy(&script));
    Ok(Outcome::Well)
}
