//! What is too large to be a spec is refused at a glance, before the parser sees it.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// Blocks in blocks.
const DEEPEST: usize = 64;
/// Bytes of one line. Text rebuilt from a macro's tokens may be one line.
const LONGEST_LINE: usize = 1 << 20;
/// Bytes of one file.
const LONGEST_FILE: usize = 1 << 26;

/// The one error of a text that is too long or too deep to be read.
pub(super) fn check_limits(text: &str, source: SourceId) -> Option<Diagnostic> {
    check_length(text, source).or_else(|| check_depth(text, source))
}

/// The one error of a text that is too long, in whatever form.
pub(crate) fn check_length(text: &str, source: SourceId) -> Option<Diagnostic> {
    let mut start = 0;
    let bytes = text.as_bytes();
    let too_long = |start: usize, what: &str| {
        let end = start + text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let message = format!("{what} to be a spec");
        Diagnostic::error(Code::TOO_LONG, Span::new(source, start, end), message)
            .help("is this the right file? A spec may have lines of 1 MiB and 64 MiB in all")
    };
    if bytes.len() > LONGEST_FILE {
        return Some(too_long(0, "this file is too long"));
    }
    for line in bytes.split(|byte| *byte == b'\n') {
        if line.len() > LONGEST_LINE {
            return Some(too_long(start, "this line is too long"));
        }
        start += line.len() + 1;
    }
    None
}

/// Counts braces, passing over strings and comments as the grammar does.
fn check_depth(text: &str, source: SourceId) -> Option<Diagnostic> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' if depth == DEEPEST => return Some(too_deep(Span::new(source, at, at + 1))),
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'"' => at = string_end(bytes, at),
            b'/' if bytes.get(at + 1) == Some(&b'/') => at = line_end(bytes, at),
            b'/' if bytes.get(at + 1) == Some(&b'*') => at = comment_end(bytes, at),
            _ => {}
        }
        at += 1;
    }
    None
}

fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::error(Code::NESTED_TOO_DEEP, span, format!("blocks are nested more than {DEEPEST} deep"))
        .label("this one is too deep")
        .help("close the blocks around it, or move its statements to a file of their own with `include`")
}

/// The last byte of the string that begins at `at`; an open one ends with its line.
fn string_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    loop {
        match bytes.get(end) {
            None | Some(b'"' | b'\n') => return end,
            Some(b'\\') => end += 2,
            Some(_) => end += 1,
        }
    }
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |length| at + length)
}

fn comment_end(bytes: &[u8], at: usize) -> usize {
    let end = bytes[at + 2..].windows(2).position(|pair| pair == b"*/");
    end.map_or(bytes.len(), |length| at + 2 + length + 1)
}
