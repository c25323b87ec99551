//! Something plain in place of an input that cannot be read, so that the others are looked at, too.

use super::{Choice, FileParts, Values, Wrong};
use crate::action::upload::{self, Upload};
use serde_core::de::{Deserializer, Visitor};

/// What is plainest of each type. Nobody sees it.
pub(super) struct StandIn;

/// `deserialize_u8` and the like.
macro_rules! plain {
    ($($method:ident $visit:ident $value:expr,)*) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
            visitor.$visit($value)
        }
    )* };
}

impl<'de> Deserializer<'de> for StandIn {
    type Error = Wrong;

    plain! {
        deserialize_any visit_str "",
        deserialize_bool visit_bool false,
        deserialize_i8 visit_i8 0,
        deserialize_i16 visit_i16 0,
        deserialize_i32 visit_i32 0,
        deserialize_i64 visit_i64 0,
        deserialize_i128 visit_i128 0,
        deserialize_u8 visit_u8 0,
        deserialize_u16 visit_u16 0,
        deserialize_u32 visit_u32 0,
        deserialize_u64 visit_u64 0,
        deserialize_u128 visit_u128 0,
        deserialize_f32 visit_f32 0.0,
        deserialize_f64 visit_f64 0.0,
        deserialize_char visit_char ' ',
        deserialize_bytes visit_bytes b"",
        deserialize_byte_buf visit_bytes b"",
        deserialize_seq visit_seq Values(&[]),
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_none()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        if name == upload::TOKEN {
            let file = Upload::new("", None, "");
            return visitor.visit_seq(FileParts { file: &file, next: 0 });
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_enum(Choice(variants.first().copied().unwrap_or_default().to_owned()))
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_unit()
    }

    serde_core::forward_to_deserialize_any! {
        str string tuple tuple_struct map struct unit_struct identifier ignored_any
    }
}
