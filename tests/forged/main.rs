//! Headers that a client makes up: they get nothing that plain URLs would not give, guards and all, and
//! never a 500.

mod handlers;

use axum::body::Body;
use http::{HeaderValue, Request, StatusCode};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use tokio::runtime::{Builder, Runtime};
use transom::Service;
use transom::testing::{Reply, get, send_request};

mod routes {
    transom::include_routes!("app.routes");
}

const CASES: u32 = 1000;

/// A request with made-up headers.
#[derive(Clone, Debug)]
struct Forged {
    url: String,
    headers: Vec<(&'static str, Vec<u8>)>,
}

/// Paths that mean something, with parameters that mostly do.
fn path() -> impl Strategy<Value = String> {
    let id = || prop_oneof![24 => (1_u8..5).prop_map(|n| n.to_string()), 1 => Just("x".to_owned())];
    let below = prop_oneof![
        Just(String::new()),
        id().prop_map(|id| format!("/photos/{id}")),
        id().prop_map(|id| format!("/secret/{id}")),
        (id(), id()).prop_map(|(id, mark)| format!("/notes/{id}?mark={mark}")),
        (id(), id()).prop_map(|(n, d)| format!("/cupboards/{n}/deep/{d}")),
        (id(), id()).prop_map(|(n, t)| format!("/cupboards/{n}/tips/{t}")),
        Just("/help".to_owned()),
        Just("?q=a+b".to_owned()),
        Just("/nowhere".to_owned()),
    ];
    prop_oneof![
        12 => below.clone().prop_map(|below| format!("/orgs/1{below}")),
        2 => (id(), below).prop_map(|(org, below)| format!("/orgs/{org}{below}")),
        1 => id().prop_map(|org| format!("/go/{org}")),
        1 => Just("/alone".to_owned()),
        1 => Just("/public".to_owned()),
    ]
}

fn item() -> impl Strategy<Value = String> {
    let key =
        prop_oneof![Just("org"), Just("side"), Just("modal"), Just("cupboard"), Just("inner"), Just("no")];
    let value = prop_oneof![
        4 => Just(String::new()),
        1 => Just("/".to_owned()),
        3 => (1_u8..4).prop_map(|n| format!("/notes/{n}?mark={n}")),
        3 => (1_u8..4).prop_map(|n| format!("/cupboards/{n}/tips/{n}")),
        2 => (1_u8..4).prop_map(|n| format!("/secret/{n}")),
        2 => (1_u8..4).prop_map(|n| format!("/photos/{n}")),
        1 => Just("/help".to_owned()),
        1 => Just("//%zz".to_owned()),
    ];
    let fit = (1_u8..4, 1_u8..4).prop_flat_map(|(n, m)| {
        prop_oneof![
            Just(format!("@side=/notes/{n}?mark={m}")),
            Just(format!("@side=/cupboards/{n}/deep/{m}")),
            Just("@side=".to_owned()),
            Just(format!("@org=/photos/{n}")),
            Just(format!("@org=/secret/{n}")),
            Just("@modal=/help".to_owned()),
        ]
    });
    prop_oneof![3 => fit, 1 => (key, value).prop_map(|(key, value)| format!("@{key}={value}"))]
}

fn url() -> impl Strategy<Value = String> {
    (path(), prop_oneof![vec(item(), 0..1), vec(item(), 0..3)]).prop_map(|(path, items)| {
        let mark = if items.is_empty() {
            ""
        } else if path.contains('?') {
            "&"
        } else {
            "?"
        };
        format!("{path}{mark}{}", items.join("&"))
    })
}

/// What a header can hold.
fn garbage() -> impl Strategy<Value = Vec<u8>> {
    vec(prop_oneof![0x20_u8..0x7f, 0x80_u8..=0xff], 0..40)
}

fn key() -> impl Strategy<Value = &'static str> {
    let keys = [
        "org@main",
        "org@side",
        "org@modal",
        "cupboard@main",
        "cupboard@inner",
        "public@main",
        "x@y",
        "",
        "@",
    ];
    proptest::sample::select(keys.to_vec())
}

fn have() -> impl Strategy<Value = String> {
    let view = prop_oneof![
        Just("home"),
        Just("-"),
        Just("!"),
        Just("default"),
        Just("default.0a1b2c3d"),
        Just("note.1"),
        Just("i:photo"),
        Just(""),
        Just("=,=")
    ];
    vec((key(), view).prop_map(|(key, view)| format!("{key}={view}")), 0..5).prop_map(|all| all.join(","))
}

