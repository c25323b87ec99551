//! Arbitrary syntax trees, such as a spec could have.

#![allow(unreachable_pub, reason = "shared by tests")]

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use transom_route_dsl::source::Span;
use transom_route_dsl::syntax::*;

/// A whole file.
pub fn file() -> impl Strategy<Value = File> {
    block(3).prop_map(|block| File { block: Block { closing: None, ..block } })
}

/// A tree's text without its spans: what must be equal in two trees of one meaning.
pub fn without_places(file: &File) -> String {
    let text = format!("{file:#?}");
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("span: "));
    lines.collect::<Vec<_>>().join("\n")
}

fn block(depth: u32) -> BoxedStrategy<Block> {
    let parts = (vec(statement(depth), 0..5), vec(comment(), 0..2), option::weighted(0.1, comment()));
    parts
        .prop_map(|(statements, comments, closing)| {
            let mut block = Block { statements, comments, closing: closing.map(flat), span: Span::default() };
            clear_first_blank(&mut block);
            block
        })
        .boxed()
}

/// At the top of a block there is no blank line.
fn clear_first_blank(block: &mut Block) {
    match block.statements.first_mut() {
        Some(first) if first.comments.is_empty() => first.blank_before = false,
        Some(first) => first.comments[0].blank_before = false,
        None => {
            if let Some(first) = block.comments.first_mut() {
                first.blank_before = false;
            }
        }
    }
}

fn statement(depth: u32) -> BoxedStrategy<Statement> {
    let around =
        (vec(comment(), 0..2), any::<bool>(), vec("[ a-z*]{0,12}", 0..2), option::weighted(0.2, comment()));
    (around, kind(depth))
        .prop_map(|((comments, blank_before, docs, trailing), kind)| {
            let docs =
                docs.into_iter().map(|text| Doc { text: text.trim_end().into(), span: Span::default() });
            let (docs, trailing) = (docs.collect(), trailing.map(flat));
            Statement { comments, blank_before, docs, kind, trailing, span: Span::default() }
        })
        .boxed()
}

/// A comment beside something has no blank line before it.
fn flat(comment: Comment) -> Comment {
    Comment { blank_before: false, ..comment }
}

fn comment() -> impl Strategy<Value = Comment> {
    ("( [a-z\"{};é/]{0,20})?|//.{0,3}[a-z]", any::<bool>()).prop_map(|(text, blank_before)| Comment {
        text: text.trim_end().into(),
        blank_before,
        span: Span::default(),
    })
}

fn kind(depth: u32) -> BoxedStrategy<Kind> {
    if depth == 0 { leaf() } else { prop_oneof![3 => leaf(), 1 => node(depth - 1)].boxed() }
}

fn node(depth: u32) -> BoxedStrategy<Kind> {
    prop_oneof![
        (name(), option::of(path()), block(depth)).prop_map(|(name, path, block)| Kind::Layout {
            name,
            path,
            block
        }),
        (name(), block(depth)).prop_map(|(name, block)| Kind::Slot { name, block }),
        (name(), path(), block(depth)).prop_map(|(name, path, block)| Kind::Scope { name, path, block }),
        (name(), path(), option::of(block(depth))).prop_map(|(name, path, block)| Kind::Page {
            name,
            path,
            block
        }),
    ]
    .boxed()
}

fn leaf() -> BoxedStrategy<Kind> {
    let handler = prop_oneof![Just(Handler::Loading), Just(Handler::Error), Just(Handler::NotFound)];
    let default = prop_oneof![
        Just(DefaultTo::Own),
        Just(DefaultTo::None),
        Just(DefaultTo::NotFound),
        reference().prop_map(DefaultTo::Page),
    ];
    let to = prop_oneof![reference().prop_map(RedirectTo::Page), string().prop_map(RedirectTo::Url)];
    let alone = prop_oneof![
        Just(Kind::Main),
        Just(Kind::Blocking),
        Just(Kind::Leave(Leave::Keep)),
        Just(Kind::Leave(Leave::Reset)),
    ];
    prop_oneof![
        use_tree(2).prop_map(Kind::Use),
        (name(), vec(value(), 1..30)).prop_map(|(name, values)| Kind::Set { name, values }),
        (name(), string(), path()).prop_map(|(name, file, at)| Kind::Include { name, file, at }),
        (name(), path()).prop_map(|(name, path)| Kind::Page { name, path, block: None }),
        (handler, any::<bool>()).prop_map(|(handler, inherit)| Kind::Handler { handler, inherit }),
        default.prop_map(Kind::Default),
        alone,
        duration().prop_map(Kind::Timeout),
        duration().prop_map(Kind::Refresh),
        string().prop_map(Kind::Title),
        (name(), name()).prop_map(|(name, ty)| Kind::Guard { name, ty }),
        name().prop_map(Kind::When),
        (reference(), vec(reference(), 1..12)).prop_map(|(page, from)| Kind::Intercept { page, from }),
        (name(), path(), name()).prop_map(|(name, path, form)| Kind::Action { name, path, form }),
        (any::<bool>(), path(), to).prop_map(|(permanent, path, to)| Kind::Redirect { permanent, path, to }),
    ]
    .boxed()
}

