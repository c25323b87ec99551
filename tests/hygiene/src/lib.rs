//! Generated code in a crate without a prelude, with types that are called as the prelude's, under
//! every lint there is. That it builds is the test.
#![no_implicit_prelude]
#![deny(warnings, missing_docs, unreachable_pub, missing_debug_implementations, clippy::all)]

pub mod model;

/// A spec in a file, which includes another.
pub mod shop {
    ::web::include_routes!("routes/shop.routes", mount = "/shop", no_implicit_prelude);
}

/// A second spec in the same crate, written in place, through a macro of our own.
pub mod admin {
    macro_rules! through {
        ($($tokens:tt)*) => { ::web::routes! { $($tokens)* } };
    }

    through! {
        #![no_implicit_prelude]

        use crate::model::Option;
        use web::NoFields;

        /// A page without a layout.
        page a "/a/{str}/{b: Option}?{u8: u8 = 3}";

        /// Called as a type of the prelude, with parameters called as primitive ones.
        action ok "/ok/{u8}/{option: Option}" (NoFields);

        /// Called as a module of the standard library.
        layout std "/std" {
            loading;
            error;
            default core;
            page core "/";

            slot str {
                loading;
                error;
                default none;
                page some "/{vec: u8}";
            }

            slot bool {
                loading;
                error;
                default;
                when clone;
                guard string: Option;
            }
        }
    }
}
