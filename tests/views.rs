//! Views: text is escaped, markup is not, slots and links go into every view layer.

use transom::{Cx, Html, Slot};

#[test]
fn strings_are_text_and_never_markup() {
    assert_eq!(
        Html::from("<b>\"a\" & 'b'</b>").as_str(),
        "&lt;b&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/b&gt;"
    );
    assert_eq!(Html::from("é<".to_owned()).to_string(), "é&lt;");
    assert_eq!(Html::raw("<b>").to_string(), "<b>");
}

#[test]
fn attributes_of_slots_are_escaped_and_ours_are_kept() {
    let slot = Slot::test("a").tag("a b").attr("x=\"", "1").attr("id", "mine").class("\"><script>");
    assert_eq!(
        slot.to_string(),
        r#"<div id="slot-test-a" data-slot="test@a" data-key="-" class="&quot;&gt;&lt;script&gt;"></div>"#
    );
}

mod routes {
    transom::routes! { page user "/users/{name}?{q: u32?}"; page rest "/files/{*path?}"; }
}

#[test]
fn links_are_typed_and_refuse_what_a_path_cannot_carry() {
    let cx = Cx::test("/users/a%20b");
    let user = |name: &str| routes::User { name: name.to_owned(), q: None };
    let link = cx.link(&user("a b")).class("x").hard();
    assert_eq!((link.href(), link.current()), ("/users/a%20b", true));
    let whole = r#"<a href="/users/a%20b" aria-current="page" class="x" data-hard="">A &amp; B</a>"#;
    assert_eq!(link.view("A & B").as_str(), whole);
    assert!(!cx.link(&user("b")).current());
    assert_eq!(cx.link(&user("..")).view("up").as_str(), "<a>up</a>");
    assert_eq!(user("").to_string(), "#");
    assert_eq!(routes::User { name: "x".to_owned(), q: Some(1) }.to_string(), "/users/x?q=1");
    let rest = routes::Rest { path: vec!["a/b".to_owned(), "c".to_owned()] };
    assert_eq!(cx.link(&rest).href(), "/files/a%2Fb/c");
}

#[tokio::test]
async fn extractors_read_the_request() {
    let cx = Cx::test("/x?a=1");
    let axum::extract::Query(query) = cx.extract::<axum::extract::Query<Vec<(String, u8)>>>().await.unwrap();
    assert_eq!(query, [("a".to_owned(), 1)]);
    let axum::extract::State(state) = cx.extract_with::<axum::extract::State<u8>, u8>(&7).await.unwrap();
    assert_eq!(state, 7);
    assert_eq!((cx.uri().path(), cx.method()), ("/x", &http::Method::GET));
}

#[cfg(feature = "maud")]
#[test]
fn maud_takes_slots_links_and_markup() {
    let cx = Cx::test("/");
    let link = cx.link(&routes::User { name: "a".to_owned(), q: Some(1) });
    let markup = maud::html! { a href=(link) { (Html::raw("<b>x</b>")) } (Slot::test("s")) };
    let slot = r#"<div id="slot-test-s" data-slot="test@s" data-key="-"></div>"#;
    assert_eq!(Html::from(markup).to_string(), format!(r#"<a href="/users/a?q=1"><b>x</b></a>{slot}"#));
}

#[cfg(feature = "askama")]
mod with_askama {
    use super::*;
    use askama::Template;

    #[derive(Template)]
    #[template(source = "<a{{ attrs }}>{{ text }}</a>{{ slot }}", ext = "html")]
    struct Shell {
        attrs: Html,
        text: &'static str,
        slot: Slot,
    }

    #[test]
    fn askama_takes_slots_and_markup_and_escapes_the_rest() {
        let attrs = Cx::test("/").link(&routes::User { name: "a".to_owned(), q: None }).attrs();
        let shell = Html::template(&Shell { attrs, text: "<x>", slot: Slot::test("s") }).unwrap();
        let slot = r#"<div id="slot-test-s" data-slot="test@s" data-key="-"></div>"#;
        assert_eq!(shell.to_string(), format!(r#"<a href="/users/a">&#60;x&#62;</a>{slot}"#));
    }
}
