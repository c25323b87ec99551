//! What an action sets in cookies, the page that is its answer sees: it shows what a reload would.

use crate::render::add_handlers_headers;
use http::{HeaderMap, HeaderValue, header};

/// Puts the cookies of a response into those of the request. Whether there were any.
pub(super) fn see_new(request: &mut HeaderMap, response: &HeaderMap) -> bool {
    let set: Vec<&str> =
        response.get_all(header::SET_COOKIE).iter().filter_map(|cookie| cookie.to_str().ok()).collect();
    if set.is_empty() {
        return false;
    }
    let old = request.get_all(header::COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
    let mut cookies: Vec<(String, String)> =
        old.flat_map(|cookies| cookies.split(';')).filter_map(read).collect();
    for cookie in set {
        let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
        let Some((name, value)) = read(pair) else { continue };
        cookies.retain(|(known, _)| *known != name);
        if !is_over(attributes) {
            cookies.push((name, value));
        }
    }
    request.remove(header::COOKIE);
    let all: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    if let Some(all) = HeaderValue::from_str(&all.join("; ")).ok().filter(|all| !all.is_empty()) {
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

fn read(pair: &str) -> Option<(String, String)> {
    let (name, value) = pair.split_once('=')?;
    Some((name.trim().to_owned(), value.trim().to_owned()))
}

/// A cookie that is to be forgotten at once.
fn is_over(attributes: &str) -> bool {
    let mut pairs = attributes.split(';').filter_map(read);
    pairs.any(|(name, value)| {
        name.eq_ignore_ascii_case("max-age") && value.parse::<i64>().is_ok_and(|seconds| seconds <= 0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_cookies_replace_old_ones_and_dead_ones_go() {
        let mut request = HeaderMap::new();
        request.append(header::COOKIE, HeaderValue::from_static("a=1; b=2; c=x=y"));
        let mut response = HeaderMap::new();
        assert!(!see_new(&mut request, &response));
        for cookie in ["b=3; Path=/; HttpOnly", "c=; Max-Age=0", "d=4; max-age=60"] {
            response.append(header::SET_COOKIE, HeaderValue::from_static(cookie));
        }
        assert!(see_new(&mut request, &response));
        assert_eq!(request[header::COOKIE], "a=1; b=3; d=4");
        let dead = HeaderMap::from_iter([(header::SET_COOKIE, HeaderValue::from_static("a=; Max-Age=-1"))]);
        let mut one = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static("a=1"))]);
        assert!(see_new(&mut one, &dead) && !one.contains_key(header::COOKIE));
    }
}
