//! The stable codes of diagnostics. Every code has a page under `explain/`, and both its examples are tests.

use std::fmt;

/// A stable code, printed as `T0101`. The first two digits are the group: 01 syntax, 02 names,
/// 03 placement, 04 handlers, 05 paths and parameters, 06 matching and completeness, 07 navigation,
/// 08 files and includes, 09 YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u16);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "T{:04}", self.0)
    }
}

/// Declares one constant for each code.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $number:literal,)*) => {
        impl Code {
            $($(#[$doc])* pub const $name: Code = Code($number);)*

            /// Every code there is.
            pub const ALL: &[Code] = &[$(Code($number)),*];
        }
    };
}

codes! {
    /// A statement begins with a word that is no keyword.
    STATEMENT_UNKNOWN = 101,
    /// A `;` is missing.
    SEMICOLON_MISSING = 102,
    /// A `}` is missing.
    BRACE_MISSING = 103,
    /// A `}` closes nothing.
    BRACE_EXTRA = 104,
    /// A string has no closing quote on its line.
    STRING_OPEN = 105,
    /// A string is not written as strings are here.
    STRING_FORM = 106,
    /// Characters or tokens that belong to no statement.
    STRAY = 107,
    /// A statement is not written as it should be.
    STATEMENT_FORM = 108,
    /// A word that may not follow a keyword.
    WORD_UNKNOWN = 109,
    /// A time is not a whole number with its unit.
    DURATION_FORM = 110,
    /// A `///` comment documents nothing.
    DOCS_DANGLING = 111,
    /// A line, or the file, is too long.
    TOO_LONG = 112,
    /// A file holds bytes that are no UTF-8.
    NOT_UTF8 = 113,
    /// A name is not `snake_case`.
    NAME_STYLE = 201,
    /// A name is reserved.
    NAME_RESERVED = 202,
    /// Two things in one block have one name, or get one in generated code.
    NAME_TAKEN = 203,
    /// Two slots or layouts that can be active together have one name (M5).
    NAME_ACTIVE_TWICE = 204,
    /// Nothing has this name.
    NAME_UNKNOWN = 205,
    /// The name belongs to something else than what may stand here.
    NAME_OF_OTHER_KIND = 206,
    /// No type of this name is known.
    TYPE_UNKNOWN = 207,
    /// One name for two types.
    TYPE_TAKEN = 208,
    /// A set's value stands twice, or two give one variant.
    SET_VALUE_TWICE = 209,
    /// The path of a type is not absolute.
    TYPE_PATH = 210,
    /// A statement may not stand here.
    MISPLACED = 301,
    /// A statement that may stand once in a block stands twice.
    STATEMENT_TWICE = 302,
    /// Blocks are nested more than 64 deep.
    NESTED_TOO_DEEP = 303,
    /// A layout has neither pages nor slots.
    LAYOUT_EMPTY = 304,
    /// Nothing can ever show in a slot.
    SLOT_EMPTY = 305,
    /// A layout has two main slots.
    MAIN_TWICE = 306,
    /// A statement is about a main slot that the layout does not have.
    NO_MAIN_SLOT = 307,
    /// A title outside the main chain (M14).
    TITLE_ELSEWHERE = 308,
    /// A redirect outside the main chain (M17).
    REDIRECT_ELSEWHERE = 309,
    /// A guard or `when` with nothing below it.
    GUARD_OVER_NOTHING = 310,
    /// A slot or root layout says nothing about `loading`.
    LOADING_MISSING = 401,
    /// A slot or root layout says nothing about `error`.
    ERROR_MISSING = 402,
    /// `inherit` where nothing above has that handler.
    INHERIT_NOTHING = 403,
    /// `default PAGE` names a page that can't be one.
    DEFAULT_PAGE = 404,
    /// A time of zero.
    TIME_ZERO = 405,
    /// A path is not written as paths are.
    PATH_FORM = 501,
    /// A segment is part text, part parameter.
    SEGMENT_MIXED = 502,
    /// What stands in the braces of a path is no parameter.
    PARAMETER_FORM = 503,
    /// What follows the `?` of a path is no list of query items.
    QUERY_FORM = 504,
    /// Literal text of a path looks like something else.
    LITERAL_SUSPECT = 505,
    /// Two parameters of one path have one name.
    PARAMETER_TWICE = 520,
    /// Something follows a tail.
    TAIL_NOT_LAST = 521,
    /// A prefix has a tail.
    PREFIX_TAIL = 522,
    /// A path that may have no query has one.
    QUERY_MISPLACED = 523,
    /// A default's text is no value of its type.
    DEFAULT_VALUE = 524,
    /// Two slots of one URL read the same query item.
    QUERY_SHARED = 525,
    /// A generic type.
    TYPE_GENERIC = 526,
    /// The form of an action is no type of the user's.
    FORM_TYPE = 527,
    /// Two entries of a slot match one URL, and neither goes before the other (M2).
    CONFLICT = 601,
    /// A slot has nothing to show at some URL (M10).
    GAP = 602,
    /// A default can never show (M10).
    DEFAULT_NEVER = 603,
    /// A page can never show.
    PAGE_NEVER = 604,
    /// No plain URL shows a page (M10).
    PAGE_NOT_PLAIN = 605,
    /// A named slot's page takes the main chain from a page to a default (M3).
    MAIN_DISPLACED = 606,
    /// A slot matches every URL of its layout and more (M10).
    SLOT_TAKES_ALL = 607,
    /// A redirect leads back to itself.
    REDIRECT_LOOP = 608,
    /// A redirect leads to nothing.
    REDIRECT_DEAD = 609,
    /// A redirect lacks a parameter of its target.
    REDIRECT_PARAMETER = 610,
    /// No URL leads to a layout.
    LAYOUT_NEVER = 611,
    /// Patterns overlap in more ways than are looked at.
    TOO_INTRICATE = 612,
    /// No hard load shows a page that is intercepted (M11).
    INTERCEPT_NOT_HARD = 702,
    /// What a page is intercepted from can never be on screen together with the slot (M11).
    INTERCEPT_UNSEEN = 703,
    /// A slot intercepts a page of its own.
    INTERCEPT_OWN = 704,
    /// A slot intercepts one page twice.
    INTERCEPT_TWICE = 705,
    /// Two interceptions apply at once (M9).
    INTERCEPT_OVERLAP = 706,
    /// A page that is intercepted stands in another root layout than the slot.
    INTERCEPT_ELSEWHERE = 707,
    /// A main slot intercepts.
    INTERCEPT_MAIN = 708,
    /// A slot that says `leave` is never left.
    LEAVE_NEVER = 709,
    /// A slot is asked for more than once a second.
    REFRESH_SHORT = 710,
    /// A page that is intercepted is on screen wherever one comes from.
    INTERCEPT_ALWAYS_THERE = 711,
    /// An included file can't be read.
    INCLUDE_UNREADABLE = 801,
    /// A file includes itself.
    INCLUDE_CYCLE = 802,
    /// An include's path is not relative, or there are too many includes.
    INCLUDE_REFUSED = 803,
    /// The text is no YAML.
    YAML_SYNTAX = 901,
    /// A key stands twice in one map.
    YAML_KEY_TWICE = 902,
    /// A key, or a statement's word, that means nothing there.
    YAML_KEY_UNKNOWN = 903,
    /// A list where a text is wanted, or the like.
    YAML_WRONG_KIND = 904,
    /// A statement lacks a key.
    YAML_KEY_MISSING = 905,
    /// A text that can't be what its key says.
    YAML_VALUE = 906,
}

/// The page of every code, by code: Markdown with a failing example and a mended one.
#[must_use]
pub fn pages() -> &'static [(Code, &'static str)] {
    PAGES
}

/// Reads the pages of these codes.
macro_rules! pages {
    ($($code:literal)*) => {
        &[$((Code($code), include_str!(concat!("../explain/T", stringify!($code), ".md"))),)*]
    };
}

#[allow(clippy::zero_prefixed_literal, reason = "codes are written with four digits")]
const PAGES: &[(Code, &str)] = pages! {
    0101 0102 0103 0104 0105 0106 0107 0108 0109 0110 0111 0112 0113
    0201 0202 0203 0204 0205 0206 0207 0208 0209 0210
    0301 0302 0303 0304 0305 0306 0307 0308 0309 0310
    0401 0402 0403 0404 0405
    0501 0502 0503 0504 0505 0520 0521 0522 0523 0524 0525 0526 0527
    0601 0602 0603 0604 0605 0606 0607 0608 0609 0610 0611 0612
    0702 0703 0704 0705 0706 0707 0708 0709 0710 0711
    0801 0802 0803
    0901 0902 0903 0904 0905 0906
};
