//! What each type makes of what was typed.

use crate::action::fields::Fields;
use crate::segments::parse_query;
use serde::Deserialize;
use std::collections::BTreeMap;

fn read<T: serde::de::DeserializeOwned>(typed: &str) -> Result<T, String> {
    let read = Fields::of_texts(parse_query(typed)).read();
    let say = |(field, message): (&str, &str)| format!("{field} {message}");
    read.map_err(|errors| errors.iter().map(say).collect::<Vec<_>>().join(", "))
}

#[derive(Debug, PartialEq, Deserialize)]
struct One<T> {
    x: T,
}

fn one<T: serde::de::DeserializeOwned>(typed: &str) -> Result<T, String> {
    read::<One<T>>(typed).map(|one| one.x)
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Choice {
    First,
    SecondOne,
    WithMore(u8),
}

#[derive(Debug, PartialEq, Deserialize)]
struct Id(u32);

#[test]
fn numbers_say_what_is_wrong_with_them() {
    assert_eq!(one::<u8>("x=+7 "), Ok(7));
    assert_eq!(one::<i8>("x=-7"), Ok(-7));
    assert_eq!(one::<f64>("x=1.5"), Ok(1.5));
    for (typed, says) in [
        ("x=256", "x is too large"),
        ("x=-1", "x is too small"),
        ("x=7a", "x must be a whole number"),
        ("x=1.5", "x must be a whole number"),
        ("x=-", "x must be a whole number"),
        ("x=", "x is missing"),
        ("y=1", "x is missing"),
        ("x=1&x=2", "x was sent more than once"),
    ] {
        assert_eq!(one::<u8>(typed), Err(says.to_owned()), "{typed}");
    }
    assert_eq!(one::<f32>("x=a"), Err("x must be a number".to_owned()));
}

#[test]
fn an_empty_input_is_an_absent_option_and_an_empty_text() {
    assert_eq!(one::<Option<u8>>("x="), Ok(None));
    assert_eq!(one::<Option<u8>>(""), Ok(None));
    assert_eq!(one::<Option<u8>>("x=7"), Ok(Some(7)));
    assert_eq!(one::<Option<u8>>("x=a"), Err("x must be a whole number".to_owned()));
    assert_eq!(one::<String>("x="), Ok(String::new()));
}

#[test]
fn a_checkbox_is_on_and_the_last_of_two_counts() {
    assert_eq!(one::<bool>("x=on"), Ok(true));
    assert_eq!(one::<bool>("x=false&x=true"), Ok(true));
    assert_eq!(one::<bool>("x=0"), Ok(false));
    assert_eq!(one::<bool>("x=perhaps"), Err("x must be on or off".to_owned()));
}

#[test]
fn lists_choices_and_new_types_are_read() {
    assert_eq!(one::<Vec<u8>>("x=1&y=9&x=2"), Ok(vec![1, 2]));
    assert_eq!(one::<Vec<u8>>("x=1&x=b"), Err("x must be a whole number".to_owned()));
    assert_eq!(one::<Choice>("x=second-one"), Ok(Choice::SecondOne));
    assert_eq!(one::<Vec<Choice>>("x=first&x=second-one"), Ok(vec![Choice::First, Choice::SecondOne]));
    let says = "x must be one of: first, second-one, with-more";
    assert_eq!(one::<Choice>("x=third"), Err(says.to_owned()));
    assert_eq!(one::<Choice>("x=with-more"), Err("x can't be read from a form".to_owned()));
    assert_eq!(one::<Id>("x=7"), Ok(Id(7)));
    assert_eq!(one::<char>("x=%C3%A4"), Ok('ä'));
    assert_eq!(one::<char>("x=ab"), Err("x must be a single character".to_owned()));
}

#[test]
fn a_whole_form_may_be_a_map_or_hold_another() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Outer {
        a: u8,
        #[serde(flatten)]
        rest: BTreeMap<String, String>,
    }
    let rest = BTreeMap::from([("b".to_owned(), "2".to_owned())]);
    assert_eq!(read("a=1&b=2"), Ok(Outer { a: 1, rest }));
    assert_eq!(read::<One<One<u8>>>("x=1"), Err("x must be struct One".to_owned()));
    assert_eq!(read::<crate::NoFields>("x=1"), Ok(crate::NoFields));
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Order {
        name: String,
        count: u8,
        size: Choice,
        gift: Option<u8>,
        parts: Vec<u8>,
        picture: crate::Upload,
        id: Id,
        mark: char,
        pair: (u8, u8),
    }
    let says = "count must be a whole number, size must be one of: first, second-one, with-more, \
                gift is too large, parts must be a whole number, mark must be a single character, \
                name is missing, picture is missing, id is missing, pair is missing";
    let typed = "count=x&size=third&gift=999&parts=1&parts=b&mark=ab";
    assert_eq!(read::<Order>(typed), Err(says.to_owned()));
    let strange = read::<Order>("count=x&more=1&other=2&mark=").unwrap_err();
    let says = "count must be a whole number, more is not expected, other is not expected, mark is missing";
    assert_eq!(strange, says);
}

#[test]
fn what_is_right_by_itself_may_be_wrong_as_a_whole() {
    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(try_from = "(u8, u8)")]
    struct Never;
    impl TryFrom<(u8, u8)> for Never {
        type Error = String;
        fn try_from(_: (u8, u8)) -> Result<Self, String> {
            Err("never fits".to_owned())
        }
    }
    #[derive(Debug, PartialEq, Deserialize)]
    struct Two {
        never: Never,
        x: u8,
    }
    assert_eq!(
        read::<Two>("never=1&never=2&x=b"),
        Err("never never fits, x must be a whole number".to_owned())
    );
}

#[test]
fn very_many_wrong_inputs_are_not_all_told() {
    for (inputs, told) in [(200, super::MOST_WRONGS), (200_000, 1)] {
        let typed: String = (0..inputs).map(|at| format!("{at}=x&")).collect();
        let wrong = read::<BTreeMap<String, u8>>(&typed).unwrap_err();
        assert_eq!(wrong.split(", ").count(), told, "{inputs}");
    }
}

#[test]
fn very_many_inputs_take_no_longer_than_they_should() {
    let typed: String = (0..200_000).map(|at| format!("{at}=&")).collect();
    let started = std::time::Instant::now();
    assert_eq!(read::<BTreeMap<String, String>>(&typed).map(|all| all.len()), Ok(200_000));
    assert!(started.elapsed().as_secs() < 20);
}
