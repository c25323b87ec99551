//! Whether a POST comes from a page of this site. Another site's page can make a browser send one, with the
//! user's cookies, without being able to read the answer.

use http::{HeaderMap, HeaderName, Uri, header};

/// Whether a browser says that another site's page has sent this. A client that says nothing (no browser of
/// today) sends no cookies on another's behalf.
pub(crate) fn is_from_elsewhere(headers: &HeaderMap, uri: &Uri) -> bool {
    let site = HeaderName::from_static("sec-fetch-site");
    if headers.contains_key(&site) {
        // `none`: typed by the user, or sent anew from the history.
        return !all(headers, &site, |site| matches!(site, "same-origin" | "none"));
    }
    let host = host(headers, uri);
    !all(headers, &header::ORIGIN, |origin| is_at(origin, host))
}

fn all(headers: &HeaderMap, name: &HeaderName, is_good: impl Fn(&str) -> bool) -> bool {
    headers.get_all(name).iter().all(|value| value.to_str().is_ok_and(&is_good))
}

/// Whether a URL is one of this host.
pub(crate) fn is_at(url: &str, host: Option<&str>) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let of_url = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    matches!((of_url, host), (Some(of_url), Some(host)) if of_url.eq_ignore_ascii_case(host))
}

/// The host that was asked, with its port.
pub(crate) fn host<'a>(headers: &'a HeaderMap, uri: &'a Uri) -> Option<&'a str> {
    let named = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    named.or_else(|| uri.authority().map(http::uri::Authority::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_refused(headers: &[(&str, &str)]) -> bool {
        let mut request = http::Request::post("/save").header("host", "app.example:8080");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(()).unwrap();
        is_from_elsewhere(request.headers(), request.uri())
    }

    #[test]
    fn what_the_browser_says_of_the_site_decides() {
        for (site, refused) in
            [("same-origin", false), ("none", false), ("same-site", true), ("cross-site", true)]
        {
            assert_eq!(is_refused(&[("sec-fetch-site", site)]), refused, "{site}");
        }
        let both = [("sec-fetch-site", "same-origin"), ("origin", "https://evil.example")];
        assert!(!is_refused(&both), "a proxy may have changed the host");
        assert!(is_refused(&[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")]));
    }

    #[test]
    fn older_browsers_say_the_origin_alone() {
        for (origin, refused) in [
            ("http://app.example:8080", false),
            ("https://APP.example:8080", false),
            ("http://app.example", true),
            ("http://app.example:8080.evil.example", true),
            ("null", true),
            ("", true),
        ] {
            assert_eq!(is_refused(&[("origin", origin)]), refused, "{origin}");
        }
        assert!(!is_refused(&[]), "a tool");
    }
}
