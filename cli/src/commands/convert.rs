//! `transom convert`

use std::path::PathBuf;

use transom_route_dsl::diagnostic::Diagnostic;
use transom_route_dsl::syntax::{Block, Kind};
use transom_route_dsl::{format, yaml};

use crate::failure::Failure;
use crate::files::{self, Parsed, STANDARD};
use crate::{Outcome, print};

/// Translate a spec between its text form and YAML
///
/// Both forms say the same; only comments and blank lines are not carried over (`///` lines are).
/// The forms are told by the names: `.yaml` and `.yml` are YAML, all else is text.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The spec to translate; `-` reads the text form from standard input
    #[arg(value_name = "FROM")]
    from: PathBuf,
    /// Where to write it; left out or `-`: the other form, to standard output
    #[arg(value_name = "TO")]
    to: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
}

const EXAMPLES: &str = "\
Examples:
  transom convert app.routes app.yaml
  transom convert generated.yaml app.routes --force
  transom convert app.routes | yq '.items[].layout'";

/// Runs the command.
///
/// # Errors
/// If a file can't be read or written, or if the target is there and `--force` is not given.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let parsed = Parsed::new(files::read(&arguments.from)?);
    if parsed.diagnostics.iter().any(Diagnostic::is_error) {
        print::diagnostics(&parsed.diagnostics, &parsed.sources);
        print::err("nothing is written\n");
        return Ok(Outcome::Wrong);
    }
    let was_yaml = yaml::is_yaml(&parsed.source().name);
    let to = arguments.to.as_ref().filter(|to| to.as_os_str() != STANDARD);
    let to_yaml = to.map_or(!was_yaml, |to| yaml::is_yaml(&to.to_string_lossy()));
    let text = if to_yaml { yaml::write(&parsed.file) } else { format::format(&parsed.file) };
    match to {
        None => print::out(&text),
        Some(to) if to.exists() && !arguments.force => {
            return Err(Failure::new(format!("`{}` is there already", to.display()))
                .help("add `--force` to write over it"));
        }
        Some(to) => files::write(to, &text)?,
    }
    let lost = if was_yaml {
        usize::from(yaml::first_comment(&parsed.sources, parsed.file.block.span.source).is_some())
    } else if to_yaml {
        count_comments(&parsed.file.block)
    } else {
        0
    };
    if lost > 0 {
        let what = if lost == 1 { "a comment is" } else { "comments are" };
        print::err(&format!("note: {what} not carried over (`///` lines and `doc:` would be)\n"));
    }
    Ok(Outcome::Well)
}

fn count_comments(block: &Block) -> usize {
    let inside = block.statements.iter().map(|statement| {
        let below = match &statement.kind {
            Kind::Layout { block, .. }
            | Kind::Slot { block, .. }
            | Kind::Scope { block, .. }
            | Kind::Page { block: Some(block), .. } => count_comments(block),
            _ => 0,
        };
        statement.comments.len() + usize::from(statement.trailing.is_some()) + below
    });
    block.comments.len() + usize::from(block.closing.is_some()) + inside.sum::<usize>()
}
