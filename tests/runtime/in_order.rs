//! What tools and robots get, and which page a URL shows.

use crate::app::{Act, service};
use crate::browser::readable;
use axum::body::{Body, to_bytes};
use http::{Method, Request};
use tower::ServiceExt;
use transom::testing::{get, send};

#[tokio::test(start_paused = true)]
async fn every_slot_shows_its_page_or_its_default() {
    let reply = get(&service([]), "/orgs/1").await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.slots(), ["dash@main", "dash@side", "dash@team"]);
    assert_eq!(
        [reply.slot("main"), reply.slot("side"), reply.slot("team")],
        ["overview", "side.default", ""]
    );

    let reply = get(&service([]), "/orgs/1/team/5").await;
    assert_eq!(
        [reply.slot("dash@main"), reply.slot("inner@main"), reply.slot("detail")],
        ["overview", "list", "member"]
    );
    insta::assert_snapshot!(readable(reply.body()));
}

#[tokio::test(start_paused = true)]
async fn view_keys_tell_parameters_apart_without_showing_them() {
    let service = service([]);
    let key = async |path: &str, slot: &str| {
        let reply = get(&service, path).await;
        let (_, rest) = reply.body().split_once(&format!("data-slot=\"{slot}\" data-key=\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let member = key("/orgs/1/team/5", "inner@detail").await;
    assert!(member.starts_with("member.") && member.len() == "member.".len() + 8, "{member}");
    assert_ne!(member, key("/orgs/1/team/6", "inner@detail").await);
    assert_eq!(key("/orgs/1/team/5", "dash@team").await, key("/orgs/1/team/6", "dash@team").await);
    assert_ne!(key("/orgs/1/views", "dash@side").await, key("/orgs/1/views?days=8", "dash@side").await);
    assert_eq!(key("/orgs/1/views", "dash@side").await, key("/orgs/1/views?other=8", "dash@side").await);
    assert_eq!(key("/orgs/1", "dash@team").await, "-");
}

#[tokio::test(start_paused = true)]
async fn a_query_item_that_does_not_parse_is_not_found_in_its_slot() {
    let reply = get(&service([]), "/orgs/1/views?days=x").await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.slot("side"), "<i>dash.not_found</i>");
    assert_eq!(reply.slot("main"), "overview");
}

#[tokio::test(start_paused = true)]
async fn what_nothing_matches_goes_to_the_deepest_layout_or_the_file() {
    let reply = get(&service([]), "/orgs/1/nope").await;
    assert_eq!(reply.status, 404);
    assert_eq!([reply.slot("main"), reply.slot("side")], ["<i>dash.not_found</i>", "side.default"]);
    for path in ["/nope", "/orgs/x", "/orgs/007", "/orgs//settings/billing", "/"] {
        let reply = get(&service([]), path).await;
        assert_eq!(reply.status, 404, "{path}");
        assert!(reply.body().contains("<i>root.not_found</i>"), "{path}");
    }
}

#[tokio::test(start_paused = true)]
async fn bad_encoding_is_400_and_a_trailing_slash_leads_to_the_canonical_form() {
    assert_eq!(get(&service([]), "/orgs/%ff").await.status, 400);
    let reply = get(&service([]), "/orgs/1/views/?days=8").await;
    assert_eq!((reply.status.as_u16(), reply.header("location")), (308, Some("/orgs/1/views?days=8")));
    assert_eq!(get(&service([]), "/orgs/1/nope/").await.status, 404);
}

#[tokio::test(start_paused = true)]
async fn pages_answer_get_and_head_only() {
    let reply = send(&service([]), Method::POST, "/orgs/1").await;
    assert_eq!((reply.status.as_u16(), reply.header("allow")), (405, Some("GET, HEAD")));
    let (get, head) = (get(&service([]), "/orgs/1").await, send(&service([]), Method::HEAD, "/orgs/1").await);
    assert_eq!((head.status, head.body()), (get.status, ""));
    assert_eq!(head.headers, get.headers);
    assert_eq!(send(&service([]), Method::HEAD, "/nope").await.status, 404);
    assert_eq!(send(&service([]), Method::POST, "/nope").await.status, 404);
}

#[tokio::test(start_paused = true)]
async fn redirects_carry_the_query_over() {
    let reply = get(&service([]), "/old?a=1").await;
    assert_eq!((reply.status.as_u16(), reply.header("location")), (308, Some("/about?a=1")));
}

#[tokio::test(start_paused = true)]
async fn titles_belong_to_the_main_page_else_to_the_layout() {
    let title = async |acts: Vec<(&'static str, Act)>, path: &str| {
        let reply = get(&service(acts), path).await;
        let (_, rest) = reply.body().split_once("<title>").unwrap();
        rest.split('<').next().unwrap().to_owned()
    };
    assert_eq!(title(vec![], "/about").await, "About");
    assert_eq!(title(vec![], "/orgs/1").await, "Dash");
    assert_eq!(title(vec![], "/orgs/1/settings/billing").await, "Settings");
    assert_eq!(title(vec![("overview", Act::Title(0, "A & B"))], "/orgs/1").await, "A &amp; B");
    assert_eq!(title(vec![("overview", Act::Title(30, "Late"))], "/orgs/1").await, "Late");
    assert_eq!(title(vec![("side.default", Act::Title(0, "Foreign"))], "/orgs/1").await, "Dash");
}

#[tokio::test(start_paused = true)]
async fn the_main_chain_decides_the_status() {
    let status = async |name, act| get(&service([(name, act)]), "/orgs/1").await.status.as_u16();
    assert_eq!(status("overview", Act::NotFound).await, 404);
    assert_eq!(status("overview", Act::Fail).await, 500);
    assert_eq!(status("overview", Act::Forbidden).await, 403);
    assert_eq!(status("overview", Act::NotFoundLater(30)).await, 404);
    assert_eq!(status("side.default", Act::Fail).await, 200);
    assert_eq!(status("side.default", Act::Redirect(0, "/about")).await, 200);
    assert_eq!(status("overview", Act::Whole).await, 418);
    let reply = get(&service([("overview", Act::Redirect(0, "/about?x=1"))]), "/orgs/1").await;
    assert_eq!((reply.status.as_u16(), reply.header("location")), (303, Some("/about?x=1")));
}

#[tokio::test(start_paused = true)]
async fn typed_links_know_whether_they_are_current() {
    let service = service([("views", Act::Show("link"))]);
    let reply = get(&service, "/orgs/1/views?other=1").await;
    assert_eq!(reply.slot("side"), "1: <a href=\"/orgs/1/views\">again</a> 7", "as the browser has it");
    let reply = get(&service, "/orgs/1/views").await;
    assert_eq!(reply.slot("side"), "1: <a href=\"/orgs/1/views\" aria-current=\"page\">again</a> 7");
    let reply = get(&service, "/orgs/1/views?days=8").await;
    assert_eq!(reply.slot("side"), "1: <a href=\"/orgs/1/views?days=8\" aria-current=\"page\">again</a> 8");
}

#[tokio::test(start_paused = true)]
async fn the_plain_cookie_is_set_for_paths_of_this_site_only() {
    let reply = get(&service([]), "/_transom/plain?to=%2Forgs%2F1%3Fa%3D1").await;
    assert_eq!((reply.status.as_u16(), reply.header("location")), (303, Some("/orgs/1?a=1")));
    assert_eq!(reply.header("set-cookie"), Some("transom-plain=1; Path=/; SameSite=Lax; HttpOnly"));
    for to in ["//evil.example", "/%5Cevil.example", "https://evil.example", "", "/a%0d%0ab"] {
        assert_eq!(get(&service([]), &format!("/_transom/plain?to={to}")).await.status, 400, "{to}");
    }
}

#[tokio::test(start_paused = true)]
async fn our_files_are_cached_for_good_under_their_hash() {
    let page = get(&service([]), "/orgs/1").await;
    let (_, rest) = page.body().split_once("<script async src=\"").unwrap();
    let url = rest.split('"').next().unwrap();
    let reply = get(&service([]), url).await;
    assert_eq!(reply.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(reply.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert_eq!(reply.body(), include_str!("../../client/dist/client.js"));
    assert_eq!(reply.header("vary"), Some("Accept-Encoding"));
    assert_eq!(get(&service([]), "/_transom/client.00000000.js").await.status, 404);

    let brotli = include_bytes!("../../client/dist/client.js.br").as_slice();
    let gzip = include_bytes!("../../client/dist/client.js.gz").as_slice();
    for (accepted, coding, content) in [
        ("gzip, deflate, br, zstd", Some("br"), brotli),
        ("GZIP;q=0.5, br;q=0", Some("gzip"), gzip),
        ("gzip;q=0, *", None, include_bytes!("../../client/dist/client.js")),
    ] {
        let request = Request::get(url).header("accept-encoding", accepted).body(Body::empty()).unwrap();
        let response = service([]).oneshot(request).await.unwrap();
        let found =
            response.headers().get("content-encoding").map(|coding| coding.to_str().unwrap().to_owned());
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        assert_eq!((found.as_deref(), &body[..]), (coding, content), "{accepted}");
    }
}
