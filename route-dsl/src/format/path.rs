//! Paths as text.

use crate::syntax::{ParamType, Path, QueryItem, QueryKind, Segment, SegmentKind};

/// A path in its quotes.
pub(super) fn path_text(path: &Path) -> String {
    let segments: Vec<String> = path.segments.iter().map(segment_text).collect();
    let mut text = format!("\"/{}", segments.join("/"));
    for (at, item) in path.query.iter().enumerate() {
        text.push(if at == 0 { '?' } else { '&' });
        text.push_str(&query_text(item));
    }
    text.push('"');
    text
}

fn segment_text(segment: &Segment) -> String {
    match &segment.kind {
        SegmentKind::Literal(text) => text.clone(),
        SegmentKind::Param { name, ty } => format!("{{{}{}}}", name.text, type_text(ty.as_ref())),
        SegmentKind::Tail { name, optional } => {
            let name = name.as_ref().map_or("", |name| name.text.as_str());
            format!("{{*{name}{}}}", if *optional { "?" } else { "" })
        }
        SegmentKind::Bad => String::new(),
    }
}

fn query_text(item: &QueryItem) -> String {
    let (name, ty) = (&item.name.text, type_text(item.ty.as_ref()));
    match &item.kind {
        QueryKind::Required => format!("{{{name}{ty}}}"),
        QueryKind::Default(text) => format!("{{{name}{ty} = {}}}", text.text),
        QueryKind::Optional => format!("{{{name}{ty}?}}"),
        QueryKind::Repeated => format!("{{*{name}{ty}}}"),
    }
}

/// `: Type`, or nothing.
fn type_text(ty: Option<&ParamType>) -> String {
    match ty {
        None => String::new(),
        Some(ParamType::Named(name)) => format!(": {}", name.text),
        Some(ParamType::Inline(values)) => {
            let values: Vec<&str> = values.iter().map(|value| value.text.as_str()).collect();
            format!(": {}", values.join("|"))
        }
    }
}
