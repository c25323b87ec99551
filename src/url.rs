//! Writes a page's URL.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::fmt::Display;
use std::str::FromStr;

/// What a path segment may not hold as it is: everything but RFC 3986's `pchar`.
pub(crate) const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What a query item may not hold as it is, read back as forms are.
pub(crate) const QUERY: &AsciiSet = &SEGMENT.add(b'&').add(b'+').add(b'=').add(b'\'').add(b';');

/// A URL being written: the mount, then segments, then query items.
#[derive(Debug)]
pub struct UrlWriter {
    url: String,
    has_query: bool,
    refused: Option<String>,
}

impl UrlWriter {
    /// Below the mount, `""` or `/app`.
    #[must_use]
    pub fn new(mount: &str) -> Self {
        Self { url: mount.to_owned(), has_query: false, refused: None }
    }

    /// A segment of the pattern, written decoded.
    pub fn literal(&mut self, text: &str) {
        self.push_segment(text);
    }

    /// A parameter. Refused if no path can carry its text.
    pub fn segment(&mut self, value: &impl Display) {
        let text = value.to_string();
        if matches!(text.as_str(), "" | "." | "..") {
            self.refused = Some(format!("{text:?} cannot be a segment of a path"));
        }
        self.push_segment(&text);
    }

    /// The segments of a tail of one or more.
    pub fn tail(&mut self, segments: &[String]) {
        if segments.is_empty() {
            self.refused = Some("a tail of one or more segments is empty".to_owned());
        }
        self.optional_tail(segments);
    }

    /// The segments of a tail of zero or more.
    pub fn optional_tail(&mut self, segments: &[String]) {
        for segment in segments {
            self.segment(segment);
        }
    }

    /// A query item.
    pub fn required(&mut self, key: &str, value: &impl Display) {
        self.url.push(if self.has_query { '&' } else { '?' });
        self.has_query = true;
        let value = value.to_string();
        self.url.extend(utf8_percent_encode(key, QUERY));
        self.url.push('=');
        self.url.extend(utf8_percent_encode(&value, QUERY));
    }

    /// A query item that may be missing, as an empty one is when it is read.
    pub fn optional<T: Display>(&mut self, key: &str, value: &Option<T>) {
        let text = value.as_ref().map(T::to_string).filter(|text| !text.is_empty());
        text.iter().for_each(|text| self.required(key, text));
    }

    /// A query item that is left out where it is at its default.
    pub fn default<T: Display + FromStr + PartialEq>(&mut self, key: &str, value: &T, default: &str) {
        if !default.parse::<T>().is_ok_and(|default| default == *value) {
            self.required(key, value);
        }
    }

    /// A query item that may stand several times.
    pub fn repeated<T: Display>(&mut self, key: &str, values: &[T]) {
        for value in values {
            self.required(key, value);
        }
    }

    /// The URL.
    ///
    /// # Errors
    /// Why there is none.
    pub fn finish(mut self) -> Result<String, String> {
        if let Some(why) = self.refused {
            return Err(why);
        }
        if self.url.is_empty() || self.url.starts_with('?') {
            self.url.insert(0, '/');
        }
        Ok(self.url)
    }

    fn push_segment(&mut self, text: &str) {
        self.url.push('/');
        self.url.extend(utf8_percent_encode(text, SEGMENT));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_the_parser_reads_back() {
        let mut url = UrlWriter::new("/app");
        url.literal("a b");
        url.segment(&"x/y?#%é");
        url.required("q", &"1+1=2&c d");
        url.default("days", &7_u32, "7");
        url.default("tab", &8_u32, "7");
        url.optional("none", &None::<u8>);
        url.optional("left_empty", &Some(""));
        url.repeated("r", &[1, 2]);
        let url = url.finish().unwrap();
        assert_eq!(url, "/app/a%20b/x%2Fy%3F%23%25%C3%A9?q=1%2B1%3D2%26c%20d&tab=8&r=1&r=2");
        let (path, query) = url.split_once('?').unwrap();
        assert_eq!(crate::segments::parse_path(path).unwrap().segments, ["app", "a b", "x/y?#%é"]);
        assert_eq!(crate::segments::parse_query(query)[0], ("q".into(), "1+1=2&c d".into()));
    }

    #[test]
    fn the_root_has_a_slash_and_a_mounted_root_has_none() {
        assert_eq!(UrlWriter::new("").finish().unwrap(), "/");
        assert_eq!(UrlWriter::new("/app").finish().unwrap(), "/app");
    }

    #[test]
    fn refuses_what_a_path_cannot_carry() {
        for text in ["", ".", ".."] {
            let mut url = UrlWriter::new("");
            url.segment(&text);
            assert!(url.finish().is_err(), "{text:?}");
        }
        let mut url = UrlWriter::new("");
        url.tail(&[]);
        assert!(url.finish().is_err());
    }
}
