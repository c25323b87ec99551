mod routes {
    transom::routes! {
        layout shop "/shop" {
            loading;
            error;
            guard user: String;
            page home "/";
        }
    }
}

fn main() {}