/// One header, plausible or not.
fn header(name: &'static str) -> BoxedStrategy<Vec<u8>> {
    let plausible = match name {
        "transom-have" => have().boxed(),
        "transom-only" | "transom-link" => key().prop_map(str::to_owned).boxed(),
        "transom-build" => Just(handlers::BUILD.to_owned()).boxed(),
        "transom-refresh" => Just("1".to_owned()).boxed(),
        "hx-target" => {
            prop_oneof![Just("slot-org-side"), Just("div#slot-org-modal")].prop_map(str::to_owned).boxed()
        }
        _ => url().boxed(),
    };
    prop_oneof![19 => plausible.prop_map(String::into_bytes), 1 => garbage()].boxed()
}

fn forged() -> impl Strategy<Value = Forged> {
    let maybe = |name: &'static str, likely: f64| {
        proptest::option::weighted(likely, header(name))
            .prop_map(move |value| value.map(|value| (name, value)))
    };
    let headers = (
        maybe("transom-have", 0.9),
        maybe("transom-from", 0.8),
        maybe("transom-background", 0.4),
        maybe("transom-link", 0.3),
        maybe("transom-only", 0.15),
        maybe("transom-refresh", 0.1),
        maybe("transom-build", 0.1),
        maybe("hx-target", 0.1),
    );
    (url(), headers).prop_map(|(url, (a, b, c, d, e, f, g, h))| {
        let headers = [a, b, c, d, e, f, g, h].into_iter().flatten().collect();
        Forged { url, headers }
    })
}

#[test]
fn made_up_headers_get_nothing_that_plain_urls_would_not_give() {
    let runtime = Builder::new_current_thread().enable_time().build().unwrap();
    let service = handlers::service();
    let met = RefCell::new(BTreeMap::<String, usize>::new());
    let config = Config::default();
    let config = Config { cases: config.cases.max(CASES), failure_persistence: None, ..config };
    let result = TestRunner::new(config).run(&forged(), |forged| {
        let what = check(&runtime, &service, &forged).map_err(TestCaseError::fail)?;
        *met.borrow_mut().entry(what).or_default() += 1;
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    let met = met.into_inner();
    for (what, least) in [("partial", 80), ("partial over a background", 3), ("409", 80), ("page", 10)] {
        assert!(met.get(what).is_some_and(|times| *times >= least), "{what}: {met:?}");
    }
}

/// What it came to.
fn check(runtime: &Runtime, service: &Service, forged: &Forged) -> Result<String, String> {
    let reply = runtime.block_on(send(service, forged));
    let status = reply.status;
    if status.is_server_error() {
        return Err(format!("{status}: {}", reply.body()));
    }
    if status == StatusCode::CONFLICT || status.is_redirection() {
        let what = status.as_u16().to_string();
        return if reply.body().is_empty() { Ok(what) } else { Err(format!("a body: {}", reply.body())) };
    }
    let shown = reply.header("transom-url").unwrap_or(&forged.url);
    let background = reply.header("transom-background");
    let allowed: BTreeSet<String> = [Some(shown), background]
        .into_iter()
        .flatten()
        .flat_map(|url| views(runtime.block_on(follow(service, url)).body()))
        .collect();
    let got = views(reply.body());
    if let Some(view) = got.iter().find(|view| !allowed.contains(*view)) {
        return Err(format!("{view} at {shown} over {background:?}, where only {allowed:?} is to be seen"));
    }
    Ok(match (reply.header("transom-slots"), background) {
        (Some(_), Some(_)) => "partial over a background".to_owned(),
        (Some(_), None) => "partial".to_owned(),
        (None, _) if status.is_success() => "page".to_owned(),
        (None, _) => status.as_u16().to_string(),
    })
}

async fn send(service: &Service, forged: &Forged) -> Reply {
    let mut request = Request::builder().uri(&forged.url);
    for (name, value) in &forged.headers {
        request = request.header(*name, HeaderValue::from_bytes(value).unwrap());
    }
    send_request(service, request.body(Body::empty()).unwrap()).await
}

/// The plain page, redirects followed.
async fn follow(service: &Service, url: &str) -> Reply {
    let reply = get(service, url).await;
    match reply.header("location") {
        Some(to) => get(service, to).await,
        None => reply,
    }
}

/// What the views of a page say.
fn views(body: &str) -> Vec<String> {
    body.split('«').skip(1).filter_map(|rest| rest.split_once('»')).map(|(view, _)| view.to_owned()).collect()
}
