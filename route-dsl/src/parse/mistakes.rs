//! What is wrong with a statement that no rule reads.
//!
//! First come mistakes that a single token shows (an open string, say), then the first word, and if
//! that is right the strict rule for it is run on the statement alone to see where it stops.

use pest::Parser as _;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::Pair;

use super::Reader;
use super::forms::{ALIASES, FORMS, Form, words};
use super::pieces::Pieces;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::grammar::{Rule, SpecParser};
use crate::source::Span;
use crate::suggest::nearest;
use crate::syntax::Kind;

impl<'a> Reader<'a> {
    /// Reports what is wrong with `pair`, a `bad_statement`, and reads the block in it. What it says if
    /// only its keyword is misspelt is given back, so that nothing seems to be missing besides.
    pub(super) fn explain_bad(&mut self, pair: &Pair<'a, Rule>) -> Kind {
        let block = pair.clone().into_inner().find(|pair| pair.as_rule() == Rule::block);
        let end = block.as_ref().map_or(pair.as_span().end(), |block| block.as_span().start() + 1);
        if !self.is_full()
            && let Some(first) = Pieces::of(pair.clone()).next()
        {
            let head = self.span_of(pair.as_span().start(), end);
            // After what begins with no word at all, what else is wrong says nothing.
            let slipped = first.as_rule() != Rule::stray && self.explain_tokens(pair.clone());
            self.explain_first(&first, head, slipped);
            self.note_patch(pair, &first);
            if let Some(kind) = self.repair(pair, &first) {
                return kind;
            }
        }
        if let Some(block) = block {
            self.read_block(block);
        }
        Kind::Bad
    }

    /// Reads a statement whose keyword is misspelt as if it were not.
    fn repair(&mut self, bad: &Pair<'a, Rule>, word: &Pair<'a, Rule>) -> Option<Kind> {
        /// Further into a file, one more message costs less than the copy.
        const FARTHEST: usize = 1 << 20;
        if FORMS.iter().any(|form| form.keyword == word.as_str()) {
            return None;
        }
        let keyword = meant_keyword(word.as_str())?;
        let after = word.as_span().end();
        let blanks = after.checked_sub(keyword.len()).filter(|blanks| *blanks < FARTHEST)?;
        let rest = self.text.get(after..bad.as_span().end())?;
        let text = format!("{}{keyword}{rest}", " ".repeat(blanks));
        let pair = SpecParser::parse(Rule::repaired, &text).ok()?.next()?;
        let is_whole = text.get(pair.as_span().end()..).is_some_and(|left| left.trim().is_empty());
        let mut inner = Reader::new(&text, self.source);
        inner.comments.collect(pair.clone());
        let kind = is_whole.then(|| inner.read_kind(pair)).flatten()?;
        for found in inner.diagnostics {
            self.report(found);
        }
        Some(kind)
    }

    /// Mistakes that are seen in one token. Says whether there are any.
    fn explain_tokens(&mut self, pair: Pair<'a, Rule>) -> bool {
        let before = self.diagnostics.len();
        let mut last: Option<Pair<'a, Rule>> = None;
        for token in Pieces::of(pair) {
            if let Some(last) = &last
                && last.as_span().end() == token.as_span().start()
                && is_lexed_as_one(last, &token)
            {
                self.report(touching(self.span(last), self.span(&token)));
            }
            let span = self.span(&token);
            match token.as_rule() {
                Rule::open_string => self.report(open_string(token.as_str(), span)),
                Rule::escaped_string => self.report_escape(&token),
                Rule::quoted => self.report(single_quotes(token.as_str(), span)),
                Rule::block_comment => self.report(block_comment(token.as_str(), span)),
                _ => {}
            }
            last = Some(token);
        }
        self.diagnostics.len() > before
    }

    fn report_escape(&mut self, token: &Pair<'a, Rule>) {
        let Some(at) = token.as_str().find('\\') else { return };
        let start = token.as_span().start() + at;
        let span = self.span_of(start, start + 1);
        self.report(
            Diagnostic::error(Code::STRING_FORM, span, "a string has no backslash")
                .label("nothing can be escaped here")
                .help("write the character itself; `\"` and `\\` can't stand in a string"),
        );
    }

