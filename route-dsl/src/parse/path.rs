//! Paths: what stands in the string of a page, layout, scope, redirect, action or include.

use pest::iterators::Pair;

use super::Reader;
use super::pieces::Pieces;
use crate::grammar::Rule;
use crate::syntax::{ParamType, Path, QueryItem, QueryKind, Segment, SegmentKind};

impl<'a> Reader<'a> {
    pub(super) fn read_path(&mut self, pair: Pair<'a, Rule>) -> Path {
        let mut path = Path { segments: Vec::new(), query: Vec::new(), span: self.span(&pair) };
        let pieces: Vec<_> = Pieces::of(pair).collect();
        let last = pieces.iter().filter(|piece| piece.as_rule() == Rule::segment).count();
        let slashed = pieces.first().is_none_or(|piece| piece.as_rule() != Rule::missing_slash);
        // An empty segment is reported once, and not where the slash before it is missing.
        let mut after_empty = !slashed;
        if !slashed {
            self.report_missing_slash(path.span);
        }
        for piece in pieces {
            match piece.as_rule() {
                Rule::segment => {
                    let segment = self.read_segment(piece);
                    let empty = segment.kind == SegmentKind::Bad && segment.span.range().is_empty();
                    let span = segment.span;
                    path.segments.push(segment);
                    if empty && !after_empty {
                        self.report_empty_segment(span, path.segments.len() == last);
                    }
                    after_empty = empty;
                }
                Rule::query => {
                    let items = Pieces::of(piece).filter_map(|item| self.read_query_item(item));
                    path.query = items.collect();
                }
                _ => {}
            }
        }
        path
    }

    fn read_segment(&mut self, pair: Pair<'a, Rule>) -> Segment {
        let span = self.span(&pair);
        let kind = Pieces::of(pair).next().and_then(|piece| self.read_segment_kind(piece));
        Segment { kind: kind.unwrap_or(SegmentKind::Bad), span }
    }

    fn read_segment_kind(&mut self, piece: Pair<'a, Rule>) -> Option<SegmentKind> {
        match piece.as_rule() {
            Rule::literal => {
                self.check_literal(piece.as_str(), self.span(&piece));
                Some(SegmentKind::Literal(piece.as_str().to_owned()))
            }
            Rule::param => {
                let mut of = Pieces::of(piece);
                let name = self.name(&of.first_of(Rule::name)?);
                Some(SegmentKind::Param { name, ty: self.read_param_type(&mut of) })
            }
            Rule::tail => {
                let mut of = Pieces::of(piece);
                let name = of.next_if(Rule::name).map(|pair| self.name(&pair));
                Some(SegmentKind::Tail { name, optional: of.has(Rule::optional) })
            }
            _ if piece.as_str().is_empty() => None,
            _ => {
                self.report_segment(piece.as_str(), self.span(&piece));
                None
            }
        }
    }

    fn read_query_item(&mut self, pair: Pair<'a, Rule>) -> Option<QueryItem> {
        let span = self.span(&pair);
        let item = Pieces::of(pair).next()?;
        if item.as_rule() == Rule::bad_query_item {
            self.report_query_item(item.as_str(), span);
            return None;
        }
        let repeated = item.as_rule() == Rule::repeated_item;
        let mut of = Pieces::of(item);
        let name = self.name(&of.first_of(Rule::name)?);
        let ty = self.read_param_type(&mut of);
        let kind = match of.next() {
            _ if repeated => QueryKind::Repeated,
            None => QueryKind::Required,
            Some(piece) if piece.as_rule() == Rule::default_text => QueryKind::Default(self.name(&piece)),
            Some(_) => QueryKind::Optional,
        };
        Some(QueryItem { name, ty, kind, span })
    }

    fn read_param_type(&self, of: &mut Pieces<'a>) -> Option<ParamType> {
        let piece = Pieces::of(of.next_if(Rule::param_type)?).next()?;
        Some(match piece.as_rule() {
            Rule::inline_set => ParamType::Inline(Pieces::of(piece).map(|value| self.name(&value)).collect()),
            _ => ParamType::Named(self.name(&piece)),
        })
    }
}
