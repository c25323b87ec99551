//! The lines of one statement, up to its block.

use super::Writer;
use super::path::path_text;
use super::wrap::{fill, use_lines};
use crate::syntax::{DefaultTo, Duration, Handler, Kind, Leave, RedirectTo, Reference, Text, Unit};

impl Writer {
    /// The lines of a statement; one with a block lacks only that. None for what could not be read.
    pub(super) fn head_lines(&self, kind: &Kind) -> Vec<String> {
        let width = super::wrap::WIDTH.saturating_sub(4 * self.depth);
        match kind {
            Kind::Use(tree) => use_lines("use ", tree, ";", width),
            Kind::Set { name, values } => fill(&format!("set {} =", name.text), values_of(values), width),
            Kind::Intercept { page, from } => {
                fill(&format!("intercept {} from", reference(page)), targets_of(from), width)
            }
            Kind::Bad => Vec::new(),
            _ => vec![head_line(kind)],
        }
    }
}

fn head_line(kind: &Kind) -> String {
    match kind {
        Kind::Include { name, file, at } => {
            format!("include {} \"{}\" at {};", name.text, file.text, path_text(at))
        }
        Kind::Layout { name, path: None, .. } => format!("layout {}", name.text),
        Kind::Layout { name, path: Some(path), .. } => format!("layout {} {}", name.text, path_text(path)),
        Kind::Slot { name, .. } => format!("slot {}", name.text),
        Kind::Scope { name, path, .. } => format!("scope {} {}", name.text, path_text(path)),
        Kind::Page { name, path, block: Some(_) } => format!("page {} {}", name.text, path_text(path)),
        Kind::Page { name, path, block: None } => format!("page {} {};", name.text, path_text(path)),
        Kind::Handler { handler, inherit: true } => format!("{} inherit;", handler_word(*handler)),
        Kind::Handler { handler, inherit: false } => format!("{};", handler_word(*handler)),
        Kind::Default(to) => default_line(to),
        Kind::Main => "main;".to_owned(),
        Kind::Timeout(time) => format!("timeout {};", duration(time)),
        Kind::Refresh(time) => format!("refresh {};", duration(time)),
        Kind::Leave(Leave::Keep) => "leave keep;".to_owned(),
        Kind::Leave(Leave::Reset) => "leave reset;".to_owned(),
        Kind::Title(text) => format!("title \"{}\";", text.text),
        Kind::Blocking => "blocking;".to_owned(),
        Kind::Guard { name, ty } => format!("guard {}: {};", name.text, ty.text),
        Kind::When(name) => format!("when {};", name.text),
        Kind::Action { name, path, form } => {
            format!("action {} {} ({});", name.text, path_text(path), form.text)
        }
        Kind::Redirect { permanent, path, to } => redirect_line(*permanent, &path_text(path), to),
        Kind::Use(_) | Kind::Set { .. } | Kind::Intercept { .. } | Kind::Bad => String::new(),
    }
}

fn default_line(to: &DefaultTo) -> String {
    match to {
        DefaultTo::Own => "default;".to_owned(),
        DefaultTo::Page(page) => format!("default {};", reference(page)),
        DefaultTo::None => "default none;".to_owned(),
        DefaultTo::NotFound => "default not_found;".to_owned(),
    }
}

fn redirect_line(permanent: bool, path: &str, to: &RedirectTo) -> String {
    let word = if permanent { "moved" } else { "redirect" };
    match to {
        RedirectTo::Page(page) => format!("{word} {path} to {};", reference(page)),
        RedirectTo::Url(url) => format!("{word} {path} to \"{}\";", url.text),
    }
}

fn handler_word(handler: Handler) -> &'static str {
    match handler {
        Handler::Loading => "loading",
        Handler::Error => "error",
        Handler::NotFound => "not_found",
    }
}

fn duration(time: &Duration) -> String {
    let unit = match time.unit {
        Unit::Milliseconds => "ms",
        Unit::Seconds => "s",
        Unit::Minutes => "m",
        Unit::Hours => "h",
    };
    format!("{}{unit}", time.amount)
}

fn reference(reference: &Reference) -> String {
    let names: Vec<&str> = reference.names.iter().map(|name| name.text.as_str()).collect();
    names.join(".")
}

/// `profile` `| billing;`
fn values_of(values: &[Text]) -> Vec<String> {
    let mut pieces: Vec<String> = values.iter().map(|value| format!("| {}", value.text)).collect();
    if let Some(first) = pieces.first_mut() {
        first.drain(..2);
    }
    if let Some(last) = pieces.last_mut() {
        last.push(';');
    }
    pieces
}

/// `overview,` `settings;`
fn targets_of(targets: &[Reference]) -> Vec<String> {
    let last = targets.len().saturating_sub(1);
    let mark = |at| if at == last { ';' } else { ',' };
    targets.iter().enumerate().map(|(at, target)| format!("{}{}", reference(target), mark(at))).collect()
}
