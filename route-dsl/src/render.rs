//! Diagnostics as rustc prints them: message, place, excerpt, notes, helps, and the fix as a patch.
//!
//! The excerpt is made here and only then drawn, so that a message stays short however long the
//! file and its lines are, and so that no span, wherever it points, can upset the drawing.

mod excerpt;

use std::borrow::Cow;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Edit, Fix, Label, Severity};
use crate::source::{Source, SourceId, Sources, Span};
use excerpt::Excerpt;

/// The longest message, label or help that is printed whole, in bytes.
const LONGEST_TEXT: usize = 600;

/// The diagnostic without colour, for files, tests and rustc's own output; no line break at the end.
///
/// ```text
/// error[T0401]: slot `analytics` has no `loading`
///  --> app.routes:3:5
///   |
/// 3 |     slot analytics {
///   |          ^^^^^^^^^
/// ```
#[must_use]
pub fn plain(diagnostic: &Diagnostic, sources: &Sources) -> String {
    render(diagnostic, sources, &Renderer::plain())
}

/// The diagnostic with ANSI colours, for terminals; otherwise as [`plain`].
#[must_use]
pub fn styled(diagnostic: &Diagnostic, sources: &Sources) -> String {
    render(diagnostic, sources, &Renderer::styled())
}

fn render(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(cut(&diagnostic.message)).id(diagnostic.code.to_string());
    let mut group = Group::with_title(title);
    let mut columns = Vec::new();
    for (source, labels) in by_source(&diagnostic.labels, |label| label.span, sources) {
        let snippet = render_labels(source, &labels, diagnostic.labels.first(), &mut columns);
        group = group.element(snippet);
    }
    if !diagnostic.path.is_empty() {
        group = group.element(Level::NOTE.with_name("item").message(cut(&diagnostic.path)));
    }
    group = group.elements(diagnostic.notes.iter().map(|text| Level::NOTE.message(cut(text))));
    group = group.elements(diagnostic.help.iter().map(|text| Level::HELP.message(cut(text))));
    let mut report = vec![];
    match diagnostic.fix.as_ref().map(|fix| render_fix(fix, sources)) {
        Some(Drawn::Line(title)) => report.push(group.element(Level::HELP.message(title))),
        Some(Drawn::Patch(patch)) => report.extend([group, patch]),
        None => report.push(group),
    }
    let drawn = renderer.render(&report);
    columns.iter().fold(drawn, |drawn, (cut, real)| drawn.replacen(cut, real, 1))
}

/// The excerpt of one source. Where its line was cut, the drawing counts a column too small;
/// then `columns` gets the place as drawn and as it is.
fn render_labels<'a>(
    source: &'a Source,
    labels: &[&'a Label],
    main: Option<&Label>,
    columns: &mut Vec<(String, String)>,
) -> Snippet<'a, Annotation<'a>> {
    let excerpt = Excerpt::new(source, labels.iter().map(|label| label.span));
    let first = labels.iter().find(|label| Some(**label) == main).unwrap_or(&labels[0]);
    if !excerpt.whole {
        let (line, column) = source.position(excerpt.clamp(first.span).start);
        let before = &excerpt.text[..excerpt.place(first.span).start];
        let drawn = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        let place = |column| format!("{}:{line}:{column}", source.name);
        columns.push((place(drawn), place(column)));
    }
    let mut snippet = Snippet::source(excerpt.text.clone()).line_start(excerpt.first_line).path(&source.name);
    for label in labels {
        let kind = if Some(*label) == main { AnnotationKind::Primary } else { AnnotationKind::Context };
        let text = (!label.text.is_empty()).then(|| cut(&label.text));
        snippet = snippet.annotation(kind.span(excerpt.place(label.span)).label(text));
    }
    snippet
}

/// How a fix is shown.
enum Drawn<'a> {
    /// As `help: …` alone, where an excerpt would not show the edit whole.
    Line(Cow<'a, str>),
    /// As lines with `-` and `+`.
    Patch(Group<'a>),
}

fn render_fix<'a>(fix: &'a Fix, sources: &'a Sources) -> Drawn<'a> {
    let edits = by_source(&fix.edits, |edit| edit.span, sources);
    let title = cut(&fix.title);
    let mut group = Group::with_title(Level::HELP.secondary_title(title.clone()));
    if edits.is_empty() || fix.edits.iter().any(|edit| edit.text.len() > LONGEST_TEXT) {
        return Drawn::Line(title);
    }
    for (source, edits) in edits {
        let excerpt = Excerpt::new(source, edits.iter().map(|edit| edit.span));
        if !excerpt.whole {
            return Drawn::Line(title);
        }
        let patch = |edit: &&'a Edit| Patch::new(excerpt.place(edit.span), edit.text.as_str());
        let snippet = Snippet::source(excerpt.text.clone()).line_start(excerpt.first_line);
        group = group.element(snippet.patches(edits.iter().map(patch)));
    }
    Drawn::Patch(group)
}

/// Groups what has a span by source, in the order of first appearance; what points into no source is left out.
fn by_source<'a, T>(
    all: &'a [T],
    span: impl Fn(&T) -> Span,
    sources: &'a Sources,
) -> Vec<(&'a Source, Vec<&'a T>)> {
    let mut groups: Vec<(SourceId, &Source, Vec<&T>)> = Vec::new();
    for item in all {
        let id = span(item).source;
        if let Some((_, _, group)) = groups.iter_mut().find(|(known, ..)| *known == id) {
            group.push(item);
        } else if let Some((_, source)) = sources.iter().nth(id.0 as usize) {
            groups.push((id, source, vec![item]));
        }
    }
    groups.into_iter().map(|(_, source, group)| (source, group)).collect()
}

/// A text as it is, or its beginning if it quotes half a file.
fn cut(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST_TEXT {
        return Cow::Borrowed(text);
    }
    let end = (0..=LONGEST_TEXT).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    Cow::Owned(format!("{}…", &text[..end]))
}

#[cfg(test)]
mod tests;
