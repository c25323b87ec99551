//! Times that are not written as times: `2 s`, `1.5s`, `30sec`, `2000`.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Says how the time at `found` is written, if it can be told.
pub(super) fn explain_duration(keyword: &str, text: &str, found: Span) -> Diagnostic {
    let range = written_at(text, found);
    let written = text.get(range.clone()).unwrap_or("");
    let span = found.to(Span::new(found.source, range.start, range.end));
    let error = Diagnostic::error(Code::DURATION_FORM, span, "a time is a whole number with its unit")
        .label("not such a time");
    match mend(written) {
        Some(mended) => {
            error.help(format!("write `{mended}`")).fix(format!("write `{mended}`"), span, mended)
        }
        None => error.help(format!("write `{keyword} 2s;`, with one of the units `ms`, `s`, `m` and `h`")),
    }
}

/// A time of more hours, or milliseconds, than can be counted.
pub(super) fn too_long(span: Span) -> Diagnostic {
    Diagnostic::error(Code::DURATION_FORM, span, "this time is too long")
        .label("more than can be counted")
        .help("write a shorter time, such as `30s`")
}

/// What the writer meant as a time: all up to the `;`, on one line.
fn written_at(text: &str, found: Span) -> std::ops::Range<usize> {
    let start = found.range().start;
    let rest = text.get(start..).unwrap_or("");
    let end = rest.find([';', '\n', '}', '/', '"']).unwrap_or(rest.len()).min(64);
    let end = (0..=end).rev().find(|end| rest.is_char_boundary(*end)).unwrap_or(0);
    start..start + rest[..end].trim_end().len()
}

/// `2 sec` as `2s`, `1.5s` as `1500ms`.
fn mend(written: &str) -> Option<String> {
    let digits = written.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '_').unwrap_or(written.len());
    let (number, unit) = written.split_at(digits);
    let number = number.replace('_', "");
    let unit = match unit.trim().to_lowercase().as_str() {
        "ms" | "msec" | "millis" | "milliseconds" => "ms",
        "s" | "sec" | "secs" | "second" | "seconds" => "s",
        "m" | "min" | "mins" | "minute" | "minutes" => "m",
        "h" | "hr" | "hrs" | "hour" | "hours" => "h",
        _ => return None,
    };
    if let Ok(whole) = number.parse::<u64>() {
        return Some(format!("{whole}{unit}"));
    }
    let (whole, part) = number.split_once('.')?;
    let (smaller, factor) = match unit {
        "s" => ("ms", 1000),
        "m" => ("s", 60),
        "h" => ("m", 60),
        _ => return None,
    };
    let scale = 10u64.checked_pow(u32::try_from(part.len()).ok()?)?;
    let parts = part.parse::<u64>().ok()?.checked_mul(factor)?;
    let whole = whole.parse::<u64>().ok()?.checked_mul(factor)?;
    let sum = whole.checked_add(parts / scale)?;
    (parts % scale == 0).then(|| format!("{sum}{smaller}"))
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn times_are_mended() {
        let cases = [
            ("2 s", Some("2s")),
            ("30sec", Some("30s")),
            ("1.5s", Some("1500ms")),
            ("0.5 h", Some("30m")),
            ("1_000ms", Some("1000ms")),
            ("2000", None),
            ("0.0001s", None),
            ("1.5ms", None),
            ("99999999999999999999s", None),
            ("soon", None),
        ];
        for (written, wanted) in cases {
            assert_eq!(mend(written).as_deref(), wanted, "{written}");
        }
    }
}
