//! Reads a form's inputs into a type that derives `serde::Deserialize`.
//!
//! Forms have rules of their own, for which no self-describing format has a place: everything is text, an
//! input left empty is an absent `Option`, a checkbox says `on` or nothing, a list is its name repeated, and
//! what is wrong has to be said beside the input it is about, to a person.

mod stand_in;

use super::fields::{Fields, Value};
use super::upload;
use serde_core::de::value::BytesDeserializer;
use serde_core::de::value::StringDeserializer;
use serde_core::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, VariantAccess, Visitor,
};
use stand_in::StandIn;
use std::collections::HashMap;
use std::fmt::{self, Display};
use std::str::FromStr;

/// What is wrong with a form, in words for the person who has filled it in.
#[derive(Debug)]
pub(crate) struct Wrong {
    /// The input; none: the form as a whole.
    pub(crate) field: Option<String>,
    pub(crate) message: String,
}

/// As many messages are told, and of a form with more inputs than that the first one only: who makes such a
/// form up gets no more work out of us.
const MOST_WRONGS: usize = 50;
const MOST_INPUTS: usize = 1000;

/// Reads all inputs into one value; else says all that is wrong with them.
///
/// A type that derives `Deserialize` stops at the first input that it cannot read. So it is asked again, with
/// something plain in that one's place, until it has nothing new to say.
pub(crate) fn read<T: DeserializeOwned>(fields: &Fields) -> Result<T, Vec<Wrong>> {
    let most = if fields.0.len() > MOST_INPUTS { 1 } else { MOST_WRONGS };
    let mut wrongs: Vec<Wrong> = Vec::new();
    loop {
        let told: Vec<&str> = wrongs.iter().filter_map(|wrong| wrong.field.as_deref()).collect();
        let wrong = match T::deserialize(Whole { fields, told: &told }) {
            Ok(value) if wrongs.is_empty() => return Ok(value),
            Ok(_) => return Err(wrongs),
            Err(wrong) => wrong,
        };
        let is_new = wrong.field.as_deref().is_some_and(|field| !told.contains(&field));
        if is_new || wrongs.is_empty() {
            wrongs.push(wrong);
        }
        if !is_new || wrongs.len() == most {
            return Err(wrongs);
        }
    }
}

impl Wrong {
    fn new(message: impl Into<String>) -> Self {
        Self { field: None, message: message.into() }
    }
}

impl Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Wrong {}

impl Error for Wrong {
    fn custom<M: Display>(message: M) -> Self {
        Self::new(message.to_string())
    }

    fn missing_field(field: &'static str) -> Self {
        Self { field: Some(field.to_owned()), message: "is missing".to_owned() }
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self { field: Some(field.to_owned()), message: "was sent twice".to_owned() }
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self { field: Some(field.to_owned()), message: "is not expected".to_owned() }
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(format!("must be one of: {}", expected.join(", ")))
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn serde_core::de::Expected) -> Self {
        Self::new(format!("must be {expected}"))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn serde_core::de::Expected) -> Self {
        Self::new(format!("must be {expected}"))
    }
}

/// The form as a whole: a map or struct.
struct Whole<'a> {
    fields: &'a Fields,
    /// The inputs of which it is told already what is wrong.
    told: &'a [&'a str],
}

impl<'de> Deserializer<'de> for Whole<'_> {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let mut inputs: Vec<(&str, Vec<&Value>)> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for (name, value) in &self.fields.0 {
            if self.told.contains(&name.as_str()) {
                continue;
            }
            let at = *known.entry(name).or_insert(inputs.len());
            if at == inputs.len() {
                inputs.push((name, Vec::new()));
            }
            inputs[at].1.push(value);
        }
        inputs.reverse();
        visitor.visit_map(Inputs { rest: inputs, told: self.told, current: None })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_unit()
    }

    serde_core::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

/// The inputs still to be read, last first, and after them those of which enough is told.
struct Inputs<'a> {
    rest: Vec<(&'a str, Vec<&'a Value>)>,
    told: &'a [&'a str],
    current: Option<(&'a str, Option<Vec<&'a Value>>)>,
}

impl<'de> MapAccess<'de> for Inputs<'_> {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Wrong> {
        self.current = match self.rest.pop() {
            Some((name, values)) => Some((name, Some(values))),
            None => self.told.split_first().map(|(name, rest)| {
                self.told = rest;
                (*name, None)
            }),
        };
        let name = self.current.as_ref().map(|(name, _)| *name);
        name.map(|name| seed.deserialize(name.into_deserializer())).transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Wrong> {
        let (name, values) = self.current.take().ok_or_else(|| Wrong::new("is missing"))?;
        let read = match values {
            Some(values) => seed.deserialize(Input(&values)),
            None => seed.deserialize(StandIn),
        };
        read.map_err(|wrong| Wrong { field: Some(wrong.field.unwrap_or_else(|| name.to_owned())), ..wrong })
    }
}

