//! A URL taken apart (M5): the path, its own query, and the overrides that put single slots elsewhere.
//!
//! An override is a query item `@slot=/sub/path?query`: decoded once as a form's value, then read as a
//! URL below the slot's layout. What cannot be read so is kept as it came, and names nothing.

use crate::segments::{BadPath, SlotLocation, decode_form, decode_form_strictly, parse_path, parse_query};
use crate::url::{QUERY, SEGMENT};
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// A URL of this spec, without its mount.
#[derive(Clone, Debug)]
pub(crate) struct Url {
    /// As typed: with a slash first and none at the end.
    path: String,
    /// The own query items as typed.
    query: String,
    /// Path and own query, decoded: where the document looks.
    pub(crate) location: SlotLocation,
    /// In order.
    pub(crate) overrides: Vec<Override>,
}

/// Where one slot is put.
#[derive(Clone, Debug)]
pub(crate) struct Override {
    /// A named slot's name, or the layout's of a main slot.
    pub(crate) address: String,
    pub(crate) part: Part,
}

/// The value of an override.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// Empty: the slot's default.
    Default,
    /// Segments and query below the slot's layout.
    At(SlotLocation),
    /// No URL: the text.
    Bad(String),
}

/// Why a text is no URL of this spec.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum BadUrl {
    /// It does not stand below the mount.
    Elsewhere,
    /// Its path is not well encoded.
    Encoding,
}

impl Url {
    /// Reads path and query as a browser shows them. A slash at the end of the path, and a fragment, are
    /// left out.
    pub(crate) fn parse(mount: &str, text: &str) -> Result<Self, BadUrl> {
        let text = text.split('#').next().unwrap_or_default();
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let path = path.strip_prefix(mount).ok_or(BadUrl::Elsewhere)?;
        if !(path.starts_with('/') || path.is_empty() && !mount.is_empty()) {
            return Err(BadUrl::Elsewhere);
        }
        Self::below(path, query).map_err(|_| BadUrl::Encoding)
    }

    /// Reads path and query below the mount.
    pub(crate) fn below(path: &str, query: &str) -> Result<Self, BadPath> {
        let segments = parse_path(path)?.segments;
        let path = path.strip_suffix('/').unwrap_or(path);
        let mut path = path.to_owned();
        if path.is_empty() {
            path.push('/');
        }
        let mut url =
            Self { path, query: String::new(), location: SlotLocation::at(segments), overrides: Vec::new() };
        url.read_query(query);
        Ok(url)
    }

    fn read_query(&mut self, query: &str) {
        let mut own = Vec::new();
        for item in query.split('&').filter(|item| !item.is_empty()) {
            let (key, value) = item.split_once('=').unwrap_or((item, ""));
            let key = decode_form(key);
            if let Some(address) = key.strip_prefix('@') {
                self.overrides.push(Override { address: address.to_owned(), part: Part::parse(value) });
            } else {
                push_item(&mut self.query, item);
                own.push((key, decode_form(value)));
            }
        }
        self.location = self.location.with_query(own);
    }

    /// Path and query as a browser shows them. Visible ASCII, whatever was typed.
    pub(crate) fn to_text(&self, mount: &str) -> String {
        let mut text = mount.to_owned();
        // The mount's own page is `/app`, not `/app/`.
        if self.path != "/" || mount.is_empty() {
            text.extend(utf8_percent_encode(&self.path, TYPED));
        }
        let mut query = utf8_percent_encode(&self.query, TYPED).to_string();
        for item in &self.overrides {
            push_item(&mut query, &item.to_text());
        }
        if !query.is_empty() {
            text.push('?');
            text.push_str(&query);
        }
        text
    }

    /// The same path and own query with these overrides.
    pub(crate) fn with_overrides(&self, overrides: Vec<Override>) -> Self {
        Self { overrides, ..self.clone() }
    }

    /// Adds the own items of `from` whose keys are not there yet.
    pub(crate) fn carry_query(&mut self, from: &Self) {
        let own = self.location.query.clone();
        let mut all = own.to_vec();
        let items = from.query.split('&').zip(&*from.location.query);
        for (typed, item) in items.filter(|(_, (key, _))| own.iter().all(|(own, _)| own != key)) {
            push_item(&mut self.query, typed);
            all.push(item.clone());
        }
        self.location = self.location.with_query(all);
    }

    /// The own query items as typed.
    pub(crate) fn query(&self) -> &str {
        &self.query
    }
}

fn push_item(query: &mut String, item: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(item);
}

impl Part {
    fn parse(raw: &str) -> Self {
        let Some(text) = decode_form_strictly(raw) else { return Self::Bad(decode_form(raw)) };
        if text.is_empty() {
            return Self::Default;
        }
        let (path, query) = text.split_once('?').unwrap_or((&text, ""));
        match parse_path(path) {
            Ok(found) if path.starts_with('/') => {
                Self::At(SlotLocation::at(found.segments).with_query(parse_query(query)))
            }
            _ => Self::Bad(text),
        }
    }
}

