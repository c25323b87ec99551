//! Text, tree and YAML say the same.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

use super::super::{read, spans, write};
use crate::parse::parse;
use crate::source::{Source, Sources, Span};
use crate::syntax::*;

/// A tree without spans, comments, blank lines, and blanks before docs.
fn bare(mut file: File) -> File {
    spans::change_block(&mut file.block, &|_| Span::default());
    bare_block(&mut file.block);
    file
}

fn bare_block(block: &mut Block) {
    block.comments.clear();
    block.closing = None;
    for statement in &mut block.statements {
        statement.comments.clear();
        statement.trailing = None;
        statement.blank_before = false;
        for doc in &mut statement.docs {
            let text = doc.text.trim_end();
            let blank = if text.is_empty() || text.starts_with(' ') { "" } else { " " };
            doc.text = format!("{blank}{text}");
        }
        match &mut statement.kind {
            Kind::Layout { block, .. }
            | Kind::Slot { block, .. }
            | Kind::Scope { block, .. }
            | Kind::Page { block: Some(block), .. } => bare_block(block),
            _ => {}
        }
    }
}

/// What a tree is after it has been written and read.
fn there_and_back(file: &File) -> (String, File) {
    let yaml = write(file);
    let mut sources = Sources::default();
    let id = sources.add(Source::new("app.yaml", yaml.as_str()));
    let (again, diagnostics) = read(&sources, id);
    assert_eq!(diagnostics, [], "{yaml}");
    (yaml, bare(again))
}

#[test]
fn every_good_spec_of_the_corpus() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/corpus/ok");
    insta::glob!(folder, "**/*.routes", |path| {
        let mut sources = Sources::default();
        let text = read_text(path);
        let id = sources.add(Source::new("app.routes", text));
        let (file, _) = parse(&sources, id);
        let (yaml, again) = there_and_back(&file);
        assert_eq!(again, bare(file), "{yaml}");
        if path.ends_with("dashboard.routes") {
            insta::assert_snapshot!(yaml);
        }
    });
}

#[allow(clippy::disallowed_methods, reason = "a test reads its cases")]
fn read_text(path: &std::path::Path) -> String {
    std::fs::read_to_string(path).expect("a case of the corpus")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_tree(file in file()) {
        let (yaml, again) = there_and_back(&file);
        prop_assert_eq!(again, bare(file), "{}", yaml);
    }

    #[test]
    fn no_text_is_too_bad(text in "([-:,\\[\\]{}'\"|>&*!#\n ]|items|page|path|slot|é|/x){0,60}") {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("app.yaml", text.as_str()));
        let (_, diagnostics) = read(&sources, id);
        for diagnostic in diagnostics {
            for label in &diagnostic.labels {
                prop_assert!(text.get(label.span.range()).is_some(), "{:?}", label);
            }
        }
    }
}

fn file() -> impl Strategy<Value = File> {
    block().prop_map(|block| File { block })
}

fn block() -> impl Strategy<Value = Block> {
    let leaf = vec(statement(leaf()), 0..6).prop_map(block_of);
    leaf.prop_recursive(4, 40, 5, |inner| {
        vec(statement(prop_oneof![leaf_boxed(), parent(inner.boxed())]), 0..6).prop_map(block_of)
    })
}

fn block_of(statements: Vec<Statement>) -> Block {
    Block { statements, ..Block::default() }
}

fn statement(kind: impl Strategy<Value = Kind>) -> impl Strategy<Value = Statement> {
    (kind, vec("[ -~é]{0,12}", 0..3)).prop_map(|(kind, docs)| Statement {
        comments: Vec::new(),
        blank_before: false,
        docs: docs.into_iter().map(|text| Doc { text, span: Span::default() }).collect(),
        kind,
        trailing: None,
        span: Span::default(),
    })
}

fn leaf_boxed() -> BoxedStrategy<Kind> {
    leaf().boxed()
}

fn parent(block: BoxedStrategy<Block>) -> impl Strategy<Value = Kind> {
    prop_oneof![
        (name(), of(path()), block.clone()).prop_map(|(name, path, block)| Kind::Layout {
            name,
            path,
            block
        }),
        (name(), block.clone()).prop_map(|(name, block)| Kind::Slot { name, block }),
        (name(), path(), block.clone()).prop_map(|(name, path, block)| Kind::Scope { name, path, block }),
        (name(), path(), of(block)).prop_map(|(name, path, block)| Kind::Page { name, path, block }),
    ]
}

