//! `view` names a type that does not turn into `transom::Html`.

pub struct Markup(pub String);

mod routes {
    transom::routes! {
        #![view = crate::Markup]
        layout shop "/shop" {
            loading;
            error;
            page front "/";
            page offers "/offers";
        }
    }
}

fn main() {}
