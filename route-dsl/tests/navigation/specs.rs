//! Writes small random specs in which everything that navigation is about comes up.

use std::fmt::Write;

/// What a page's path can be, below its layout. Those of one slot are distinct.
const PATHS: [&str; 11] = [
    "/",
    "/a",
    "/b",
    "/{x: Ab}",
    "/{x: u8}",
    "/{x}",
    "/a/{x}",
    "/{x: Ab}/{*rest}",
    "/{x: Own}/b",
    "/{*}",
    "/{*rest?}",
];
const QUERIES: [&str; 7] =
    ["", "?{q: u8 = 7}", "?{q: u8?}", "?{*q: u8}", "?{t: Ab = a}&{q}", "?{t: Ab?}", "?{q: Own = x}"];
const PREFIXES: [&str; 4] = ["", "/n", "/{p#: Ab}", "/{p#: u8}/m"];

/// A stream of choices that goes on with the simplest ones when it is used up.
pub(crate) struct Choices<'c>(pub(crate) std::slice::Iter<'c, u8>);

impl Choices<'_> {
    /// One of `count` things; the first ones are the simplest.
    pub(crate) fn choose(&mut self, count: usize) -> usize {
        self.0.next().map_or(0, |byte| usize::from(*byte) % count)
    }

    pub(crate) fn of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        if all.is_empty() { None } else { all.get(self.choose(all.len())).copied() }
    }
}

/// A spec; what is wrong with it by chance, the compiler says.
pub(crate) fn spec(choices: &[u8]) -> String {
    Writer::new(choices).write()
}

/// Redirects stand in the main chain only.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chain {
    Main,
    Side,
}

struct Writer<'c> {
    choices: Choices<'c>,
    text: String,
    names: usize,
    /// The dotted names of all pages and layouts.
    pages: Vec<String>,
    layouts: Vec<String>,
    /// Where interceptions are to be written, when all names are known: the place in the text, and the
    /// layout around.
    hosts: Vec<(usize, String)>,
}

impl<'c> Writer<'c> {
    fn new(choices: &'c [u8]) -> Self {
        Writer {
            choices: Choices(choices.iter()),
            text: String::new(),
            names: 0,
            pages: Vec::new(),
            layouts: Vec::new(),
            hosts: Vec::new(),
        }
    }

    fn write(mut self) -> String {
        self.text.push_str("use crate::Own;\nset Ab = a | b;\n");
        self.layout("", 0, Chain::Main);
        if self.choices.choose(6) == 5 {
            self.layout("", 2, Chain::Main);
        }
        if self.choices.choose(4) == 1 {
            self.text.push_str("page alone \"/alone\";\nredirect \"/away\" to alone;\n");
        }
        if self.choices.choose(5) == 1 {
            self.text.push_str("redirect \"/far\" to \"https://example.com/\";\n");
        }
        for (at, layout) in std::mem::take(&mut self.hosts).into_iter().rev() {
            let intercepts = self.intercepts(&layout);
            self.text.insert_str(at, &intercepts);
        }
        self.text
    }

    /// Mostly of pages in the host's own layout.
    fn intercepts(&mut self, layout: &str) -> String {
        let mut out = String::new();
        for _ in 0..1 + self.choices.choose(2) {
            let within = if self.choices.choose(3) == 2 { "" } else { layout };
            let Some(page) = self.page_in(within) else { continue };
            let from = match self.choices.choose(4) {
                0 => layout.to_owned(),
                1 => self.layouts[0].clone(),
                2 => format!("{page}, {}", self.page_in("").unwrap_or_default()),
                _ => self.page_in(layout).unwrap_or_default(),
            };
            let _ = writeln!(out, "intercept {page} from {from};");
        }
        out
    }

    fn page_in(&mut self, layout: &str) -> Option<String> {
        let inside: Vec<&String> = self.pages.iter().filter(|page| page.starts_with(layout)).collect();
        self.choices.of(&inside).cloned()
    }

    fn name(&mut self) -> usize {
        self.names += 1;
        self.names
    }

    fn layout(&mut self, around: &str, depth: usize, chain: Chain) {
        let number = self.name();
        let name = format!("{around}l{number}");
        self.layouts.push(name.clone());
        let prefixes = if depth == 0 { &PREFIXES[..] } else { &PREFIXES[..3] };
        let prefix = prefixes[self.choices.choose(prefixes.len())].replace('#', &number.to_string());
        let path = if prefix.is_empty() { String::new() } else { format!(" \"{prefix}\"") };
        let _ = writeln!(self.text, "layout l{number}{path} {{ loading; error;");
        let plain = self.slot_body(&format!("{name}."), depth, chain);
        if let Some(to) = plain.filter(|_| chain == Chain::Main && self.choices.choose(4) == 1) {
            let _ = writeln!(self.text, "redirect \"/old\" to {to};");
        }
        for _ in 0..1 + self.choices.choose(3) {
            let slot = self.name();
            let _ = writeln!(self.text, "slot s{slot} {{ loading; error;");
            self.slot_body(&format!("{name}.s{slot}."), depth, Chain::Side);
            if self.choices.choose(5) > 1 {
                self.hosts.push((self.text.len(), name.clone()));
            }
            self.text.push_str("}\n");
        }
        self.text.push_str("}\n");
    }

    /// Pages, a nested layout, a default, and how it leaves. Gives a page without parameters.
    fn slot_body(&mut self, name: &str, depth: usize, chain: Chain) -> Option<String> {
        let mut plain = Vec::new();
        let mut at = self.choices.choose(PATHS.len());
        for _ in 0..1 + self.choices.choose(3) {
            let page = self.name();
            let query = QUERIES[self.choices.choose(QUERIES.len())];
            let _ = writeln!(self.text, "page p{page} \"{}{query}\";", PATHS[at]);
            self.pages.push(format!("{name}p{page}"));
            if !PATHS[at].contains('{') && !query.contains("{q}") {
                plain.push(format!("p{page}"));
            }
            at = (at + 1 + self.choices.choose(3)) % PATHS.len();
        }
        if depth < 2 && self.choices.choose(3) == 1 {
            self.layout(name, depth + 1, chain);
        }
        let default = match self.choices.choose(5) {
            0 | 1 => "default;".to_owned(),
            2 => "default none;".to_owned(),
            3 => plain.last().map_or_else(String::new, |page| format!("default {page};")),
            _ => "default not_found;".to_owned(),
        };
        let leave = if self.choices.choose(4) == 1 { "leave reset;" } else { "" };
        let _ = writeln!(self.text, "{default} {leave}");
        plain.pop()
    }
}
