//! An app whose every handler notes that it ran, and does what the test says.

use crate::routes::{self, desk};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use transom::{Cx, Done, Failure, Fault, Html, Location, NoFields, Stop};

/// Each of its own type, so that none can stand for another.
#[derive(Debug)]
pub(crate) struct Session(pub(crate) Option<String>);
#[derive(Clone, Debug)]
pub(crate) struct User(pub(crate) String);
#[derive(Clone, Debug)]
pub(crate) struct Role;
#[derive(Clone, Debug)]
pub(crate) struct Pass(pub(crate) u32);

impl Clone for Session {
    fn clone(&self) -> Self {
        assert_ne!(self.0.as_deref(), Some("nobody's copy"), "a session panics");
        Self(self.0.clone())
    }
}

/// What a handler does instead of what it is for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    Fail,
    Panic,
    Later(u64),
    Never,
    NotFound,
    Unauthorized,
    Forbidden,
    /// Lets in the first time it is asked, and never again.
    ForbiddenAgain,
    Redirect,
    /// For a `when`.
    No,
    Cookie,
    /// And fails.
    CookieAndFail,
    /// Takes it back.
    NoCookie,
}

#[derive(Debug)]
#[allow(dead_code, reason = "shown by `Debug`")]
pub(crate) enum Oops {
    Broken(&'static str),
    Stopped(Stop),
}

impl std::fmt::Display for Oops {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl Fault for Oops {
    fn stop(&self) -> Option<&Stop> {
        match self {
            Self::Broken(_) => None,
            Self::Stopped(stop) => Some(stop),
        }
    }
}

#[derive(Clone, Default)]
pub(crate) struct App {
    acts: HashMap<&'static str, Act>,
    /// The handlers that ran, in order.
    pub(crate) ran: Arc<Mutex<Vec<String>>>,
}

impl App {
    pub(crate) fn new(acts: impl IntoIterator<Item = (&'static str, Act)>) -> Self {
        Self { acts: acts.into_iter().collect(), ran: Arc::default() }
    }

    pub(crate) fn ran(&self) -> Vec<String> {
        std::mem::take(&mut self.ran.lock().unwrap())
    }

    fn note(&self, name: &str) {
        self.ran.lock().unwrap().push(name.to_owned());
    }

    /// Notes the name, and does what the test says; whether to go on as ever.
    async fn act(&self, cx: &Cx, name: &'static str) -> Result<bool, Oops> {
        self.note(name);
        match self.acts.get(name) {
            None => {}
            Some(Act::Fail) => return Err(Oops::Broken(name)),
            Some(Act::Panic) => panic!("{name} panics"),
            Some(Act::Later(ms)) => tokio::time::sleep(Duration::from_millis(*ms)).await,
            Some(Act::Never) => std::future::pending().await,
            Some(Act::NotFound) => return Err(Oops::Stopped(Stop::NotFound)),
            Some(Act::Unauthorized) => return Err(Oops::Stopped(Stop::Unauthorized)),
            Some(Act::ForbiddenAgain) if self.has_run_once(name) => {}
            Some(Act::Forbidden | Act::ForbiddenAgain) => return Err(Oops::Stopped(Stop::Forbidden)),
            Some(Act::Redirect) => {
                return Err(Oops::Stopped(Stop::Redirect(Location::new("/login").unwrap())));
            }
            Some(Act::No) => return Ok(false),
            Some(Act::Cookie) => cx.set_cookie(("seen", "1")),
            Some(Act::CookieAndFail) => {
                cx.set_cookie(("seen", "1"));
                return Err(Oops::Broken(name));
            }
            Some(Act::NoCookie) => {
                let over = transom::cookie::time::Duration::ZERO;
                cx.set_cookie(transom::Cookie::build("seen").max_age(over));
            }
        }
        Ok(true)
    }

    fn has_run_once(&self, name: &str) -> bool {
        self.ran.lock().unwrap().iter().filter(|ran| *ran == name).count() == 1
    }

    async fn show(&self, cx: &Cx, name: &'static str, text: String) -> Result<Html, Oops> {
        self.act(cx, name).await?;
        Ok(Html::from(format!("{name}: {text}")))
    }

    fn boundary(&self, name: &str, text: &str) -> Html {
        self.note(name);
        Html::from(format!("{name}: {text}"))
    }
}

impl routes::Root for App {
    type Error = Oops;

    async fn session(&self, cx: &Cx, _: &routes::Before) -> Result<Session, Oops> {
        self.act(cx, "session").await?;
        Ok(Session(cx.headers().get("x-user").map(|user| user.to_str().unwrap().to_owned())))
    }

    fn error(&self, _: &Cx, _: &routes::Before, failure: &Failure<Oops>) -> Html {
        self.boundary("root.error", &failure.to_string())
    }

    fn not_found(&self, _: &Cx, _: &routes::Before) -> Html {
        self.boundary("root.not_found", "")
    }

