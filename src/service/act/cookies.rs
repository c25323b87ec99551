//! What an action sets in cookies, the page that is its answer sees: it shows what a reload would.

use crate::Cookie;
use crate::cookies::{is_over, sent, set_by};
use crate::render::add_handlers_headers;
use http::{HeaderMap, HeaderValue, header};

/// Puts the cookies of a response into those of the request. Whether there were any.
pub(super) fn see_new(request: &mut HeaderMap, response: &HeaderMap) -> bool {
    let set: Vec<_> = response.get_all(header::SET_COOKIE).iter().filter_map(set_by).collect();
    if set.is_empty() {
        return false;
    }
    let mut cookies: Vec<_> = sent(request).map(Cookie::into_owned).collect();
    for cookie in set {
        cookies.retain(|known| known.name() != cookie.name());
        if !is_over(&cookie) {
            cookies.push(cookie.into_owned());
        }
    }
    request.remove(header::COOKIE);
    let all: Vec<_> = cookies.iter().map(|cookie| cookie.stripped().to_string()).collect();
    let all = HeaderValue::from_bytes(all.join("; ").as_bytes());
    if let Some(all) = all.ok().filter(|all| !all.is_empty()) {
        request.insert(header::COOKIE, all);
    }
    true
}

/// Adds an action's headers to its answer. Its cookies come before those of the page that is shown, which may
/// take them back: to browsers the last one counts.
pub(super) fn add_earlier_headers(answer: &mut HeaderMap, own: HeaderMap) {
    let later: Vec<_> = answer.get_all(header::SET_COOKIE).iter().cloned().collect();
    answer.remove(header::SET_COOKIE);
    add_handlers_headers(answer, own);
    for cookie in later {
        answer.append(header::SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_cookies_replace_old_ones_and_dead_ones_go() {
        let mut request = HeaderMap::new();
        request.append(header::COOKIE, HeaderValue::from_static("a=1; b=2; c=x=y; e=5"));
        let mut response = HeaderMap::new();
        assert!(!see_new(&mut request, &response));
        let old = "e=5; Expires=Thu, 01 Jan 1970 00:00:00 GMT";
        for cookie in ["b=3; Path=/; HttpOnly", "c=; Max-Age=0", "d=4; max-age=60", old] {
            response.append(header::SET_COOKIE, HeaderValue::from_static(cookie));
        }
        assert!(see_new(&mut request, &response));
        assert_eq!(request[header::COOKIE], "a=1; b=3; d=4");
        let dead = HeaderMap::from_iter([(header::SET_COOKIE, HeaderValue::from_static("a=; Max-Age=-1"))]);
        let mut one = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static("a=1"))]);
        assert!(see_new(&mut one, &dead) && !one.contains_key(header::COOKIE));
    }
}
