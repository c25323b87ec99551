//! Text of a URL into decoded segments and query items (M1).

use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::sync::Arc;

/// A path taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Path {
    /// Decoded, each on its own, so that an encoded slash stays inside its segment. An empty one means
    /// that nothing matches.
    pub(crate) segments: Vec<String>,
    /// Whether a slash stood at the end, which the canonical form has not.
    pub(crate) trailing_slash: bool,
}

/// Why a path is a 400.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BadPath;

/// Where a view looks: what stands behind its parameters and its query items.
#[derive(Clone, Debug)]
pub(crate) struct SlotLocation {
    pub(crate) segments: Arc<[String]>,
    pub(crate) query: Arc<[(String, String)]>,
}

impl SlotLocation {
    /// With no query.
    pub(crate) fn at(segments: Vec<String>) -> Self {
        Self { segments: shared(segments), query: Arc::default() }
    }

    pub(crate) fn with_query(&self, query: Vec<(String, String)>) -> Self {
        Self { segments: self.segments.clone(), query: shared(query) }
    }

    pub(crate) fn captures(&self) -> crate::captures::Captures<'_> {
        crate::captures::Captures::new(&self.segments, &self.query)
    }
}

/// Allocates nothing for nothing.
fn shared<T>(items: Vec<T>) -> Arc<[T]> {
    if items.is_empty() { Arc::default() } else { items.into() }
}

/// Splits at `/` and decodes each segment. The path starts with `/` or is empty.
pub(crate) fn parse_path(raw: &str) -> Result<Path, BadPath> {
    let inner = raw.strip_prefix('/').unwrap_or(raw);
    if inner.is_empty() {
        return Ok(Path { segments: Vec::new(), trailing_slash: false });
    }
    let (inner, trailing_slash) = match inner.strip_suffix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let segments = inner.split('/').map(decode_segment).collect::<Result<_, _>>()?;
    Ok(Path { segments, trailing_slash })
}

fn decode_segment(raw: &str) -> Result<String, BadPath> {
    let bytes = raw.as_bytes();
    let well_formed = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'%').all(
        |(at, _)| matches!(bytes.get(at + 1..at + 3), Some(hex) if hex.iter().all(u8::is_ascii_hexdigit)),
    );
    if !well_formed {
        return Err(BadPath);
    }
    percent_decode_str(raw).decode_utf8().map(Into::into).map_err(|_| BadPath)
}

/// Reads a query as HTML forms write it. It never fails: what is no UTF-8 is replaced.
pub(crate) fn parse_query(raw: &str) -> Vec<(String, String)> {
    raw.split('&')
        .filter(|item| !item.is_empty())
        .map(|item| {
            let (key, value) = item.split_once('=').unwrap_or((item, ""));
            (decode_form(key), decode_form(value))
        })
        .collect()
}

pub(crate) fn decode_form(raw: &str) -> String {
    percent_decode_str(&spaced(raw)).decode_utf8_lossy().into_owned()
}

/// As [`decode_form`]; none for what is no UTF-8.
pub(crate) fn decode_form_strictly(raw: &str) -> Option<String> {
    percent_decode_str(&spaced(raw)).decode_utf8().ok().map(Cow::into_owned)
}

fn spaced(raw: &str) -> Cow<'_, str> {
    if raw.contains('+') { raw.replace('+', " ").into() } else { raw.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segments(raw: &str) -> Vec<String> {
        parse_path(raw).unwrap().segments
    }

    #[test]
    fn an_encoded_slash_stays_inside_its_segment() {
        assert_eq!(segments("/a%2Fb/c"), ["a/b", "c"]);
    }

    #[test]
    fn a_trailing_slash_is_noted_and_inner_empties_are_kept() {
        let path = parse_path("/a//b/").unwrap();
        assert_eq!((path.segments, path.trailing_slash), (vec!["a".into(), String::new(), "b".into()], true));
        assert_eq!(parse_path("/").unwrap(), Path { segments: vec![], trailing_slash: false });
    }

    #[test]
    fn bad_encoding_and_bad_utf8_are_refused() {
        for raw in ["/%", "/%4", "/%zz", "/a/%ff", "/%C3%28"] {
            assert_eq!(parse_path(raw), Err(BadPath), "{raw}");
        }
    }

    #[test]
    fn a_query_is_read_as_forms_write_it() {
        let items = parse_query("a=1&b=x+y%2Bz&c&&a=2&%ff=");
        let items: Vec<_> = items.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(items, [("a", "1"), ("b", "x y+z"), ("c", ""), ("a", "2"), ("\u{fffd}", "")]);
    }
}