    async fn login(&self, cx: &Cx, at: &routes::At, _: &routes::Login) -> Result<Html, Oops> {
        self.show(cx, "login", format!("{:?}", at.session.0)).await
    }

    async fn about(&self, cx: &Cx, at: &routes::At, _: &routes::About) -> Result<Html, Oops> {
        self.show(cx, "about", format!("{:?}", at.session.0)).await
    }

    fn document_error(&self, _: &Cx, failure: &Failure<transom::Error>) -> Html {
        self.boundary("document_error", &failure.to_string())
    }
}

impl routes::Desk for App {
    type Error = Oops;

    async fn user(&self, cx: &Cx, at: &desk::Before) -> Result<User, Oops> {
        self.act(cx, "user").await?;
        at.session.0.clone().map(User).ok_or(Oops::Stopped(Stop::Unauthorized))
    }

    async fn key(&self, cx: &Cx, at: &desk::Before) -> Result<String, Oops> {
        self.act(cx, "key").await?;
        Ok(format!("key of {}", at.team))
    }

    async fn layout(
        &self,
        cx: &Cx,
        at: &desk::At,
        desk::Slots { main, side, news, dialog }: desk::Slots,
    ) -> Result<Html, Oops> {
        self.act(cx, "desk").await?;
        let news =
            if cx.shows::<desk::slot::News>() { format!("<h2>News</h2>{news}") } else { news.to_string() };
        Ok(Html::raw(format!("<p>{} {} {}</p>{main}{side}{news}{dialog}", at.team, at.user.0, at.key)))
    }

    fn loading(&self, _: &Cx, at: &desk::At) -> Html {
        self.boundary("desk.loading", &at.user.0)
    }

    fn error(&self, _: &Cx, at: &desk::At, failure: &Failure<Oops>) -> Html {
        self.boundary("desk.error", &format!("{} {failure}", at.user.0))
    }

    fn not_found(&self, _: &Cx, at: &desk::At) -> Html {
        self.boundary("desk.not_found", &at.user.0)
    }

    async fn home(&self, cx: &Cx, at: &desk::At, _: &desk::Home) -> Result<Html, Oops> {
        self.show(cx, "home", at.user.0.clone()).await
    }

    async fn save(&self, cx: &Cx, at: &desk::At, _: NoFields) -> Result<Done, Oops> {
        self.act(cx, "save").await?;
        Ok(Done::to(&desk::Plain { team: at.team, days: 1 }))
    }

    async fn tidy(&self, cx: &Cx, _: &desk::At, _: NoFields) -> Result<Done, Oops> {
        self.act(cx, "tidy").await?;
        Ok(Done::refresh([desk::slot::SIDE]))
    }

    async fn plain(&self, cx: &Cx, at: &desk::At, page: &desk::Plain) -> Result<Html, Oops> {
        self.show(cx, "plain", format!("{} {}", at.user.0, page.days)).await
    }

    async fn reader(&self, cx: &Cx, at: &desk::At) -> Result<u8, Oops> {
        self.act(cx, "reader").await?;
        Ok(u8::try_from(at.user.0.len()).unwrap())
    }

    async fn secret(&self, cx: &Cx, at: &desk::SecretAt, page: &desk::Secret) -> Result<Html, Oops> {
        self.show(cx, "secret", format!("{} {} {} {page}", at.team, at.user.0, at.reader)).await
    }
}

impl desk::Admin for App {
    type Error = Oops;

    async fn role(&self, cx: &Cx, _: &desk::admin::Before) -> Result<Role, Oops> {
        self.act(cx, "role").await.map(|_| Role)
    }

    fn loading(&self, _: &Cx, at: &desk::admin::Before) -> Html {
        self.boundary("admin.loading", &at.user.0)
    }

    fn error(&self, _: &Cx, at: &desk::admin::Before, failure: &Failure<Oops>) -> Html {
        self.boundary("admin.error", &format!("{} {failure}", at.user.0))
    }

    fn not_found(&self, _: &Cx, at: &desk::admin::Before) -> Html {
        self.boundary("admin.not_found", &at.user.0)
    }

    async fn users(&self, cx: &Cx, at: &desk::admin::At, _: &desk::admin::Users) -> Result<Html, Oops> {
        self.show(cx, "users", format!("{:?}", at.role)).await
    }
}

impl desk::Vault for App {
    async fn combination(&self, cx: &Cx, at: &desk::vault::Before) -> Result<u64, Oops> {
        self.act(cx, "combination").await?;
        Ok(u64::from(at.code) * 2)
    }

    async fn layout(
        &self,
        cx: &Cx,
        at: &desk::vault::At,
        desk::vault::Slots { main }: desk::vault::Slots,
    ) -> Result<Html, Oops> {
        self.act(cx, "vault").await?;
        Ok(Html::raw(format!("<p>vault {}</p>{main}", at.combination)))
    }

