//! Which segments differ at some nodes of the trie: one text for each combination of literals, sets
//! and types that can take it.

use super::trie::{Node, NodeId, Trie};
use crate::builtin;
use crate::spec::{Builtin, TypeId};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Above so many users' types at one place, not every combination of them is tried.
const MOST_USERS: usize = 8;

/// Segments that all lead the same way.
#[derive(Clone, Debug)]
pub(super) struct Class<'a> {
    text: Cow<'a, str>,
    /// Whether `text` stands for any that is nothing special.
    pub(super) is_fresh: bool,
    /// The users' types in play, and which of them take the segment, bit by bit.
    users: Rc<[TypeId]>,
    taking: u64,
}

/// All classes at some nodes.
pub(super) struct Classes<'a> {
    pub(super) list: Vec<Class<'a>>,
    /// Whether some combinations of users' types were left out.
    pub(super) is_cut: bool,
}

impl<'a> Class<'a> {
    /// A segment of the class.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether the user's type takes the segments of the class.
    pub(super) fn takes(&self, user: TypeId) -> bool {
        self.users().any(|(known, takes)| takes && known == user)
    }

    /// The users' types in play, with whether each takes the segment.
    pub(super) fn users(&self) -> impl Iterator<Item = (TypeId, bool)> + '_ {
        self.users.iter().enumerate().map(|(at, user)| (*user, self.taking >> at & 1 == 1))
    }
}

impl<'a> Classes<'a> {
    /// The classes at `nodes`: first what is nothing special, so that a witness is as plain as can be.
    pub(super) fn of(trie: &Trie<'a>, nodes: &[NodeId]) -> Self {
        let nodes: Vec<&Node<'a>> = nodes.iter().map(|id| trie.node(*id)).collect();
        let literals = nodes.iter().flat_map(|node| node.literals.keys().copied());
        let values = nodes.iter().flat_map(|node| &node.sets).flat_map(|(values, _)| values.iter().copied());
        let texts: BTreeSet<&'a str> = literals.chain(values).collect();
        let builtins: BTreeSet<Builtin> =
            nodes.iter().flat_map(|node| node.builtins.iter().map(|(ty, _)| *ty)).collect();
        let users: BTreeSet<TypeId> =
            nodes.iter().flat_map(|node| node.users.iter().map(|(ty, _)| *ty)).collect();
        let fresh = nodes.iter().any(|node| node.takes_anything()).then(|| fresh(&texts, &builtins));
        let special = representatives(&texts, &builtins);
        let all = fresh.map(|text| (Cow::Owned(text), true)).into_iter();
        let all = all.chain(special.into_iter().map(|text| (Cow::Owned(text), false)));
        let all = all.chain(texts.iter().map(|text| (Cow::Borrowed(*text), false)));
        let users: Rc<[TypeId]> = users.into_iter().collect();
        let is_cut = users.len() > MOST_USERS;
        let combinations = combinations(users.len());
        let with_users = |(text, is_fresh): (Cow<'a, str>, bool)| {
            let users = &users;
            let class = move |taking: &u64| Class {
                text: text.clone(),
                is_fresh,
                users: Rc::clone(users),
                taking: *taking,
            };
            combinations.iter().map(class)
        };
        Classes { list: all.flat_map(with_users).collect(), is_cut }
    }
}

/// Which of `count` types take a text: every combination, or with too many each alone and in pairs.
fn combinations(count: usize) -> Vec<u64> {
    if count <= MOST_USERS {
        return (0..1 << count).collect();
    }
    let count = count.min(63);
    let pairs = (0..count).flat_map(|a| (0..=a).map(move |b| 1 << a | 1 << b));
    std::iter::once(0).chain(pairs).collect()
}

/// A text that no literal, set or built-in type takes.
fn fresh(texts: &BTreeSet<&str>, builtins: &BTreeSet<Builtin>) -> String {
    let numbered = (1..).map(|number: usize| format!("other{number}"));
    ["x", "other"]
        .into_iter()
        .map(str::to_owned)
        .chain(numbered)
        .find(|text| !texts.contains(text.as_str()) && !builtins.iter().any(|ty| builtin::takes(*ty, text)))
        .unwrap_or_default()
}

/// A text for each way in which built-in types can share it, none of `texts`.
fn representatives(texts: &BTreeSet<&str>, builtins: &BTreeSet<Builtin>) -> Vec<String> {
    let has_char = builtins.contains(&Builtin::Char);
    let ranges: Vec<(u128, u128)> = builtins.iter().filter_map(|ty| builtin::range(*ty)).collect();
    let digit = (has_char && !ranges.is_empty()).then_some(9);
    let above: BTreeSet<u128> = ranges.iter().map(|(above, _)| *above).chain(digit).collect();
    let below: BTreeSet<u128> = ranges.iter().map(|(_, below)| *below).filter(|below| *below > 0).collect();
    let mut found = Vec::new();
    found.extend(in_each_part(0, &above, |number| number.to_string(), texts));
    found.extend(in_each_part(1, &below, |number| format!("-{number}"), texts));
    if builtins.contains(&Builtin::Bool) {
        found.extend(["true", "false"].iter().filter(|text| !texts.contains(*text)).map(ToString::to_string));
    }
    if has_char {
        let letters = ('a'..='z').chain('\u{a1}'..char::MAX).map(String::from);
        found.extend(letters.into_iter().find(|letter| !texts.contains(letter.as_str())));
    }
    found
}

/// A number from each part of the line from `first` on, cut after each of `ends`, that is none of `texts`.
fn in_each_part(
    first: u128,
    ends: &BTreeSet<u128>,
    write: impl Fn(u128) -> String,
    texts: &BTreeSet<&str>,
) -> Vec<String> {
    let mut found = Vec::new();
    let mut start = Some(first);
    for end in ends {
        let Some(from) = start else { break };
        let nice = [7, 42, 1000].into_iter().filter(|number| (from..=*end).contains(number));
        let is_free = |text: &String| !texts.contains(text.as_str());
        found.extend(nice.chain(from..=*end).map(&write).find(is_free));
        start = end.checked_add(1);
    }
    found
}
