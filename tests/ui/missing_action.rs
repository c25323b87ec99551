use transom::{Cx, Error, Failure, Html};

#[derive(serde::Deserialize)]
pub struct Draft {
    pub to: String,
}

mod routes {
    transom::include_routes!("mail.routes");
}
use routes::mail;

struct App;

impl routes::Mail for App {
    type Error = Error;
    async fn layout(&self, _: &Cx, _: &mail::At, mail::Slots { main }: mail::Slots) -> Result<Html, Error> {
        Ok(Html::raw(format!("{main}")))
    }
    fn loading(&self, _: &Cx, _: &mail::At) -> Html {
        Html::raw("")
    }
    fn error(&self, _: &Cx, _: &mail::At, _: &Failure<Error>) -> Html {
        Html::raw("")
    }
    async fn compose(&self, _: &Cx, _: &mail::At, _: &mail::Compose) -> Result<Html, Error> {
        Ok(Html::raw(""))
    }
}

fn main() {
    routes::service(App);
}
