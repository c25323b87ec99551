use transom::{Cx, Failure, Html};

mod routes {
    transom::include_routes!("shop.routes");
}
use routes::shop;

struct App;

impl shop::Cart for App {
    type Error = String;
    fn loading(&self, _: &Cx, _: &shop::cart::At) -> Html {
        Html::raw("")
    }
    fn error(&self, _: &Cx, _: &shop::cart::At, _: &Failure<String>) -> Html {
        Html::raw("")
    }
    async fn basket(&self, _: &Cx, _: &shop::cart::At, _: &shop::cart::Basket) -> Result<Html, String> {
        Ok(Html::raw(""))
    }
}

fn main() {}
