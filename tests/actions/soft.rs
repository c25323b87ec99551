//! As a browser with scripts posts: it says what it shows, and gets what has become of that.

use crate::app::App;
use crate::post::{place, send};
use axum::body::Body;
use http::request::Builder;
use http::{HeaderValue, Request};
use transom::testing::Reply;

/// A form sent from a page on screen.
fn soft(path: &str, from: &str) -> Builder {
    Request::post(path)
        .header("host", "app.example")
        .header("sec-fetch-site", "same-origin")
        .header("sec-fetch-mode", "cors")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("transom-have", "desk@main=x,desk@dialog=-,desk@notes=y")
        .header("transom-refresh", "1")
        .header("transom-from", from)
}

async fn post(app: &App, path: &str, from: &str, body: &str) -> Reply {
    send(app, soft(path, from).body(Body::from(body.to_owned())).unwrap()).await
}

/// The keys of the slots that come.
fn slots(reply: &Reply) -> Vec<&str> {
    let listed = reply.header("transom-slots").unwrap_or("(none)");
    listed.split(',').map(|item| item.split('=').next().unwrap()).collect()
}

/// What comes for a slot.
fn frame<'a>(reply: &'a Reply, slot: &str) -> &'a str {
    let open = format!("<template for=\"{slot}\">");
    let (_, rest) =
        reply.body().rsplit_once(&open).unwrap_or_else(|| panic!("no {slot} in {}", reply.body()));
    rest.split("</template>").next().unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_good_form_leads_on_as_without_scripts() {
    let reply = post(&App::default(), "/desk/7/profile", "/desk/7/profile", "name=a&age=1").await;
    assert_eq!(place(&reply), (303, Some("/desk/7")));
}

#[tokio::test(start_paused = true)]
async fn refreshing_sends_those_slots_and_nothing_else() {
    let app = App::default();
    let reply = post(&app, "/desk/7/notes/3/rename", "/desk/7/profile?@notes=/notes/3", "to=x").await;
    assert_eq!((reply.status.as_u16(), slots(&reply)), (200, vec!["desk@notes"]));
    assert_eq!(frame(&reply, "desk@notes"), "note 3");
    assert_eq!(reply.header("transom-url"), Some("/desk/7/profile?@notes=/notes/3"), "not the action's");
    assert_eq!(app.done(), ["rename 7/3 to x"]);
}

