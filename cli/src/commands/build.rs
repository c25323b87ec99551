//! `transom build`

use std::path::PathBuf;

use clap::ValueEnum;
use quote::quote;
use transom_codegen::{Advice, Extent, Options, Places};
use transom_route_dsl::Compiled;

use crate::failure::Failure;
use crate::files::{self, STANDARD};
use crate::{Outcome, print};

/// Print what a spec is compiled to
///
/// The code is what `include_routes!` expands to, but for the places in its messages: items are named
/// by their path, so that a snapshot of it changes only when the routes do.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// A spec (`.routes`, `.yaml`); `-` reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What to make of it
    #[arg(long, value_enum, default_value_t = Emit::Rust)]
    emit: Emit,
    /// What handlers return, as the macro's `view`; `transom::Html` without it
    #[arg(long, value_name = "TYPE")]
    view: Option<String>,
    /// What stands before every path, as the macro's `mount`
    #[arg(long, value_name = "PATH")]
    mount: Option<String>,
    /// Where to write it; left out or `-`: standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  transom build --emit rust app.routes
  transom build --view maud::Markup --mount /app app.routes -o src/routes.rs

Exit status: 0 done, 1 the spec has errors, 2 a file can't be read or written.";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Emit {
    /// The Rust code
    Rust,
}

/// Runs the command.
///
/// # Errors
/// If a file can't be read or written, or if an option is no type or path.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let view = arguments.view.as_deref().map(read_type).transpose()?;
    let mount = arguments.mount.as_deref().map(read_mount).transpose()?;
    let main = files::read(&arguments.file)?;
    let name = main.name.clone();
    let compiled = files::check(&arguments.file, main);
    print::diagnostics(&compiled.diagnostics, &compiled.sources);
    if compiled.has_errors() {
        return Ok(Outcome::Wrong);
    }
    let Emit::Rust = arguments.emit;
    let code = generate(&compiled, &name, view, mount)?;
    match arguments.output.as_ref().filter(|to| to.as_os_str() != STANDARD) {
        Some(to) => files::write(to, &code)?,
        None => print::out(&code),
    }
    Ok(Outcome::Well)
}

/// The code as text.
fn generate(
    compiled: &Compiled,
    name: &str,
    view: Option<syn::Type>,
    mount: Option<String>,
) -> Result<String, Failure> {
    let options = Options {
        view,
        mount,
        krate: quote!(::transom),
        span: &|_| proc_macro2::Span::call_site(),
        places: Places::Paths,
        advice: Advice::Ours,
        extent: Extent::Whole,
    };
    let tokens = transom_codegen::generate(compiled, &options);
    let code = transom_codegen::print(tokens, name);
    code.map_err(|error| {
        Failure::new(format!("the code generated from `{name}` is no Rust: {error}"))
            .help("this is a bug in transom; please report it with the file")
    })
}

fn read_type(text: &str) -> Result<syn::Type, Failure> {
    syn::parse_str(text).map_err(|error| {
        Failure::new(format!("`--view {text}` is no Rust type: {error}"))
            .help("name the type that handlers return, such as `maud::Markup`")
    })
}

fn read_mount(text: &str) -> Result<String, Failure> {
    if text.starts_with('/') && !text.ends_with('/') {
        return Ok(text.to_owned());
    }
    Err(Failure::new(format!("`--mount {text}` is no prefix of paths"))
        .help("it begins with a slash and does not end with one, such as `/app`"))
}
