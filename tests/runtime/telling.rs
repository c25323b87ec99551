//! What is told to `tracing`: a span for the request, one for each slot, and why a slot failed.

use crate::app::{Act, service};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use transom::testing::get;

/// Fields by span or event.
type Told = Vec<BTreeMap<String, String>>;

#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Told>>);

struct Fields(BTreeMap<String, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}").trim_matches('"').to_owned());
    }
}

impl<S: Subscriber> Layer<S> for Notes {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        let mut fields =
            Fields(BTreeMap::from([("span".to_owned(), attributes.metadata().name().to_owned())]));
        attributes.record(&mut fields);
        self.0.lock().unwrap().push(fields.0);
    }

    fn on_record(&self, _: &Id, values: &Record<'_>, _: Context<'_, S>) {
        let mut fields = Fields(BTreeMap::new());
        values.record(&mut fields);
        self.0.lock().unwrap().push(fields.0);
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields(BTreeMap::new());
        event.record(&mut fields);
        self.0.lock().unwrap().push(fields.0);
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_and_its_slots_have_spans_and_a_failure_is_told_with_its_causes() {
    let notes = Notes::default();
    // For the whole process: a subscriber of this thread alone does not hear of what other tests' threads
    // come to first. They are heard too, which is why this asks for what is among the notes.
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(notes.clone())).unwrap();
    tracing::callsite::rebuild_interest_cache();
    get(&service([("views", Act::Fail)]), "/orgs/1/views?days=8").await;
    let told = notes.0.lock().unwrap().clone();
    let has = |wanted: &[(&str, &str)]| {
        told.iter().any(|fields| {
            wanted.iter().all(|(key, value)| fields.get(*key).is_some_and(|found| found == value))
        })
    };
    assert!(
        has(&[("span", "request"), ("http.request.method", "GET"), ("url.path", "/orgs/1/views")]),
        "{told:#?}"
    );
    assert!(has(&[("http.route", "/orgs/{org}/views")]), "{told:#?}");
    assert!(has(&[("http.response.status_code", "200")]), "{told:#?}");
    assert!(
        has(&[("span", "slot"), ("transom.slot", "dash@side"), ("transom.view", "dash.side.views")]),
        "{told:#?}"
    );
    let chain = "the <pipe> is broken: caused by: an error occurred when formatting an argument";
    let failed = [("transom.slot", "dash@side"), ("url.full", "/orgs/1/views?days=8"), ("error", chain)];
    assert!(has(&failed), "{told:#?}");
}
