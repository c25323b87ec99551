//! A browser reduced to what it remembers: its URL, the background, and the view of each slot.

use crate::app::App;
use axum::body::Body;
use http::Request;
use std::collections::BTreeMap;
use transom::testing::{Reply, get, send_request};

pub(crate) struct Browser {
    app: App,
    pub(crate) url: String,
    pub(crate) background: Option<String>,
    /// The view key of each slot on the page.
    pub(crate) slots: BTreeMap<String, String>,
}

/// What a step came to.
pub(crate) struct Step {
    pub(crate) reply: Reply,
    /// The handlers that ran.
    pub(crate) ran: Vec<&'static str>,
    /// What came, by slot.
    pub(crate) frames: BTreeMap<String, String>,
}

impl Browser {
    pub(crate) async fn at(url: &str) -> Self {
        let app = App::default();
        let page = get(&app.service(), url).await;
        assert_eq!(page.status, 200, "{url}");
        let (url, background) = (url.to_owned(), None);
        Self { app, url, background, slots: slots_in(page.body()) }
    }

    /// A link, or a form sent off.
    pub(crate) async fn go(&mut self, to: &str) -> Step {
        self.step(to, &[]).await
    }

    pub(crate) async fn step(&mut self, to: &str, headers: &[(&str, &str)]) -> Step {
        let have: Vec<_> = self.slots.iter().map(|(slot, view)| format!("{slot}={view}")).collect();
        let mut request = Request::builder().uri(to).header("transom-have", have.join(","));
        request = request.header("transom-from", &self.url).header("sec-fetch-mode", "cors");
        if let Some(background) = &self.background {
            request = request.header("transom-background", background);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.app.ran.lock().unwrap().clear();
        let reply = send_request(&self.app.service(), request.body(Body::empty()).unwrap()).await;
        let mut ran = self.app.ran.lock().unwrap().clone();
        ran.sort_unstable();
        let frames = frames_of(reply.body());
        if reply.header("transom-slots").is_some() {
            self.take(to, &reply, &frames);
        }
        Step { reply, ran, frames }
    }

    fn take(&mut self, to: &str, reply: &Reply, frames: &BTreeMap<String, String>) {
        self.url = reply.header("transom-url").unwrap_or(to).to_owned();
        self.background = reply.header("transom-background").map(str::to_owned);
        for item in reply.header("transom-slots").unwrap().split(',').filter(|item| !item.is_empty()) {
            let (slot, view) = item.split_once('=').unwrap();
            let frame = &frames[slot];
            self.slots.insert(slot.to_owned(), view.to_owned());
            self.slots.extend(slots_in(frame));
        }
    }
}

impl Step {
    pub(crate) fn slots(&self) -> Vec<&str> {
        self.frames.keys().map(String::as_str).collect()
    }

    pub(crate) fn title(&self) -> Option<&str> {
        self.reply.body().split_once("<title>")?.1.split('<').next()
    }
}

fn frames_of(body: &str) -> BTreeMap<String, String> {
    let frames = body.split("<template for=\"").skip(1);
    let frames = frames.map(|text| {
        let (slot, rest) = text.split_once("\">").unwrap();
        (slot.to_owned(), rest.split("</template><?e>").next().unwrap().to_owned())
    });
    frames.collect()
}

fn slots_in(markup: &str) -> BTreeMap<String, String> {
    let slots = markup.split(" data-slot=\"").skip(1).map(|text| {
        let mut texts = text.split('"');
        (texts.next().unwrap().to_owned(), texts.nth(1).unwrap().to_owned())
    });
    slots.collect()
}
