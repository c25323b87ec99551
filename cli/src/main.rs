//! The `transom` command: checks, formats, explains, tries out and translates route specs.
//!
//! Exit status: 0 all is well, 1 a spec is wrong (or would be formatted), 2 the command could not do its work.

mod commands;
mod failure;
mod files;
mod json;
mod print;
mod sarif;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{build, check, completions, convert, explain, fmt, walk};

/// Check, format, explain, try out and translate Transom route specs
///
/// A spec says which layouts, slots and pages an application has. It stands in a `.routes` file,
/// or, for programs, in a `.yaml` file of the same meaning; every command takes either.
#[derive(Parser)]
#[command(name = "transom", version, after_help = EXAMPLES, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  transom check app.routes            say what is wrong, and how to mend it
  transom fmt app.routes              write it in the one canonical form
  transom explain T0401               what a code means, with an example
  transom walk app.routes hard:/      see what each slot shows at a URL, and after each click
  transom build app.routes            see the code the macro generates

Exit status: 0 all is well, 1 a spec is wrong, 2 the command could not do its work.";

#[derive(Subcommand)]
enum Command {
    Check(check::Arguments),
    Fmt(fmt::Arguments),
    Explain(explain::Arguments),
    Walk(walk::Arguments),
    Build(build::Arguments),
    Convert(convert::Arguments),
    Completions(completions::Arguments),
}

/// What a command found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Well,
    /// A spec is wrong, or not formatted.
    Wrong,
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Walk(arguments) => walk::run(&arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    };
    match result {
        Ok(Outcome::Well) => ExitCode::SUCCESS,
        Ok(Outcome::Wrong) => ExitCode::from(1),
        Err(failure) => {
            failure.print();
            ExitCode::from(2)
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Arguments::command().debug_assert();
    }
}
