//! Each macro is given what the other one takes.

mod routes {
    transom::routes!("shop.routes");
}

mod more {
    transom::include_routes! { page front "/"; }
}

fn main() {}
