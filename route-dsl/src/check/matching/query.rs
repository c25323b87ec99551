//! One query item that two slots of one URL read: a change meant for one changes the other.

use super::here::Here;
use crate::builtin;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::explore::{Exploration, StateId};
use crate::spec::{Entry, PageId, ParamType, QueryItem, QueryKind, Spec};
use std::collections::BTreeMap;

/// By two pages: where both show.
#[derive(Default)]
pub(super) struct Queries(BTreeMap<(PageId, PageId), StateId>);

impl Queries {
    pub(super) fn visit(&mut self, here: &Here<'_>) {
        let pages = here.active().filter_map(|(_, pick)| match pick {
            Some((_, Entry::Page(page))) if !here.spec.page(page).query.is_empty() => Some(page),
            _ => None,
        });
        let pages: Vec<PageId> = pages.collect();
        for (at, first) in pages.iter().enumerate() {
            for second in &pages[at + 1..] {
                self.0.entry((*first, *second)).or_insert(here.state);
            }
        }
    }

    pub(super) fn report(&self, spec: &Spec, exploration: &Exploration<'_>, out: &mut Vec<Diagnostic>) {
        for ((first, second), state) in &self.0 {
            let (first, second) = (spec.page(*first), spec.page(*second));
            for item in &second.query {
                let Some(other) = first.query.iter().find(|other| other.name.text == item.name.text) else {
                    continue;
                };
                let url = exploration.witness(*state).url;
                out.push(shared(spec, other, item, &url));
            }
        }
    }
}

fn shared(spec: &Spec, first: &QueryItem, second: &QueryItem, url: &str) -> Diagnostic {
    let key = &second.name.text;
    let found = |message: String| {
        Diagnostic::warning(Code::QUERY_SHARED, second.name.span, message)
            .label(format!("`?{key}=…` in the URL is read here"))
            .also(first.name.span, "and here")
    };
    let [one, other] = [first, second].map(|item| type_text(spec, item));
    if one == other {
        return found(format!("two slots read `{key}` at `{url}`"))
            .help("rename one of them if they are not meant to change together");
    }
    found(format!("two slots read `{key}` at `{url}`, one as `{one}`, one as `{other}`"))
        .note("where a value is none of its type, the slot is not found")
        .help("rename one of them")
}

/// The type of a query item's field, but that a default makes no difference.
fn type_text(spec: &Spec, item: &QueryItem) -> String {
    let ty = match item.ty {
        ParamType::Text => "String",
        ParamType::Builtin(builtin) => builtin::name(builtin),
        ParamType::Set(set) => &spec.sets[set.0].enum_name,
        ParamType::User(ty) => &spec.types[ty.0].name.text,
    };
    if matches!(item.kind, QueryKind::Repeated) { format!("Vec<{ty}>") } else { ty.to_owned() }
}
