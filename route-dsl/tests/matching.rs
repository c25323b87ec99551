//! What the checker says of small random specs, compared with trying every short URL.
//!
//! The alphabet has a text for each way in which the literals, sets and built-in types in use can
//! take one. What the user's type takes is not known, so that each text comes twice: taken and not.

mod brute;

use std::collections::BTreeSet;

use brute::Brute;
use proptest::prelude::*;
use transom_route_dsl::code::Code;
use transom_route_dsl::explore::{Exploration, Users};
use transom_route_dsl::source::{Source, Span};
use transom_route_dsl::{Compiled, compile, render};

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn verdicts_are_those_of_trying_every_url(choices in proptest::collection::vec(any::<u8>(), 60)) {
        let text = Writer { choices: choices.into_iter(), text: String::new(), names: 0 }.write();
        let compiled = compile(Source::new("app.routes", text.clone()), &mut |_| Err(String::new()));
        let told = || format!("{text}\n{}", print(&compiled));
        let brute = Brute::of(&compiled.spec);
        prop_assert_eq!(spans(&compiled, Code::GAP), brute.gaps.clone(), "gaps\n{}", told());
        let conflicts: BTreeSet<(Span, Span)> = with_code(&compiled, Code::CONFLICT)
            .map(|found| (found.labels[1].span, found.labels[0].span))
            .collect();
        prop_assert!(conflicts.is_subset(&brute.conflicts), "conflicts\n{}", told());
        prop_assert_eq!(conflicts.is_empty(), brute.conflicts.is_empty(), "conflicts\n{}", told());
        if conflicts.is_empty() {
            let unneeded = spans(&compiled, Code::DEFAULT_NEVER);
            prop_assert!(unneeded.is_subset(&brute.unneeded_defaults), "defaults\n{}", told());
            let never: BTreeSet<Span> =
                &spans(&compiled, Code::PAGE_NEVER) | &pages_of_dead_layouts(&compiled);
            prop_assert!(brute.never_picked.is_subset(&never), "pages\n{}", told());
            prop_assert!(
                spans(&compiled, Code::PAGE_NEVER).is_subset(&brute.never_picked), "pages\n{}", told()
            );
            prop_assert!(
                spans(&compiled, Code::PAGE_NOT_PLAIN).is_disjoint(&brute.plain), "plain\n{}", told()
            );
        }
    }

    #[test]
    fn witnesses_match_what_they_stand_for(choices in proptest::collection::vec(any::<u8>(), 60)) {
        let text = Writer { choices: choices.into_iter(), text: String::new(), names: 0 }.write();
        let compiled = compile(Source::new("app.routes", text.clone()), &mut |_| Err(String::new()));
        let mut states = Vec::new();
        let exploration =
            Exploration::of(&compiled.spec, |_, state, matched| states.push((state, matched.to_vec())));
        for (state, matched) in states {
            let Some(segments) = exploration.witness(state).segments else { continue };
            let path: Vec<&str> = segments.iter().map(String::as_str).collect();
            prop_assert_eq!(exploration.matches(&path, Users::TakeNone), matched, "{:?}\n{}", path, text);
        }
    }
}

fn with_code(
    compiled: &Compiled,
    code: Code,
) -> impl Iterator<Item = &transom_route_dsl::diagnostic::Diagnostic> {
    compiled.diagnostics.iter().filter(move |found| found.code == code)
}

fn spans(compiled: &Compiled, code: Code) -> BTreeSet<Span> {
    with_code(compiled, code).map(transom_route_dsl::diagnostic::Diagnostic::span).collect()
}

/// Pages below layouts that no URL leads to; nothing is said of each.
fn pages_of_dead_layouts(compiled: &Compiled) -> BTreeSet<Span> {
    let dead = spans(compiled, Code::LAYOUT_NEVER);
    let spec = &compiled.spec;
    let in_dead = |mut node: transom_route_dsl::spec::NodeId| loop {
        if dead.contains(&spec.node(node).span) {
            return true;
        }
        match spec.node(node).parent {
            Some(parent) => node = parent,
            None => return false,
        }
    };
    spec.pages.iter().filter(|page| in_dead(page.node)).map(|page| page.span).collect()
}

fn print(compiled: &Compiled) -> String {
    let printed = compiled.diagnostics.iter().map(|found| render::plain(found, &compiled.sources));
    printed.collect::<Vec<_>>().join("\n")
}

/// Writes a small spec from a list of choices.
struct Writer<I> {
    choices: I,
    text: String,
    names: usize,
}

impl<I: Iterator<Item = u8>> Writer<I> {
    fn write(mut self) -> String {
        self.text.push_str("use crate::model::Own;\nset Ab = a | b;\nset Bc = b | c;\n");
        for _ in 0..self.choose(3) {
            self.page();
        }
        for _ in 0..=self.choose(2) {
            self.layout(0);
        }
        self.text
    }

    fn layout(&mut self, depth: usize) {
        let name = self.name();
        let prefix = if depth == 0 && self.choose(2) == 0 {
            format!(" \"/{}\"", self.segment())
        } else {
            String::new()
        };
        self.text.push_str(&format!("layout l{name}{prefix} {{ loading; error; page n{name} \"/a\";\n"));
        self.default();
        for _ in 0..self.choose(3) {
            self.page();
        }
        for _ in 0..self.choose(3) {
            let name = self.name();
            self.text.push_str(&format!("slot s{name} {{ loading; error;\n"));
            self.default();
            self.page();
            if self.choose(3) == 0 {
                self.page();
            }
            if depth == 0 && self.choose(4) == 0 {
                self.layout(1);
            }
            self.text.push_str("}\n");
        }
        self.text.push_str("}\n");
    }

    fn default(&mut self) {
        let default = ["", "default;\n", "default none;\n"][self.choose(3)];
        self.text.push_str(default);
    }

    fn page(&mut self) {
        let first = if self.choose(4) == 0 { String::new() } else { self.segment() };
        let tail = ["", "", "", "{*}", "{*?}"][self.choose(5)];
        let slash = if first.is_empty() || tail.is_empty() { "" } else { "/" };
        let name = self.name();
        self.text.push_str(&format!("page p{name} \"/{first}{slash}{tail}\";\n"));
    }

    fn segment(&mut self) -> String {
        let name = self.name();
        match self.choose(12) {
            0 | 1 => "a".to_owned(),
            2 => "b".to_owned(),
            3 => "7".to_owned(),
            4 => format!("{{x{name}: Ab}}"),
            5 => format!("{{x{name}: Bc}}"),
            6 => format!("{{x{name}: u8}}"),
            7 => format!("{{x{name}: i8}}"),
            8 => format!("{{x{name}: char}}"),
            9 => format!("{{x{name}: bool}}"),
            10 => format!("{{x{name}: Own}}"),
            _ => format!("{{x{name}}}"),
        }
    }

    fn name(&mut self) -> usize {
        self.names += 1;
        self.names
    }

    fn choose(&mut self, below: usize) -> usize {
        self.choices.next().map_or(0, |choice| choice as usize % below)
    }
}
