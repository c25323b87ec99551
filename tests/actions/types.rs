//! The types of bodies besides plain forms: forms with files, and JSON.

use crate::app::App;
use crate::post::send;
use axum::body::Body;
use http::Request;
use transom::testing::Reply;

/// As browsers send a form with files: name, file name, content.
async fn post_parts(app: &App, parts: &[(&str, Option<&str>, &str)]) -> Reply {
    let mut body = String::new();
    for (name, file, content) in parts {
        body.push_str(&format!("--b\r\nContent-Disposition: form-data; name=\"{name}\""));
        if let Some(file) = file {
            body.push_str(&format!("; filename=\"{file}\"\r\nContent-Type: image/png"));
        }
        body.push_str(&format!("\r\n\r\n{content}\r\n"));
    }
    body.push_str("--b--\r\n");
    post(app, "/desk/7/notes/3/files", "multipart/form-data; boundary=b", &body).await
}

async fn post(app: &App, path: &str, kind: &str, body: &str) -> Reply {
    let request = Request::post(path).header("content-type", kind).header("host", "app.example");
    let request = request.header("referer", "https://app.example/desk/7/profile");
    send(app, request.body(Body::from(body.to_owned())).unwrap()).await
}

#[tokio::test(start_paused = true)]
async fn files_arrive_with_their_names_and_types() {
    let app = App::default();
    let reply = post_parts(
        &app,
        &[
            ("title", None, "Two\r\nlines"),
            ("file", Some("C:\\fotos\\a.png"), "12345"),
            ("more", Some("b.png"), "x"),
            ("more", Some("c.png"), "y"),
            ("icon", Some(""), ""),
        ],
    )
    .await;
    assert_eq!(reply.status, 303, "{}", reply.body());
    let done = "attach 3 Two\r\nlines a.png Some(\"image/png\") 5 [\"b.png\", \"c.png\"] None";
    assert_eq!(app.done(), [done]);
}

#[tokio::test(start_paused = true)]
async fn a_file_that_is_missing_is_said_beside_its_field() {
    let app = App::default();
    let none =
        post_parts(&app, &[("title", None, "a"), ("file", Some(""), ""), ("more", Some(""), "")]).await;
    assert_eq!(none.status, 422, "none was chosen: {}", none.body());
    let text =
        post(&app, "/desk/7/notes/3/files", "application/x-www-form-urlencoded", "title=a&file=b").await;
    assert_eq!(text.status, 422, "its name alone");
    assert!(app.done().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_plain_form_may_be_sent_as_multipart_too() {
    let app = App::default();
    let body = "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nwith a scri\u{111}t\r\n--b--\r\n";
    let reply = post(&app, "/desk/7/notes", "multipart/form-data; boundary=b", body).await;
    assert_eq!(reply.status, 303);
    assert_eq!(app.done(), ["add with a scri\u{111}t"]);
}

#[tokio::test(start_paused = true)]
async fn what_is_no_multipart_is_a_400() {
    let app = App::default();
    for body in ["", "text=a", "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nwithout an end"] {
        let reply = post(&app, "/desk/7/notes", "multipart/form-data; boundary=b", body).await;
        assert_eq!(reply.status, 400, "{body:?}: {}", reply.body());
    }
    assert_eq!(post(&app, "/desk/7/notes", "multipart/form-data", "").await.status, 415, "no boundary");
    assert!(app.done().is_empty());
}

#[tokio::test(start_paused = true)]
async fn json_is_read_into_the_same_type() {
    let app = App::default();
    let json = r#"{"name": "Ada", "age": 36, "tags": ["a"], "public": true, "note": null}"#;
    let reply = post(&app, "/desk/7/profile", "application/json", json).await;
    assert_eq!((reply.status.as_u16(), reply.header("location")), (303, Some("/desk/7")));
    assert_eq!(app.done(), [r#"save 7 Ada 36 ["a"] true None"#]);
}

#[tokio::test(start_paused = true)]
async fn a_program_is_told_in_json_what_is_wrong() {
    let app = App::default();
    for (json, says) in [
        (
            r#"{"name": "Ada", "age": "old"}"#,
            r#"{"errors":[{"field":"age","message":"invalid type: string \"old\", expected u8"}]}"#,
        ),
        (r#"{"name": "", "age": 1}"#, r#"{"errors":[{"field":"name","message":"must not be empty"}]}"#),
        (r#"{"name": "a"}"#, r#"{"errors":[{"field":"","message":"missing field `age`"}]}"#),
    ] {
        let reply = post(&app, "/desk/7/profile", "application/json; charset=utf-8", json).await;
        assert_eq!((reply.status.as_u16(), reply.body()), (422, says));
        assert_eq!(reply.header("content-type"), Some("application/json"));
    }
    assert_eq!(post(&app, "/desk/7/profile", "application/json", "{").await.status, 400);
    let reader = Request::post("/desk/7/profile").header("content-type", "application/json");
    let reader = reader.header("accept", "text/html").header("host", "app.example");
    let reader = reader.header("referer", "https://app.example/desk/7/profile");
    let reply = send(&app, reader.body(Body::from(r#"{"name": "", "age": 36}"#)).unwrap()).await;
    assert_eq!(reply.status, 422);
    assert!(reply.slot("main").contains(r#"name="age" value="36""#), "a page for who reads pages");
}
