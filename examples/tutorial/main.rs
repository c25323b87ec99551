//! The tutorial of the README: one layout, two slots, no database, no template language.

use std::time::Duration;
use transom::{Cx, Error, Failure, Html};

mod routes {
    transom::include_routes!("app.routes");
}
use routes::home;

struct App;

impl routes::Home for App {
    type Error = Error;

    async fn layout(&self, cx: &Cx, _at: &home::At, slots: home::Slots) -> Result<Html, Error> {
        let home::Slots { main, clock } = slots;
        let hello = cx.link(&home::Hello { name: "Ada".into() }).view("Say hello");
        Ok(Html::raw(format!("<nav>{hello}</nav><main>{main}</main><aside>{clock}</aside>")))
    }

    fn loading(&self, _cx: &Cx, _at: &home::At) -> Html {
        "Loading …".into()
    }

    fn error(&self, _cx: &Cx, _at: &home::At, failure: &Failure<Error>) -> Html {
        format!("The page failed: {failure}").into()
    }

    async fn welcome(&self, _cx: &Cx, _at: &home::At, _page: &home::Welcome) -> Result<Html, Error> {
        Ok(Html::raw("<h1>Two slots</h1>"))
    }

    async fn hello(&self, _cx: &Cx, _at: &home::At, page: &home::Hello) -> Result<Html, Error> {
        let name = Html::from(page.name.as_str()); // text from outside: escaped
        Ok(Html::raw(format!("<h1>Hello, {name}!</h1>")))
    }
}

impl home::Clock for App {
    type Error = Error;

    fn loading(&self, _cx: &Cx, _at: &home::clock::At) -> Html {
        "What time is it? …".into()
    }

    fn error(&self, _cx: &Cx, _at: &home::clock::At, failure: &Failure<Error>) -> Html {
        format!("No time: {failure}").into()
    }

    async fn default(&self, _cx: &Cx, _at: &home::clock::At) -> Result<Html, Error> {
        tokio::time::sleep(Duration::from_secs(1)).await; // a slow service
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
        Ok(format!("{} seconds since 1970", now.as_secs()).into())
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3001").await?;
    println!("open http://{}", listener.local_addr()?);
    axum::serve(listener, routes::router(App)).await
}

#[cfg(test)]
mod tests;
