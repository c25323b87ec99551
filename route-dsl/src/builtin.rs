//! The built-in parameter types: their names, and which texts each takes.

use crate::spec::Builtin;

/// Every built-in type by its name in Rust.
pub(crate) const ALL: [(&str, Builtin); 14] = [
    ("u8", Builtin::U8),
    ("u16", Builtin::U16),
    ("u32", Builtin::U32),
    ("u64", Builtin::U64),
    ("u128", Builtin::U128),
    ("usize", Builtin::Usize),
    ("i8", Builtin::I8),
    ("i16", Builtin::I16),
    ("i32", Builtin::I32),
    ("i64", Builtin::I64),
    ("i128", Builtin::I128),
    ("isize", Builtin::Isize),
    ("bool", Builtin::Bool),
    ("char", Builtin::Char),
];

/// The type's name in Rust.
pub(crate) fn name(builtin: Builtin) -> &'static str {
    ALL.iter().find(|(_, known)| *known == builtin).map_or("", |(name, _)| name)
}

/// Whether the type is parsed from `text`, canonical or not: what a query takes.
pub(crate) fn parses(builtin: Builtin, text: &str) -> bool {
    match builtin {
        Builtin::U8 => text.parse::<u8>().is_ok(),
        Builtin::U16 => text.parse::<u16>().is_ok(),
        Builtin::U32 => text.parse::<u32>().is_ok(),
        Builtin::U64 | Builtin::Usize => text.parse::<u64>().is_ok(),
        Builtin::U128 => text.parse::<u128>().is_ok(),
        Builtin::I8 => text.parse::<i8>().is_ok(),
        Builtin::I16 => text.parse::<i16>().is_ok(),
        Builtin::I32 => text.parse::<i32>().is_ok(),
        Builtin::I64 | Builtin::Isize => text.parse::<i64>().is_ok(),
        Builtin::I128 => text.parse::<i128>().is_ok(),
        Builtin::Bool => text.parse::<bool>().is_ok(),
        Builtin::Char => text.parse::<char>().is_ok(),
    }
}

/// Whether the type takes `text` as a segment of a path: only as it would print it itself (M2).
pub(crate) fn takes(builtin: Builtin, text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_canonical = match builtin {
        Builtin::Bool | Builtin::Char => true,
        _ => text == "0" || digits.starts_with(|first: char| first.is_ascii_digit() && first != '0'),
    };
    is_canonical && parses(builtin, text)
}

/// The largest value of a whole-number type, and the largest amount below zero; none for others.
/// `usize` and `isize` count as 64 bits wide.
pub(crate) fn range(builtin: Builtin) -> Option<(u128, u128)> {
    let bits = match builtin {
        Builtin::U8 | Builtin::I8 => 8,
        Builtin::U16 | Builtin::I16 => 16,
        Builtin::U32 | Builtin::I32 => 32,
        Builtin::U64 | Builtin::I64 | Builtin::Usize | Builtin::Isize => 64,
        Builtin::U128 | Builtin::I128 => 128,
        Builtin::Bool | Builtin::Char => return None,
    };
    let is_signed = name(builtin).starts_with('i');
    let half = 1_u128 << (bits - 1);
    Some(if is_signed { (half - 1, half) } else { (half - 1 + half, 0) })
}

/// What to write where a value of the type is wanted.
pub(crate) fn description(builtin: Builtin) -> String {
    match builtin {
        Builtin::Bool => "`true` or `false`".to_owned(),
        Builtin::Char => "a single character".to_owned(),
        _ => match range(builtin) {
            Some((above, 0)) => format!("a whole number from 0 to {above}"),
            Some((above, below)) => format!("a whole number from -{below} to {above}"),
            None => String::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_canonical_text_is_taken() {
        for (text, builtin) in
            [("7", Builtin::U8), ("-128", Builtin::I8), ("0", Builtin::I8), ("é", Builtin::Char)]
        {
            assert!(takes(builtin, text), "{text}");
        }
        for (text, builtin) in
            [("007", Builtin::U8), ("+7", Builtin::U8), ("-0", Builtin::I8), ("256", Builtin::U8)]
        {
            assert!(!takes(builtin, text), "{text}");
        }
    }

    #[test]
    fn ranges_are_those_of_rust() {
        for (_, builtin) in ALL {
            let Some((above, below)) = range(builtin) else { continue };
            assert!(takes(builtin, &above.to_string()));
            assert!(above == u128::MAX || !takes(builtin, &(above + 1).to_string()));
            assert!(below == 0 || takes(builtin, &format!("-{below}")));
            assert!(!takes(builtin, &format!("-{}", below + 1)));
        }
    }
}
