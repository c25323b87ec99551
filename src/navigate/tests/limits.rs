//! What is too much costs little, and is refused where a URL could not hold it.

use super::panes;
use crate::navigate::{Ask, Loads, State, Url, navigate};
use crate::resolve::{Halt, MOST_IN_OVERRIDES, MOST_OVERRIDES, hard};
use std::time::{Duration, Instant};

fn url(text: &str) -> Url {
    Url::parse("", text).unwrap()
}

fn state(text: &str) -> State {
    State { url: url(text), background: None }
}

#[test]
fn more_overrides_than_fit_are_a_404() {
    let many = |count: usize| (0..count).map(|n| format!("@s{n}=/")).collect::<Vec<_>>().join("&");
    for count in [MOST_OVERRIDES, MOST_OVERRIDES + 1, 20_000] {
        assert!(matches!(
            hard(panes::TABLES, &url(&format!("/w/start?{}", many(count)))),
            Err(Halt::Unmatched)
        ));
    }
    let long = |count: usize| url(&format!("/w/start?@right=/files{}", "/x".repeat(count - 1)));
    assert!(hard(panes::TABLES, &long(MOST_IN_OVERRIDES)).is_ok());
    assert!(matches!(hard(panes::TABLES, &long(MOST_IN_OVERRIDES + 1)), Err(Halt::Unmatched)));
}

#[test]
fn what_would_be_kept_by_too_long_an_override_is_loaded_anew() {
    let go = |count: usize| {
        let from = state(&format!("/w/files{}", "/x".repeat(count - 1)));
        navigate(panes::TABLES, Some(&from), &url("/w/notes/1"), Ask::Soft).unwrap()
    };
    let kept = go(MOST_IN_OVERRIDES);
    assert_eq!((kept.loads, kept.state.url.overrides.len()), (Loads::Partial, 1));
    let lost = go(MOST_IN_OVERRIDES + 1);
    assert_eq!((lost.loads, lost.state.url.to_text("")), (Loads::Hard, "/w/notes/1".to_owned()));
}

#[test]
fn hostile_steps_cost_little() {
    let inner = "@left=/tree/r/diff/1/parts/p&@diff=/diff/1/parts/q&@legend=/colours&@info=/log?since=1";
    let segments = "/x".repeat(1000);
    let letters = "x".repeat(60_000);
    let items = "mark=1&".repeat(8_000);
    let urls = [
        format!("/w/files/a?{inner}"),
        format!("/w/start?@right=/files{segments}&@marks=/marks/m&@left=/tree/r"),
        format!("/w/start?@right=/files/{letters}&@left=/tree/{letters}"),
        format!("/w/notes/1?{items}"),
        format!("/w/files{}", "/%41".repeat(15_000)),
        format!("/w/start?{}", "@left=/notes/1&".repeat(4_000)),
        format!("/w/start?@left={}", "%2525".repeat(12_000)),
    ];
    let start = Instant::now();
    for from in &urls {
        for to in &urls {
            let from = State { url: url(from), background: Some(url(to)) };
            drop(navigate(panes::TABLES, Some(&from), &url(to), Ask::Soft));
        }
    }
    // Some ten milliseconds each in a debug build; a machine may be busy.
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}
