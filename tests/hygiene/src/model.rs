//! Types that are called as those of the prelude.

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident,)*) => { $(
        $(#[$doc])*
        #[::core::prelude::v1::derive(
            ::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq, ::core::cmp::Eq
        )]
        pub struct $name(::std::string::String);

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;
            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok(Self(::core::convert::From::from(text)))
            }
        }
    )* };
}

texts! {
    /// Not the standard one.
    Option,
    /// Not the standard one.
    Result,
    /// Not the standard one.
    String,
    /// Not the standard one.
    Box,
}