    fn explain_first(&mut self, first: &Pair<'a, Rule>, head: Span, slipped: bool) {
        let span = self.span(first);
        match first.as_rule() {
            Rule::extra_semicolon => self.report(
                Diagnostic::error(Code::STRAY, span, "a `;` with no statement before it")
                    .label("this one ends nothing")
                    .help("take it out")
                    .fix("take out the `;`", span, ""),
            ),
            Rule::word | Rule::kw_use => self.explain_word(first, head, slipped),
            _ if slipped => {}
            Rule::block => self.report(
                Diagnostic::error(
                    Code::STRAY,
                    self.span_of(span.range().start, span.range().start + 1),
                    "a block with nothing in front of it",
                )
                .label("whose block is this?")
                .help("write what it belongs to before it, such as `slot name`, or take the braces out"),
            ),
            Rule::stray => {
                let message = format!("unexpected {}", quote(first.as_str()));
                let found = Diagnostic::error(Code::STRAY, span, message).label("no statement begins so");
                self.report(found.help(stray_help(first.as_str())));
            }
            _ => self.report(
                Diagnostic::error(Code::STRAY, span, "a text with no statement in front of it")
                    .label("no statement begins so")
                    .help("a statement begins with a keyword, such as `page home \"/\";`"),
            ),
        }
    }

    fn explain_word(&mut self, word: &Pair<'a, Rule>, head: Span, slipped: bool) {
        match FORMS.iter().find(|form| form.keyword == word.as_str()) {
            Some(_) if slipped => {}
            Some(form) => {
                let found = self.explain_form(form, self.span(word), head);
                self.report(found);
            }
            None => self.report(unknown_statement(word.as_str(), self.span(word))),
        }
    }

    /// Runs the strict rule on the statement alone and says where it stops.
    fn explain_form(&self, form: &Form, keyword: Span, head: Span) -> Diagnostic {
        let slice = self.text.get(head.range()).unwrap_or("");
        let (at, expected) = match SpecParser::parse(form.rule, slice) {
            Ok(_) => (slice.len(), vec![Rule::end]),
            Err(error) => {
                let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = error.location;
                match error.variant {
                    ErrorVariant::ParsingError { positives, .. } => (at, positives),
                    ErrorVariant::CustomError { .. } => (at, Vec::new()),
                }
            }
        };
        if expected.iter().any(|rule| matches!(rule, Rule::duration | Rule::amount | Rule::unit)) {
            let found = self.token_at(keyword.range().end);
            return super::duration::explain_duration(form.keyword, self.text, found);
        }
        let found = self.token_at(head.range().start + at);
        if let Some(whole) = self.keyword_before(form, head, found) {
            return self.explain_stop(form, &[Rule::end], whole, keyword);
        }
        self.explain_stop(form, &expected, found, keyword)
    }

    /// The word before `stop`, if it is a keyword and the statement was whole before it: the parser
    /// has looked into what seemed to be the next statement.
    fn keyword_before(&self, form: &Form, head: Span, stop: Span) -> Option<Span> {
        let before = self.text.get(head.range().start..stop.range().start)?.trim_end();
        let (rest, word) = before.rsplit_once(char::is_whitespace)?;
        let is_whole = || SpecParser::parse(form.rule, rest).is_ok();
        (FORMS.iter().any(|form| form.keyword == word) && is_whole())
            .then(|| self.token_at(head.range().start + before.len() - word.len()))
    }

    /// Says what was expected where the statement stops being one.
    fn explain_stop(&self, form: &Form, expected: &[Rule], found: Span, keyword: Span) -> Diagnostic {
        let text = self.text.get(found.range()).unwrap_or("");
        if let Some(special) = self.explain_special(form, expected, found, text) {
            return special;
        }
        let asked = either(expected);
        let asked = if asked.is_empty() { "something else".to_owned() } else { asked };
        let there = if text.is_empty() { "the end of the file".to_owned() } else { quote(text) };
        Diagnostic::error(Code::STATEMENT_FORM, found, format!("expected {asked}, found {there}"))
            .label(format!("expected {asked}"))
            .also(keyword, format!("in this `{}`", form.keyword))
            .help(format!("it is written `{}`", form.form))
    }

