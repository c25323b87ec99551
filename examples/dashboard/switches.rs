//! Switches to make a pane slow or make it fail, read from the URL:
//! `?delay=analytics:200,revenue:50` in milliseconds, `?fail=activity`, `?fail=activity:panic`.

use std::fmt;
use std::time::Duration;
use transom::Cx;

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
    /// Those of the page that is asked for.
    pub(crate) fn of(cx: &Cx) -> Self {
        Self::read(cx.uri().query().unwrap_or_default())
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

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `path?query` with these switches instead of those it has; all else in it stays.
    pub(crate) fn href(&self, path_and_query: &str) -> String {
        let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
        let is_switch =
            |item: &&str| item.is_empty() || item.starts_with("delay=") || item.starts_with("fail=");
        let mut items: Vec<String> =
            query.split('&').filter(|item| !is_switch(item)).map(str::to_owned).collect();
        let list = |written: fn(&str, Upset) -> Option<String>| {
            self.0.iter().filter_map(|(pane, upset)| written(pane, *upset)).collect::<Vec<_>>().join(",")
        };
        items.push(format!("delay={}", list(write_delay)));
        items.push(format!("fail={}", list(write_failure)));
        items.retain(|item| item != "delay=" && item != "fail=");
        if items.is_empty() { path.to_owned() } else { format!("{path}?{}", items.join("&")) }
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

fn write_delay(pane: &str, upset: Upset) -> Option<String> {
    let Upset::Slow(delay) = upset else { return None };
    Some(format!("{pane}:{}", delay.as_millis()))
}

fn write_failure(pane: &str, upset: Upset) -> Option<String> {
    match upset {
        Upset::Slow(_) => None,
        Upset::Fails => Some(pane.to_owned()),
        Upset::Panics => Some(format!("{pane}:panic")),
    }
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
            assert!(Switches::read(query).is_empty(), "{query}");
        }
        assert_eq!(Switches::read("delay=a:99999999").on("a"), [slow(60_000)]);
    }

    #[test]
    fn a_link_keeps_the_page_and_the_other_switches() {
        let switches = Switches::read("delay=analytics:200&fail=activity");
        let here = "/orders?q=a%26b&delay=analytics:200&fail=activity&page=2";
        let failing = switches.with("revenue", Some(Upset::Fails)).href(here);
        assert_eq!(failing, "/orders?q=a%26b&page=2&delay=analytics:200&fail=activity,revenue");
        let calm = switches.with("activity", None).with("analytics", None);
        assert_eq!(calm.href(here), "/orders?q=a%26b&page=2");
        assert_eq!(calm.href("/?fail=main"), "/");
    }
}
