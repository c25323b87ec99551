//! A URL: its path, its own query items, and the overrides of slots (M5).

use super::encode;

/// A URL of the application, taken apart.
///
/// The path and its own query items print as they were typed. Overrides, the query items whose key
/// begins with `@`, print in one form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url {
    /// As typed, without a slash at the end.
    raw_path: String,
    /// Whether the path is not well encoded: 400.
    pub(super) is_malformed: bool,
    pub(super) segments: Vec<String>,
    pub(super) query: Vec<Item>,
    pub(super) overrides: Vec<Override>,
}

/// A query item of the URL itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Item {
    raw: String,
    pub(super) key: String,
    pub(super) value: String,
}

/// One `@slot=/sub/path?query`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Override {
    pub(super) address: String,
    pub(super) to: SubUrl,
}

/// Where an override puts a slot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubUrl {
    /// The empty one: to its default.
    Default,
    /// A path below the slot's layout, and a query.
    At {
        /// Decoded, each on its own.
        segments: Vec<String>,
        /// Decoded.
        query: Vec<(String, String)>,
    },
    /// Neither empty nor a URL that begins with `/`, or not well encoded: 404.
    Malformed(String),
}

/// A text that does not begin with a slash is no URL of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadUrl;

impl Url {
    /// Reads a path with an optional query; a fragment is left out. What is not well encoded is read all
    /// the same, and answered with 400 (M1).
    ///
    /// # Errors
    /// If the path does not begin with `/`.
    pub fn parse(text: &str) -> Result<Url, BadUrl> {
        let text = text.split('#').next().unwrap_or_default();
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        if !path.starts_with('/') {
            return Err(BadUrl);
        }
        let path = path.strip_suffix('/').unwrap_or(path);
        let segments = decode_path(path);
        let mut url = Url {
            raw_path: encode::typed(path),
            is_malformed: segments.is_none(),
            segments: segments.unwrap_or_default(),
            query: Vec::new(),
            overrides: Vec::new(),
        };
        query.split('&').filter(|raw| !raw.is_empty()).for_each(|raw| url.push_item(raw));
        Ok(url)
    }

    fn push_item(&mut self, raw: &str) {
        let (raw_key, raw_value) = raw.split_once('=').unwrap_or((raw, ""));
        let key = encode::decode_form(raw_key);
        match key.strip_prefix('@') {
            Some(address) => {
                let to = encode::decode_form_strictly(raw_value)
                    .map_or_else(|| SubUrl::Malformed(raw_value.to_owned()), |text| SubUrl::parse(&text));
                self.overrides.push(Override { address: address.to_owned(), to });
            }
            None => {
                let value = encode::decode_form(raw_value);
                self.query.push(Item { raw: encode::typed(raw), key, value });
            }
        }
    }

    /// Of decoded segments.
    pub(super) fn at(segments: Vec<String>) -> Url {
        let raw_path = segments.iter().map(|text| format!("/{}", encode::segment(text))).collect();
        Url { raw_path, is_malformed: false, segments, query: Vec::new(), overrides: Vec::new() }
    }

    /// As in the address bar.
    #[must_use]
    pub fn to_text(&self) -> String {
        let path = if self.raw_path.is_empty() { "/" } else { &self.raw_path };
        let own = self.query.iter().map(|item| item.raw.clone());
        let items: Vec<String> = own.chain(self.overrides.iter().map(Override::to_text)).collect();
        if items.is_empty() { path.to_owned() } else { format!("{path}?{}", items.join("&")) }
    }

    /// The address of each override with its value decoded, in order.
    pub fn overrides(&self) -> impl Iterator<Item = (&str, String)> {
        self.overrides.iter().map(|over| (over.address.as_str(), over.to.to_text()))
    }

    /// The same path and query, without any override.
    #[must_use]
    pub fn without_overrides(&self) -> Url {
        Url { overrides: Vec::new(), ..self.clone() }
    }

