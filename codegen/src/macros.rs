//! What the two macros do, but for what only a proc macro can: ask where a token stands, and read files.

use crate::errors::{expand_diagnostic, render_with_excerpt, render_without_excerpt};
use crate::input::{Settings, parse_crate, parse_file, parse_inline};
use crate::rebuild::rebuild;
use crate::{Extent, Options, Places, generate};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use route_dsl::diagnostic::Diagnostic;
use route_dsl::source::{Source, Sources};
use route_dsl::{Compiled, compile};

/// What a macro crate knows and a library cannot.
pub trait Door {
    /// The file a token stands in, as it is shown in messages.
    fn file_name(&self, at: Span) -> String;
    /// The line and column of a token, both from 1.
    fn locate(&self, at: Span) -> Option<(usize, usize)>;
    /// Finds and reads the spec that the literal at `at` names.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn open(&self, at: Span, path: &str) -> Result<Box<dyn File>, String>;
}

/// A spec that has been found, and the files that it includes.
pub trait File {
    /// Reads a file by its path from the main file's folder.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read(&mut self, path: &str) -> Result<String, String>;
    /// An expression for the path of a file, by which `include_bytes!` finds it.
    fn path(&self, path: &str) -> TokenStream;
    /// The main file's own path from its folder.
    fn main(&self) -> String;
}

/// `routes! { … }`: the spec is the tokens themselves, and rustc points at them.
pub fn inline(input: TokenStream, door: &dyn Door) -> TokenStream {
    expand_inline(input, door).unwrap_or_else(|error| error.to_compile_error())
}

fn expand_inline(input: TokenStream, door: &dyn Door) -> syn::Result<TokenStream> {
    let (krate, input) = parse_crate(input)?;
    let (settings, spec) = parse_inline(input)?;
    let first = spec.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
    let rebuilt = rebuild(spec, &|span| door.locate(span));
    let source = Source::new(door.file_name(first), rebuilt.text.clone());
    let no_files = "`routes!` reads no files: put the spec in a file and use `include_routes!`";
    let compiled = compile(source, &mut |_| Err(no_files.to_owned()));
    let span = |span| rebuilt.span(span).resolved_at(Span::call_site());
    let report = |diagnostic: &Diagnostic, sources: &Sources| {
        let text = render_without_excerpt(diagnostic, sources);
        expand_diagnostic(rebuilt.span(diagnostic.span()), diagnostic, &text)
    };
    Ok(expand(&compiled, settings, krate, &span, &report))
}

/// `include_routes!("app.routes")`: rustc points at the literal, and the message shows the file.
pub fn file(input: TokenStream, door: &dyn Door) -> TokenStream {
    expand_file(input, door).unwrap_or_else(|error| error.to_compile_error())
}

fn expand_file(input: TokenStream, door: &dyn Door) -> syn::Result<TokenStream> {
    let (krate, input) = parse_crate(input)?;
    let (path, settings) = parse_file(input)?;
    let at = path.span();
    let failed = |why| syn::Error::new(at, why);
    let mut file = door.open(at, &path.value()).map_err(failed)?;
    let mut read = vec![file.main()];
    let text = file.read(&read[0]).map_err(failed)?;
    let compiled = compile(Source::new(path.value(), text), &mut |path| {
        let text = file.read(path)?;
        read.push(path.to_owned());
        Ok(text)
    });
    let span = |_| at.resolved_at(Span::call_site());
    let report = |diagnostic: &Diagnostic, sources: &Sources| {
        expand_diagnostic(at, diagnostic, &render_with_excerpt(diagnostic, sources))
    };
    let items = expand(&compiled, settings, krate, &span, &report);
    let tracked = expand_tracking(read, at, &*file);
    Ok(quote!(#tracked #items))
}

/// Has the crate built anew when a file changes: rustc remembers what `include_bytes!` read.
fn expand_tracking(mut read: Vec<String>, at: Span, file: &dyn File) -> TokenStream {
    read.sort_unstable();
    read.dedup();
    let paths = read.iter().map(|path| file.path(path));
    quote_spanned! {at=>
        #(const _: &[::core::primitive::u8] = ::core::include_bytes!(#paths);)*
    }
}

/// The diagnostics and the items; where there are errors, only what keeps them from causing more.
fn expand(
    compiled: &Compiled,
    settings: Settings,
    krate: TokenStream,
    span: &dyn Fn(route_dsl::source::Span) -> Span,
    report: &dyn Fn(&Diagnostic, &Sources) -> TokenStream,
) -> TokenStream {
    let report = |diagnostic: &Diagnostic| report(diagnostic, &compiled.sources);
    let reports = compiled.diagnostics.iter().map(report);
    let extent = if compiled.has_errors() { Extent::Skeleton } else { Extent::Whole };
    let Settings { view, mount, advice } = settings;
    let options = Options { view, mount, krate, span, places: Places::Lines, advice, extent };
    let items = generate(compiled, &options);
    quote!(#(#reports)* #items)
}
