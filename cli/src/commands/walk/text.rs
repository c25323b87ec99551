//! A step for people: what became of each slot, and what it shows.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use transom_route_dsl::resolve::{Change, Resolver, Seen, Shown, Url, View, Why};
use transom_route_dsl::spec::{PageId, Segment, Spec};

use super::json::state;

/// The width of the words for what became of a slot.
const MARGIN: usize = "intercepted".len() + 2;

/// The step, its status and URL, and a line per slot, or why there is nothing to show.
pub(super) fn show(resolver: &Resolver<'_>, step: &str, seen: &Seen) -> String {
    let spec = resolver.spec();
    let bold = Style::new().bold();
    let status = status_style(seen.status);
    let mut out = format!("{bold}{step}{bold:#}\n{status}{}{status:#}  {}\n", seen.status, seen.url);
    if let Some(background) = &seen.background {
        let _ = writeln!(out, "over {background}");
    }
    if let Some(tree) = &seen.tree {
        write_slot(&mut out, spec, tree, 0, 0);
    }
    let asked = Url::parse(&seen.url).ok().filter(|_| seen.status == 404);
    if let Some(why) = asked.and_then(|url| resolver.why_not_found(&url)) {
        let _ = writeln!(out, "{:MARGIN$}{}", "", explain(spec, &why));
    }
    out + "\n"
}

fn explain(spec: &Spec, why: &Why) -> String {
    match why {
        Why::NoPage => "no page matches the path".to_owned(),
        Why::Query(page) => format!("the query does not fit {}", spec.page_path(*page)),
        Why::TooMany => "the query has too many overrides".to_owned(),
        Why::Twice(address) => format!("`@{address}` stands twice"),
        Why::NotActive(address) => format!("`@{address}` is the name of nothing that shows there"),
        Why::NoPath(address) => format!("`@{address}` is no path: one begins with `/` and is well encoded"),
        Why::NoMatch(address) => format!("`@{address}` leads where nothing of the slot matches"),
        Why::NoDefault(address) => format!("`@{address}` is empty, and the slot has no default to show"),
        Why::Nothing(slot) => {
            format!("slot {} has nothing there, and no default to show", spec.slot_key(*slot))
        }
    }
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
