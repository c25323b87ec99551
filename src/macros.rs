//! The doors to the code generator. They hand it the path of this crate, so that a renamed one works.

/// The items of a spec file, which stands beside the calling file or in the package's folder.
///
/// ```text
/// pub mod routes { transom::include_routes!("app.routes", view = maud::Markup, mount = "/app"); }
/// ```
///
/// `view` is what handlers return, [`Html`](crate::Html) if it is not given; `mount` is what stands
/// before every path.
#[macro_export]
macro_rules! include_routes {
    ($($tokens:tt)*) => { $crate::__private::include_routes! { ($crate) $($tokens)* } };
}

/// The items of a spec written in place.
///
/// ```text
/// pub mod routes { transom::routes! { layout shell "/" { … } } }
/// ```
///
/// Options stand first, as an inner attribute: `#![view = maud::Markup, mount = "/app"]`.
#[macro_export]
macro_rules! routes {
    ($($tokens:tt)*) => { $crate::__private::routes! { ($crate) $($tokens)* } };
}
