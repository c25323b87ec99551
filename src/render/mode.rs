//! How a page is sent, from what the request says of its browser (wire format, Full response 7 and 8).

use crate::cookies;
use http::HeaderMap;

/// The cookie that asks for plain pages.
pub(crate) const PLAIN_COOKIE: &str = "transom-plain";

/// How a page's slots are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// In frames, by readiness, to a browser that applies them itself.
    Native,
    /// In frames, by readiness, with our script to apply them.
    Scripted,
    /// In place, by document order: to robots, tools and browsers without scripts.
    InOrder,
}

impl Mode {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let destination = headers.get("sec-fetch-dest").and_then(|value| value.to_str().ok());
        if !matches!(destination, Some("document" | "iframe")) || wants_plain(headers) {
            Self::InOrder
        } else if patches_documents(headers) {
            Self::Native
        } else {
            Self::Scripted
        }
    }
}

/// Whether the browser was sent to plain pages.
pub(super) fn wants_plain(headers: &HeaderMap) -> bool {
    cookies::find(headers, PLAIN_COOKIE).is_some()
}

/// Chromium does since 150. Guessing wrong costs no more than a script that comes later.
fn patches_documents(headers: &HeaderMap) -> bool {
    let brands = headers.get("sec-ch-ua").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let version = brands.split("\"Chromium\";v=\"").nth(1).and_then(|rest| rest.split('"').next());
    version.and_then(|version| version.parse::<u32>().ok()).is_some_and(|version| version >= 150)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(headers: &[(&'static str, &'static str)]) -> Mode {
        let pairs = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        Mode::of(&pairs.collect())
    }

    #[test]
    fn tools_get_pages_in_order_and_browsers_in_frames() {
        assert_eq!(mode(&[]), Mode::InOrder);
        assert_eq!(mode(&[("sec-fetch-dest", "empty")]), Mode::InOrder);
        assert_eq!(mode(&[("sec-fetch-dest", "document")]), Mode::Scripted);
        assert_eq!(mode(&[("sec-fetch-dest", "iframe")]), Mode::Scripted);
        let plain = [("sec-fetch-dest", "document"), ("cookie", "a=b; transom-plain=1")];
        assert_eq!(mode(&plain), Mode::InOrder);
    }

    #[test]
    fn no_other_cookie_hides_the_plain_one() {
        let line = http::HeaderValue::from_bytes(b"name=\xc3\xa4; transom-plain=1; x=\xff").unwrap();
        assert!(wants_plain(&HeaderMap::from_iter([(http::header::COOKIE, line)])));
        let other = http::HeaderValue::from_static("not-transom-plain=1; a=transom-plain");
        assert!(!wants_plain(&HeaderMap::from_iter([(http::header::COOKIE, other)])));
    }

    #[test]
    fn chromium_150_is_native_and_149_is_not() {
        for (version, expected) in [("150", Mode::Native), ("149", Mode::Scripted), ("x", Mode::Scripted)] {
            let brands = format!(r#""Not A;Brand";v="99", "Chromium";v="{version}""#).leak();
            let headers = [("sec-fetch-dest", "document"), ("sec-ch-ua", &*brands)];
            assert_eq!(mode(&headers), expected, "{version}");
        }
    }
}
