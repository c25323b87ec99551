//! Which names each block knows, and what they collide with in generated code.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::spec::{Name, NodeId, PageId, upper_camel};
use crate::syntax::Reference;
use std::collections::{BTreeMap, HashMap};

/// Index of a block in [`Names`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct BlockId(usize);

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Named {
    Page(PageId),
    /// A layout, slot, scope or included file: what it is called, its node where it has one, and
    /// what is in it.
    Block(&'static str, Option<NodeId>, BlockId),
    /// Something no reference can mean: what it is called.
    Other(&'static str),
}

impl Named {
    pub(super) fn called(self) -> &'static str {
        match self {
            Named::Page(_) => "page",
            Named::Block(called, ..) | Named::Other(called) => called,
        }
    }
}

/// What a page is called that a slot shows over what is there.
const INTERCEPTED: &str = "intercepted page";

/// What a type is called that stands in every module.
pub(super) const ALWAYS_THERE: &str = "type that is always there";

/// `a page`, `an action`.
pub(super) fn with_article(called: &str) -> String {
    let article = if called.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {called}")
}

/// All names, by block.
#[derive(Default)]
pub(super) struct Names {
    blocks: Vec<Block>,
    /// What each name in a node's module and trait becomes in Rust, and who was first to claim it.
    claimed: HashMap<(NodeId, String), (Name, &'static str)>,
}

#[derive(Default)]
struct Block {
    around: Option<BlockId>,
    /// Whether its names are also names of the block around: a scope without a node of its own.
    shared: bool,
    /// Whether it is that of a file that could not be read.
    is_unread: bool,
    names: BTreeMap<String, Named>,
}

impl Names {
    /// Opens a block; its names count for the block `around` too if they are `shared`.
    pub(super) fn open(&mut self, around: Option<BlockId>, shared: Sharing) -> BlockId {
        self.blocks.push(Block { around, shared: shared == Sharing::WithAround, ..Block::default() });
        BlockId(self.blocks.len() - 1)
    }

    /// Whether the block's names are those of the block around.
    pub(super) fn is_shared(&self, block: BlockId) -> bool {
        self.blocks[block.0].shared
    }

    /// Says that what the block declares is not known.
    pub(super) fn leave_unread(&mut self, block: BlockId) {
        self.blocks[block.0].is_unread = true;
    }

    /// Makes `name` known in `block`, whose trait and module are those of `node`.
    pub(super) fn declare(
        &mut self,
        block: BlockId,
        node: NodeId,
        name: &Name,
        named: Named,
    ) -> Option<Diagnostic> {
        let mut at = Some(block);
        while let Some(block) = at.map(|at| &mut self.blocks[at.0]) {
            block.names.entry(name.text.clone()).or_insert(named);
            at = block.around.filter(|_| block.shared);
        }
        self.claim(node, &upper_camel(&name.text), name, named.called())
    }

    /// Reserves the type name `rust` in the module of `node` for `name`.
    pub(super) fn claim(
        &mut self,
        node: NodeId,
        rust: &str,
        name: &Name,
        called: &'static str,
    ) -> Option<Diagnostic> {
        let (first, first_called) = match self.claimed.entry((node, rust.to_owned())) {
            std::collections::hash_map::Entry::Occupied(taken) => taken.get().clone(),
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert((name.clone(), called));
                return None;
            }
        };
        // Names that generated code has for itself are reserved, and that has been said.
        let is_reserved = first_called == ALWAYS_THERE && !called.starts_with("set");
        (!is_reserved).then(|| taken(name, called, &first, first_called, rust))
    }

    /// Reserves a method in the trait of `node` for a page of elsewhere that it shows.
    pub(super) fn claim_method(&mut self, node: NodeId, name: &Name) -> Option<Diagnostic> {
        let first = self.claimed.get(&(node, upper_camel(&name.text)));
        match first.filter(|(_, called)| ["page", "guard", "`when`", "action"].contains(called)) {
            Some((first, called)) => Some(taken(name, INTERCEPTED, first, called, &name.text)),
            None => self.claim(node, &format!("fn {}", name.text), name, INTERCEPTED),
        }
        .map(|found| found.note("a slot has one method for each page it shows, called like the page"))
    }

    /// What a dotted name means, seen from `block`: its first name is looked up from there outward.
    pub(super) fn resolve(&self, block: BlockId, reference: &Reference) -> Result<Named, Unknown> {
        let mut names = reference.names.iter();
        let first = names.next().map_or("", |name| name.text.as_str());
        let mut at = Some(block);
        let mut found = None;
        while let Some(block) = at.filter(|_| found.is_none()).map(|at| &self.blocks[at.0]) {
            found = block.names.get(first).copied();
            at = block.around;
        }
        let mut found =
            found.ok_or_else(|| Unknown { position: 0, known: self.visible(block), is_unread: false })?;
        for (position, name) in names.enumerate() {
            let Named::Block(.., inner) = found else {
                return Err(Unknown { position: position + 1, known: Vec::new(), is_unread: false });
            };
            let Block { names, is_unread, .. } = &self.blocks[inner.0];
            let unknown = || Unknown { position: position + 1, known: to_name(names), is_unread: *is_unread };
            found = *names.get(&name.text).ok_or_else(unknown)?;
        }
        Ok(found)
    }

    /// Every name that can stand first in a reference from `block`.
    fn visible(&self, block: BlockId) -> Vec<String> {
        let mut names = Vec::new();
        let mut at = Some(block);
        while let Some(block) = at.map(|at| &self.blocks[at.0]) {
            names.extend(to_name(&block.names));
            at = block.around;
        }
        names
    }

    /// The dotted ways to write a name that stands somewhere else than it was looked for.
    pub(super) fn elsewhere(&self, last: &str) -> Option<String> {
        let holder = self.blocks.iter().position(|block| block.names.contains_key(last))?;
        let mut way = vec![last.to_owned()];
        let mut at = BlockId(holder);
        while let Some(around) = self.blocks[at.0].around {
            let name = self.blocks[around.0].names.iter().find_map(|(name, named)| match named {
                Named::Block(.., inner) if *inner == at => Some(name.clone()),
                _ => None,
            })?;
            way.insert(0, name);
            at = around;
        }
        Some(way.join("."))
    }
}

/// Whether a block's names are its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sharing {
    Own,
    WithAround,
}