    /// Takes items over from the URL that was redirected; an own one of the same key wins (M17).
    pub(super) fn carry_query(&mut self, from: &Url) {
        let own: Vec<String> = self.query.iter().map(|item| item.key.clone()).collect();
        self.query.extend(from.query.iter().filter(|item| !own.contains(&item.key)).cloned());
    }

    /// The items as views read them.
    pub(super) fn query_items(&self) -> Vec<(String, String)> {
        self.query.iter().map(|item| (item.key.clone(), item.value.clone())).collect()
    }
}

impl SubUrl {
    /// Reads the decoded value of an override.
    #[must_use]
    pub fn parse(text: &str) -> SubUrl {
        if text.is_empty() {
            return SubUrl::Default;
        }
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let segments = path.starts_with('/').then(|| path.strip_suffix('/').unwrap_or(path));
        match segments.and_then(decode_path) {
            Some(segments) => SubUrl::At { segments, query: decode_query(query) },
            None => SubUrl::Malformed(text.to_owned()),
        }
    }

    /// `/sub/path?query`; empty for the default.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            SubUrl::Default => String::new(),
            SubUrl::Malformed(text) => text.clone(),
            SubUrl::At { segments, query } => {
                let path: Vec<String> = segments.iter().map(|text| encode::segment(text)).collect();
                let item = |(key, value): &(String, String)| {
                    format!("{}={}", encode::query(key), encode::query(value))
                };
                let items: Vec<String> = query.iter().map(item).collect();
                let mark = if items.is_empty() { "" } else { "?" };
                format!("/{}{mark}{}", path.join("/"), items.join("&"))
            }
        }
    }
}

impl Override {
    fn to_text(&self) -> String {
        format!("@{}={}", encode::override_value(&self.address), encode::override_value(&self.to.to_text()))
    }
}

/// Decoded segments of a path without a slash at its end.
fn decode_path(path: &str) -> Option<Vec<String>> {
    path.split('/').skip(1).map(encode::decode_segment).collect()
}

fn decode_query(query: &str) -> Vec<(String, String)> {
    let items = query.split('&').filter(|item| !item.is_empty());
    items
        .map(|item| item.split_once('=').unwrap_or((item, "")))
        .map(|(key, value)| (encode::decode_form(key), encode::decode_form(value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overrides_print_in_one_form_and_the_rest_as_typed() {
        let cases = [
            ("/", "/"),
            ("/a/?x=1&&y", "/a?x=1&y"),
            ("/%41%2fb?q=a+b&@s=/c", "/%41%2fb?q=a+b&@s=/c"),
            ("/a?%40s=%2Fc%3Fd%3De&q=1#top", "/a?q=1&@s=/c?d=e"),
            ("/a?@s=/x%2520y%26z", "/a?@s=/x%2520y%26z"),
            ("/a?@s=/x/?d=1%26e=2", "/a?@s=/x?d=1%26e=2"),
            ("/a?@s=&@t", "/a?@s=&@t="),
            ("/ü b", "/%C3%BC%20b"),
        ];
        for (text, printed) in cases {
            let url = Url::parse(text).unwrap();
            assert_eq!(url.to_text(), printed);
            assert_eq!(Url::parse(printed).unwrap().to_text(), printed, "printing settles");
        }
    }

    #[test]
    fn bad_overrides_are_kept_to_be_refused() {
        for text in ["/?@s=c", "/?@s=%ff", "/?@s=/%25zz"] {
            let url = Url::parse(text).unwrap();
            assert!(matches!(url.overrides[0].to, SubUrl::Malformed(_)), "{text}");
        }
    }

    #[test]
    fn a_path_is_well_encoded_or_said_not_to_be() {
        assert!(["a", "", "?a"].iter().all(|text| Url::parse(text) == Err(BadUrl)));
        for (text, is_malformed) in [("/%", true), ("/a/%ff", true), ("/?%ff", false), ("/%41", false)] {
            assert_eq!(Url::parse(text).unwrap().is_malformed, is_malformed, "{text}");
        }
    }
}
