//! A spec in a library, used by a binary; and a spec of the binary's own, most of which it does not use.
#![deny(warnings, clippy::all)]

use transom_hygiene::admin::{self, std as shell};
use web::{Cx, Done, Error, Failure, Html, NoFields};

mod own {
    web::routes! {
        set unused = one | two;
        page nobody "/nobody/{id: u8}?{way: unused?}";
        layout empty "/empty/{id: u8}" {
            loading; error; default none;
            page never "/";
            slot also_never { loading; error; default none; page linked "/linked"; }
        }
    }
}

struct App;

impl admin::Root for App {
    async fn a(&self, _: &Cx, _: &admin::At, page: &admin::A) -> Result<Html, Error> {
        Ok(format!("{} {} {}", page.str, page.b, page.u8).into())
    }

    async fn ok(&self, cx: &Cx, _: &admin::At, action: &admin::Ok, _: NoFields) -> Result<Done, Error> {
        Ok(Done::to(&admin::A { str: cx.form(action).to_string(), b: action.option.clone(), u8: 3 }))
    }
}

impl admin::Std for App {
    type Error = Error;

    async fn layout(
        &self,
        _: &Cx,
        _: &shell::At,
        shell::Slots { main, str, bool }: shell::Slots,
    ) -> Result<Html, Error> {
        Ok(Html::raw(format!("{main}{str}{bool}")))
    }

    fn loading(&self, _: &Cx, _: &shell::At) -> Html {
        "loading".into()
    }

    fn error(&self, _: &Cx, _: &shell::At, failure: &Failure<Error>) -> Html {
        failure.to_string().into()
    }

    async fn core(&self, _: &Cx, _: &shell::At, _: &shell::Core) -> Result<Html, Error> {
        Ok("core".into())
    }
}

impl shell::Bool for App {
    type Error = Error;

    async fn clone(&self, _: &Cx, _: &shell::bool::Before) -> Result<bool, Error> {
        Ok(true)
    }

    async fn string(&self, _: &Cx, _: &shell::bool::Before) -> Result<transom_hygiene::model::Option, Error> {
        Ok("text".parse()?)
    }

    fn loading(&self, _: &Cx, _: &shell::bool::Before) -> Html {
        "loading".into()
    }

    fn error(&self, _: &Cx, _: &shell::bool::Before, failure: &Failure<Error>) -> Html {
        failure.to_string().into()
    }

    async fn default(&self, _: &Cx, at: &shell::bool::At) -> Result<Html, Error> {
        Ok(at.string.to_string().into())
    }
}

impl shell::Str for App {
    type Error = Error;

    fn loading(&self, _: &Cx, _: &shell::str::At) -> Html {
        "loading".into()
    }

    fn error(&self, _: &Cx, _: &shell::str::At, failure: &Failure<Error>) -> Html {
        failure.to_string().into()
    }

    async fn some(&self, _: &Cx, _: &shell::str::At, page: &shell::str::Some) -> Result<Html, Error> {
        Ok(page.vec.to_string().into())
    }
}

fn main() {
    let _service = admin::service(App);
}
