//! What each statement looks like in YAML: its word, its keys, and the text they stand for.

use Piece::{Block, Given, List, Lit, MaybeQuoted, MaybeWord, Quoted, To, Word};

/// One kind of statement.
pub(super) struct Shape {
    /// The key that says which statement it is.
    pub(super) word: &'static str,
    /// The statement as text, piece by piece.
    pub(super) pieces: &'static [Piece],
}

/// A piece of a statement's text, made from the value of a key.
#[derive(Clone, Copy)]
pub(super) enum Piece {
    /// This, always.
    Lit(&'static str),
    /// Nothing; the key has no value.
    Given(&'static str),
    /// The value as it is: a name, a type, a time, …
    Word(&'static str),
    /// The same, where there is a value.
    MaybeWord(&'static str),
    /// The value as a string.
    Quoted(&'static str),
    /// The same, where there is such a key.
    MaybeQuoted(&'static str),
    /// The values of a list, with this between them.
    List(&'static str, &'static str),
    /// `to: PAGE` or `url: URL`.
    To,
    /// `items: […]`, whose statements are put in afterwards.
    Block,
}

impl Piece {
    /// The keys it reads.
    pub(super) fn keys(&'static self) -> &'static [&'static str] {
        match self {
            Lit(_) => &[],
            To => &["to", "url"],
            Block => &["items"],
            Given(key) | Word(key) | MaybeWord(key) | Quoted(key) | MaybeQuoted(key) | List(key, _) => {
                std::slice::from_ref(key)
            }
        }
    }
}

impl Shape {
    /// The shape of the statement that `word` begins.
    pub(super) fn of(word: &str) -> Option<&'static Shape> {
        SHAPES.iter().find(|shape| shape.word == word)
    }

    /// Its word and the keys that may stand beside it.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.pieces.iter().flat_map(|piece| piece.keys().iter().copied()).chain(["doc"])
    }
}

/// Every statement, in the order of the reference.
pub(super) const SHAPES: &[Shape] = &[
    Shape { word: "use", pieces: &[Lit("use"), Word("use"), Lit(";")] },
    Shape { word: "set", pieces: &[Lit("set"), Word("set"), Lit("="), List("values", "|"), Lit(";")] },
    Shape {
        word: "include",
        pieces: &[Lit("include"), Word("include"), Quoted("file"), Lit("at"), Quoted("at"), Lit(";")],
    },
    Shape {
        word: "layout",
        pieces: &[Lit("layout"), Word("layout"), MaybeQuoted("path"), Lit("{ }"), Block],
    },
    Shape { word: "slot", pieces: &[Lit("slot"), Word("slot"), Lit("{ }"), Block] },
    Shape { word: "scope", pieces: &[Lit("scope"), Word("scope"), Quoted("path"), Lit("{ }"), Block] },
    Shape { word: "page", pieces: &[Lit("page"), Word("page"), Quoted("path"), Lit(";"), Block] },
    Shape { word: "loading", pieces: &[Lit("loading"), MaybeWord("loading"), Lit(";")] },
    Shape { word: "error", pieces: &[Lit("error"), MaybeWord("error"), Lit(";")] },
    Shape { word: "not_found", pieces: &[Lit("not_found"), MaybeWord("not_found"), Lit(";")] },
    Shape { word: "default", pieces: &[Lit("default"), MaybeWord("default"), Lit(";")] },
    Shape { word: "main", pieces: &[Lit("main"), Given("main"), Lit(";")] },
    Shape { word: "timeout", pieces: &[Lit("timeout"), Word("timeout"), Lit(";")] },
    Shape { word: "refresh", pieces: &[Lit("refresh"), Word("refresh"), Lit(";")] },
    Shape { word: "leave", pieces: &[Lit("leave"), Word("leave"), Lit(";")] },
    Shape { word: "title", pieces: &[Lit("title"), Quoted("title"), Lit(";")] },
    Shape { word: "blocking", pieces: &[Lit("blocking"), Given("blocking"), Lit(";")] },
    Shape { word: "guard", pieces: &[Lit("guard"), Word("guard"), Lit(":"), Word("type"), Lit(";")] },
    Shape { word: "when", pieces: &[Lit("when"), Word("when"), Lit(";")] },
    Shape {
        word: "intercept",
        pieces: &[Lit("intercept"), Word("intercept"), Lit("from"), List("from", ","), Lit(";")],
    },
    Shape {
        word: "action",
        pieces: &[Lit("action"), Word("action"), Quoted("path"), Lit("("), Word("form"), Lit(")"), Lit(";")],
    },
    Shape { word: "redirect", pieces: &[Lit("redirect"), Quoted("redirect"), Lit("to"), To, Lit(";")] },
    Shape { word: "moved", pieces: &[Lit("moved"), Quoted("moved"), Lit("to"), To, Lit(";")] },
];
