//! `transom fmt`

use std::path::{Path, PathBuf};

use similar::TextDiff;
use transom_route_dsl::diagnostic::Diagnostic;
use transom_route_dsl::source::{Source, SourceId};
use transom_route_dsl::{format, yaml};

use crate::failure::Failure;
use crate::files::{self, Parsed, STANDARD};
use crate::print::Count;
use crate::{Outcome, print};

/// Write specs in the one canonical form
///
/// Every comment is kept. A file that is in that form already is not written, and one with syntax
/// errors is left as it is. There is nothing to configure.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Specs (`.routes`, `.yaml`); `-` reads standard input and writes standard output
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write nothing; show what would change, and exit with 1 if anything would
    #[arg(long)]
    check: bool,
}

const EXAMPLES: &str = "\
Examples:
  transom fmt app.routes
  transom fmt --check app.routes admin.routes     for continuous integration
  transom fmt - < app.routes                      for editors

Exit status: 0 done (or nothing to do), 1 syntax errors (or with --check: a file would change),
2 a file can't be read or written.";

/// Runs the command.
///
/// # Errors
/// If a file can't be read or written. The others are formatted all the same.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::Well;
    let mut failed = None;
    for path in &arguments.files {
        match format_file(path, arguments.check) {
            Ok(Outcome::Well) => {}
            Ok(Outcome::Wrong) => outcome = Outcome::Wrong,
            Err(failure) => {
                if let Some(earlier) = failed.replace(failure) {
                    earlier.print();
                }
            }
        }
    }
    failed.map_or(Ok(outcome), Err)
}

fn format_file(path: &Path, check: bool) -> Result<Outcome, Failure> {
    let parsed = Parsed::new(files::read(path)?);
    if parsed.diagnostics.iter().any(Diagnostic::is_error) {
        print::diagnostics(&parsed.diagnostics, &parsed.sources);
        let mut count = Count::default();
        count.add(&parsed.diagnostics);
        print::err(&format!("{} is left as it is\n", parsed.source().name));
        return Ok(Outcome::Wrong);
    }
    let formatted = formatted(&parsed)?;
    let before = parsed.source().text.as_str();
    if check {
        if formatted == before {
            return Ok(Outcome::Well);
        }
        print::out(&difference(&parsed.source().name, before, &formatted));
        return Ok(Outcome::Wrong);
    }
    if path.as_os_str() == STANDARD {
        print::out(&formatted);
    } else if formatted != before {
        files::write(path, &formatted)?;
    }
    Ok(Outcome::Well)
}

/// The canonical text, with the line ends the file has.
fn formatted(parsed: &Parsed) -> Result<String, Failure> {
    let source = parsed.source();
    let text = if yaml::is_yaml(&source.name) {
        refuse_comments(parsed)?;
        yaml::write(&parsed.file)
    } else {
        let text = format::format(&parsed.file);
        let again = Parsed::new(Source::new("", text.as_str()));
        if !again.diagnostics.is_empty() || yaml::write(&again.file) != yaml::write(&parsed.file) {
            return Err(Failure::new(format!("formatting `{}` would change what it says", source.name))
                .help("it is left as it is; this is a bug in transom, please report it with the file"));
        }
        text
    };
    let first = source.text.find('\n').unwrap_or(0);
    Ok(if source.text[..first].ends_with('\r') { text.replace('\n', "\r\n") } else { text })
}

/// A YAML file's comments would be lost.
fn refuse_comments(parsed: &Parsed) -> Result<(), Failure> {
    let Some(comment) = yaml::first_comment(&parsed.sources, SourceId(0)) else { return Ok(()) };
    let place = parsed.sources.place(comment);
    Err(Failure::new(format!("{place} is a comment, which formatting YAML would lose"))
        .help("make it a `doc:` of its item, or keep the spec as a `.routes` file (`transom convert`)"))
}

fn difference(name: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().context_radius(3).header(name, &format!("{name} (formatted)")).to_string()
}
