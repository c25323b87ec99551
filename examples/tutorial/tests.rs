//! How to test an application: what it shows, and what its spec is compiled to.

use super::*;
use transom::testing::get;

#[tokio::test]
async fn both_slots_show() {
    let reply = get(&routes::service(App), "/hello/Ada%20%3CL%3E").await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.slot("main"), "<h1>Hello, Ada &lt;L&gt;!</h1>");
    assert!(reply.slot("clock").ends_with("since 1970"));
}

#[test]
fn generated_code() {
    insta::assert_snapshot!(transom_codegen::emit("app.routes", |path| std::fs::read_to_string(format!(
        "examples/tutorial/{path}"
    ))));
}
