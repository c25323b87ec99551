use transom::{Cx, Error, Failure, Html};

mod routes {
    transom::include_routes!("gallery.routes");
}
use routes::gallery;

struct App;

impl routes::Gallery for App {
    type Error = Error;
    async fn layout(&self, _: &Cx, _: &gallery::At, gallery::Slots { main, dialog }: gallery::Slots) -> Result<Html, Error> {
        Ok(Html::raw(format!("{main}{dialog}")))
    }
    fn loading(&self, _: &Cx, _: &gallery::At) -> Html {
        Html::raw("")
    }
    fn error(&self, _: &Cx, _: &gallery::At, _: &Failure<Error>) -> Html {
        Html::raw("")
    }
    async fn feed(&self, _: &Cx, _: &gallery::At, _: &gallery::Feed) -> Result<Html, Error> {
        Ok(Html::raw(""))
    }
    async fn photo(&self, _: &Cx, _: &gallery::At, _: &gallery::Photo) -> Result<Html, Error> {
        Ok(Html::raw(""))
    }
}

fn main() {
    routes::service(App);
}
