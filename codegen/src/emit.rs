//! The whole way from a spec to text in one call, for snapshot tests of users.

use crate::{Advice, Extent, Options, Places, generate, print};
use quote::quote;
use route_dsl::{Compiled, compile, render, source::Source};
use std::fmt::Display;

/// What `include_routes!` makes of a spec, as formatted text; what is wrong with the spec if it has
/// errors. `load` is asked for `name` first, then for each included file, by its path relative to that.
///
/// Items are named by their paths rather than by lines, so that the text changes only when the routes do.
pub fn emit<E: Display>(name: &str, mut load: impl FnMut(&str) -> Result<String, E>) -> String {
    let mut load = |path: &str| load(path).map_err(|error| error.to_string());
    match load(name) {
        Ok(text) => emit_text(&compile(Source::new(name, text), &mut load), name),
        Err(error) => format!("{name}: {error}\n"),
    }
}

fn emit_text(compiled: &Compiled, name: &str) -> String {
    let options = Options {
        view: None,
        mount: None,
        krate: quote!(::transom),
        span: &|_| proc_macro2::Span::call_site(),
        places: Places::Paths,
        advice: Advice::Ours,
        extent: Extent::Whole,
    };
    let errors = compiled.diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
    let errors: Vec<_> = errors.map(|diagnostic| render::plain(diagnostic, &compiled.sources)).collect();
    if !errors.is_empty() {
        return errors.join("\n\n");
    }
    print(generate(compiled, &options), name).unwrap_or_else(|error| format!("{name}: {error}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_errors_and_missing_files_are_all_text() {
        let load = |path: &str| match path {
            "good.routes" => Ok("page home \"/\";".to_owned()),
            "bad.routes" => Ok("page home \"/\"".to_owned()),
            _ => Err("there is no such file"),
        };
        assert!(emit("good.routes", load).contains("pub trait Root"));
        assert!(emit("bad.routes", load).starts_with("error[T0102]"));
        assert_eq!(emit("none.routes", load), "none.routes: there is no such file\n");
    }
}
