//! A step as one line of JSON: the interface that `docs/src/command.md` describes.

use serde::{Serialize, Serializer};
use transom_route_dsl::resolve::{Change, Seen, Shown, View};
use transom_route_dsl::spec::{PageId, QueryKind, Segment, SegmentKind, Spec};

/// The object of one step, with a line break.
pub(super) fn line(spec: &Spec, step: &str, seen: &Seen) -> String {
    let line = Line {
        step,
        status: seen.status,
        url: &seen.url,
        background: seen.background.as_deref(),
        tree: seen.tree.as_ref().map(|shown| node(spec, shown)),
    };
    // Maps have texts for keys, so that this cannot fail.
    serde_json::to_string(&line).map(|text| text + "\n").unwrap_or_default()
}

#[derive(Serialize)]
struct Line<'a> {
    step: &'a str,
    status: u16,
    url: &'a str,
    background: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tree: Option<Node<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Node<'a> {
    Layout { layout: String, params: Ordered<'a, Text>, slots: Ordered<'a, Node<'a>> },
    Page { page: String, params: Ordered<'a, Text>, query: Ordered<'a, Text>, state: &'static str },
    Default { default: &'a str, state: &'static str },
    None { none: &'a str, state: &'static str },
    NotFound { not_found: &'a str, state: &'static str },
    Off { off: &'a str, state: &'static str },
}

/// The value of a parameter or query item.
#[derive(Serialize)]
#[serde(untagged)]
enum Text {
    One(String),
    Many(Vec<String>),
    Absent,
}

/// A JSON object that keeps its order.
struct Ordered<'a, T>(Vec<(&'a str, T)>);

impl<T: Serialize> Serialize for Ordered<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

fn node<'a>(spec: &'a Spec, shown: &'a Shown) -> Node<'a> {
    let name = spec.slot(shown.slot).name.as_str();
    let state = state(shown.change);
    match &shown.view {
        View::Layout(layout, slots) => Node::Layout {
            layout: spec.node_path(*layout),
            params: params(shown, &spec.node(*layout).prefix),
            slots: Ordered(
                slots.iter().map(|inner| (spec.slot(inner.slot).name.as_str(), node(spec, inner))).collect(),
            ),
        },
        View::Page(page) | View::Intercepted(page) => Node::Page {
            page: spec.page_path(*page),
            params: params(shown, &spec.page(*page).path),
            query: query(spec, shown, *page),
            state,
        },
        View::Default => Node::Default { default: name, state },
        View::Nothing => Node::None { none: name, state },
        View::NotFound(_) | View::Missing => Node::NotFound { not_found: name, state },
        View::Off => Node::Off { off: name, state },
    }
}

fn params<'a>(shown: &'a Shown, pattern: &'a [Segment]) -> Ordered<'a, Text> {
    let is_tail = |name: &str| {
        pattern.iter().any(
            |segment| matches!(&segment.kind, SegmentKind::Tail { name: Some(known), .. } if known == name),
        )
    };
    let text = |(name, texts): (&'a str, &[String])| {
        let one = texts.first().filter(|_| !is_tail(name));
        (name, one.map_or_else(|| Text::Many(texts.to_vec()), |text| Text::One(text.clone())))
    };
    Ordered(shown.location.params(pattern).into_iter().map(text).collect())
}

fn query<'a>(spec: &'a Spec, shown: &Shown, page: PageId) -> Ordered<'a, Text> {
    let items = spec.page(page).query.iter().map(|item| {
        let key = item.name.text.as_str();
        let texts = shown.location.reads(item);
        let value = match (&item.kind, texts.first()) {
            (QueryKind::Repeated, _) => Text::Many(texts.iter().map(|text| (*text).to_owned()).collect()),
            (_, Some(text)) => Text::One((*text).to_owned()),
            (_, None) => Text::Absent,
        };
        (key, value)
    });
    Ordered(items.collect())
}

/// The word for what became of a slot.
pub(super) fn state(change: Change) -> &'static str {
    match change {
        Change::New => "new",
        Change::Same => "same",
        Change::Kept => "kept",
        Change::Intercepted => "intercepted",
    }
}
