//! Changes every span in a syntax tree.

use crate::source::Span;
use crate::syntax::{
    Block, DefaultTo, Kind, Name, ParamType, Path, QueryKind, RedirectTo, Reference, SegmentKind, Statement,
    UseLeaf, UseTree,
};

/// How a span changes.
pub(super) type Change<'a> = &'a dyn Fn(Span) -> Span;

/// Every span of a statement and of what it holds.
pub(super) fn change_statement(statement: &mut Statement, change: Change<'_>) {
    statement.span = change(statement.span);
    for comment in statement.comments.iter_mut().chain(&mut statement.trailing) {
        comment.span = change(comment.span);
    }
    for doc in &mut statement.docs {
        doc.span = change(doc.span);
    }
    change_kind(&mut statement.kind, change);
}

/// Every span of a block and of what it holds.
pub(super) fn change_block(block: &mut Block, change: Change<'_>) {
    block.span = change(block.span);
    block.statements.iter_mut().for_each(|statement| change_statement(statement, change));
    let comments = block.comments.iter_mut().chain(&mut block.closing);
    comments.for_each(|comment| comment.span = change(comment.span));
}

fn change_kind(kind: &mut Kind, change: Change<'_>) {
    match kind {
        Kind::Use(tree) => change_use(tree, change),
        Kind::Set { name, values } => change_names(std::iter::once(name).chain(values), change),
        Kind::Include { name, file, at } => {
            change_names([name, file], change);
            change_path(at, change);
        }
        Kind::Layout { name, path, block } => {
            change_names([name], change);
            path.iter_mut().for_each(|path| change_path(path, change));
            change_block(block, change);
        }
        Kind::Slot { name, block } => {
            change_names([name], change);
            change_block(block, change);
        }
        Kind::Scope { name, path, block } => {
            change_names([name], change);
            change_path(path, change);
            change_block(block, change);
        }
        Kind::Page { name, path, block } => {
            change_names([name], change);
            change_path(path, change);
            block.iter_mut().for_each(|block| change_block(block, change));
        }
        Kind::Default(DefaultTo::Page(page)) => change_reference(page, change),
        Kind::Timeout(time) | Kind::Refresh(time) => time.span = change(time.span),
        Kind::Title(name) | Kind::When(name) => change_names([name], change),
        Kind::Guard { name, ty } => change_names([name, ty], change),
        Kind::Intercept { page, from } => {
            change_reference(page, change);
            from.iter_mut().for_each(|target| change_reference(target, change));
        }
        Kind::Action { name, path, form } => {
            change_names([name, form], change);
            change_path(path, change);
        }
        Kind::Redirect { path, to, .. } => {
            change_path(path, change);
            match to {
                RedirectTo::Page(page) => change_reference(page, change),
                RedirectTo::Url(url) => change_names([url], change),
            }
        }
        Kind::Handler { .. }
        | Kind::Default(_)
        | Kind::Main
        | Kind::Leave(_)
        | Kind::Blocking
        | Kind::Bad => {}
    }
}

fn change_names<'a>(names: impl IntoIterator<Item = &'a mut Name>, change: Change<'_>) {
    names.into_iter().for_each(|name| name.span = change(name.span));
}

fn change_reference(reference: &mut Reference, change: Change<'_>) {
    change_names(&mut reference.names, change);
}

fn change_use(tree: &mut UseTree, change: Change<'_>) {
    change_names(&mut tree.path, change);
    match &mut tree.leaf {
        UseLeaf::Type { alias } => change_names(alias, change),
        UseLeaf::Group(trees) => trees.iter_mut().for_each(|tree| change_use(tree, change)),
    }
}

fn change_path(path: &mut Path, change: Change<'_>) {
    path.span = change(path.span);
    for segment in &mut path.segments {
        segment.span = change(segment.span);
        match &mut segment.kind {
            SegmentKind::Param { name, ty } => {
                change_names([name], change);
                change_type(ty, change);
            }
            SegmentKind::Tail { name, .. } => change_names(name, change),
            SegmentKind::Literal(_) | SegmentKind::Bad => {}
        }
    }
    for item in &mut path.query {
        item.span = change(item.span);
        change_names([&mut item.name], change);
        change_type(&mut item.ty, change);
        if let QueryKind::Default(text) = &mut item.kind {
            change_names([text], change);
        }
    }
}

fn change_type(ty: &mut Option<ParamType>, change: Change<'_>) {
    match ty {
        Some(ParamType::Named(name)) => change_names([name], change),
        Some(ParamType::Inline(values)) => change_names(values, change),
        None => {}
    }
}