#[tokio::test(start_paused = true)]
async fn a_refused_form_comes_again_alone() {
    let reply = post(&App::default(), "/desk/7/profile", "/desk/7/profile", "name=&age=36").await;
    assert_eq!((reply.status.as_u16(), slots(&reply)), (422, vec!["desk@main"]));
    let main = frame(&reply, "desk@main");
    assert!(main.contains("<p>name must not be empty</p>") && main.contains(r#"value="36""#), "{main}");
    assert!(main.contains(r#"action="/desk/7/profile">"#), "the address bar stays: {main}");
}

#[tokio::test(start_paused = true)]
async fn a_form_refused_on_another_page_leads_to_that_page() {
    let reply = post(&App::default(), "/desk/7/profile", "/desk/7/admin/members", "name=&age=36").await;
    assert_eq!((reply.status.as_u16(), slots(&reply)), (422, vec!["desk@main", "desk@notes"]));
    assert!(frame(&reply, "desk@main").contains("<p>name must not be empty</p>"));
    assert_eq!(reply.header("transom-url"), None, "it is the action's");
}

#[tokio::test(start_paused = true)]
async fn a_form_in_a_dialog_is_refused_in_the_dialog() {
    for body in ["name=&age=36", "name=Ada&age=old"] {
        let open = soft("/desk/7/profile", "/desk/7/profile").header("transom-background", "/desk/7");
        let reply = send(&App::default(), open.body(Body::from(body)).unwrap()).await;
        assert_eq!((reply.status.as_u16(), slots(&reply)), (422, vec!["desk@dialog"]), "{body}");
        let dialog = frame(&reply, "desk@dialog");
        assert!(dialog.contains("<dialog data-modal data-close=\"/desk/7\">"), "{dialog}");
        assert!(
            dialog.contains("<p>name must not be empty</p>") || dialog.contains("<p>age must be"),
            "{dialog}"
        );
        assert_eq!(reply.header("transom-background"), Some("/desk/7"), "it stays open");
    }
}

/// One form can stand in several slots: beside a note, and in the dialog that the note is read in.
#[tokio::test(start_paused = true)]
async fn a_form_is_refused_also_in_the_slot_that_it_stands_in() {
    let path = "/desk/7/notes/3/sign";
    // Beneath the dialog the form's page is not on screen; its URL is the one that is shown.
    let dialog = soft(path, "/desk/7/notes/3").header("transom-background", "/desk/7");
    let dialog = dialog.header("transom-form", "desk@dialog").body(Body::from("to=x")).unwrap();
    let reply = send(&App::default(), dialog).await;
    assert_eq!((reply.status.as_u16(), slots(&reply)), (422, vec!["desk@dialog"]));
    assert!(frame(&reply, "desk@dialog").contains("reading 3: is no name"));

    let beside = soft(path, "/desk/7/notes/3").header("transom-form", "desk@main");
    let reply = send(&App::default(), beside.body(Body::from("to=x")).unwrap()).await;
    assert_eq!((reply.status.as_u16(), slots(&reply)), (422, vec!["desk@main", "desk@notes"]));
    assert_eq!(frame(&reply, "desk@main"), "reading 3: is no name");

    let reply = post(&App::default(), path, "/desk/7/notes/3", "to=x").await;
    assert_eq!(slots(&reply), ["desk@notes"], "of a form that stands in no slot");
}

#[tokio::test(start_paused = true)]
async fn a_failure_of_a_form_in_a_dialog_shows_in_the_dialog() {
    let dialog = soft("/desk/7/notes/3/sign", "/desk/7/notes/3").header("transom-background", "/desk/7");
    let dialog = dialog.header("transom-form", "desk@dialog").body(Body::from("to=gone")).unwrap();
    let reply = send(&App::default(), dialog).await;
    assert_eq!((reply.status.as_u16(), slots(&reply)), (404, vec!["desk@dialog"]));
    let shown = frame(&reply, "desk@dialog");
    assert!(shown.contains(r#"<dialog data-modal data-close="/desk/7">no such desk</dialog>"#), "{shown}");
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_read_is_said_where_the_form_stands() {
    let app = App::default();
    let reply = post(&app, "/desk/7/profile", "/desk/7/profile", "name=Ada&age=old").await;
    assert_eq!((reply.status.as_u16(), slots(&reply)), (422, vec!["desk@main"]), "beside the action");
    assert!(frame(&reply, "desk@main").contains("<p>age must be a whole number</p>"));
    let reply = post(&app, "/desk/7/notes", "/desk/7/profile", "").await;
    assert_eq!((reply.status.as_u16(), slots(&reply)), (422, vec!["desk@notes"]));
    assert!(frame(&reply, "desk@notes").contains("is missing"));
    let said = soft("/desk/7/notes", "/desk/7/profile").header("transom-form", "desk@main");
    let reply = send(&app, said.body(Body::empty()).unwrap()).await;
    assert_eq!((reply.status.as_u16(), slots(&reply)), (422, vec!["desk@main"]));
    assert!(app.done().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_failure_comes_as_the_actions_slot() {
    let app = App::default();
    let reply = post(&app, "/desk/7/notes", "/desk/7/profile", "text=fail").await;
    assert_eq!((reply.status.as_u16(), slots(&reply)), (500, vec!["desk@notes"]));
    assert!(frame(&reply, "desk@notes").contains("notes failed: no paper"));
    let reply = post(&app, "/desk/7/profile", "/desk/7", "name=who&age=1").await;
    assert_eq!((reply.status.as_u16(), slots(&reply)), (401, vec!["desk@main"]));
    let reply = post(&app, "/desk/7/profile", "/desk/7", "name=stop&age=1").await;
    assert_eq!(place(&reply), (303, Some("/")));
}

#[tokio::test(start_paused = true)]
async fn where_only_a_page_can_answer_nothing_is_done() {
    let app = App::default();
    for (path, from, body) in [
        ("/sign-out", "/desk/7", ""),
        ("/sign-out", "/", ""),
        ("/desk/7/notes/3/rename", "/", "to=x"),
        ("/desk/7/notes/3/rename", "/desk/8", "to=x"),
        ("/desk/7/profile", "/desk/8", "name=&age=36"),
    ] {
        let reply = post(&app, path, from, body).await;
        assert_eq!((reply.status.as_u16(), slots(&reply)), (409, vec!["(none)"]), "{path} from {from}");
        assert!(reply.body().is_empty());
    }
    let of_old = soft("/desk/7/notes/3/rename", "/desk/7/profile").header("transom-build", "old");
    assert_eq!(send(&app, of_old.body(Body::from("to=x")).unwrap()).await.status, 409, "another build");
    let mut nowhere = soft("/desk/7/notes/3/rename", "/desk/7");
    nowhere.headers_mut().unwrap().remove("transom-from");
    assert_eq!(send(&app, nowhere.body(Body::from("to=x")).unwrap()).await.status, 409, "nobody knows");
    assert_eq!(app.done(), [""; 0], "the browser posts once more by itself");
}

/// A page may answer with a whole response, and one of 400 to 499 would say that nothing was done.
#[tokio::test(start_paused = true)]
async fn after_an_action_no_page_says_that_nothing_was_done() {
    let app = App::default();
    let reply = post(&app, "/desk/7/admin/forget", "/desk/7/admin/members", "").await;
    assert_eq!(place(&reply), (303, Some("/desk/7/admin/members")), "{}", reply.body());
    assert_eq!(app.done(), ["forget 7"]);
    let whole = transom::testing::get(&crate::routes::service(app), "/desk/7/admin/members").await;
    assert_eq!(whole.status, 410, "the page says it itself");
}

#[tokio::test(start_paused = true)]
async fn what_was_wrong_is_gone_after_the_next_good_form() {
    let app = App::default();
    let refused = post(&app, "/desk/7/profile", "/desk/7/profile", "name=&age=36").await;
    let shown = refused.header("transom-slots").unwrap();
    let (slot, view) = shown.split_once("=r:").expect("a key of its own");
    assert_eq!(slot, "desk@main");
    let have = HeaderValue::from_str(&format!("{shown},desk@dialog=-,desk@notes=y")).unwrap();
    let mut good = soft("/desk/7/notes/3/rename", "/desk/7/profile");
    good.headers_mut().unwrap().insert("transom-have", have.clone());
    let reply = send(&app, good.body(Body::from("to=x")).unwrap()).await;
    assert_eq!(slots(&reply), ["desk@main", "desk@notes"]);
    let listed = reply.header("transom-slots").unwrap();
    assert!(listed.starts_with(&format!("desk@main={view},")), "its usual key: {listed}");
    assert!(!frame(&reply, "desk@main").contains("must not be empty"));
    let step = Request::get("/desk/7/profile?@notes=/notes/3").header("transom-from", "/desk/7/profile");
    let reply = send(&app, step.header("transom-have", have).body(Body::empty()).unwrap()).await;
    assert_eq!(slots(&reply), ["desk@main", "desk@notes"], "by any step");
}

#[tokio::test(start_paused = true)]
async fn a_form_whose_page_is_another_document_is_refused_where_it_stands() {
    let app = App::default();
    let form = |from| soft("/desk/7/profile", from).header("transom-form", "desk@main");
    let reply = send(&app, form("/desk/7/profile").body(Body::from("name=elsewhere&age=36")).unwrap()).await;
    assert_eq!((reply.status.as_u16(), slots(&reply)), (422, vec!["desk@main"]));
    let main = frame(&reply, "desk@main");
    assert!(
        main.contains("<p>name is of another desk</p>") && main.contains(r#"value="elsewhere""#),
        "{main}"
    );
    assert_eq!(app.done(), ["refused elsewhere"], "once");
}

#[tokio::test(start_paused = true)]
async fn forged_headers_get_no_more_than_the_page_would_show() {
    for (from, background) in [
        ("/desk/7/%zz", ""),
        ("https://evil.example/", ""),
        ("//evil.example", ""),
        ("/nothing", ""),
        ("/desk/7", "/%zz"),
        ("/desk/7?@notes=x", ""),
        ("\u{e4}", ""),
    ] {
        for (path, body) in
            [("/desk/7/notes/3/rename", "to=x"), ("/desk/7/profile", "name=&age=1"), ("/desk/7/notes", "")]
        {
            let request = soft(path, from).header("transom-background", background);
            let reply = send(&App::default(), request.body(Body::from(body)).unwrap()).await;
            let status = reply.status.as_u16();
            assert!([200, 409, 422].contains(&status), "{from} {background} {path}: {status}");
            assert!(reply.header("location").is_none_or(|to| to.starts_with("/desk")), "{from} {path}");
        }
    }
}
