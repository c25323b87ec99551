//! Percent-encoding, as the run time reads and writes URLs.

/// What stands in a segment as it is: RFC 3986's `pchar` without `%`.
pub(super) fn segment(text: &str) -> String {
    encode(text, |byte| is_unreserved(byte) || b"!$&'()*+,;=:@".contains(&byte))
}

/// A key or value of a query item, read back as forms are.
pub(super) fn query(text: &str) -> String {
    encode(text, |byte| is_unreserved(byte) || b"!$()*,:@".contains(&byte))
}

/// The whole of an override's value, a URL of its own.
pub(super) fn override_value(text: &str) -> String {
    encode(text, |byte| is_unreserved(byte) || b"/?=@:,!$()*".contains(&byte))
}

/// What was typed, so that it can stand in a header: only what no URL may hold is encoded.
pub(super) fn typed(text: &str) -> String {
    encode(text, |byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte))
}

/// A segment's text; none if it is not well encoded (M1).
pub(super) fn decode_segment(raw: &str) -> Option<String> {
    String::from_utf8(decode(raw)?).ok()
}

/// A key or value of a query item as HTML forms write it. It never fails: what is no UTF-8 is replaced,
/// what is no escape stays as it is.
pub(super) fn decode_form(raw: &str) -> String {
    let spaced = raw.replace('+', " ");
    let mut bytes = Vec::new();
    let mut rest = spaced.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = (*first == b'%').then(|| hex_pair(after)).flatten();
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The same of an override's value, which must be well encoded (M5).
pub(super) fn decode_form_strictly(raw: &str) -> Option<String> {
    decode_segment(&raw.replace('+', " "))
}

fn decode(raw: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut rest = raw.as_bytes();
    while let [first, after @ ..] = rest {
        if *first == b'%' {
            bytes.push(hex_pair(after)?);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    Some(bytes)
}

fn hex_pair(bytes: &[u8]) -> Option<u8> {
    let digit = |at: usize| bytes.get(at).and_then(|byte| (*byte as char).to_digit(16));
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

fn encode(text: &str, stays: impl Fn(u8) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if stays(byte) {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let text = "a b/?#%é&+='\";<>[]\\^`{|}@:";
        assert_eq!(decode_segment(&segment(text)).as_deref(), Some(text));
        assert_eq!(decode_form(&query(text)), text);
        assert_eq!(decode_form_strictly(&override_value(text)).as_deref(), Some(text));
    }

    #[test]
    fn forms_take_anything_and_segments_do_not() {
        assert_eq!(decode_form("%zz+%ff%4"), "%zz \u{fffd}%4");
        assert_eq!(["%zz", "%4", "%ff"].map(decode_segment), [None, None, None]);
    }
}
