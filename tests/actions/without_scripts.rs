//! As a browser without scripts posts: post, redirect, get, or the page again with status 422.

use crate::app::App;
use crate::post::{place, post_from, send};
use crate::routes::desk;
use axum::body::Body;
use http::Request;

#[tokio::test(start_paused = true)]
async fn a_good_form_is_done_and_leads_on() {
    let app = App::default();
    let body = "name=Ada+L&age=36&tags=a&tags=b%26&public=on&note=";
    let reply = post_from(&app, Some("/desk/7/profile"), "/desk/7/profile", body).await;
    assert_eq!(place(&reply), (303, Some("/desk/7")));
    assert_eq!(app.done(), [r#"save 7 Ada L 36 ["a", "b&"] true None"#]);
}

#[tokio::test(start_paused = true)]
async fn an_action_may_set_cookies_and_need_no_fields() {
    let app = App::default();
    let reply = post_from(&app, None, "/sign-out", "").await;
    assert_eq!(place(&reply), (303, Some("/")));
    assert!(reply.header("set-cookie").unwrap().starts_with("session=; Max-Age=0; Expires="));
    let plain = Request::post("/sign-out").body(Body::empty()).unwrap();
    assert_eq!(send(&app, plain).await.status, 303, "without a type");
    assert_eq!(app.done(), ["sign_out", "sign_out"]);
}

#[tokio::test(start_paused = true)]
async fn parameters_of_an_action_reach_it() {
    let app = App::default();
    let reply = post_from(&app, Some("/desk/7/notes/3"), "/desk/7/notes/3/rename", "to=x").await;
    assert_eq!(place(&reply), (303, Some("/desk/7/notes/3")), "back to where the form stands");
    assert_eq!(app.done(), ["rename 7/3 to x"]);
    assert_eq!(desk::Rename { team: 7, id: 3 }.to_string(), "/desk/7/notes/3/rename");
}

#[tokio::test(start_paused = true)]
async fn refreshing_leads_back_or_to_the_layout() {
    let app = App::default();
    for (from, to) in [
        (Some("/desk/7/admin/members?x=1"), "/desk/7/admin/members?x=1"),
        (None, "/desk/7"),
        (Some("/nowhere"), "/desk/7"),
        (Some("/desk/7/admin/forget"), "/desk/7"),
    ] {
        let reply = post_from(&app, from, "/desk/7/admin/forget", "").await;
        assert_eq!(place(&reply), (303, Some(to)), "{from:?}");
    }
    let request = Request::post("/desk/7/admin/forget").header("host", "app.example");
    let request = request.header("referer", "https://elsewhere.example/desk/7/profile");
    let reply = send(&app, request.body(Body::empty()).unwrap()).await;
    assert_eq!(place(&reply), (303, Some("/desk/7")));
}

#[tokio::test(start_paused = true)]
async fn a_refused_form_is_shown_again_with_what_was_typed() {
    let app = App::default();
    let reply =
        post_from(&app, Some("/desk/7/profile"), "/desk/7/profile", "name=&age=36&note=%3Cb%3E").await;
    assert_eq!(reply.status, 422);
    let main = reply.slot("main");
    assert!(main.contains(r#"<input name="name" value=""><p>name must not be empty</p>"#), "{main}");
    assert!(
        main.contains(r#"<input name="age" value="36"><input"#) || main.contains(r#"value="36">"#),
        "{main}"
    );
    assert!(main.contains("Some(&quot;&lt;b&gt;&quot;)"), "the form itself: {main}");
    assert!(app.done().is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_read_is_as_friendly_as_what_is_refused() {
    let app = App::default();
    for (body, says) in [
        ("name=Ada&age=old", "<p>age must be a whole number</p>"),
        ("name=Ada&age=300", "<p>age is too large</p>"),
        ("name=Ada&age=-1", "<p>age is too small</p>"),
        ("name=Ada&age=", "<p>age is missing</p>"),
        ("name=Ada", "<p>age is missing</p>"),
        ("name=Ada&age=1&age=2", "<p>age was sent more than once</p>"),
    ] {
        let reply = post_from(&app, Some("/desk/7/profile"), "/desk/7/profile", body).await;
        assert_eq!(reply.status, 422, "{body}");
        let main = reply.slot("main");
        assert!(main.contains(says) && main.contains(r#"value="Ada""#), "{body}: {main}");
    }
    let two = post_from(&app, Some("/desk/7/profile"), "/desk/7/profile", "age=old").await;
    for says in ["<p>age must be a whole number</p>", "<p>name is missing</p>"] {
        assert!(two.slot("main").contains(says), "{}", two.slot("main"));
    }
    assert!(app.done().is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_page_on_screen_is_shown_again_whatever_it_is() {
    let app = App::default();
    let reply = post_from(&app, Some("/desk/7/profile"), "/desk/7/notes", "").await;
    assert_eq!(reply.status, 422);
    assert!(reply.slot("main").contains("name=\"age\""), "{}", reply.body());
    assert!(reply.slot("notes").contains("is missing"), "{}", reply.body());
    let reply = post_from(&app, None, "/desk/7/notes", "").await;
    assert_eq!((reply.status.as_u16(), reply.slot("main")), (422, "inbox"), "else the layout's own URL");
}

#[tokio::test(start_paused = true)]
async fn a_page_shown_again_knows_its_own_url_and_where_the_next_post_comes_from() {
    let app = App::default();
    let reply = post_from(&app, Some("/desk/7/profile?x=1"), "/desk/7/profile", "name=&age=1").await;
    let main = reply.slot("main");
    assert!(main.contains("</a>/desk/7/profile?x=1"), "{main}");
    let action = r#"<form method="post" action="/desk/7/profile?_from=%2Fdesk%2F7%2Fprofile%3Fx%3D1">"#;
    assert!(main.contains(action), "{main}");
    let again = "/desk/7/admin/forget?_from=%2Fdesk%2F7%2Fprofile%3Fx%3D1";
    assert_eq!(place(&post_from(&app, None, again, "").await), (303, Some("/desk/7/profile?x=1")));
    let from_there = Some("/desk/7/profile?_from=%2Fdesk%2F7%2Fadmin%2Fmembers");
    let reply = post_from(&app, from_there, "/desk/7/admin/forget", "").await;
    assert_eq!(place(&reply), (303, Some("/desk/7/admin/members")), "a form without the item");
    let outside = post_from(&app, None, "/desk/7/admin/forget?_from=%2F%2Fevil.example", "").await;
    assert_eq!(place(&outside), (303, Some("/desk/7")));
}
