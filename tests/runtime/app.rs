//! A small app of two levels with tables written by hand; each of its handlers does what the test says.
//!
//! ```text
//! error; not_found;
//! page about "/about";
//! redirect "/old" to "/about";
//! layout dash "/orgs/{org: u32}" {
//!     loading; error; not_found; default overview; title "Dash";
//!     page overview "/";
//!     page settings "/settings/{tab: billing|profile}" { title "Settings"; }
//!     page report "/report" { blocking; }
//!     slot side { loading; error; default; timeout 200ms; page views "/views?{days: u32 = 7}"; }
//!     slot team {
//!         loading; error; default none;
//!         layout inner "/team" {
//!             default list;
//!             page list "/";
//!             slot detail { loading; error; default; page member "/{id: u32}"; }
//!         }
//!     }
//! }
//! ```

use crate::tables::{MOUNTED, TABLES};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use transom::__private::*;
use transom::{Cx, Error, Failure, Html, Location, Service, Slot, Stop};

/// What each handler does, by name; a handler without an entry shows its name.
#[derive(Default)]
pub(crate) struct App {
    acts: HashMap<&'static str, Act>,
    /// The names of handlers whose work was dropped before its end.
    pub(crate) dropped: Arc<Mutex<Vec<&'static str>>>,
    /// The names of handlers that ran.
    pub(crate) ran: Arc<Mutex<Vec<&'static str>>>,
}