fn leaf() -> impl Strategy<Value = Kind> {
    let handler = prop_oneof![Just(Handler::Loading), Just(Handler::Error), Just(Handler::NotFound)];
    let to = prop_oneof![
        Just(DefaultTo::Own),
        Just(DefaultTo::None),
        Just(DefaultTo::NotFound),
        reference().prop_map(DefaultTo::Page)
    ];
    let target = prop_oneof![reference().prop_map(RedirectTo::Page), title().prop_map(RedirectTo::Url)];
    prop_oneof![
        use_tree().prop_map(Kind::Use),
        (name(), values()).prop_map(|(name, values)| Kind::Set { name, values }),
        (name(), title(), path()).prop_map(|(name, file, at)| Kind::Include { name, file, at }),
        (name(), path()).prop_map(|(name, path)| Kind::Page { name, path, block: None }),
        (handler, any::<bool>()).prop_map(|(handler, inherit)| Kind::Handler { handler, inherit }),
        to.prop_map(Kind::Default),
        Just(Kind::Main),
        Just(Kind::Blocking),
        duration().prop_map(Kind::Timeout),
        duration().prop_map(Kind::Refresh),
        prop_oneof![Just(Leave::Keep), Just(Leave::Reset)].prop_map(Kind::Leave),
        title().prop_map(Kind::Title),
        (name(), type_name()).prop_map(|(name, ty)| Kind::Guard { name, ty }),
        name().prop_map(Kind::When),
        (reference(), vec(reference(), 1..4)).prop_map(|(page, from)| Kind::Intercept { page, from }),
        (name(), path(), type_name()).prop_map(|(name, path, form)| Kind::Action { name, path, form }),
        (any::<bool>(), path(), target).prop_map(|(permanent, path, to)| Kind::Redirect {
            permanent,
            path,
            to
        }),
    ]
}

fn named(pattern: &'static str) -> impl Strategy<Value = Name> + Clone {
    pattern.prop_map(|text: String| Name { text, span: Span::default() })
}

/// Names, and YAML's own words among them.
fn name() -> impl Strategy<Value = Name> + Clone {
    named("n[a-z]{0,5}|a_[a-z0-9]{1,3}|null|no|yes|on|y|page|items|doc|path")
}

fn type_name() -> impl Strategy<Value = Name> + Clone {
    named("[A-Z][A-Za-z0-9]{0,6}")
}

fn title() -> impl Strategy<Value = Name> {
    named("[a-zA-Z0-9 :,#&*!|>'%@`é\\[\\]-]{0,12}|null|7|true|~")
}

fn values() -> impl Strategy<Value = Vec<Text>> {
    vec(named("[a-z]{1,8}|v[0-9]\\.[0-9]|[a-z]-[0-9]|[0-9]{1,4}|null|true|2024-01"), 1..12)
}

fn reference() -> impl Strategy<Value = Reference> {
    vec(named("r[a-z]{0,5}"), 1..3).prop_map(|names| Reference { names })
}

fn duration() -> impl Strategy<Value = Duration> {
    let unit =
        prop_oneof![Just(Unit::Milliseconds), Just(Unit::Seconds), Just(Unit::Minutes), Just(Unit::Hours)];
    (0..100_000_u64, unit).prop_map(|(amount, unit)| Duration { amount, unit, span: Span::default() })
}

fn use_tree() -> impl Strategy<Value = UseTree> {
    let alias = of(type_name()).prop_map(|alias| UseLeaf::Type { alias });
    let path = || vec(named("m[a-z]{0,5}"), 1..3);
    let leaf = (path(), alias).prop_map(|(path, leaf)| UseTree { leading_colons: false, path, leaf });
    let tree = leaf.prop_recursive(2, 8, 3, move |inner| {
        (path(), vec(inner, 1..4)).prop_map(|(path, trees)| UseTree {
            leading_colons: false,
            path,
            leaf: UseLeaf::Group(trees),
        })
    });
    (any::<bool>(), tree).prop_map(|(leading_colons, tree)| UseTree { leading_colons, ..tree })
}

fn path() -> impl Strategy<Value = Path> {
    let segments = vec(segment(), 0..4);
    (segments, vec(query(), 0..3)).prop_map(|(segments, query)| Path {
        segments,
        query,
        span: Span::default(),
    })
}

fn segment() -> impl Strategy<Value = Segment> {
    let kind = prop_oneof![
        "[a-z0-9][a-z0-9.~_-]{0,5}|über uns|a:b|100%".prop_map(SegmentKind::Literal),
        (name(), of(ty())).prop_map(|(name, ty)| SegmentKind::Param { name, ty }),
        (of(name()), any::<bool>()).prop_map(|(name, optional)| SegmentKind::Tail { name, optional }),
    ];
    kind.prop_map(|kind| Segment { kind, span: Span::default() })
}

fn ty() -> impl Strategy<Value = ParamType> {
    prop_oneof![type_name().prop_map(ParamType::Named), inline().prop_map(ParamType::Inline)]
}

/// One value alone would be a type's name.
fn inline() -> impl Strategy<Value = Vec<Text>> {
    vec(named("[a-z]{1,4}|v[0-9]\\.[0-9]|[0-9]{1,3}"), 2..4)
}

fn query() -> impl Strategy<Value = QueryItem> {
    let kind = prop_oneof![
        Just(QueryKind::Required),
        named("[a-z0-9]{1,6}|two words").prop_map(QueryKind::Default),
        Just(QueryKind::Optional),
        Just(QueryKind::Repeated),
    ];
    (name(), of(ty()), kind).prop_map(|(name, ty, kind)| QueryItem { name, ty, kind, span: Span::default() })
}
