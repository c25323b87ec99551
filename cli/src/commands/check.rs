//! `transom check`

use std::path::PathBuf;

use clap::ValueEnum;

use crate::failure::Failure;
use crate::print::Count;
use crate::{Outcome, files, json, print, sarif};

/// Say what is wrong with a spec, and how to mend it
///
/// Reads each spec with what it includes and checks it as the macro would: names, placement,
/// handlers that must be there, pages that conflict, and slots that have nothing to show at some URL.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Specs (`.routes`, `.yaml`); `-` reads standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Let warnings count as errors in the exit status
    #[arg(long)]
    deny_warnings: bool,
}

const EXAMPLES: &str = "\
Examples:
  transom check app.routes
  transom check --deny-warnings app.routes admin.routes      for continuous integration
  transom check --format json app.routes | jq .message       for editors and scripts

Text goes to standard error. JSON (one object a line: code, severity, message, file, range, item,
labels, notes, help, fix, rendered) and SARIF 2.1.0 go to standard output.

Exit status: 0 no errors, 1 errors (or warnings with --deny-warnings), 2 a file can't be read.";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// As rustc does, for people
    Text,
    /// One JSON object a line
    Json,
    /// SARIF 2.1.0, for code-scanning services
    Sarif,
}

/// Runs the command.
///
/// # Errors
/// If a file can't be read. The others are checked all the same.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let mut count = Count::default();
    let mut found = Vec::new();
    let mut failures = Vec::new();
    for path in &arguments.files {
        let main = match files::read(path) {
            Ok(main) => main,
            Err(failure) => {
                failures.push(failure);
                continue;
            }
        };
        let compiled = files::check(path, main);
        count.add(&compiled.diagnostics);
        match arguments.format {
            Format::Text => print::diagnostics(&compiled.diagnostics, &compiled.sources),
            Format::Json => {
                compiled.diagnostics.iter().for_each(|one| print::out(&json::line(one, &compiled.sources)));
            }
            Format::Sarif => found.push((compiled.sources, compiled.diagnostics)),
        }
    }
    if arguments.format == Format::Sarif {
        print::out(&sarif::log(&found));
    }
    if arguments.format == Format::Text && failures.len() < arguments.files.len() {
        print::summary(count, &name_files(&arguments.files, failures.len()));
    }
    if let Some(last) = failures.pop() {
        failures.iter().for_each(Failure::print);
        return Err(last);
    }
    let wrong = count.errors > 0 || (arguments.deny_warnings && count.warnings > 0);
    Ok(if wrong { Outcome::Wrong } else { Outcome::Well })
}

fn name_files(files: &[PathBuf], unreadable: usize) -> String {
    match files {
        [one] if one.as_os_str() == files::STANDARD => "standard input".to_owned(),
        [one] => one.display().to_string(),
        several if several.len() - unreadable == 1 => "1 file".to_owned(),
        several => format!("{} files", several.len() - unreadable),
    }
}
