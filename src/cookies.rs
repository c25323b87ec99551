//! Cookies: read from a request when somebody asks, and written as a header holds them.

use cookie::Cookie;
use cookie::time::{Duration, OffsetDateTime};
use http::{HeaderMap, HeaderValue, header};

/// Those of a request, each by itself: one that cannot be read hides no other.
pub(crate) fn sent(headers: &HeaderMap) -> impl Iterator<Item = Cookie<'_>> {
    let lines = headers.get_all(header::COOKIE).iter();
    let pairs = lines.flat_map(|line| line.as_bytes().split(|byte| *byte == b';'));
    pairs.filter_map(|pair| Cookie::parse(std::str::from_utf8(pair).ok()?).ok())
}

/// What a cookie of a request says. Of several of one name a browser sends the one for the longest path first.
pub(crate) fn find<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    sent(headers).find(|cookie| cookie.name() == name)?.value_raw()
}

/// As a header; none if it would say something else there. What stands behind a semicolon in a value would be
/// read as an attribute.
pub(crate) fn to_header(cookie: &Cookie<'_>) -> Option<HeaderValue> {
    let text = cookie.to_string();
    let read = Cookie::parse(&*text).ok()?;
    let said = |cookie: &Cookie<'_>| {
        [Some(cookie.name()), Some(cookie.value()), cookie.path(), cookie.domain()]
            .map(|part| part.map(str::to_owned))
    };
    if said(&read) == said(cookie) { HeaderValue::from_str(&text).ok() } else { None }
}

/// What a `Set-Cookie` header sets.
pub(crate) fn set_by(header: &HeaderValue) -> Option<Cookie<'_>> {
    Cookie::parse(std::str::from_utf8(header.as_bytes()).ok()?).ok()
}

/// Whether a browser forgets the cookie as soon as it gets it. Of two terms `Max-Age` counts.
pub(crate) fn is_over(cookie: &Cookie<'_>) -> bool {
    match cookie.max_age() {
        Some(age) => age <= Duration::ZERO,
        None => cookie.expires_datetime().is_some_and(|end| end <= OffsetDateTime::now_utc()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_found_whatever_stands_beside_it() {
        let mut headers = HeaderMap::new();
        assert_eq!(find(&headers, "a"), None);
        for line in [&b"b; =; a =1=2; \xff=\xff; c=\"x\""[..], b"d=\xc3\xa4;a=3; e="] {
            headers.append(header::COOKIE, HeaderValue::from_bytes(line).unwrap());
        }
        for (name, value) in [("a", "1=2"), ("c", "\"x\""), ("d", "\u{e4}"), ("e", "")] {
            assert_eq!(find(&headers, name), Some(value), "{name}");
        }
        assert_eq!((find(&headers, "b"), find(&headers, "A")), (None, None));
    }

    #[test]
    fn one_that_would_say_something_else_is_none() {
        let text =
            |cookie: Cookie<'static>| to_header(&cookie).map(|header| header.to_str().unwrap().to_owned());
        let good = Cookie::build(("a", "x=y z")).path("/").domain("app.example").http_only(true).build();
        assert_eq!(text(good).as_deref(), Some("a=x=y z; HttpOnly; Path=/; Domain=app.example"));
        for (name, value) in
            [("a", "1; Domain=evil"), ("a", "1\r\nX: y"), ("a", " 1"), ("", "1"), ("a=b", "1"), ("a;b", "1")]
        {
            assert_eq!(text(Cookie::new(name, value)), None, "{name:?}={value:?}");
        }
        assert_eq!(text(Cookie::build("a").path("/; Secure").build()), None);
    }

    #[test]
    fn dead_ones_are_over() {
        let is_over = |text| is_over(&set_by(&HeaderValue::from_static(text)).unwrap());
        for dead in [
            "a=; Max-Age=0",
            "a=1; max-age=-5",
            "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
            "a=1; Max-Age=0; Expires=Fri, 31 Dec 9999 23:59:59 GMT",
        ] {
            assert!(is_over(dead), "{dead}");
        }
        for alive in [
            "a=",
            "a=1; Max-Age=60",
            "a=1; Expires=Fri, 31 Dec 9999 23:59:59 GMT",
            "a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
            "a=1; Expires=some day",
        ] {
            assert!(!is_over(alive), "{alive}");
        }
    }
}
