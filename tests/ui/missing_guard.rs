use transom::{Cx, Error, Html};

mod routes {
    transom::routes! {
        scope admin "/admin" {
            /// Only some may.
            guard role: String;
            page users "/users";
        }
    }
}

struct App;

impl routes::Admin for App {
    async fn users(&self, _: &Cx, at: &routes::admin::At, _: &routes::admin::Users) -> Result<Html, Error> {
        Ok(at.role.clone().into())
    }
}

fn main() {
    let _ = routes::service(App);
}
