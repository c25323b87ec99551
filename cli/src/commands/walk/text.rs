//! A step for people: what became of each slot, and what it shows.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use transom_route_dsl::resolve::{Change, Seen, Shown, View};
use transom_route_dsl::spec::{PageId, Segment, Spec};

use super::json::state;

/// The width of the words for what became of a slot.
const MARGIN: usize = "intercepted".len() + 2;

/// The step, its status and URL, and a line per slot.
pub(super) fn show(spec: &Spec, step: &str, seen: &Seen) -> String {
    let bold = Style::new().bold();
    let status = status_style(seen.status);
    let mut out = format!("{bold}{step}{bold:#}\n{status}{}{status:#}  {}\n", seen.status, seen.url);
    if let Some(background) = &seen.background {
        let _ = writeln!(out, "over {background}");
    }
    if let Some(tree) = &seen.tree {
        write_slot(&mut out, spec, tree, 0, 0);
    }
    out + "\n"
}

fn status_style(status: u16) -> Style {
    let colour = match status {
        200 => AnsiColor::BrightGreen,
        300..=399 => AnsiColor::Yellow,
        _ => AnsiColor::BrightRed,
    };
    Style::new().bold().fg_color(Some(colour.into()))
}

/// One line for the slot, then those of the slots in it; `width` is that of the names beside it.
fn write_slot(out: &mut String, spec: &Spec, shown: &Shown, depth: usize, width: usize) {
    let is_layout = matches!(shown.view, View::Layout(..));
    let (style, word) =
        if is_layout { (Style::new(), "") } else { (change_style(shown.change), state(shown.change)) };
    let name = &spec.slot(shown.slot).name;
    let indent = MARGIN + depth * 2 - word.len();
    let gap = if depth == 0 { 0 } else { width + 2 - name.len() };
    let view = describe(spec, shown);
    let _ = writeln!(out, "{style}{word}{style:#}{:indent$}{name}{:gap$}{view}", "", "");
    let inner = shown.slots();
    let width = inner.iter().map(|inner| spec.slot(inner.slot).name.len()).max().unwrap_or(0);
    inner.iter().for_each(|inner| write_slot(out, spec, inner, depth + 1, width));
}

fn change_style(change: Change) -> Style {
    let colour = match change {
        Change::New => AnsiColor::BrightGreen,
        Change::Same => return Style::new().dimmed(),
        Change::Kept => AnsiColor::Yellow,
        Change::Intercepted => AnsiColor::BrightMagenta,
    };
    Style::new().fg_color(Some(colour.into()))
}

fn describe(spec: &Spec, shown: &Shown) -> String {
    match &shown.view {
        View::Layout(layout, _) => {
            let layout_params = params(shown, &spec.node(*layout).prefix);
            format!("layout {}{layout_params}", spec.node_path(*layout))
        }
        View::Page(page) | View::Intercepted(page) => {
            let default = if shown.is_default { "  (its default)" } else { "" };
            let page_params = params(shown, &spec.page(*page).path);
            format!("{}{page_params}{}{default}", spec.page_path(*page), query(spec, shown, *page))
        }
        View::Default => "its default".to_owned(),
        View::Nothing => "nothing".to_owned(),
        View::NotFound(page) => format!("not found: the query does not fit {}", spec.page_path(*page)),
        View::Off => "off".to_owned(),
        View::Missing => "missing".to_owned(),
    }
}

fn params(shown: &Shown, pattern: &[Segment]) -> String {
    let params = shown.location.params(pattern);
    params.into_iter().fold(String::new(), |mut out, (name, texts)| {
        let _ = write!(out, " {name}={}", texts.join("/"));
        out
    })
}

fn query(spec: &Spec, shown: &Shown, page: PageId) -> String {
    let mut out = String::new();
    for item in &spec.page(page).query {
        for text in shown.location.reads(item) {
            let _ = write!(out, " {}={text}", item.name.text);
        }
    }
    out
}
