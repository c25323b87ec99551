//! Actions that fail: the nearest boundary shows it on the page that the form stands on.

use crate::app::App;
use crate::post::{place, post_from};

#[tokio::test(start_paused = true)]
async fn a_failure_shows_in_the_boundary_of_its_node_on_the_page_on_screen() {
    let app = App::default();
    for (name, says) in
        [("broken", "desk failed: the disk is full"), ("panic", "desk failed: panicked: a bug")]
    {
        let body = format!("name={name}&age=1");
        let reply = post_from(&app, Some("/desk/7/notes/3"), "/desk/7/profile", &body).await;
        assert_eq!(reply.status, 500, "{name}");
        assert!(reply.slot("main").contains(says), "{name}: {}", reply.slot("main"));
        assert_eq!(reply.slot("notes"), "note 3", "the other slot is as it was");
    }
    assert!(app.done().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_failure_in_a_slot_leaves_the_main_slot_as_it_is() {
    let app = App::default();
    let reply = post_from(&app, Some("/desk/7/profile"), "/desk/7/notes", "text=fail").await;
    assert_eq!(reply.status, 500, "though the main chain is well");
    assert!(reply.slot("notes").contains("notes failed: no paper"), "{}", reply.slot("notes"));
    assert!(reply.slot("main").contains("name=\"age\""));
    assert!(reply.slot("notes").contains(r#"<a href="/desk/7/profile""#), "{}", reply.slot("notes"));
}

#[tokio::test(start_paused = true)]
async fn past_the_deadline_of_its_slot_an_action_has_failed() {
    let reply = post_from(&App::default(), None, "/desk/7/notes", "text=slow").await;
    assert_eq!(reply.status, 500);
    assert!(reply.slot("notes").contains("notes failed: not done within 200ms"), "{}", reply.slot("notes"));
}

#[tokio::test(start_paused = true)]
async fn an_error_may_mean_something_else() {
    let app = App::default();
    let post = async |name: &str| {
        let body = format!("name={name}&age=1");
        post_from(&app, Some("/desk/7/profile"), "/desk/7/profile", &body).await
    };
    assert_eq!(place(&post("stop").await), (303, Some("/")));
    let denied = post("who").await;
    assert_eq!(denied.status, 401);
    assert!(denied.slot("main").contains("desk failed: 401"), "{}", denied.slot("main"));
    let gone = post("gone").await;
    assert_eq!((gone.status.as_u16(), gone.slot("main")), (404, "no such desk"));
    let whole = post("whole").await;
    assert_eq!((whole.status.as_u16(), whole.body()), (409, "somebody else was first"));
}

#[tokio::test(start_paused = true)]
async fn where_no_page_has_the_slot_the_failure_is_a_document() {
    let reply = post_from(&App::default(), None, "/sign-out?fail", "").await;
    assert_eq!(reply.status, 500);
    assert!(reply.body().contains("500 Internal Server Error"), "{}", reply.body());
}

#[tokio::test(start_paused = true)]
async fn an_action_goes_on_when_the_browser_goes_away() {
    let app = App::default();
    let posting = post_from(&app, None, "/desk/7/notes", "text=later");
    assert!(tokio::time::timeout(std::time::Duration::from_millis(20), posting).await.is_err());
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    assert_eq!(app.done(), ["add later"]);
}
