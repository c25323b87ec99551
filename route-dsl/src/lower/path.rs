//! Paths: segments and query items with their types looked up.

use super::names::with_article;
use super::types::TypesId;
use super::{Lowering, Place};
use crate::builtin;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::spec::{
    Name, NodeId, ParamType, QueryItem, QueryKind, Segment, SegmentKind, Set, SetId, SetValue, upper_camel,
    variant,
};
use crate::suggest::nearest;
use crate::syntax::{self, Text};
use std::collections::HashMap;

/// Whose path it is: decides where an enum for a set written in place stands and what may stand in it.
#[derive(Clone, Copy)]
pub(super) enum PathOwner<'a> {
    Page(&'a Name),
    /// The path of a layout, scope or include; sets in it belong to this node.
    Prefix(NodeId, &'static str),
    Redirect,
    Action(&'a Name),
}

impl Lowering<'_> {
    /// The path's own segments, without the prefix of its place, and its query.
    pub(super) fn lower_path(
        &mut self,
        path: &syntax::Path,
        place: &Place,
        owner: PathOwner<'_>,
    ) -> (Vec<Segment>, Vec<QueryItem>) {
        let mut seen: HashMap<String, Span> =
            params(&place.prefix).map(|(name, span)| (name.to_owned(), span)).collect();
        if let PathOwner::Prefix(..) = owner {
            seen.extend(place.guards.iter().map(|guard| (guard.text.clone(), guard.span)));
        }
        let mut segments = Vec::new();
        for segment in &path.segments {
            segments.extend(self.lower_segment(segment, place, owner, &mut seen));
        }
        self.check_tail_is_last(path);
        self.check_query_may_stand(path, owner);
        let query =
            path.query.iter().map(|item| self.lower_query_item(item, place, owner, &mut seen)).collect();
        (segments, query)
    }

    fn lower_segment(
        &mut self,
        segment: &syntax::Segment,
        place: &Place,
        owner: PathOwner<'_>,
        seen: &mut HashMap<String, Span>,
    ) -> Option<Segment> {
        let kind = match &segment.kind {
            syntax::SegmentKind::Literal(text) => SegmentKind::Literal(text.clone()),
            syntax::SegmentKind::Param { name, ty } => {
                self.check_parameter_is_new(name, seen);
                let ty = self.lower_param_type(ty.as_ref(), name, place, owner);
                SegmentKind::Param { name: name.text.clone(), ty }
            }
            syntax::SegmentKind::Tail { name, optional } => {
                if let Some(name) = name {
                    self.check_parameter_is_new(name, seen);
                }
                if let PathOwner::Prefix(_, called) = owner {
                    self.out.push(prefix_tail(segment.span, called));
                    return None;
                }
                SegmentKind::Tail { name: name.as_ref().map(|name| name.text.clone()), optional: *optional }
            }
            syntax::SegmentKind::Bad => return None,
        };
        Some(Segment { kind, span: segment.span })
    }

    fn lower_query_item(
        &mut self,
        item: &syntax::QueryItem,
        place: &Place,
        owner: PathOwner<'_>,
        seen: &mut HashMap<String, Span>,
    ) -> QueryItem {
        self.check_parameter_is_new(&item.name, seen);
        let ty = self.lower_param_type(item.ty.as_ref(), &item.name, place, owner);
        let kind = match &item.kind {
            syntax::QueryKind::Required => QueryKind::Required,
            syntax::QueryKind::Optional => QueryKind::Optional,
            syntax::QueryKind::Repeated => QueryKind::Repeated,
            syntax::QueryKind::Default(text) => {
                self.check_default_value(text, ty);
                QueryKind::Default(text.clone())
            }
        };
        QueryItem { name: item.name.clone(), ty, kind }
    }

    fn lower_param_type(
        &mut self,
        ty: Option<&syntax::ParamType>,
        param: &Name,
        place: &Place,
        owner: PathOwner<'_>,
    ) -> ParamType {
        match ty {
            None => ParamType::Text,
            Some(syntax::ParamType::Named(name)) => self.resolve_param_type(name, place.types),
            Some(syntax::ParamType::Inline(values)) => self.lower_inline_set(values, param, place, owner),
        }
    }

    fn resolve_param_type(&mut self, name: &Name, types: TypesId) -> ParamType {
        self.resolve_type(name, types).unwrap_or(ParamType::Text)
    }

    fn lower_inline_set(
        &mut self,
        values: &[Text],
        param: &Name,
        place: &Place,
        owner: PathOwner<'_>,
    ) -> ParamType {
        let enum_name = upper_camel(&param.text);
        let (node, enum_name) = match owner {
            PathOwner::Page(owner) | PathOwner::Action(owner) => {
                (place.node, format!("{}{enum_name}", upper_camel(&owner.text)))
            }
            PathOwner::Prefix(node, _) => (node, enum_name),
            PathOwner::Redirect => (place.node, self.free_redirect_enum(&enum_name)),
        };
        let span = values.first().map_or(param.span, |first| first.span.to(values[values.len() - 1].span));
        self.out.extend(self.names.claim(node, &enum_name, param, "set written in place"));
        let values = self.lower_values(values);
        self.spec.sets.push(Set { enum_name, span, node, values, docs: Vec::new() });
        ParamType::Set(SetId(self.spec.sets.len() - 1))
    }

    /// No one writes down the enum of a redirect's parameter, so its name only has to be free.
    fn free_redirect_enum(&self, param: &str) -> String {
        let taken = self.spec.sets.iter().filter(|set| set.enum_name.starts_with("Redirect")).count();
        format!("Redirect{}{param}", taken + 1)
    }

    /// The values of a set with their variants; repeated ones are reported and left out.
    pub(super) fn lower_values(&mut self, values: &[Text]) -> Vec<SetValue> {
        let mut lowered: Vec<SetValue> = Vec::new();
        let mut seen: HashMap<String, usize> = HashMap::new();
        for text in values {
            let variant = variant(&text.text);
            if let Some(at) = seen.get(&variant) {
                self.out.push(value_twice(text, &lowered[*at].text, &variant));
                continue;
            }
            seen.insert(variant.clone(), lowered.len());
            lowered.push(SetValue { text: text.clone(), variant });
        }
        lowered
    }

    fn check_parameter_is_new(&mut self, name: &Name, seen: &mut HashMap<String, Span>) {
        if let Some(other) = seen.insert(name.text.clone(), name.span) {
            self.out.push(taken(name, other, "parameter"));
        }
    }

    fn check_tail_is_last(&mut self, path: &syntax::Path) {
        for pair in path.segments.windows(2) {
            if let syntax::SegmentKind::Tail { .. } = pair[0].kind {
                let message = "nothing can follow a parameter that takes the rest of the path";
                self.out.push(
                    Diagnostic::error(Code::TAIL_NOT_LAST, pair[0].span, message)
                        .label("takes all that is left")
                        .also(pair[1].span, "so this is never reached")
                        .help("move it to the end, or take one segment: `{name}`"),
                );
            }
        }
    }

    fn check_query_may_stand(&mut self, path: &syntax::Path, owner: PathOwner<'_>) {
        let (called, help) = match owner {
            PathOwner::Page(_) => return,
            PathOwner::Prefix(_, called) => (called, "declare it on the pages that read it"),
            PathOwner::Redirect => ("redirect", "leave it out; a redirect carries the whole query over"),
            PathOwner::Action(_) => ("action", "leave it out, or put the values into the form"),
        };
        if let (Some(first), Some(last)) = (path.query.first(), path.query.last()) {
            let span = first.span.to(last.span);
            let found = Diagnostic::error(
                Code::QUERY_MISPLACED,
                span,
                format!("the path of {} {called} can't have a query", article(called)),
            );
            self.out.push(found.label("not here").help(help));
        }
    }

    fn check_default_value(&mut self, text: &Text, ty: ParamType) {
        let (is_value, expected) = match ty {
            ParamType::Text | ParamType::User(_) => return,
            ParamType::Builtin(builtin) => {
                (builtin::parses(builtin, &text.text), builtin::description(builtin))
            }
            ParamType::Set(set) => {
                let values = self.spec.sets[set.0].values.iter().map(|value| value.text.text.as_str());
                let values: Vec<&str> = values.collect();
                let near = nearest(&text.text, values.iter().copied());
                let help = near.map_or_else(String::new, |near| format!(" (did you mean `{near}`?)"));
                (values.contains(&text.text.as_str()), format!("one of `{}`{help}", values.join("`, `")))
            }
        };
        if !is_value {
            let message = format!("the default `{}` is no value of its type", text.text);
            let found = Diagnostic::error(Code::DEFAULT_VALUE, text.span, message);
            self.out.push(found.label("can't be parsed").help(format!("write {expected}")));
        }
    }
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// The parameters of a path with their places.
pub(super) fn params(path: &[Segment]) -> impl Iterator<Item = (&str, Span)> {
    path.iter().filter_map(|segment| match &segment.kind {
        SegmentKind::Param { name, .. } | SegmentKind::Tail { name: Some(name), .. } => {
            Some((name.as_str(), segment.span))
        }
        _ => None,
    })
}

/// Two of what becomes fields of one struct have one name.
pub(super) fn taken(name: &Name, other: Span, called: &str) -> Diagnostic {
    Diagnostic::error(Code::PARAMETER_TWICE, name.span, format!("`{}` is already taken", name.text))
        .label(format!("this {called} becomes a field"))
        .also(other, "and so does this one, of the same struct")
        .help("rename one of them; the names of parameters don't show in URLs, those of query items do")
}

fn prefix_tail(span: Span, called: &str) -> Diagnostic {
    let message =
        format!("the path of {} can't end in a parameter that takes the rest", with_article(called));
    Diagnostic::error(Code::PREFIX_TAIL, span, message)
        .label("leaves nothing for the pages below")
        .help("put it at the end of a page's path")
}

fn value_twice(text: &Text, first: &Text, variant: &str) -> Diagnostic {
    let same = text.text == first.text;
    let message = if same {
        format!("`{}` stands twice in this set", text.text)
    } else {
        format!("`{}` and `{}` become one variant", first.text, text.text)
    };
    let found = Diagnostic::error(Code::SET_VALUE_TWICE, text.span, message)
        .label(if same { "again" } else { "this value" })
        .also(first.span, if same { "first here" } else { "and this one" });
    if same {
        found.help("leave one of them out")
    } else {
        found.note(format!("both become `{variant}`")).help("write one of them differently")
    }
}