/// What a handler does.
#[derive(Clone)]
pub(crate) enum Act {
    Show(&'static str),
    /// After so many milliseconds.
    Later(u64, &'static str),
    Title(u64, &'static str),
    /// Sets a title, a header and a cookie, and then comes to this.
    After(&'static str, &'static Act),
    Fail,
    FailLater(u64),
    Panic,
    PanicLater(u64),
    Block(u64),
    Never,
    NotFound,
    NotFoundLater(u64),
    Forbidden,
    Redirect(u64, &'static str),
    Whole,
    WholeLater(u64),
    Header,
    /// For the layout: leaves `team` out and places `side` twice.
    Misplace,
    /// For the layout: writes the whole document.
    Document,
}

impl App {
    pub(crate) fn new(acts: impl IntoIterator<Item = (&'static str, Act)>) -> Self {
        Self { acts: acts.into_iter().collect(), ..Self::default() }
    }

    fn act(&self, name: &'static str) -> Act {
        self.acts.get(name).cloned().unwrap_or(Act::Show(name))
    }

    /// For `loading`, `error` and `not_found`.
    fn plain(&self, cx: &Cx, name: &'static str, more: &str) -> Html {
        match self.act(name) {
            Act::Panic => panic!("{name} panics"),
            Act::Title(_, title) => {
                cx.set_title(title);
                Html::raw(name)
            }
            _ => Html::raw(format!("<i>{name}{more}</i>")),
        }
    }
}

pub(crate) fn service(acts: impl IntoIterator<Item = (&'static str, Act)>) -> Service {
    transom::__private::service(App::new(acts), &TABLES, &HANDLERS)
}

pub(crate) fn mounted(acts: impl IntoIterator<Item = (&'static str, Act)>) -> Service {
    transom::__private::service(App::new(acts), &MOUNTED, &HANDLERS)
}

pub(crate) fn service_of(app: App) -> Service {
    transom::__private::service(app, &TABLES, &HANDLERS)
}

struct Noted(&'static str, Arc<Mutex<Vec<&'static str>>>, bool);

impl Drop for Noted {
    fn drop(&mut self) {
        if !self.2 {
            self.1.lock().unwrap().push(self.0);
        }
    }
}

async fn sleep(ms: u64) {
    tokio::time::sleep(Duration::from_millis(ms)).await;
}

/// The layouts' slots, placed in order.
fn place(app: &App, name: &'static str, slots: &[Slot]) -> Html {
    let mut markup = format!("<main class=\"{name}\">");
    if let Act::Document = app.act(name) {
        markup = "<!doctype html><html lang=\"de\"><head><title>Own</title></head><body><main>".to_owned();
    }
    for (at, slot) in slots.iter().enumerate() {
        match app.act(name) {
            Act::Misplace if at == 2 => {}
            Act::Misplace if at == 1 => markup += &format!("{slot}{slot}"),
            _ => markup += &slot.to_string(),
        }
    }
    markup += "</main>";
    if let Act::Document = app.act(name) {
        markup += "<footer>end</footer></body></html>";
    }
    Html::raw(markup)
}

fn run(app: Arc<App>, cx: Cx, name: &'static str, slots: Vec<Slot>) -> Work {
    Box::pin(async move {
        let mut noted = Noted(name, app.dropped.clone(), false);
        let result = perform(&app, &cx, name, slots).await;
        noted.2 = true;
        done(result)
    })
}

async fn perform(app: &App, cx: &Cx, name: &'static str, slots: Vec<Slot>) -> Result<Html, Error> {
    app.ran.lock().unwrap().push(name);
    let act = match app.act(name) {
        Act::After(title, act) => {
            cx.set_title(title);
            cx.set_header(http::HeaderName::from_static("x-said"), http::HeaderValue::from_static("yes"));
            cx.set_cookie(("said", "1"));
            act.clone()
        }
        act => act,
    };
    let fail = || Err(Error::from(std::io::Error::other(Broken(std::fmt::Error))));
    match act {
        Act::Fail => return fail(),
        Act::FailLater(ms) => {
            sleep(ms).await;
            return fail();
        }
        Act::Panic => panic!("{name} panics"),
        Act::PanicLater(ms) => {
            sleep(ms).await;
            panic!("{name} panics")
        }
        Act::Block(ms) => std::thread::sleep(Duration::from_millis(ms)),
        Act::Never => std::future::pending().await,
        Act::NotFound => return Err(Stop::NotFound.into()),
        Act::NotFoundLater(ms) => {
            sleep(ms).await;
            return Err(Stop::NotFound.into());
        }
        Act::Forbidden => return Err(Stop::Forbidden.into()),
        Act::Redirect(ms, to) => {
            if ms > 0 {
                sleep(ms).await;
            }
            return Err(Stop::Redirect(Location::new(to).unwrap()).into());
        }
        Act::Whole => return Err(Stop::response((http::StatusCode::IM_A_TEAPOT, "tea")).into()),
        Act::WholeLater(ms) => {
            sleep(ms).await;
            return Err(Stop::response("too late").into());
        }
        Act::Later(ms, text) => {
            sleep(ms).await;
            return Ok(if slots.is_empty() { Html::raw(text) } else { place(app, name, &slots) });
        }
        Act::Title(ms, title) => {
            if ms > 0 {
                sleep(ms).await;
            }
            cx.set_title(title);
        }
        Act::Header => {
            cx.set_header(http::header::CACHE_CONTROL, http::HeaderValue::from_static("no-store"));
            cx.set_cookie(("a", "1"));
            cx.set_cookie(("b", "2"));
        }
        Act::Show(text) if slots.is_empty() => return Ok(Html::raw(text)),
        Act::Show(_) | Act::After(..) | Act::Misplace | Act::Document => {}
    }
    Ok(if slots.is_empty() { Html::raw(name) } else { place(app, name, &slots) })
}

#[derive(Debug)]
struct Broken(std::fmt::Error);

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the <pipe> is broken")
    }
}

impl std::error::Error for Broken {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// `/views?{days: u32 = 7}`
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Views {
    pub(crate) org: u32,
    pub(crate) days: u32,
}

impl Page for Views {
    const MOUNT: &'static str = "";
    const SLOT: &'static str = "dash@side";
    fn write_url(&self, url: &mut UrlWriter) {
        url.literal("orgs");
        url.segment(&self.org);
        url.literal("views");
        url.default("days", &self.days, "7");
    }
}

macro_rules! page {
    ($name:literal) => {
        |app, cx, _, _| run(app, cx, $name, Vec::new())
    };
}

macro_rules! boundary {
    ($node:literal) => {
        NodeHandlers {
            layout: None,
            default: Some(|app, cx, _| run(app, cx, concat!($node, ".default"), Vec::new())),
            loading: Some(|app, cx, _| app.plain(cx, concat!($node, ".loading"), "")),
            not_found: None,
            error: Some(|app, cx, _, failure| {
                app.plain(cx, concat!($node, ".error"), &format!(": {}", failure.typed::<Error>()))
            }),
            when: None,
            intercepts: &[],
        }
    };
}

const NONE: NodeHandlers<App> = NodeHandlers {
    layout: None,
    default: None,
    loading: None,
    not_found: None,
    error: None,
    when: None,
    intercepts: &[],
};

fn views(app: Arc<App>, cx: Cx, org: u32, page: &Views) -> Work {
    let link = cx.link(page).view("again");
    let days = page.days;
    match app.act("views") {
        Act::Show("link") => {
            Box::pin(async move { done::<_, Error>(Ok(Html::raw(format!("{org}: {link} {days}")))) })
        }
        _ => run(app, cx, "views", Vec::new()),
    }
}

pub(crate) static HANDLERS: Handlers<App> = Handlers {
    nodes: &[
        NodeHandlers {
            not_found: Some(|app, cx, _| app.plain(cx, "root.not_found", "")),
            error: Some(|app, cx, _, failure| {
                app.plain(cx, "root.error", &format!(": {}", failure.typed::<Error>()))
            }),
            ..NONE
        },
        NodeHandlers {
            layout: Some(|app, cx, _, mut slots| {
                let slots = ["main", "side", "team"].map(|name| slots.take(name)).into();
                run(app, cx, "dash", slots)
            }),
            not_found: Some(|app, cx, _| app.plain(cx, "dash.not_found", "")),
            ..boundary!("dash")
        },
        boundary!("side"),
        boundary!("team"),
        NodeHandlers {
            layout: Some(|app, cx, _, mut slots| {
                let slots = ["main", "detail"].map(|name| slots.take(name).tag("section")).into();
                run(app, cx, "inner", slots)
            }),
            ..NONE
        },
        boundary!("detail"),
    ],
    pages: &[
        page!("about"),
        page!("overview"),
        page!("settings"),
        page!("report"),
        |app, cx, at, page| views(app, cx, *get(&at), get(&page)),
        page!("list"),
        page!("member"),
    ],
    actions: &[],
    guards: &[],
    document_error: Some(|_, _, failure| {
        let failure: Failure<Error> = failure.typed();
        Html::raw(format!("<h1>document_error: {failure}</h1>"))
    }),
};