impl Override {
    /// What stands behind the `=`, before it is encoded.
    pub(crate) fn value(&self) -> String {
        match &self.part {
            Part::Default => String::new(),
            Part::At(below) => below.to_text(),
            Part::Bad(text) => text.clone(),
        }
    }

    /// As a query item.
    pub(crate) fn to_text(&self) -> String {
        let value = self.value();
        let [address, value] = [&self.address, &value].map(|text| utf8_percent_encode(text, OVERRIDE));
        format!("@{address}={value}")
    }
}

impl SlotLocation {
    fn to_text(&self) -> String {
        let mut text = String::new();
        for segment in &*self.segments {
            text.push('/');
            text.extend(utf8_percent_encode(segment, SEGMENT));
        }
        // One slash at the end is not read.
        if self.segments.last().is_none_or(String::is_empty) {
            text.push('/');
        }
        for (at, (key, value)) in self.query.iter().enumerate() {
            text.push(if at == 0 { '?' } else { '&' });
            text.extend(utf8_percent_encode(key, QUERY));
            text.push('=');
            text.extend(utf8_percent_encode(value, QUERY));
        }
        text
    }
}

/// What no address bar shows as it is.
const TYPED: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>');

/// Everything but what RFC 3986 leaves unreserved and what reads well in a query.
const OVERRIDE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b'?')
    .remove(b'=')
    .remove(b'@')
    .remove(b':')
    .remove(b',')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*');

#[cfg(test)]
mod tests {
    use super::*;

    fn again(text: &str) -> String {
        Url::parse("", text).unwrap().to_text("")
    }

    #[test]
    fn the_path_and_the_own_query_stay_as_typed() {
        for text in ["/", "/a%2Fb/%41?q=a+b&&x=%20", "/a?b", "/a?=", "/%C3%A9?x=%ff"] {
            assert_eq!(again(text), text.replace("&&", "&"), "{text}");
        }
        assert_eq!(again("/a/#x"), "/a");
        assert_eq!(again("/é\u{1}?é"), "/%C3%A9%01?%C3%A9");
    }

    #[test]
    fn overrides_come_last_and_are_printed_one_way() {
        let cases = [
            ("/d?@a=/x&q=1", "/d?q=1&@a=/x"),
            ("/d?%40a=%2Fx%2F", "/d?@a=/x"),
            ("/d?@a=", "/d?@a="),
            ("/d?@a", "/d?@a="),
            ("/d?@a=/", "/d?@a=/"),
            // `&` and `+` of the inner query, a slash inside a segment, letters that are not ASCII.
            ("/d?@a=/x%3Fp=1%26q=a%252Bb", "/d?@a=/x?p=1%26q=a%252Bb"),
            ("/d?@a=/x%252Fy", "/d?@a=/x%252Fy"),
            ("/d?@a=/%C3%A9", "/d?@a=/%25C3%25A9"),
            ("/d?@a=/a+b", "/d?@a=/a%2520b"),
            ("/d?@a=//", "/d?@a=//"),
            ("/d?@a=/x///", "/d?@a=/x///"),
        ];
        for (text, printed) in cases {
            assert_eq!(again(text), printed, "{text}");
            assert_eq!(again(printed), printed);
        }
    }

    #[test]
    fn what_is_no_url_is_kept_as_it_came() {
        for value in ["x", "%2525", "/%25zz", "/%25ff", "//"] {
            let url = Url::parse("", &format!("/?@a={value}")).unwrap();
            assert_eq!(matches!(url.overrides[0].part, Part::Bad(_)), value != "//", "{value}");
            assert_eq!(url.to_text(""), again(&url.to_text("")));
        }
        let url = Url::parse("", "/?@a=%ff").unwrap();
        assert!(matches!(url.overrides[0].part, Part::Bad(_)));
    }

    #[test]
    fn a_mount_stands_before_everything() {
        assert_eq!(Url::parse("/app", "/app").unwrap().to_text("/app"), "/app");
        assert_eq!(Url::parse("/app", "/app/?x=1").unwrap().to_text("/app"), "/app?x=1");
        assert_eq!(Url::parse("/app", "/app/d?@a=/").unwrap().to_text("/app"), "/app/d?@a=/");
        for text in ["/apple", "/", "", "https://host/app"] {
            assert_eq!(Url::parse("/app", text).unwrap_err(), BadUrl::Elsewhere, "{text}");
        }
        assert_eq!(Url::parse("", "https://host/").unwrap_err(), BadUrl::Elsewhere);
        assert_eq!(Url::parse("", "/%zz").unwrap_err(), BadUrl::Encoding);
    }
}
