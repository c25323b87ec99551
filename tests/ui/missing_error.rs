use transom::{Cx, Error, Failure, Html};

mod routes {
    transom::include_routes!("shop.routes");
}
use routes::shop;

struct App;

impl routes::Shop for App {
    type Error = Error;
    async fn layout(&self, _: &Cx, _: &shop::At, shop::Slots { main, cart }: shop::Slots) -> Result<Html, Error> {
        Ok(Html::raw(format!("{main}{cart}")))
    }
    fn loading(&self, _: &Cx, _: &shop::At) -> Html {
        Html::raw("")
    }
    fn error(&self, _: &Cx, _: &shop::At, _: &Failure<Error>) -> Html {
        Html::raw("")
    }
    async fn home(&self, _: &Cx, _: &shop::At, _: &shop::Home) -> Result<Html, Error> {
        Ok(Html::raw(""))
    }
    async fn item(&self, _: &Cx, _: &shop::At, _: &shop::Item) -> Result<Html, Error> {
        Ok(Html::raw(""))
    }
}

impl shop::Cart for App {
    type Error = Error;
    fn loading(&self, _: &Cx, _: &shop::cart::At) -> Html {
        Html::raw("")
    }
    async fn basket(&self, _: &Cx, _: &shop::cart::At, _: &shop::cart::Basket) -> Result<Html, Error> {
        Ok(Html::raw(""))
    }
}

fn main() {
    routes::service(App);
}