    fn explain_special(&self, form: &Form, expected: &[Rule], found: Span, text: &str) -> Option<Diagnostic> {
        let is_word = text.starts_with(|first: char| first.is_alphabetic() || first == '_');
        match form.keyword {
            "leave" if is_word && expected.contains(&Rule::kw_keep) => {
                Some(unknown_word(form.keyword, text, found, &["keep", "reset"]))
            }
            "loading" | "error" | "not_found" if is_word => Some(unknown_word(form.keyword, text, found, &["inherit"])),
            "guard" | "action" if text.starts_with('<') => Some(generic(found)),
            "guard" | "action" if text.starts_with("::") => Some(
                Diagnostic::error(Code::STATEMENT_FORM, found, "a type is named here by its last word alone")
                    .label("not a path")
                    .help("bring the type in at the top of the file, `use crate::module::Type;`, and write `Type`"),
            ),
            "guard" | "action" if text == "{" && expected.contains(&Rule::type_name) => Some(
                Diagnostic::error(Code::STATEMENT_FORM, found, "a type is named here, not written out")
                    .label("expected the name of a type")
                    .help("write a `struct` with these fields in Rust, bring it in by `use crate::module::Type;`, and write `Type`"),
            ),
            "use" if text.starts_with('*') => Some(
                Diagnostic::error(Code::STATEMENT_FORM, found, "`use` names each type")
                    .label("which types?")
                    .help("list them: `use crate::model::{OrgId, Region};`"),
            ),
            "set" if text.starts_with('"') => Some(
                Diagnostic::error(Code::STATEMENT_FORM, found, "the values of a set stand without quotes")
                    .label("not in quotes")
                    .help("write `set Name = one | two;`; a value has letters, digits, `_`, `.`, `~` and `-`")
                    .fix("take the quotes off", found, text.trim_matches('"')),
            ),
            _ if text.starts_with('-') && matches!(form.rule, Rule::page | Rule::layout | Rule::slot | Rule::scope) => Some(
                Diagnostic::error(Code::STATEMENT_FORM, found, "a name has no `-`")
                    .label("names are `snake_case`")
                    .help("write `_`; only the path in quotes shows in a URL")
                    .fix("write `_`", self.span_of(found.range().start, found.range().start + 1), "_"),
            ),
            _ => None,
        }
    }

    /// The token at or after `at`; empty at the end of the file.
    fn token_at(&self, at: usize) -> Span {
        let rest = self.text.get(at..).unwrap_or("");
        let mut pairs = SpecParser::parse(Rule::token_after, rest).ok();
        let pair = pairs.as_mut().and_then(|pairs| pairs.find(|pair| pair.as_rule() == Rule::found));
        pair.map_or_else(
            || self.span_of(at, at),
            |pair| self.span_of(at + pair.as_span().start(), at + pair.as_span().end()),
        )
    }
}

/// Whether Rust would read two tokens that touch as one.
fn is_lexed_as_one(a: &Pair<'_, Rule>, b: &Pair<'_, Rule>) -> bool {
    let is_string = |pair: &Pair<'_, Rule>| {
        matches!(pair.as_rule(), Rule::string | Rule::escaped_string | Rule::open_string)
    };
    let is_word = |pair: &Pair<'_, Rule>| matches!(pair.as_rule(), Rule::word | Rule::kw_use);
    is_string(b) && (is_word(a) || is_string(a)) || is_string(a) && is_word(b)
}

fn touching(a: Span, b: Span) -> Diagnostic {
    let between = Span { start: b.start, end: b.start, ..b };
    Diagnostic::error(Code::STRING_FORM, a.to(b), "a blank is missing beside this string")
        .label("these are one token in Rust")
        .help("put a blank between the two")
        .fix("put a blank between the two", between, " ")
}

fn open_string(text: &str, span: Span) -> Diagnostic {
    let text = text.trim_end();
    let without_end = text.trim_end_matches([';', '{', '}', ')', ' ']);
    let end = span.start + u32::try_from(without_end.len()).unwrap_or(0);
    let at = Span { start: end, end, ..span };
    Diagnostic::error(Code::STRING_OPEN, Span { end: span.start + 1, ..span }, "this string has no end")
        .label("it begins here")
        .help("close it with `\"` on the same line")
        .fix("close the string", at, "\"")
}

