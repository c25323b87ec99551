mod routes {
    transom::include_routes!("shopp.routes");
}

fn main() {}
