//! `transom walk`

mod json;
mod step;
mod text;

use std::path::PathBuf;

use transom_route_dsl::resolve::{History, Resolver};
use transom_route_dsl::spec::{SlotId, Spec};

use crate::failure::Failure;
use crate::{Outcome, files, print};

/// Try out a spec: what is on screen after each step of a walk
///
/// Takes one step after another, as a browser with the application in it would, and prints what each
/// slot shows then, with the status, the address bar and, while an intercepted page is open, the URL of
/// what is beneath. No handler runs: guards let everything through, and users' types take any text.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The spec (`.routes`, `.yaml`); `-` reads standard input
    #[arg(value_name = "SPEC")]
    spec: PathBuf,
    /// Steps, as below
    #[arg(required = true, value_name = "STEP")]
    steps: Vec<String>,
    /// Print one JSON object per step and line
    #[arg(long)]
    json: bool,
    /// A slot whose `when` is false
    #[arg(long, value_name = "NAME")]
    off: Vec<String>,
}

const EXAMPLES: &str = "\
Steps:
  hard:/a           the URL is typed in, or opened from elsewhere
  soft:/a           a link
  full:/a           a link with `.hard()`: never intercepted
  slot:NAME=/a      a link to a sub-URL of one slot; its name, or that of the layout for a main slot
  slot:NAME=        a link to the slot's default
  back, forward     in the history
  refresh           reload

Examples:
  transom walk app.routes hard:/orgs/1
  transom walk app.routes hard:/orgs/1 slot:analytics=/views soft:/orgs/1/settings back
  transom walk app.routes hard:/feed soft:/photos/7 refresh --json | jq .url

What became of each slot stands beside it: `new` shows another view than before, `same` the one it
showed before, `kept` was not matched and keeps what it shows, `intercepted` shows a page over what
is there.

Exit status: 0 all steps were taken, whatever they showed, 1 the spec has errors, 2 a step can't be
taken.";

/// Runs the command.
///
/// # Errors
/// If the spec can't be read, or a step can't be taken; what came before it is printed.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let compiled = files::check(&arguments.spec, files::read(&arguments.spec)?);
    if compiled.has_errors() {
        print::diagnostics(&compiled.diagnostics, &compiled.sources);
        return Ok(Outcome::Wrong);
    }
    let spec = &compiled.spec;
    let steps: Vec<step::Step> =
        arguments.steps.iter().map(|text| step::read_step(text)).collect::<Result<_, _>>()?;
    let resolver = Resolver::new(spec).with_off(off_slots(spec, &arguments.off)?);
    let mut history = History::new(&resolver);
    for (at, (step, text)) in steps.iter().zip(&arguments.steps).enumerate() {
        let seen = step
            .take(&mut history, spec)
            .map_err(|failure| failure.prefix(&format!("step {}, `{text}`: ", at + 1)))?;
        print::out(&if arguments.json {
            json::line(spec, text, &seen)
        } else {
            text::show(&resolver, text, &seen)
        });
    }
    Ok(Outcome::Well)
}

fn off_slots(spec: &Spec, names: &[String]) -> Result<Vec<SlotId>, Failure> {
    let mut off = Vec::new();
    for name in names {
        let found = step::slots_called(spec, name);
        if found.is_empty() {
            return Err(step::no_such_slot(spec, name));
        }
        let with_when: Vec<SlotId> =
            found.into_iter().filter(|slot| spec.slot(*slot).when.is_some()).collect();
        if with_when.is_empty() {
            return Err(Failure::new(format!("slot `{name}` has no `when`, and so is never off"))
                .help("leave `--off` out, or declare `when NAME;` in the slot"));
        }
        off.extend(with_when);
    }
    Ok(off)
}
