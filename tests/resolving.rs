//! Which page shows where: M1 to M6 and M17, overrides among them, through a spec that has a case of each.

use transom::testing::{Reply, get};
use transom::{Cx, Failure, Html, Service};

mod routes {
    transom::routes! {
        not_found;
        layout shop "/shop/{region: north|south}" {
            loading; error; not_found; default not_found;
            page front "/";
            page item "/items/{id: u32}";
            page named "/items/{name}";
            page deep "/items/{name}/reviews/{page: u32}";
            page file "/files/{*path}";
            redirect "/wares/{id: u32}" to item;
            slot basket {
                loading inherit; error inherit; default;
                page step "/items/{name}?{step: u8 = 1}";
                page anywhere "/files/{*}";
                page extra "/extra";
            }
            layout office "/office" {
                not_found;
                page desk "/desk";
                page every "/all/{*rest?}";
            }
        }
        layout plain "/{any}" {
            loading; error; not_found;
            page only "/only";
        }
    }
}
use routes::{plain, shop};

struct App;

fn view(text: impl std::fmt::Display) -> Result<Html, transom::Error> {
    Ok(Html::from(text.to_string()))
}

impl routes::Root for App {
    fn not_found(&self, _: &Cx, _: &routes::At) -> Html {
        Html::from("root")
    }
}

impl routes::Shop for App {
    type Error = transom::Error;
    async fn layout(&self, _: &Cx, _: &shop::At, slots: shop::Slots) -> Result<Html, transom::Error> {
        let shop::Slots { main, basket } = slots;
        Ok(Html::raw(format!("{main}{basket}")))
    }
    fn loading(&self, _: &Cx, _: &shop::At) -> Html {
        Html::empty()
    }
    fn error(&self, _: &Cx, _: &shop::At, failure: &Failure<transom::Error>) -> Html {
        Html::from(failure.to_string())
    }
    fn not_found(&self, _: &Cx, _: &shop::At) -> Html {
        Html::from("shop")
    }
    async fn front(&self, _: &Cx, _: &shop::At, _: &shop::Front) -> Result<Html, transom::Error> {
        view("front")
    }
    async fn item(&self, _: &Cx, _: &shop::At, page: &shop::Item) -> Result<Html, transom::Error> {
        view(format_args!("item {}", page.id))
    }
    async fn named(&self, _: &Cx, _: &shop::At, page: &shop::Named) -> Result<Html, transom::Error> {
        view(format_args!("named {}", page.name))
    }
    async fn deep(&self, _: &Cx, _: &shop::At, page: &shop::Deep) -> Result<Html, transom::Error> {
        view(format_args!("deep {} {}", page.name, page.page))
    }
    async fn file(&self, _: &Cx, _: &shop::At, page: &shop::File) -> Result<Html, transom::Error> {
        view(format_args!("file {:?}", page.path))
    }
}

impl shop::Basket for App {
    async fn default(&self, _: &Cx, _: &shop::basket::At) -> Result<Html, transom::Error> {
        view("basket")
    }
    async fn step(
        &self,
        _: &Cx,
        _: &shop::basket::At,
        page: &shop::basket::Step,
    ) -> Result<Html, transom::Error> {
        view(format_args!("step {} of {}", page.step, page.name))
    }
    async fn anywhere(
        &self,
        _: &Cx,
        _: &shop::basket::At,
        _: &shop::basket::Anywhere,
    ) -> Result<Html, transom::Error> {
        view("anywhere")
    }
    async fn extra(
        &self,
        _: &Cx,
        _: &shop::basket::At,
        _: &shop::basket::Extra,
    ) -> Result<Html, transom::Error> {
        view("extra")
    }
}

impl shop::Office for App {
    async fn layout(
        &self,
        _: &Cx,
        _: &shop::office::At,
        slots: shop::office::Slots,
    ) -> Result<Html, transom::Error> {
        let shop::office::Slots { main } = slots;
        Ok(Html::from(main))
    }
    fn not_found(&self, _: &Cx, _: &shop::office::At) -> Html {
        Html::from("office")
    }
    async fn desk(
        &self,
        _: &Cx,
        _: &shop::office::At,
        _: &shop::office::Desk,
    ) -> Result<Html, transom::Error> {
        view("desk")
    }
    async fn every(
        &self,
        _: &Cx,
        _: &shop::office::At,
        page: &shop::office::Every,
    ) -> Result<Html, transom::Error> {
        view(format_args!("every {:?}", page.rest))
    }
}

impl routes::Plain for App {
    type Error = transom::Error;
    async fn layout(&self, _: &Cx, _: &plain::At, slots: plain::Slots) -> Result<Html, transom::Error> {
        Ok(Html::from(slots.main))
    }
    fn loading(&self, _: &Cx, _: &plain::At) -> Html {
        Html::empty()
    }
    fn error(&self, _: &Cx, _: &plain::At, failure: &Failure<transom::Error>) -> Html {
        Html::from(failure.to_string())
    }
    fn not_found(&self, _: &Cx, _: &plain::At) -> Html {
        Html::from("plain")
    }
    async fn only(&self, _: &Cx, _: &plain::At, page: &plain::Only) -> Result<Html, transom::Error> {
        view(format_args!("only {}", page.any))
    }
}

async fn ask(path: &str) -> Reply {
    let service: Service = routes::service(App);
    get(&service, path).await
}

