//! What one statement says, keyword by keyword.

use pest::iterators::Pair;

use super::Reader;
use super::pieces::Pieces;
use crate::grammar::Rule;
use crate::syntax::{
    DefaultTo, Duration, Handler, Kind, Leave, Name, RedirectTo, Reference, Text, Unit, UseLeaf, UseTree,
};

impl<'a> Reader<'a> {
    /// Reads a statement's kind; none if it is bad.
    pub(super) fn read_kind(&mut self, pair: Pair<'a, Rule>) -> Option<Kind> {
        let rule = pair.as_rule();
        let mut of = Pieces::of(pair);
        Some(match rule {
            Rule::use_types => Kind::Use(self.read_use_tree(of.first_of(Rule::use_tree)?)?),
            Rule::set => Kind::Set { name: self.read_name(&mut of)?, values: self.read_set_values(of) },
            Rule::include => Kind::Include {
                name: self.read_name(&mut of)?,
                file: self.read_string(&mut of)?,
                at: self.read_path(of.first_of(Rule::path)?),
            },
            Rule::layout | Rule::slot | Rule::scope | Rule::page => self.read_node(rule, of)?,
            Rule::handler => {
                Kind::Handler { handler: read_handler(&mut of)?, inherit: of.has(Rule::kw_inherit) }
            }
            Rule::default => Kind::Default(self.read_default(of)?),
            Rule::main => Kind::Main,
            Rule::timeout => Kind::Timeout(self.read_duration(of.first_of(Rule::duration)?)?),
            Rule::refresh => Kind::Refresh(self.read_duration(of.first_of(Rule::duration)?)?),
            Rule::leave if of.has(Rule::kw_reset) => Kind::Leave(Leave::Reset),
            Rule::leave => Kind::Leave(Leave::Keep),
            Rule::title => Kind::Title(self.read_string(&mut of)?),
            Rule::blocking => Kind::Blocking,
            Rule::guard => Kind::Guard { name: self.read_name(&mut of)?, ty: self.read_type(&mut of)? },
            Rule::when => Kind::When(self.read_name(&mut of)?),
            Rule::intercept => Kind::Intercept {
                page: self.read_reference(of.first_of(Rule::reference)?),
                from: of
                    .filter(|pair| pair.as_rule() == Rule::reference)
                    .map(|pair| self.read_reference(pair))
                    .collect(),
            },
            Rule::action => Kind::Action {
                name: self.read_name(&mut of)?,
                path: self.read_path(of.first_of(Rule::path)?),
                form: self.read_type(&mut of)?,
            },
            Rule::redirect => Kind::Redirect {
                permanent: of.has(Rule::kw_moved),
                path: self.read_path(of.first_of(Rule::path)?),
                to: self.read_redirect_target(of)?,
            },
            _ => return None,
        })
    }

    fn read_node(&mut self, rule: Rule, mut of: Pieces<'a>) -> Option<Kind> {
        let name = self.read_name(&mut of)?;
        let path = of.next_if(Rule::path).map(|pair| self.read_path(pair));
        let block = of.next_if(Rule::block).map(|pair| self.read_block(pair));
        Some(match rule {
            Rule::layout => Kind::Layout { name, path, block: block? },
            Rule::slot => Kind::Slot { name, block: block? },
            Rule::scope => Kind::Scope { name, path: path?, block: block? },
            _ => Kind::Page { name, path: path?, block },
        })
    }

    fn read_default(&self, mut of: Pieces<'a>) -> Option<DefaultTo> {
        let Some(to) = of.first_of(Rule::default_to) else { return Some(DefaultTo::Own) };
        let to = Pieces::of(to).next()?;
        Some(match to.as_rule() {
            Rule::kw_none => DefaultTo::None,
            Rule::kw_not_found => DefaultTo::NotFound,
            _ => DefaultTo::Page(self.read_reference(to)),
        })
    }

    fn read_redirect_target(&self, mut of: Pieces<'a>) -> Option<RedirectTo> {
        if of.has(Rule::string) {
            return self.read_string(&mut of).map(RedirectTo::Url);
        }
        of.first_of(Rule::reference).map(|pair| RedirectTo::Page(self.read_reference(pair)))
    }

    fn read_duration(&self, pair: Pair<'a, Rule>) -> Option<Duration> {
        let span = self.span(&pair);
        let mut of = Pieces::of(pair);
        let amount = of.first_of(Rule::amount)?.as_str().parse().ok()?;
        let unit = match of.first_of(Rule::unit)?.as_str() {
            "ms" => Unit::Milliseconds,
            "s" => Unit::Seconds,
            "m" => Unit::Minutes,
            _ => Unit::Hours,
        };
        Some(Duration { amount, unit, span })
    }

    fn read_use_tree(&self, pair: Pair<'a, Rule>) -> Option<UseTree> {
        let mut of = Pieces::of(pair);
        let leading_colons = of.next_if(Rule::path_separator).is_some();
        let (mut path, mut leaf) = (Vec::new(), UseLeaf::Type { alias: None });
        for pair in of {
            match pair.as_rule() {
                Rule::name => path.push(self.name(&pair)),
                Rule::alias => leaf = UseLeaf::Type { alias: self.read_name(&mut Pieces::of(pair)) },
                Rule::use_group => leaf = UseLeaf::Group(self.read_use_group(pair)?),
                _ => {}
            }
        }
        Some(UseTree { leading_colons, path, leaf })
    }

    fn read_use_group(&self, pair: Pair<'a, Rule>) -> Option<Vec<UseTree>> {
        let trees = Pieces::of(pair).filter(|pair| pair.as_rule() == Rule::use_tree);
        trees.map(|pair| self.read_use_tree(pair)).collect()
    }

    /// The values of a set; the tokens of one are put together.
    fn read_set_values(&self, of: Pieces<'a>) -> Vec<Text> {
        let values = of.filter(|pair| pair.as_rule() == Rule::set_value);
        values
            .filter_map(|pair| {
                let tokens = Pieces::of(pair).map(|token| self.name(&token));
                tokens.reduce(|a, b| Text { text: a.text + &b.text, span: a.span.to(b.span) })
            })
            .collect()
    }

    fn read_reference(&self, pair: Pair<'a, Rule>) -> Reference {
        let names = Pieces::of(pair).filter(|pair| pair.as_rule() == Rule::name);
        Reference { names: names.map(|pair| self.name(&pair)).collect() }
    }

    fn read_string(&self, of: &mut Pieces<'a>) -> Option<Text> {
        let pair = of.first_of(Rule::string)?;
        let span = self.span(&pair);
        Some(Text { text: Pieces::of(pair).first_of(Rule::text)?.as_str().to_owned(), span })
    }

    fn read_name(&self, of: &mut Pieces<'a>) -> Option<Name> {
        of.first_of(Rule::name).map(|pair| self.name(&pair))
    }

    fn read_type(&self, of: &mut Pieces<'a>) -> Option<Name> {
        of.first_of(Rule::type_name).map(|pair| self.name(&pair))
    }

    /// The pair's text as it stands.
    pub(super) fn name(&self, pair: &Pair<'a, Rule>) -> Name {
        Name { text: pair.as_str().to_owned(), span: self.span(pair) }
    }
}

fn read_handler(of: &mut Pieces<'_>) -> Option<Handler> {
    of.next().map(|word| match word.as_rule() {
        Rule::kw_loading => Handler::Loading,
        Rule::kw_error => Handler::Error,
        _ => Handler::NotFound,
    })
}
