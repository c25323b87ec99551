struct User;

mod routes {
    transom::routes! {
        use crate::User;

        layout desk "/desk" {
            loading;
            error;
            guard user: User;
            page home "/";
        }
    }
}

fn main() {}