#[tokio::test]
async fn each_slot_matches_on_its_own_by_the_order_of_kinds() {
    let cases = [
        ("/shop/north", "front", "basket"),
        ("/shop/north/items/7", "item 7", "step 1 of 7"),
        ("/shop/north/items/007?step=2", "named 007", "step 2 of 007"),
        ("/shop/south/items/a%2Fb", "named a/b", "step 1 of a/b"),
        ("/shop/south/items/7/reviews/2", "deep 7 2", "basket"),
        ("/shop/south/files/a/b%20c", "file [&quot;a&quot;, &quot;b c&quot;]", "anywhere"),
    ];
    for (path, main, basket) in cases {
        let reply = ask(path).await;
        assert_eq!((reply.slot("shop@main"), reply.slot("basket")), (main, basket), "{path}");
        assert_eq!(reply.status, 200, "{path}");
    }
}

#[tokio::test]
async fn a_nested_layout_is_entered_wherever_a_page_of_it_matches() {
    let cases = [
        ("/shop/north/office/desk", "desk"),
        ("/shop/north/office/all", "every []"),
        ("/shop/north/office/all/x/y", "every [&quot;x&quot;, &quot;y&quot;]"),
    ];
    for (path, main) in cases {
        let reply = ask(path).await;
        assert_eq!((reply.slot("office@main"), reply.slot("basket")), (main, "basket"), "{path}");
    }
}

#[tokio::test]
async fn what_no_page_matches_shows_the_deepest_closed_layouts_not_found() {
    for (path, slot, text) in [
        ("/shop/north/nope", "shop@main", "shop"),
        // A page of `basket` matches, but the main slot's default is that nothing is there.
        ("/shop/north/extra", "shop@main", "shop"),
        ("/shop/north/files", "shop@main", "shop"),
        ("/shop/north/office", "office@main", "office"),
        ("/shop/north/office/nope", "office@main", "office"),
    ] {
        let reply = ask(path).await;
        assert_eq!(
            (reply.status.as_u16(), reply.slot(slot), reply.slot("basket")),
            (404, text, "basket"),
            "{path}"
        );
    }
    // `/{any}` has no segment that is closed, and `west` is no region.
    for path in ["/other/nope", "/shop/west", "/"] {
        let reply = ask(path).await;
        assert!(reply.status == 404 && reply.text().ends_with("root"), "{path}: {}", reply.text());
    }
    assert_eq!(ask("/other/only").await.slot("main"), "only other");
}

#[tokio::test]
async fn redirects_take_their_parameters_along() {
    let reply = ask("/shop/north/wares/7?step=2").await;
    assert_eq!((reply.status.as_u16(), reply.header("location")), (307, Some("/shop/north/items/7?step=2")));
    assert_eq!(ask("/shop/north/wares/x").await.status, 404);
}

#[tokio::test]
async fn an_override_puts_one_slot_elsewhere() {
    let cases = [
        ("/shop/north?@basket=/extra", "front", "extra"),
        ("/shop/north/items/7?@basket=/items/b%2520c?step=4%26more=1&step=9", "item 7", "step 4 of b c"),
        // The empty one asks for the default; a main slot goes by its layout's name.
        ("/shop/north/items/7?@basket=", "item 7", "basket"),
        ("/shop/north/items/7?@shop=/", "front", "step 1 of 7"),
        ("/shop/north/items/7?@shop=/items/8&@basket=/items/9", "item 8", "step 1 of 9"),
        ("/shop/north/extra?@shop=/items/7", "item 7", "extra"),
    ];
    for (path, main, basket) in cases {
        let reply = ask(path).await;
        assert_eq!((reply.slot("shop@main"), reply.slot("basket")), (main, basket), "{path}");
        assert_eq!(reply.status, 200, "{path}");
    }
    let nested = ask("/shop/south/items/7?@shop=/office/desk&@office=/all/x").await;
    assert_eq!((nested.slot("office@main"), nested.slot("basket")), ("every [&quot;x&quot;]", "step 1 of 7"));
    let reply = ask("/shop/north/items/7?@basket=/items/x?step=y").await;
    assert_eq!((reply.status.as_u16(), reply.slot("basket")), (200, "shop"), "not found, but only there");
}

#[tokio::test]
async fn an_override_that_names_nothing_or_matches_nothing_is_a_404() {
    for query in [
        "@nothing=/",
        "@=/",
        "@office=/desk",
        "@basket=/nowhere",
        "@basket=extra",
        "@basket=/%25zz",
        "@basket=/%ff",
        "@basket=/extra&@basket=/extra",
        // Neither a default of that slot nor, in an override, a redirect.
        "@shop=",
        "@shop=/wares/7",
    ] {
        assert_eq!(ask(&format!("/shop/north?{query}")).await.status, 404, "{query}");
    }
    let many: Vec<_> = (0..5000).map(|n| format!("@s{n}=/")).collect();
    assert_eq!(ask(&format!("/shop/north?{}", many.join("&"))).await.status, 404);
}

#[tokio::test]
async fn a_redirect_goes_by_the_path_and_takes_what_is_active_along() {
    let cases = [
        ("?step=2&@basket=/extra", "/shop/north/items/7?step=2&@basket=/extra"),
        ("?@shop=/&x=a+b", "/shop/north/items/7?x=a+b&@shop=/"),
        // No slot of the target.
        ("?@office=/desk&@basket=", "/shop/north/items/7?@basket="),
        // That its value matches nothing is for the target to say.
        ("?@basket=/nowhere", "/shop/north/items/7?@basket=/nowhere"),
    ];
    for (query, to) in cases {
        let reply = ask(&format!("/shop/north/wares/7{query}")).await;
        assert_eq!((reply.status.as_u16(), reply.header("location")), (307, Some(to)), "{query}");
    }
}
