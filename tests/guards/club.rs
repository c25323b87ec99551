//! A club: the example of the book's chapter on guards.

use transom::{Cx, Error, Failure, Html, Location, Stop};

mod routes {
    transom::include_routes!("club.routes");
}
use routes::club;

/// What the guard yields: who has come in.
#[derive(Clone)]
pub(crate) struct Member {
    name: String,
    wants_offers: bool,
}

struct App;

impl routes::Club for App {
    type Error = Error;

    async fn member(&self, cx: &Cx, _: &club::Before) -> Result<Member, Error> {
        match cx.headers().get("x-member").and_then(|name| name.to_str().ok()) {
            Some(name) => Ok(Member { name: name.to_owned(), wants_offers: name == "ann" }),
            None => Err(Stop::Redirect(Location::new("/sign-in")?).into()),
        }
    }

    async fn layout(&self, cx: &Cx, at: &club::At, slots: club::Slots) -> Result<Html, Error> {
        let club::Slots { main, offers } = slots;
        let heading = if cx.shows::<club::slot::Offers>() { "<h2>For you</h2>" } else { "" };
        Ok(Html::raw(format!(
            "<h1>Hello {}</h1>{main}{heading}{offers}",
            Html::from(at.member.name.as_str())
        )))
    }

    fn loading(&self, _: &Cx, _: &club::At) -> Html {
        "…".into()
    }

    fn error(&self, _: &Cx, at: &club::At, failure: &Failure<Error>) -> Html {
        format!("Sorry, {}: {failure}", at.member.name).into()
    }

    async fn home(&self, _: &Cx, _: &club::At, _: &club::Home) -> Result<Html, Error> {
        Ok("News of the club".into())
    }
}

impl club::Board for App {
    type Error = Error;

    async fn chair(&self, _: &Cx, at: &club::board::Before) -> Result<String, Error> {
        if at.member.name == "ann" { Ok("Chair Ann".to_owned()) } else { Err(Stop::Forbidden.into()) }
    }

    // Shows also when the guard above has refused, so it is handed what was known before.
    fn error(&self, _: &Cx, at: &club::board::Before, failure: &Failure<Error>) -> Html {
        format!("Not for you, {}: {failure}", at.member.name).into()
    }

    async fn minutes(&self, _: &Cx, at: &club::board::At, _: &club::board::Minutes) -> Result<Html, Error> {
        Ok(format!("Minutes, signed by {}", at.chair).into())
    }
}

impl club::Offers for App {
    type Error = Error;

    async fn wants_offers(&self, _: &Cx, at: &club::offers::At) -> Result<bool, Error> {
        Ok(at.member.wants_offers)
    }

    fn loading(&self, _: &Cx, _: &club::offers::At) -> Html {
        "…".into()
    }

    fn error(&self, _: &Cx, _: &club::offers::At, failure: &Failure<Error>) -> Html {
        failure.to_string().into()
    }

    async fn default(&self, _: &Cx, at: &club::offers::At) -> Result<Html, Error> {
        Ok(format!("Half price for {}", at.member.name).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use http::Request;
    use transom::testing::{Reply, send_request};

    async fn get_as(name: &str, path: &str) -> Reply {
        let request = Request::get(path).header("x-member", name).body(Body::empty()).unwrap();
        send_request(&routes::service(App), request).await
    }

    #[tokio::test]
    async fn members_get_in_and_some_get_further() {
        let ann = get_as("ann", "/club").await;
        assert_eq!((ann.slot("main"), ann.slot("offers")), ("News of the club", "Half price for ann"));
        let ben = get_as("ben", "/club").await;
        assert_eq!((ben.slot("main"), ben.slot("offers")), ("News of the club", ""));
        assert!(!ben.body().contains("For you"));
        assert_eq!(get_as("ann", "/club/board/minutes").await.slot("main"), "Minutes, signed by Chair Ann");
        let ben = get_as("ben", "/club/board/minutes").await;
        assert_eq!(ben.status, 403);
        assert!(ben.slot("main").contains("Not for you, ben: 403"), "{}", ben.slot("main"));
    }

    #[tokio::test]
    async fn nobody_else_does() {
        let reply = transom::testing::get(&routes::service(App), "/club").await;
        assert_eq!((reply.status.as_u16(), reply.header("location")), (303, Some("/sign-in")));
    }

    #[tokio::test]
    async fn a_handler_is_tested_with_values_made_by_hand() {
        let member = Member { name: "ben".to_owned(), wants_offers: false };
        let at = club::board::Before::new(member);
        assert!(routes::club::Board::chair(&App, &Cx::test("/club/board/minutes"), &at).await.is_err());
    }
}
