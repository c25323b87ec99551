//! Views that say what they are, between marks.

use super::routes::{self, org, public};
use std::fmt::Display;
use transom::{Cx, Error, Failure, Html, Location, Service, Stop};

/// The build that answers.
pub(super) const BUILD: &str = "build-1";

struct App;

pub(super) fn service() -> Service {
    routes::service(App).build_id(BUILD)
}

fn say(what: impl Display) -> Result<Html, Error> {
    Ok(Html::raw(format!("«{what}»")))
}

/// `loading` and `error` of a node.
macro_rules! boundaries {
    ($At:ty) => {
        type Error = Error;
        fn loading(&self, _: &Cx, _: &$At) -> Html {
            Html::empty()
        }
        fn error(&self, _: &Cx, _: &$At, failure: &Failure<Error>) -> Html {
            Html::from(failure.to_string())
        }
    };
}

/// Pages that say their URL.
macro_rules! pages {
    ($At:ty: $($name:ident $Page:ty),*) => {
        $(async fn $name(&self, _: &Cx, _: &$At, page: &$Page) -> Result<Html, Error> {
            say(page)
        })*
    };
}

impl routes::Root for App {
    fn not_found(&self, _: &Cx, _: &routes::At) -> Html {
        Html::from("nothing here")
    }
    pages!(routes::At: alone routes::Alone);
}

impl routes::Org for App {
    boundaries!(org::At);
    /// Of 2 nobody is a member, of 3 everybody has to be asked first.
    async fn member(&self, _: &Cx, at: &org::Before) -> Result<String, Error> {
        match at.org {
            2 => Err(Stop::Forbidden.into()),
            3 => Err(Stop::Redirect(Location::from(&public::Front)).into()),
            org => Ok(format!("member of {org}")),
        }
    }
    /// Nobody has it.
    async fn key(&self, _: &Cx, _: &org::At) -> Result<u8, Error> {
        Err(Stop::Unauthorized.into())
    }
    async fn secret(&self, _: &Cx, at: &org::SecretAt, page: &org::Secret) -> Result<Html, Error> {
        say(format_args!("{page} with {}", at.key))
    }
    async fn layout(&self, _: &Cx, at: &org::At, slots: org::Slots) -> Result<Html, Error> {
        let org::Slots { main, side, modal } = slots;
        Ok(Html::raw(format!("«org {} for {}»{main}{side}{modal}", at.org, at.member)))
    }
    fn not_found(&self, _: &Cx, _: &org::At) -> Html {
        Html::from("nothing here")
    }
    pages!(org::At: home org::Home, photo org::Photo);
}

impl org::Side for App {
    boundaries!(org::side::At);
    async fn default(&self, _: &Cx, at: &org::side::At) -> Result<Html, Error> {
        say(format_args!("side of {}", at.org))
    }
    pages!(org::side::At: note org::side::Note);
}

impl org::side::Cupboard for App {
    async fn unlocked(&self, _: &Cx, at: &org::side::cupboard::Before) -> Result<bool, Error> {
        if at.n == 3 { Err(Stop::Forbidden.into()) } else { Ok(true) }
    }
    async fn layout(
        &self,
        _: &Cx,
        at: &org::side::cupboard::At,
        slots: org::side::cupboard::Slots,
    ) -> Result<Html, Error> {
        let org::side::cupboard::Slots { main, inner } = slots;
        Ok(Html::raw(format!("«cupboard {} of {}, {}»{main}{inner}", at.n, at.org, at.unlocked)))
    }
    pages!(org::side::cupboard::At: top org::side::cupboard::Top, deep org::side::cupboard::Deep);
}

impl org::side::cupboard::Inner for App {
    pages!(org::side::cupboard::inner::At: tip org::side::cupboard::inner::Tip);
}

impl org::Modal for App {
    boundaries!(org::modal::At);
    async fn wide(&self, _: &Cx, at: &org::modal::At) -> Result<bool, Error> {
        Ok(at.org == 1)
    }
    // Over what is there, it says what the page itself says.
    pages!(org::modal::At: help org::modal::Help, photo org::Photo);
}

impl routes::Public for App {
    boundaries!(public::At);
    async fn layout(&self, _: &Cx, _: &public::At, slots: public::Slots) -> Result<Html, Error> {
        Ok(Html::raw(format!("«public»{}", slots.main)))
    }
    pages!(public::At: front public::Front);
}
