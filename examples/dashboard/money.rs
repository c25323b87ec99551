//! Amounts as people read them.

use std::fmt;

/// An amount in euro cents. Prints as `€1,234.50`, and with `{:#}` in whole euros, `€1,235`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Euros(pub(crate) i64);

impl fmt::Display for Euros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "−" } else { "" };
        let cents = self.0.unsigned_abs();
        if f.alternate() {
            write!(f, "{sign}€{}", thousands((cents + 50) / 100))
        } else {
            write!(f, "{sign}€{}.{:02}", thousands(cents / 100), cents % 100)
        }
    }
}

/// `12,345`
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// By how many tenths of a percent `now` differs from `before`; none if there is nothing to compare with.
pub(crate) fn change(now: i64, before: i64) -> Option<i64> {
    (before > 0).then(|| (now - before) * 1000 / before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_well() {
        assert_eq!(Euros(123_450).to_string(), "€1,234.50");
        assert_eq!(format!("{:#}", Euros(123_450)), "€1,235");
        assert_eq!(Euros(-5).to_string(), "−€0.05");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!((thousands(0), thousands(999)), ("0".into(), "999".into()));
    }

    #[test]
    fn changes_are_relative() {
        assert_eq!((change(110, 100), change(90, 100), change(5, 0)), (Some(100), Some(-100), None));
    }
}
