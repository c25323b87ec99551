//! What stands between the parentheses of the macros.

use crate::Advice;
use proc_macro2::{Group, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Ident, LitStr, Token, Type};

/// `view = maud::Markup, mount = "/app"`
pub(crate) struct Settings {
    pub(crate) view: Option<Type>,
    pub(crate) mount: Option<String>,
    pub(crate) advice: Advice,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { view: None, mount: None, advice: Advice::Ours }
    }
}

/// The `($crate)` that the macros of the run time put first, and what the user wrote.
pub(crate) fn parse_crate(input: TokenStream) -> syn::Result<(TokenStream, TokenStream)> {
    let mut tokens = input.into_iter();
    match tokens.next() {
        Some(TokenTree::Group(krate)) => Ok((krate.stream(), tokens.collect())),
        _ => Err(syn::Error::new(proc_macro2::Span::call_site(), "this macro is reached through `transom`")),
    }
}

/// `"app.routes", view = maud::Markup`
pub(crate) fn parse_file(input: TokenStream) -> syn::Result<(LitStr, Settings)> {
    let parse = |input: ParseStream<'_>| {
        let path: LitStr = input.parse().map_err(|error| {
            syn::Error::new(error.span(), "`include_routes!` takes the path of a spec, `include_routes!(\"app.routes\")`; a spec in place stands in `routes! { … }`")
        })?;
        if input.is_empty() {
            return Ok((path, Settings::default()));
        }
        input.parse::<Token![,]>()?;
        Ok((path, parse_settings(input)?))
    };
    parse.parse2(input)
}

/// The settings of a spec in tokens, `#![view = maud::Markup]`, and the spec after them.
pub(crate) fn parse_inline(input: TokenStream) -> syn::Result<(Settings, TokenStream)> {
    if let Some(TokenTree::Literal(path)) = input.clone().into_iter().next() {
        let message =
            format!("`routes!` takes a spec in place; one in a file is read by `include_routes!({path})`");
        return Err(syn::Error::new(path.span(), message));
    }
    let Some((inner, rest)) = split_attribute(&input) else { return Ok((Settings::default(), input)) };
    Ok((parse_settings.parse2(inner.stream())?, rest))
}

/// `#![…]` at the very start, and what follows it.
fn split_attribute(input: &TokenStream) -> Option<(Group, TokenStream)> {
    let mut tokens = input.clone().into_iter();
    let is = |token: Option<TokenTree>, wanted| matches!(token, Some(TokenTree::Punct(it)) if it.as_char() == wanted);
    if !is(tokens.next(), '#') || !is(tokens.next(), '!') {
        return None;
    }
    match tokens.next() {
        Some(TokenTree::Group(inner)) => Some((inner, tokens.collect())),
        _ => None,
    }
}

fn parse_settings(input: ParseStream<'_>) -> syn::Result<Settings> {
    let mut settings = Settings::default();
    while !input.is_empty() {
        let key: Ident = input.parse()?;
        parse_setting(&key, input, &mut settings)?;
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(settings)
}

/// `view = TYPE`, `mount = "/app"`, or `no_implicit_prelude` for a crate that has none.
fn parse_setting(key: &Ident, input: ParseStream<'_>, settings: &mut Settings) -> syn::Result<()> {
    match key.to_string().as_str() {
        "view" => {
            input.parse::<Token![=]>()?;
            settings.view = Some(input.parse()?);
        }
        "mount" => {
            input.parse::<Token![=]>()?;
            settings.mount = Some(parse_mount(&input.parse()?)?);
        }
        "no_implicit_prelude" => settings.advice = Advice::Rustc,
        _ => {
            return Err(syn::Error::new(
                key.span(),
                "no such setting; there are `view = TYPE`, `mount = \"/app\"` and `no_implicit_prelude`",
            ));
        }
    }
    Ok(())
}

/// `/app`: a leading slash, no trailing one, no empty segment.
fn parse_mount(text: &LitStr) -> syn::Result<String> {
    let mount = text.value();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    let mut segments = mount.split('/');
    let good =
        segments.next() == Some("") && segments.all(|part| !part.is_empty() && part.chars().all(plain));
    if mount.is_empty() || good {
        return Ok(mount);
    }
    let message = "a mount is one or more segments, as in \"/app\": it begins with a slash, ends without one, \
                   and has only letters, digits and `-._~`";
    Err(syn::Error::new(text.span(), message))
}
