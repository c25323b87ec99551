//! The whole application, asked as a browser without scripts would ask it.

use crate::app::App;
use crate::db::Db;
use crate::routes;
use axum::body::Body;
use axum::http::Request;
use transom::Service;
use transom::testing::{Reply, get, post, send_request};

fn site() -> Service {
    routes::service(App { db: Db::new().unwrap() })
}

/// A page as Ada sees it.
async fn see(site: &Service, path: &str) -> Reply {
    let request = Request::get(path).header("cookie", "mail-user=ada").body(Body::empty()).unwrap();
    send_request(site, request).await
}

/// A form that Ada sends from a page.
async fn send(site: &Service, page: &str, path: &str, form: &str) -> Reply {
    let request = Request::post(path)
        .header("cookie", "mail-user=ada")
        .header("host", "mail.example")
        .header("referer", format!("http://mail.example{page}"))
        .header("content-type", "application/x-www-form-urlencoded");
    send_request(site, request.body(Body::from(form.to_owned())).unwrap()).await
}

fn location(reply: &Reply) -> &str {
    reply.headers["location"].to_str().unwrap()
}

#[tokio::test]
async fn every_pane_shows_its_page_or_its_default() {
    let site = site();
    for (path, slot, expected) in [
        ("/", "folders", "3<span class=\"unseen\"> unread"),
        ("/", "list", "9 messages"),
        ("/", "reader", "Good morning, Ada"),
        ("/?folder=archive&q=grace", "list", "Figures for the first quarter"),
        ("/?folder=trash&q=%25", "list", "No message in Trash"),
        ("/messages/1", "reader", "Proofs for the spring catalogue"),
        ("/messages/1", "list", "9 messages"),
        ("/messages/1?@list=/?folder=sent", "list", "Two more quotes"),
        ("/messages/1?@list=/?folder=sent", "reader", "Mark as read"),
        ("/messages/13", "reader", "/compose?draft=13"),
        ("/compose", "reader", "New message"),
        ("/compose?reply=2", "reader", "value=\"Re: Lunch on Thursday?\""),
        ("/compose?draft=13", "reader", "five per cent is fine"),
    ] {
        let reply = see(&site, path).await;
        assert_eq!(reply.status, 200, "{path}");
        assert!(reply.slot(slot).contains(expected), "{path}: {slot} is {}", reply.slot(slot));
    }
}

#[tokio::test]
async fn what_is_not_ones_own_is_not_found() {
    let site = site();
    for path in ["/messages/999", "/messages/19", "/compose?reply=19", "/nowhere"] {
        assert_eq!(see(&site, path).await.status, 404, "{path}");
    }
    assert_eq!(send(&site, "/", "/messages/19/move", "to=trash").await.status, 404);
}

#[tokio::test]
async fn strangers_are_sent_to_the_sign_in_page_and_back() {
    let site = site();
    let reply = get(&site, "/messages/1").await;
    assert_eq!((reply.status.as_u16(), location(&reply)), (303, "/sign-in?to=%2Fmessages%2F1"));
    assert!(!reply.body().contains("Proofs"));
    assert_eq!(location(&get(&site, "/").await), "/sign-in");
    assert!(get(&site, "/sign-in?to=/messages/1").await.body().contains("value=\"/messages/1\""));
    for (form, leads_to) in [
        ("login=ada&to=/messages/1", "/messages/1"),
        ("login=ada", "/"),
        ("login=ada&to=//elsewhere.example", "/"),
    ] {
        let reply = send(&site, "/sign-in", "/sign-in", form).await;
        assert_eq!((reply.status.as_u16(), location(&reply)), (303, leads_to), "{form}");
        assert_eq!(reply.headers["set-cookie"], "mail-user=ada; HttpOnly; SameSite=Lax; Path=/");
    }
    let reply = send(&site, "/sign-in", "/sign-in", "login=bob&to=/messages/1").await;
    assert_eq!(reply.status, 422);
    assert!(reply.body().contains("Nobody of this name") && reply.body().contains("value=\"/messages/1\""));
}

