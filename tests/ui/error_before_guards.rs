use transom::{Cx, Error, Failure, Html};

mod routes {
    transom::routes! {
        scope admin "/admin" {
            error;
            guard role: String;
            page users "/users";
        }
    }
}

use routes::admin;

struct App;

impl routes::Admin for App {
    type Error = Error;

    async fn role(&self, _: &Cx, _: &admin::Before) -> Result<String, Error> {
        Ok("admin".to_owned())
    }

    fn error(&self, _: &Cx, _: &admin::At, failure: &Failure<Error>) -> Html {
        failure.to_string().into()
    }

    async fn users(&self, _: &Cx, at: &admin::At, _: &admin::Users) -> Result<Html, Error> {
        Ok(at.role.clone().into())
    }
}

fn main() {
    let _ = routes::service(App);
}