    async fn gold(&self, cx: &Cx, at: &desk::vault::At, _: &desk::vault::Gold) -> Result<Html, Oops> {
        self.show(cx, "gold", format!("{} {}", at.user.0, at.combination)).await
    }
}

impl desk::Side for App {
    type Error = Oops;

    async fn pass(&self, cx: &Cx, at: &desk::side::Before) -> Result<Pass, Oops> {
        self.act(cx, "pass").await?;
        Ok(Pass(at.team))
    }

    fn loading(&self, _: &Cx, at: &desk::side::Before) -> Html {
        self.boundary("side.loading", &at.user.0)
    }

    fn error(&self, _: &Cx, at: &desk::side::Before, failure: &Failure<Oops>) -> Html {
        self.boundary("side.error", &format!("{} {failure}", at.user.0))
    }

    async fn default(&self, cx: &Cx, at: &desk::side::At) -> Result<Html, Oops> {
        self.show(cx, "side.default", at.pass.0.to_string()).await
    }

    async fn item(&self, cx: &Cx, at: &desk::side::At, page: &desk::side::Item) -> Result<Html, Oops> {
        self.show(cx, "item", format!("{} {}", at.pass.0, page.id)).await
    }
}

impl desk::side::Inner for App {
    async fn deep(&self, cx: &Cx, at: &desk::side::inner::Before) -> Result<bool, Oops> {
        self.act(cx, "deep").await?;
        Ok(at.pass.0 > 0)
    }

    async fn layout(
        &self,
        cx: &Cx,
        at: &desk::side::inner::At,
        desk::side::inner::Slots { main, detail }: desk::side::inner::Slots,
    ) -> Result<Html, Oops> {
        self.act(cx, "inner").await?;
        Ok(Html::raw(format!("<p>inner {}</p>{main}{detail}", at.deep)))
    }

    async fn list(
        &self,
        cx: &Cx,
        at: &desk::side::inner::At,
        _: &desk::side::inner::List,
    ) -> Result<Html, Oops> {
        self.show(cx, "list", at.deep.to_string()).await
    }
}

impl desk::side::inner::Detail for App {
    type Error = Oops;

    async fn has_detail(&self, cx: &Cx, at: &desk::side::inner::detail::At) -> Result<bool, Oops> {
        Ok(self.act(cx, "has_detail").await? && at.deep)
    }

    fn loading(&self, _: &Cx, at: &desk::side::inner::detail::At) -> Html {
        self.boundary("detail.loading", &at.user.0)
    }

    fn error(&self, _: &Cx, _: &desk::side::inner::detail::At, failure: &Failure<Oops>) -> Html {
        self.boundary("detail.error", &failure.to_string())
    }

    async fn default(&self, cx: &Cx, at: &desk::side::inner::detail::At) -> Result<Html, Oops> {
        self.show(cx, "detail.default", at.deep.to_string()).await
    }
}

impl desk::News for App {
    type Error = Oops;

    async fn wanted(&self, cx: &Cx, at: &desk::news::Before) -> Result<bool, Oops> {
        self.act(cx, "wanted").await.map(|is_wanted| is_wanted && at.team < 100)
    }

    async fn feed(&self, cx: &Cx, _: &desk::news::Before) -> Result<u16, Oops> {
        self.act(cx, "feed").await.map(|_| 5)
    }

    fn loading(&self, _: &Cx, at: &desk::news::Before) -> Html {
        self.boundary("news.loading", &at.user.0)
    }

    fn error(&self, _: &Cx, _: &desk::news::Before, failure: &Failure<Oops>) -> Html {
        self.boundary("news.error", &failure.to_string())
    }

    async fn default(&self, cx: &Cx, at: &desk::news::At) -> Result<Html, Oops> {
        self.show(cx, "news.default", at.feed.to_string()).await
    }

    async fn article(&self, cx: &Cx, at: &desk::news::At, _: &desk::news::Article) -> Result<Html, Oops> {
        self.show(cx, "article", at.feed.to_string()).await
    }

    async fn read(&self, cx: &Cx, at: &desk::news::At, _: NoFields) -> Result<Done, Oops> {
        self.act(cx, "read").await?;
        Ok(Done::to(&desk::Plain { team: at.team, days: u32::from(at.feed) }))
    }
}

impl desk::Dialog for App {
    type Error = Oops;

    fn loading(&self, _: &Cx, at: &desk::dialog::At) -> Html {
        self.boundary("dialog.loading", &at.user.0)
    }

    fn error(&self, _: &Cx, _: &desk::dialog::At, failure: &Failure<Oops>) -> Html {
        self.boundary("dialog.error", &failure.to_string())
    }

    async fn secret(&self, cx: &Cx, at: &desk::dialog::At, _: &desk::Secret) -> Result<Html, Oops> {
        self.show(cx, "dialog.secret", at.user.0.clone()).await
    }
}