#[tokio::test]
async fn a_letter_that_is_not_whole_comes_back_as_it_was_typed() {
    let site = site();
    let reply = send(&site, "/compose", "/compose", "to=grace&subject=&body=Is+1+%3C+2%3F&what=send").await;
    assert_eq!(reply.status, 422);
    let form = reply.slot("reader");
    for expected in ["value=\"grace\"", "This is no address", "Say in a few words", "Is 1 &lt; 2?"] {
        assert!(form.contains(expected), "{expected}: {form}");
    }
    assert!(!form.contains("The message is empty"), "{form}");
}

#[tokio::test]
async fn what_is_sent_or_kept_is_in_its_folder() {
    let site = site();
    let letter = "to=grace@harbour.example&subject=Thursday&body=I+come.";
    let sent = send(&site, "/compose", "/compose", &format!("{letter}&what=send")).await;
    assert_eq!((sent.status.as_u16(), location(&sent)), (303, "/?folder=sent"));
    assert!(see(&site, "/?folder=sent").await.slot("list").contains("Thursday"));
    let kept = send(&site, "/compose?draft=13", "/compose", &format!("{letter}&what=draft&draft=13")).await;
    assert_eq!((kept.status.as_u16(), location(&kept)), (303, "/?folder=drafts"));
    assert!(see(&site, "/?folder=drafts").await.slot("list").contains("1 message<"));
}

#[tokio::test]
async fn moving_and_marking_lead_back_to_the_page() {
    let site = site();
    let page = "/messages/1?@list=/?q=proofs";
    let moved = send(&site, page, "/messages/1/move", "to=archive").await;
    assert_eq!((moved.status.as_u16(), location(&moved)), (303, page));
    let reply = see(&site, page).await;
    assert!(reply.slot("list").contains("No message in Inbox"), "{}", reply.slot("list"));
    assert!(reply.slot("folders").contains("2<span class=\"unseen\"> unread"));
    let marked = send(&site, page, "/messages/2/mark", "unread=false").await;
    assert_eq!(marked.status, 303);
    assert!(see(&site, "/").await.slot("folders").contains("1<span class=\"unseen\"> unread"));
    assert_eq!(send(&site, page, "/messages/1/move", "to=nowhere").await.status, 422);
}

#[tokio::test]
async fn a_draft_that_is_moved_is_one_no_longer_in_its_own_pane_too() {
    let site = site();
    let sent_softly = async |id: u64| {
        let page = format!("/messages/{id}");
        let request = Request::post(format!("{page}/move"))
            .header("cookie", "mail-user=ada")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("transom-have", "")
            .header("transom-from", page);
        let reply = send_request(&site, request.body(Body::from("to=trash")).unwrap()).await;
        reply.header("transom-slots").unwrap_or_default().matches('@').count()
    };
    assert_eq!(sent_softly(1).await, 2);
    assert_eq!(sent_softly(13).await, 3);
    assert!(see(&site, "/messages/13").await.slot("reader").contains("Answer"));
}

#[tokio::test]
async fn strangers_do_nothing() {
    let site = site();
    for (path, form) in
        [("/messages/1/move", "to=trash"), ("/messages/1/mark", "unread=false"), ("/compose", "")]
    {
        let reply = post(&site, path, form).await;
        assert_eq!((reply.status.as_u16(), location(&reply)), (303, "/sign-in"), "{path}");
    }
    assert!(see(&site, "/").await.slot("list").contains("9 messages"));
    assert!(see(&site, "/").await.slot("folders").contains("3<span class=\"unseen\"> unread"));
}

#[tokio::test]
async fn signing_out_forgets_who_it_was() {
    let site = site();
    let reply = send(&site, "/", "/sign-out", "").await;
    assert_eq!((reply.status.as_u16(), location(&reply)), (303, "/sign-in"));
    assert!(reply.headers["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
}
