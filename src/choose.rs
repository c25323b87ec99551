//! Which entry of a slot a path leads to: a small interpreter over a static trie.
//!
//! It allocates nothing, is the same in debug and release, and visits each branch of the trie at most
//! once, since a branch stands at one depth only.

use crate::table::Branch;

/// The rank of the best pattern that the segments match, by M2: literal, closed set, typed, plain, end,
/// tail, optional tail, segment by segment from the left, with backtracking. An empty segment matches
/// nothing.
#[must_use]
pub fn choose(trie: &[Branch], segments: &[String]) -> Option<u32> {
    if segments.iter().any(String::is_empty) {
        return None;
    }
    walk(trie, 0, segments)
}

fn walk(trie: &[Branch], at: u32, rest: &[String]) -> Option<u32> {
    let branch = trie.get(at as usize)?;
    let Some((first, rest)) = rest.split_first() else {
        return branch.end.or(branch.optional_tail);
    };
    let literal = branch.literals.binary_search_by(|(text, _)| (*text).cmp(first)).ok();
    literal
        .and_then(|found| walk(trie, branch.literals[found].1, rest))
        .or_else(|| {
            let sets = branch.sets.iter().filter(|(set, _)| is_in(set, first));
            sets.filter_map(|(_, next)| walk(trie, *next, rest)).min()
        })
        .or_else(|| {
            let types = branch.typed.iter().filter(|(takes, _)| takes(first));
            types.filter_map(|(_, next)| walk(trie, *next, rest)).min()
        })
        .or_else(|| branch.plain.and_then(|next| walk(trie, next, rest)))
        .or(branch.tail)
        .or(branch.optional_tail)
}

/// Whether a sorted set holds the text.
pub(crate) fn is_in(set: &[&str], text: &str) -> bool {
    set.binary_search_by(|value| (*value).cmp(text)).is_ok()
}