/// A reference that leads nowhere.
pub(super) struct Unknown {
    /// Which of its names is the first unknown one.
    pub(super) position: usize,
    /// What is known there.
    pub(super) known: Vec<String>,
    /// Whether it would stand in a file that could not be read, which has been said.
    pub(super) is_unread: bool,
}

/// What a reference can mean or begin with: the pages, then what they may stand in.
fn to_name(names: &BTreeMap<String, Named>) -> Vec<String> {
    let pages = names.iter().filter(|(_, named)| matches!(named, Named::Page(_)));
    let blocks = names.iter().filter(|(_, named)| matches!(named, Named::Block(..)));
    pages.chain(blocks).map(|(name, _)| name.clone()).collect()
}

fn taken(
    name: &Name,
    called: &'static str,
    first: &Name,
    first_called: &'static str,
    rust: &str,
) -> Diagnostic {
    let same = name.text == first.text;
    let message = if first_called == ALWAYS_THERE {
        format!("`{}` can't be the name of {} here", name.text, with_article(called))
    } else if same {
        format!("`{}` names two things here", name.text)
    } else {
        format!("`{}` and `{}` have one name in generated code", name.text, first.text)
    };
    let found = Diagnostic::error(Code::NAME_TAKEN, name.span, message).label(format!("this {called}"));
    if first_called == ALWAYS_THERE {
        return found
            .note(format!("generated code has a type `{rust}` of its own"))
            .help("give it another name");
    }
    let found =
        found.also(first.span, format!("and this {first_called}")).help("give one of them another name");
    if same { found } else { found.note(format!("both become `{rust}`")) }
}
