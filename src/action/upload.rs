//! A file in a form.

use bytes::Bytes;
use serde_core::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use std::fmt;

/// A file that was sent with a form, whole. The type of a form's field for `<input type="file">`; such a
/// form is a [`multipart`](crate::Form::multipart) one. Optional and repeated files are `Option<Upload>` and
/// `Vec<Upload>`.
///
/// ```
/// #[derive(serde::Deserialize)]
/// struct Photo {
///     title: String,
///     image: transom::Upload,
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Upload {
    name: String,
    content_type: Option<String>,
    bytes: Bytes,
}

/// Asks the reader of forms for a file: no data format has one.
pub(super) const TOKEN: &str = "$transom::Upload";

impl Upload {
    /// A file made by hand, for tests; a browser sends its bare name, and a path before it is left out.
    #[must_use]
    pub fn new(name: &str, content_type: Option<String>, bytes: impl Into<Bytes>) -> Self {
        let bare = name.rsplit(['/', '\\']).next().unwrap_or_default();
        Self { name: bare.to_owned(), content_type, bytes: bytes.into() }
    }

    /// What the sender calls it: no path, but otherwise any text.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the sender says that it is, `image/png`. It may be anything else.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// What it holds.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Whether it is what browsers send where no file was chosen.
    pub(super) fn is_none(&self) -> bool {
        self.name.is_empty() && self.bytes.is_empty()
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, content_type, bytes } = self;
        let mut shown = f.debug_struct("Upload");
        shown.field("name", name).field("content_type", content_type).field("length", &bytes.len()).finish()
    }
}

impl<'de> Deserialize<'de> for Upload {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_newtype_struct(TOKEN, Parts)
    }
}

/// Takes a file's name, type and content.
struct Parts;

impl<'de> Visitor<'de> for Parts {
    type Value = Upload;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a file")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Upload, A::Error> {
        let missing = || A::Error::custom("must be a file");
        let name: String = parts.next_element()?.ok_or_else(missing)?;
        let content_type: String = parts.next_element()?.ok_or_else(missing)?;
        let Content(bytes) = parts.next_element()?.ok_or_else(missing)?;
        let content_type = Some(content_type).filter(|named| !named.is_empty());
        Ok(Upload { name, content_type, bytes })
    }
}

/// Bytes.
struct Content(Bytes);

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_bytes(Copied)
    }
}

struct Copied;

impl Visitor<'_> for Copied {
    type Value = Content;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Content, E> {
        Ok(Content(Bytes::copy_from_slice(bytes)))
    }
}
