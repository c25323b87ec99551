//! One query item that two slots of one URL read: a change meant for one changes the other.

use super::here::Here;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::explore::{Exploration, StateId};
use crate::spec::{Entry, PageId, Spec};
use std::collections::BTreeMap;

/// By two pages: where both show.
#[derive(Default)]
pub(super) struct Queries(BTreeMap<(PageId, PageId), StateId>);

impl Queries {
    pub(super) fn visit(&mut self, here: &Here<'_>) {
        let pages = here.active().into_iter().filter_map(|(_, pick)| match pick {
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
                let key = &item.name.text;
                let message = format!("two slots read `{key}` at `{url}`");
                out.push(
                    Diagnostic::warning(Code::QUERY_SHARED, item.name.span, message)
                        .label(format!("`?{key}=…` in the URL is read here"))
                        .also(other.name.span, "and here")
                        .help("rename one of them if they are not meant to change together"),
                );
            }
        }
    }
}
