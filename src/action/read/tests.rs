//! What each type makes of what was typed.

use crate::action::fields::Fields;
use crate::segments::parse_query;
use serde::Deserialize;
use std::collections::BTreeMap;

fn read<T: serde::de::DeserializeOwned>(typed: &str) -> Result<T, String> {
    let read = Fields::of_texts(parse_query(typed)).read();
    read.map_err(|errors| errors.iter().map(|(field, message)| format!("{field} {message}")).collect())
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
fn very_many_inputs_take_no_longer_than_they_should() {
    let typed: String = (0..200_000).map(|at| format!("{at}=&")).collect();
    let started = std::time::Instant::now();
    assert_eq!(read::<BTreeMap<String, String>>(&typed).map(|all| all.len()), Ok(200_000));
    assert!(started.elapsed().as_secs() < 20);
}