/// One input with all its values.
#[derive(Clone, Copy)]
struct Input<'a>(&'a [&'a Value]);

impl<'a> Input<'a> {
    /// Its one value.
    fn one(self) -> Result<&'a Value, Wrong> {
        match self.0 {
            [value] => Ok(value),
            _ => Err(Wrong::new("was sent more than once")),
        }
    }

    /// Its one text.
    fn text(self) -> Result<&'a str, Wrong> {
        match self.one()? {
            Value::Text(text) => Ok(text),
            Value::File(_) => Err(Wrong::new("must be a text")),
        }
    }

    /// A whole number: what has only digits and is refused all the same is too large or too small.
    fn whole<N: FromStr>(self) -> Result<N, Wrong> {
        let text = self.text()?.trim();
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().map_err(|_| match (text, is_number) {
            ("", _) => Wrong::new("is missing"),
            (text, true) if text.starts_with('-') => Wrong::new("is too small"),
            (_, true) => Wrong::new("is too large"),
            _ => Wrong::new("must be a whole number"),
        })
    }

    fn decimal<N: FromStr>(self) -> Result<N, Wrong> {
        let text = self.text()?.trim();
        let message = if text.is_empty() { "is missing" } else { "must be a number" };
        text.parse().map_err(|_| Wrong::new(message))
    }
}

/// `deserialize_u8` and the like.
macro_rules! numbers {
    ($($method:ident $visit:ident $read:ident,)*) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
            visitor.$visit(self.$read()?)
        }
    )* };
}

impl<'de> Deserializer<'de> for Input<'_> {
    type Error = Wrong;

    numbers! {
        deserialize_i8 visit_i8 whole,
        deserialize_i16 visit_i16 whole,
        deserialize_i32 visit_i32 whole,
        deserialize_i64 visit_i64 whole,
        deserialize_i128 visit_i128 whole,
        deserialize_u8 visit_u8 whole,
        deserialize_u16 visit_u16 whole,
        deserialize_u32 visit_u32 whole,
        deserialize_u64 visit_u64 whole,
        deserialize_u128 visit_u128 whole,
        deserialize_f32 visit_f32 decimal,
        deserialize_f64 visit_f64 decimal,
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            [Value::Text(text)] => visitor.visit_str(text),
            _ => self.deserialize_seq(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        // A checkbox may have a hidden input before it that says `false`: the last one counts.
        match Input(self.0.last_chunk::<1>().map_or(self.0, |last| last)).text()?.trim() {
            "on" | "true" | "1" | "yes" => visitor.visit_bool(true),
            "off" | "false" | "0" | "no" | "" => visitor.visit_bool(false),
            _ => Err(Wrong::new("must be on or off")),
        }
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let mut chars = self.text()?.chars();
        match (chars.next(), chars.next()) {
            (Some(one), None) => visitor.visit_char(one),
            (None, _) => Err(Wrong::new("is missing")),
            _ => Err(Wrong::new("must be a single character")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_str(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_byte_buf(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_bytes(self.text()?.as_bytes())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            [Value::Text(text)] if text.is_empty() => visitor.visit_none(),
            [Value::File(file)] if file.is_none() => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            [Value::File(file)] if file.is_none() => visitor.visit_seq(Values(&[])),
            values => visitor.visit_seq(Values(values)),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        if name != upload::TOKEN {
            return visitor.visit_newtype_struct(self);
        }
        match self.one()? {
            Value::File(file) if file.is_none() => Err(Wrong::new("is missing")),
            Value::File(file) => visitor.visit_seq(FileParts { file, next: 0 }),
            Value::Text(_) => Err(Wrong::new("must be a file, sent as `multipart/form-data`")),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_enum(Choice(self.text()?.to_owned()))
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_unit()
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_unit()
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.deserialize_seq(visitor)
    }

    serde_core::forward_to_deserialize_any! { map struct identifier }
}

/// The values of an input that is read into a list.
struct Values<'a>(&'a [&'a Value]);

impl<'de> SeqAccess<'de> for Values<'_> {
    type Error = Wrong;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Wrong> {
        let Some((first, rest)) = self.0.split_first() else { return Ok(None) };
        self.0 = rest;
        seed.deserialize(Input(&[first])).map(Some)
    }
}

/// A file's name, type and content, one after the other.
struct FileParts<'a> {
    file: &'a upload::Upload,
    next: u8,
}

impl<'de> SeqAccess<'de> for FileParts<'_> {
    type Error = Wrong;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Wrong> {
        self.next += 1;
        let file = self.file;
        match self.next {
            1 => seed.deserialize(file.name().into_deserializer()).map(Some),
            2 => seed.deserialize(file.content_type().unwrap_or_default().into_deserializer()).map(Some),
            3 => seed.deserialize(BytesDeserializer::new(file.bytes())).map(Some),
            _ => Ok(None),
        }
    }
}

/// One of an enum's variants, by name.
struct Choice(String);

impl<'de> EnumAccess<'de> for Choice {
    type Error = Wrong;
    type Variant = NoContent;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, NoContent), Wrong> {
        let name: StringDeserializer<Wrong> = self.0.into_deserializer();
        Ok((seed.deserialize(name)?, NoContent))
    }
}

/// What a variant holds: an input has no place for it.
struct NoContent;

impl<'de> VariantAccess<'de> for NoContent {
    type Error = Wrong;

    fn unit_variant(self) -> Result<(), Wrong> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _: S) -> Result<S::Value, Wrong> {
        Err(Wrong::new("can't be read from a form"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Wrong> {
        Err(Wrong::new("can't be read from a form"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Wrong> {
        Err(Wrong::new("can't be read from a form"))
    }
}

#[cfg(test)]
mod tests;
