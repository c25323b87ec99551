//! Every statement's keyword, rule and form, and a word for every rule of the grammar.

use crate::grammar::Rule;

/// A statement as messages speak of it.
pub(super) struct Form {
    /// The word it begins with.
    pub(super) keyword: &'static str,
    /// The strict rule for it.
    pub(super) rule: Rule,
    /// How it is written.
    pub(super) form: &'static str,
}

const fn form(keyword: &'static str, rule: Rule, form: &'static str) -> Form {
    Form { keyword, rule, form }
}

/// All statements, in the order of the grammar.
pub(super) const FORMS: &[Form] = &[
    form("use", Rule::use_types, "use crate::module::Type;"),
    form("set", Rule::set, "set Name = one | two;"),
    form("include", Rule::include, "include name \"file.routes\" at \"/path\";"),
    form("layout", Rule::layout, "layout name \"/path\" { … }"),
    form("slot", Rule::slot, "slot name { … }"),
    form("scope", Rule::scope, "scope name \"/path\" { … }"),
    form("page", Rule::page, "page name \"/path\";"),
    form("loading", Rule::handler, "loading;` or `loading inherit;"),
    form("error", Rule::handler, "error;` or `error inherit;"),
    form("not_found", Rule::handler, "not_found;` or `not_found inherit;"),
    form("default", Rule::default, "default;`, `default page_name;`, `default none;` or `default not_found;"),
    form("main", Rule::main, "main;"),
    form("timeout", Rule::timeout, "timeout 2s;"),
    form("refresh", Rule::refresh, "refresh 30s;"),
    form("leave", Rule::leave, "leave keep;` or `leave reset;"),
    form("title", Rule::title, "title \"Text\";"),
    form("blocking", Rule::blocking, "blocking;"),
    form("guard", Rule::guard, "guard name: Type;"),
    form("when", Rule::when, "when name;"),
    form("intercept", Rule::intercept, "intercept page_name from other_name;"),
    form("action", Rule::action, "action name \"/path\" (Type);"),
    form("redirect", Rule::redirect, "redirect \"/path\" to page_name;"),
    form("moved", Rule::redirect, "moved \"/path\" to page_name;"),
];

/// Words from elsewhere, and what they are called here.
pub(super) const ALIASES: &[(&str, &str)] = &[
    ("import", "use"),
    ("enum", "set"),
    ("mod", "include"),
    ("shell", "layout"),
    ("pane", "slot"),
    ("panel", "slot"),
    ("parallel", "slot"),
    ("group", "scope"),
    ("prefix", "scope"),
    ("nest", "scope"),
    ("route", "page"),
    ("view", "page"),
    ("get", "page"),
    ("post", "action"),
    ("notfound", "not_found"),
    ("fallback", "default"),
    ("index", "default"),
    ("deadline", "timeout"),
    ("alias", "redirect"),
    ("rewrite", "redirect"),
];

/// What a rule is called in `expected …`; empty where it says nothing to a reader.
pub(super) fn words(rule: Rule) -> &'static str {
    match rule {
        Rule::EOI => "the end of the file",
        Rule::file | Rule::statement | Rule::good_statement | Rule::bad_statement => "a statement",
        Rule::block => "`{`",
        Rule::end | Rule::missing_semicolon => "`;`",
        Rule::close_brace | Rule::missing_brace | Rule::extra_brace => "`}`",
        Rule::use_tree | Rule::use_path | Rule::use_group => "the path of a type",
        Rule::set_value | Rule::value_word | Rule::value_mark | Rule::inline_value => "a value",
        Rule::default_to => "the name of a page, `none` or `not_found`",
        Rule::path | Rule::segments | Rule::segment | Rule::query => "a path in double quotes",
        Rule::string | Rule::text => "a text in double quotes",
        Rule::duration | Rule::amount | Rule::unit => "a time such as `2s`",
        Rule::name => "a name",
        Rule::type_name | Rule::param_type | Rule::inline_set => "the name of a type",
        Rule::reference => "the name of a page or layout",
        Rule::equals => "`=`",
        Rule::bar => "`|`",
        Rule::colon => "`:`",
        Rule::comma => "`,`",
        Rule::dot => "`.`",
        Rule::open_paren => "`(`",
        Rule::close_paren => "`)`",
        Rule::path_separator => "`::`",
        Rule::alias | Rule::kw_as => "`as`",
        Rule::kw_at => "`at`",
        Rule::kw_inherit => "`inherit`",
        Rule::kw_none => "`none`",
        Rule::kw_not_found => "`not_found`",
        Rule::kw_keep => "`keep`",
        Rule::kw_reset => "`reset`",
        Rule::kw_from => "`from`",
        Rule::kw_to => "`to`",
        Rule::doc | Rule::dangling_docs => "`///`",
        Rule::use_types | Rule::kw_use => "`use`",
        Rule::set | Rule::kw_set => "`set`",
        Rule::include | Rule::kw_include => "`include`",
        Rule::layout | Rule::kw_layout => "`layout`",
        Rule::slot | Rule::kw_slot => "`slot`",
        Rule::scope | Rule::kw_scope => "`scope`",
        Rule::page | Rule::kw_page => "`page`",
        Rule::handler | Rule::kw_loading | Rule::kw_error => "a handler",
        Rule::default | Rule::kw_default => "`default`",
        Rule::main | Rule::kw_main => "`main`",
        Rule::timeout | Rule::kw_timeout => "`timeout`",
        Rule::refresh | Rule::kw_refresh => "`refresh`",
        Rule::leave | Rule::kw_leave => "`leave`",
        Rule::title | Rule::kw_title => "`title`",
        Rule::blocking | Rule::kw_blocking => "`blocking`",
        Rule::guard | Rule::kw_guard => "`guard`",
        Rule::when | Rule::kw_when => "`when`",
        Rule::intercept | Rule::kw_intercept => "`intercept`",
        Rule::action | Rule::kw_action => "`action`",
        Rule::redirect | Rule::kw_redirect | Rule::kw_moved => "`redirect`",
        Rule::literal | Rule::param | Rule::tail | Rule::optional | Rule::bad_segment => "a segment",
        Rule::query_item | Rule::single_item | Rule::repeated_item | Rule::bad_query_item => "a query item",
        Rule::default_text | Rule::default_char => "a default",
        Rule::segment_end
        | Rule::missing_slash
        | Rule::s
        | Rule::name_char
        | Rule::string_char
        | Rule::foreign
        | Rule::other
        | Rule::next_statement
        | Rule::lone_word
        | Rule::junk
        | Rule::WHITESPACE
        | Rule::COMMENT
        | Rule::byte_order_mark
        | Rule::extra_semicolon
        | Rule::word
        | Rule::escaped_string
        | Rule::open_string
        | Rule::quoted
        | Rule::block_comment
        | Rule::stray
        | Rule::token_after
        | Rule::repaired
        | Rule::found
        | Rule::follow
        | Rule::keyword => "",
    }
}
