//! Switches to make a pane slow or make it fail, read from the URL:
//! `?delay=analytics:200,revenue:50` in milliseconds, `?fail=activity`, `?fail=activity:panic`; or from a
//! cookie of the same form, which the buttons write and which so stays from page to page.

use serde::Deserialize;
use std::fmt;
use std::time::Duration;
use transom::cookie::SameSite;
use transom::{Cookie, Cx};

const COOKIE: &str = "dashboard-upset";

/// What can be upset, and how it is called.
pub(crate) const PANES: [(&str, &str); 6] = [
    ("main", "Main"),
    ("analytics", "Sales"),
    ("revenue", "Revenue"),
    ("activity", "Activity"),
    ("books", "Books"),
    ("stock", "Stock"),
];

/// The form of the buttons.
#[derive(Debug, Deserialize)]
pub(crate) struct Upsetting {
    /// None: all.
    pub(crate) pane: Option<String>,
    pub(crate) how: How,
}

/// What a button does to a pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum How {
    Calm,
    Slow,
    Stuck,
    Fails,
}

impl How {
    pub(crate) fn upset(self) -> Option<Upset> {
        match self {
            Self::Calm => None,
            Self::Slow => Some(Upset::Slow(Duration::from_secs(1))),
            Self::Stuck => Some(Upset::Slow(Duration::from_secs(30))),
            Self::Fails => Some(Upset::Fails),
        }
    }
}

/// No pane is held up for longer.
const LONGEST: Duration = Duration::from_secs(60);

/// What the URL asks for, pane by pane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Switches(Vec<(String, Upset)>);

/// What is done to a pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Upset {
    Slow(Duration),
    Fails,
    Panics,
}

impl Switches {
    /// Those of the page that is asked for, and of the cookie for the panes that it does not name.
    pub(crate) fn of(cx: &Cx) -> Self {
        let here = Self::read(cx.uri().query().unwrap_or_default());
        let kept = Self::kept(cx).0.into_iter().filter(|(pane, _)| here.on(pane).is_empty());
        Self(here.0.iter().cloned().chain(kept.collect::<Vec<_>>()).collect())
    }

    /// Those of the cookie.
    pub(crate) fn kept(cx: &Cx) -> Self {
        Self::read(cx.cookie(COOKIE).unwrap_or_default())
    }

    /// Keeps them in the cookie.
    pub(crate) fn keep(&self, cx: &Cx) {
        let cookie = Cookie::build((COOKIE, self.write()));
        let cookie = cookie.path("/").http_only(true).same_site(SameSite::Lax);
        cx.set_cookie(if self.0.is_empty() { cookie.removal() } else { cookie });
    }

    /// Items that make no sense are left out. A pane may be slow and fail.
    pub(crate) fn read(query: &str) -> Self {
        let mut switches = Vec::new();
        for (key, values) in query.split('&').filter_map(|item| item.split_once('=')) {
            let values =
                values.replace("%3A", ":").replace("%3a", ":").replace("%2C", ",").replace("%2c", ",");
            let values = values.split(',').map(str::trim).filter(|value| !value.is_empty());
            switches.extend(values.filter_map(|value| read_one(key, value)));
        }
        Self(switches)
    }

    /// Waits, fails or panics if the URL says so of `pane`.
    pub(crate) async fn apply(cx: &Cx, pane: &str) -> Result<(), SwitchedOff> {
        for upset in Self::of(cx).on(pane) {
            match upset {
                Upset::Slow(delay) => tokio::time::sleep(delay).await,
                Upset::Fails => return Err(SwitchedOff),
                Upset::Panics => panic!("somebody switched a panic on"),
            }
        }
        Ok(())
    }

    /// What is done to `pane`; delays first.
    pub(crate) fn on(&self, pane: &str) -> Vec<Upset> {
        let mut upsets: Vec<Upset> =
            self.0.iter().filter(|(name, _)| name == pane).map(|(_, upset)| *upset).collect();
        upsets.sort_by_key(|upset| !matches!(upset, Upset::Slow(_)));
        upsets
    }

    /// The same, but only `upset` done to `pane`; none: nothing.
    pub(crate) fn with(&self, pane: &str, upset: Option<Upset>) -> Self {
        let others = self.0.iter().filter(|(name, _)| name != pane).cloned();
        Self(others.chain(upset.map(|upset| (pane.to_owned(), upset))).collect())
    }

    /// As `read` takes them: `delay=analytics:1000&fail=activity`.
    fn write(&self) -> String {
        let one = |(pane, upset): &(String, Upset)| match upset {
            Upset::Slow(delay) => format!("delay={pane}:{}", delay.as_millis()),
            Upset::Fails => format!("fail={pane}"),
            Upset::Panics => format!("fail={pane}:panic"),
        };
        self.0.iter().map(one).collect::<Vec<_>>().join("&")
    }
}

fn read_one(key: &str, value: &str) -> Option<(String, Upset)> {
    let (pane, how) = value.split_once(':').map_or((value, None), |(pane, how)| (pane, Some(how)));
    let upset = match (key, how) {
        ("delay", Some(millis)) => Upset::Slow(Duration::from_millis(millis.parse().ok()?).min(LONGEST)),
        ("fail", Some("panic")) => Upset::Panics,
        ("fail", None) => Upset::Fails,
        _ => return None,
    };
    Some((pane.to_owned(), upset))
}

/// A pane failed because the URL asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SwitchedOff;

impl fmt::Display for SwitchedOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("you asked for this failure with the switches")
    }
}

impl std::error::Error for SwitchedOff {}

#[cfg(test)]
mod tests {
    use super::*;

    fn slow(millis: u64) -> Upset {
        Upset::Slow(Duration::from_millis(millis))
    }

    #[test]
    fn lists_and_repeated_items_are_read() {
        let switches =
            Switches::read("q=x&delay=analytics:200,revenue%3A50&fail=activity&fail=main:panic,revenue");
        assert_eq!(switches.on("analytics"), [slow(200)]);
        assert_eq!(switches.on("revenue"), [slow(50), Upset::Fails]);
        assert_eq!(switches.on("activity"), [Upset::Fails]);
        assert_eq!(switches.on("main"), [Upset::Panics]);
        assert_eq!(switches.on("stock"), []);
    }

    #[test]
    fn nonsense_is_left_out() {
        for query in
            ["", "delay", "delay=", "delay=a", "delay=a:b", "delay=a:-1", "fail=,", "fail=a:b", "q=fail"]
        {
            assert_eq!(Switches::read(query), Switches::default(), "{query}");
        }
        assert_eq!(Switches::read("delay=a:99999999").on("a"), [slow(60_000)]);
    }

    #[test]
    fn a_cookie_says_what_it_was_written_from() {
        let switches = Switches::read("delay=analytics:200&fail=activity,main:panic");
        let upset = switches.with("revenue", Some(Upset::Fails)).with("activity", None);
        assert_eq!(upset.write(), "delay=analytics:200&fail=main:panic&fail=revenue");
        assert_eq!(Switches::read(&upset.write()), upset);
    }
}
