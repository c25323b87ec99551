//! Handlers that say what they were asked for.

use crate::mounted;
use crate::routes::{self, board};
use std::fmt;
use transom::{Cx, Error, Failure, Fault, Html};

pub(crate) struct App;

#[derive(Debug)]
pub(crate) struct Unlucky(u64);

impl fmt::Display for Unlucky {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unlucky {}", self.0)
    }
}

impl Fault for Unlucky {}

#[derive(Debug)]
pub(crate) struct TooOld;

impl fmt::Display for TooOld {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("too old")
    }
}

impl Fault for TooOld {}

impl routes::Root for App {
    fn not_found(&self, _: &Cx, _: &routes::At) -> Html {
        "root not found".into()
    }

    async fn home(&self, _: &Cx, _: &routes::At, page: &routes::Home) -> Result<Html, Error> {
        Ok(format!("home {page}").into())
    }

    async fn search(&self, _: &Cx, _: &routes::At, page: &routes::Search) -> Result<Html, Error> {
        let routes::Search { q, limit, lang, tag } = page;
        let url = Html::from(page.to_string());
        let items = Html::from(format!("q={q} limit={limit} lang={lang:?} tag={tag:?}"));
        Ok(Html::raw(format!("<q>{url}</q>{items}")))
    }
}

impl routes::Board for App {
    type Error = Error;

    async fn layout(
        &self,
        _: &Cx,
        _: &board::At,
        board::Slots { main, activity, ranking }: board::Slots,
    ) -> Result<Html, Error> {
        Ok(Html::raw(format!("{main}{activity}{ranking}")))
    }

    fn loading(&self, _: &Cx, _: &board::At) -> Html {
        "board loading".into()
    }

    fn error(&self, _: &Cx, _: &board::At, failure: &Failure<Error>) -> Html {
        format!("board failed: {failure}").into()
    }

    fn not_found(&self, _: &Cx, at: &board::At) -> Html {
        format!("not found in {}", at.board).into()
    }

    async fn overview(&self, _: &Cx, _: &board::At, page: &board::Overview) -> Result<Html, Error> {
        Ok(format!("overview {page}").into())
    }

    async fn settings(&self, _: &Cx, _: &board::At, page: &board::Settings) -> Result<Html, Error> {
        Ok(format!("settings {page}").into())
    }
}

impl board::Reports for App {
    type Error = TooOld;

    fn error(&self, _: &Cx, _: &board::reports::At, failure: &Failure<TooOld>) -> Html {
        match failure {
            Failure::Failed(why) => format!("reports failed: {why}").into(),
            other => format!("reports: {other}").into(),
        }
    }

    async fn report(
        &self,
        _: &Cx,
        at: &board::reports::At,
        page: &board::reports::Report,
    ) -> Result<Html, TooOld> {
        if page.year < 2000 { Err(TooOld) } else { Ok(format!("report {page} of {}", at.year).into()) }
    }

    async fn files(
        &self,
        _: &Cx,
        _: &board::reports::At,
        page: &board::reports::Files,
    ) -> Result<Html, TooOld> {
        Ok(format!("files {page}").into())
    }
}

impl board::Activity for App {
    type Error = Unlucky;

    fn loading(&self, _: &Cx, _: &board::activity::At) -> Html {
        "activity loading".into()
    }

    fn error(&self, _: &Cx, _: &board::activity::At, failure: &Failure<Unlucky>) -> Html {
        match failure {
            Failure::Failed(Unlucky(id)) => format!("activity failed: unlucky {id}").into(),
            other => format!("activity failed: {other}").into(),
        }
    }

    async fn default(&self, _: &Cx, at: &board::activity::At) -> Result<Html, Unlucky> {
        Ok(format!("activity default {}", at.board).into())
    }

    async fn visitor(
        &self,
        _: &Cx,
        _: &board::activity::At,
        page: &board::activity::Visitor,
    ) -> Result<Html, Unlucky> {
        match page.id {
            13 => Err(Unlucky(13)),
            50 => std::future::pending().await,
            _ => Ok(format!("visitor {page}").into()),
        }
    }
}

impl board::Ranking for App {
    fn loading(&self, _: &Cx, _: &board::ranking::At) -> Html {
        "ranking loading".into()
    }

    async fn by_month(
        &self,
        _: &Cx,
        _: &board::ranking::At,
        page: &board::ranking::ByMonth,
    ) -> Result<Html, Error> {
        Ok(format!("by_month {page}").into())
    }
}

impl board::ranking::Ladder for App {
    async fn layout(
        &self,
        _: &Cx,
        _: &board::ranking::ladder::At,
        board::ranking::ladder::Slots { main }: board::ranking::ladder::Slots,
    ) -> Result<Html, Error> {
        Ok(Html::raw(format!("ladder {main}")))
    }

    async fn top(
        &self,
        _: &Cx,
        _: &board::ranking::ladder::At,
        page: &board::ranking::ladder::Top,
    ) -> Result<Html, Error> {
        Ok(format!("top {page}").into())
    }
}

impl mounted::Root for App {
    async fn hello(&self, _: &Cx, _: &mounted::At, page: &mounted::Hello) -> Result<Html, Error> {
        Ok(format!("hello {page}").into())
    }
}
