mod slash {
    transom::include_routes!("shop.routes", mount = "app/");
}
mod unknown {
    transom::routes! { #![veiw = String] page home "/"; }
}

fn main() {}
