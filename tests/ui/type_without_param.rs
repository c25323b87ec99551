struct Sku;

mod routes {
    transom::routes! {
        use crate::Sku;
        page item "/items/{sku: Sku}";
    }
}

fn main() {}
