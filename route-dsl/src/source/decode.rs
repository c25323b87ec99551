//! Bytes to text, and what to say about bytes that are none.

use std::fmt;

use super::{Source, SourceId, Span};
use crate::code::Code;
use crate::diagnostic::Diagnostic;

/// The text that the bytes of a file hold.
///
/// # Errors
/// If they are no UTF-8: where, and the text with U+FFFD in place of what is none.
pub fn decode(bytes: Vec<u8>) -> Result<String, NotUtf8> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        let utf16 = matches!(bytes.get(..2), Some([0xFF, 0xFE] | [0xFE, 0xFF]));
        let byte = bytes.get(at).copied().unwrap_or_default();
        NotUtf8 { text: String::from_utf8_lossy(&bytes).into_owned(), at, byte, utf16 }
    })
}

/// Bytes that are no UTF-8. Prints as one line that says where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUtf8 {
    /// The text as far as it can be read; what can't be is U+FFFD.
    pub text: String,
    /// The first byte that is no part of UTF-8. Text and file are the same up to here.
    pub at: usize,
    /// That byte.
    pub byte: u8,
    /// Whether the file begins as UTF-16 does.
    pub utf16: bool,
}

impl NotUtf8 {
    /// The one error to report about the file, if [`text`](Self::text) is its source `id`.
    #[must_use]
    pub fn diagnostic(&self, id: SourceId) -> Diagnostic {
        let end = self.at + char::REPLACEMENT_CHARACTER.len_utf8();
        let span = Span::new(id, self.at, end.min(self.text.len()));
        let message = format!("byte {} of this file, {:#04X}, is no UTF-8", self.at, self.byte);
        let was = if self.utf16 { "UTF-16" } else { "another encoding" };
        Diagnostic::error(Code::NOT_UTF8, span, message)
            .label("here")
            .help(format!("it seems to be in {was}: save it as UTF-8"))
    }
}

impl fmt::Display for NotUtf8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = u32::try_from(self.at).unwrap_or(u32::MAX);
        let (line, column) = Source::new("", self.text.as_str()).position(at);
        write!(
            f,
            "byte {:#04X} at line {line}, column {column} is no UTF-8: save the file as UTF-8",
            self.byte
        )
    }
}

impl std::error::Error for NotUtf8 {}
