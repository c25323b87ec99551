//! Walks through real specs, step by step beside the reference resolver.

mod draw;
mod limits;
mod walk;

use crate::table::Tables;
use std::fmt::{self, Display};
use std::str::FromStr;
use transom_route_dsl::spec::Spec;
use transom_route_dsl::{compile, source::Source};

/// A parameter's type of a user: small letters only.
#[derive(Clone, PartialEq)]
pub(crate) struct Handle(String);

impl Handle {
    fn takes(text: &str) -> bool {
        text.chars().all(|c| c.is_ascii_lowercase())
    }
}

impl FromStr for Handle {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        if Self::takes(text) { Ok(Self(text.to_owned())) } else { Err(()) }
    }
}

impl Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! specs {
    ($($name:ident $file:literal $($mount:literal)?;)*) => {
        $(#[allow(deprecated, reason = "the spec's warnings: it has on purpose what they warn of")]
        mod $name {
            crate::include_routes!($file $(, mount = $mount)?);
            pub(super) static TABLES: &crate::table::Tables = &__app::TABLES;
        })*
        /// The tables of each spec, with its text.
        fn specs() -> Vec<(&'static Tables, &'static str)> {
            vec![$(($name::TABLES, include_str!(concat!("../../../", $file)))),*]
        }
    };
}

specs! {
    mail "tests/navigate/mail.routes";
    mounted_mail "tests/navigate/mail.routes" "/app";
    gallery "tests/navigate/gallery.routes";
    panes "tests/navigate/panes.routes";
    two_hosts "tests/navigate/two_hosts.routes";
}

/// The spec as the reference reads it.
fn read(text: &str) -> Spec {
    let source = Source::new("app.routes", text);
    let compiled = compile(source, &mut |path| Err(format!("no {path}")));
    assert!(!compiled.has_errors(), "{:?}", compiled.diagnostics);
    compiled.spec
}