fn single_quotes(text: &str, span: Span) -> Diagnostic {
    let inner = text.trim_matches('\'');
    Diagnostic::error(Code::STRING_FORM, span, "a string stands in double quotes")
        .label("these are single ones")
        .help(format!("write {}", quote(&format!("\"{inner}\""))))
        .fix("write double quotes", span, format!("\"{inner}\""))
}

fn block_comment(text: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::error(
        Code::STRAY,
        Span { end: span.start + 2, ..span },
        "there are no `/* … */` comments",
    )
    .label("this one")
    .help("write `//` in front of each line");
    match text.trim_start_matches("/*").trim_end_matches("*/").trim() {
        line if !line.contains('\n') && text.ends_with("*/") => found.fix("take the comment out", span, ""),
        _ => found,
    }
}

fn unknown_statement(word: &str, span: Span) -> Diagnostic {
    let found =
        Diagnostic::error(Code::STATEMENT_UNKNOWN, span, format!("there is no statement {}", quote(word)))
            .label("not a keyword");
    match meant_keyword(word) {
        Some(meant) => {
            found.help(format!("did you mean `{meant}`?")).fix(format!("write `{meant}`"), span, meant)
        }
        None => {
            let known: Vec<_> = FORMS.iter().map(|form| form.keyword).collect();
            found.help(format!("a statement begins with one of: {}", known.join(", ")))
        }
    }
}

/// The keyword that an unknown word stands for.
fn meant_keyword(word: &str) -> Option<&'static str> {
    let alias = ALIASES.iter().find(|alias| alias.0 == word.to_lowercase()).map(|alias| alias.1);
    alias.or_else(|| near_word(word, FORMS.iter().map(|form| form.keyword)))
}

fn unknown_word(keyword: &str, word: &str, span: Span, known: &[&'static str]) -> Diagnostic {
    let list: Vec<_> = known.iter().map(|word| format!("`{keyword} {word};`")).collect();
    let alone = if keyword == "leave" { String::new() } else { format!("`{keyword};` or ") };
    let found =
        Diagnostic::error(Code::WORD_UNKNOWN, span, format!("{} may not follow `{keyword}`", quote(word)))
            .label("not known here")
            .help(format!("write {alone}{}", list.join(" or ")));
    match near_word(word, known.iter().copied()) {
        Some(meant) => found.fix(format!("write `{meant}`"), span, meant),
        None => found,
    }
}

/// A generic type, at its `<`.
pub(super) fn generic(span: Span) -> Diagnostic {
    Diagnostic::error(Code::TYPE_GENERIC, span, "a type is one word, without type parameters")
        .label("generic types can't be named here")
        .help(
            "an optional query item is `{q: String?}`, a repeated one `{*q: String}`; \
             else give it a name in Rust, `pub type Ids = List<Id>;`, and `use` that",
        )
}

/// A slip of a word that is known; for short words more must agree.
fn near_word(word: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let meant = nearest(word.get(..64).unwrap_or(word), known)?;
    let same = |a: Option<char>, b: Option<char>| a.map(|a| a.to_ascii_lowercase()) == b;
    let agrees =
        same(word.chars().next(), meant.chars().next()) || same(word.chars().last(), meant.chars().last());
    (word.len() > 5 || agrees).then_some(meant)
}

fn stray_help(text: &str) -> &'static str {
    match text.chars().next() {
        Some('#') => "comments begin with `//`; attributes are not part of a spec",
        Some('<') => "markup is written in Rust, in the handlers",
        Some('/') => "comments begin with `//`, and a path stands in double quotes",
        _ => "take it out",
    }
}

/// `a`, `b` or `c`, each word once.
fn either(expected: &[Rule]) -> String {
    let mut list: Vec<&str> =
        expected.iter().map(|rule| words(*rule)).filter(|word| !word.is_empty()).collect();
    // What would only lengthen the part before says little, unless it is all there is.
    let ends = |word: &&str| !matches!(*word, "`.`" | "`::`" | "`as`");
    if list.iter().any(ends) {
        list.retain(ends);
    }
    list.sort_unstable();
    list.dedup();
    match list.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// Text of the spec in a message: in backticks, on one line, and short.
pub(super) fn quote(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    let mut short: String =
        line.chars().take(40).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
    if short.len() < text.trim_end().len() {
        short.push('…');
    }
    format!("`{short}`")
}