fn use_tree(depth: u32) -> BoxedStrategy<UseTree> {
    let leaf = option::of(name()).prop_map(|alias| UseLeaf::Type { alias });
    let leaf = if depth == 0 {
        leaf.boxed()
    } else {
        prop_oneof![leaf, vec(use_tree(depth - 1), 0..9).prop_map(UseLeaf::Group)].boxed()
    };
    (any::<bool>(), vec(name(), 1..4), leaf)
        .prop_map(|(leading_colons, path, leaf)| UseTree { leading_colons, path, leaf })
        .boxed()
}

fn duration() -> impl Strategy<Value = Duration> {
    let unit =
        prop_oneof![Just(Unit::Milliseconds), Just(Unit::Seconds), Just(Unit::Minutes), Just(Unit::Hours)];
    (any::<u64>(), unit).prop_map(|(amount, unit)| Duration { amount, unit, span: Span::default() })
}

fn reference() -> impl Strategy<Value = Reference> {
    vec(name(), 1..3).prop_map(|names| Reference { names })
}

/// Keywords are names too, but for those that are reserved.
fn name() -> BoxedStrategy<Name> {
    let word = prop_oneof![
        3 => "[a-z_][a-z0-9_]{0,8}",
        1 => prop::sample::select(vec!["page", "reset", "title", "set", "from", "to", "keep", "use", "as", "leave"])
            .prop_map(String::from),
    ];
    let reserved = ["main", "loading", "error", "not_found", "default", "none", "inherit"];
    let word = word.prop_filter("reserved", move |word| !reserved.contains(&word.as_str()));
    word.prop_map(text).boxed()
}

fn value() -> impl Strategy<Value = Text> {
    "[A-Za-z0-9_.~-]{1,10}".prop_map(text)
}

fn string() -> impl Strategy<Value = Text> {
    "[a-zA-Zé/ {}:;?&.'#]{0,20}".prop_map(text)
}

fn text(text: impl Into<String>) -> Text {
    Name { text: text.into(), span: Span::default() }
}

fn path() -> impl Strategy<Value = Path> {
    (vec(segment(), 0..4), vec(query_item(), 0..3)).prop_map(|(segments, query)| Path {
        segments,
        query,
        span: Span::default(),
    })
}

fn segment() -> impl Strategy<Value = Segment> {
    let kind = prop_oneof![
        "[a-z][a-zA-Z0-9é .:@~!$&'()*+,;=_-]{0,9}".prop_map(SegmentKind::Literal),
        (name(), param_type()).prop_map(|(name, ty)| SegmentKind::Param { name, ty }),
        (option::of(name()), any::<bool>()).prop_map(|(name, optional)| SegmentKind::Tail { name, optional }),
    ];
    kind.prop_map(|kind| Segment { kind, span: Span::default() })
}

fn query_item() -> impl Strategy<Value = QueryItem> {
    let kind = prop_oneof![
        Just(QueryKind::Required),
        Just(QueryKind::Optional),
        Just(QueryKind::Repeated),
        "[a-z0-9é&?/=.]{1,4}( [a-z0-9]{1,3})?".prop_map(|default| QueryKind::Default(text(default))),
    ];
    (name(), param_type(), kind).prop_map(|(name, ty, kind)| QueryItem {
        name,
        ty,
        kind,
        span: Span::default(),
    })
}

fn param_type() -> impl Strategy<Value = Option<ParamType>> {
    let ty = prop_oneof![name().prop_map(ParamType::Named), vec(value(), 2..4).prop_map(ParamType::Inline)];
    option::of(ty)
}
