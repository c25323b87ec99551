use transom::Cx;

mod routes {
    transom::include_routes!("shop.routes");
}

fn main() {
    let cx = Cx::test("/");
    cx.link("/items/1");
}
