mod routes {
    transom::routes! {
        layout shop "/shop/{id: u32}" {
            loading;
            error;
            default hom;
            page home "/";

            /// The basket.
            slot cart {
                error;
                default none;
                page basket "/basket/{id: Sku}";
            }
        }
    }
}

fn main() {}
