//! `use` and `set`: which types a file knows.

use super::{Lowering, lower_docs};
use crate::builtin;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::spec::{Name, NodeId, ParamType, Set, SetId, TypeId, UserType, upper_camel};
use crate::suggest::nearest;
use crate::syntax::{Block, Kind, Statement, Text, UseLeaf, UseTree};
use std::collections::HashMap;

/// Index of a file's types in [`Types`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TypesId(usize);

/// The types each file knows by name.
#[derive(Default)]
pub(super) struct Types(Vec<FileTypes>);

#[derive(Default)]
struct FileTypes {
    /// The file that includes this one; its types are known here too.
    around: Option<TypesId>,
    named: HashMap<String, (ParamType, Span)>,
}

impl Lowering<'_> {
    /// Declares all `use` and `set` of a file, so that they hold wherever in it they stand.
    pub(super) fn lower_types(&mut self, block: &Block, node: NodeId, around: Option<TypesId>) -> TypesId {
        self.types.0.push(FileTypes { around, named: HashMap::new() });
        let id = TypesId(self.types.0.len() - 1);
        for statement in &block.statements {
            match &statement.kind {
                Kind::Use(tree) => self.lower_use(tree, &[], id),
                Kind::Set { name, values } => self.lower_set(statement, name, values, node, id),
                _ => {}
            }
        }
        id
    }

    fn lower_use(&mut self, tree: &UseTree, before: &[Name], types: TypesId) {
        let path = [before, &tree.path].concat();
        match &tree.leaf {
            UseLeaf::Group(trees) => trees.iter().for_each(|tree| self.lower_use(tree, &path, types)),
            UseLeaf::Type { alias } => {
                if let Some(name) = alias.as_ref().or(path.last()) {
                    self.declare_user_type(name, &path, types);
                }
            }
        }
    }

    /// Two files may bring in one type; one name for two types would clash where they are imported.
    fn declare_user_type(&mut self, name: &Name, path: &[Name], types: TypesId) {
        let texts = |path: &[Name]| path.iter().map(|part| part.text.clone()).collect::<Vec<_>>();
        let same_name = self.spec.types.iter().position(|known| known.name.text == name.text);
        let is_known_here = self.types.0[types.0].named.contains_key(&name.text);
        let id = match same_name {
            Some(at) if texts(&self.spec.types[at].path) == texts(path) && !is_known_here => TypeId(at),
            Some(at) => {
                let other = self.spec.types[at].name.span;
                self.out.push(type_taken(name, Some(other)).help("rename one of them with `as`"));
                return;
            }
            None => {
                self.spec.types.push(UserType { name: name.clone(), path: path.to_vec() });
                TypeId(self.spec.types.len() - 1)
            }
        };
        self.declare_type(name, ParamType::User(id), types);
    }

    fn lower_set(
        &mut self,
        statement: &Statement,
        name: &Name,
        values: &[Text],
        node: NodeId,
        types: TypesId,
    ) {
        let values = self.lower_values(values);
        let enum_name = upper_camel(&name.text);
        self.out.extend(self.names.claim(node, &enum_name, name, "set"));
        let docs = lower_docs(statement);
        self.spec.sets.push(Set { enum_name, span: name.span, node, values, docs });
        self.declare_type(name, ParamType::Set(SetId(self.spec.sets.len() - 1)), types);
    }

    fn declare_type(&mut self, name: &Name, ty: ParamType, types: TypesId) {
        if built_in(&name.text).is_some() {
            self.out.push(type_taken(name, None).help("give it another name"));
            return;
        }
        if let Some((_, other)) = self.types.0[types.0].named.get(&name.text) {
            // Two sets of one name have been reported as names.
            if !matches!(ty, ParamType::Set(_)) || self.spec.types.iter().any(|user| user.name.span == *other)
            {
                self.out.push(type_taken(name, Some(*other)).help("give one of them another name"));
            }
            return;
        }
        self.types.0[types.0].named.insert(name.text.clone(), (ty, name.span));
    }

    /// The type of that name, looked up from the file outward; reports it if there is none.
    pub(super) fn resolve_type(&mut self, name: &Name, types: TypesId) -> Option<ParamType> {
        let mut at = Some(types);
        while let Some(file) = at.map(|at| &self.types.0[at.0]) {
            if let Some((ty, _)) = file.named.get(&name.text) {
                return Some(*ty);
            }
            at = file.around;
        }
        let found = built_in(&name.text);
        if found.is_none() && !self.unread.contains(&name.text) {
            let unknown = self.unknown_type(name, types);
            self.out.push(unknown);
        }
        found
    }

    fn unknown_type(&self, name: &Name, types: TypesId) -> Diagnostic {
        if name.text.contains('<') {
            let message = format!("`{}` is a generic type", name.text);
            return Diagnostic::error(Code::TYPE_GENERIC, name.span, message)
                .label("can't be the type of a parameter")
                .help("give it a name in Rust, `type Name = …;`, and bring that in with `use`");
        }
        // `Id` is no slip of `i8`.
        let is_lower = name.text.starts_with(|first: char| first.is_ascii_lowercase());
        let built_in = builtin::ALL.iter().map(|(name, _)| *name).filter(|_| is_lower);
        let mut known: Vec<&str> = built_in.chain(["String"]).collect();
        let mut at = Some(types);
        while let Some(file) = at.map(|at| &self.types.0[at.0]) {
            known.extend(file.named.keys().map(String::as_str));
            at = file.around;
        }
        let message = format!("there is no type `{}` here", name.text);
        let found = Diagnostic::error(Code::TYPE_UNKNOWN, name.span, message).label("not known");
        match elsewhere(&name.text).or_else(|| nearest(&name.text, known)) {
            Some(near) => found
                .help(format!("did you mean `{near}`?"))
                .fix(format!("write `{near}`"), name.span, near),
            None => found.help(format!(
                "bring it in at the top of the file: `use crate::model::{};`, with the path of the module it is in",
                name.text
            )),
        }
    }
}

/// What a type is called here that other languages and routers call so.
fn elsewhere(name: &str) -> Option<&'static str> {
    match name {
        "int" | "integer" | "long" => Some("i64"),
        "uint" | "number" | "id" => Some("u64"),
        "str" | "string" | "text" => Some("String"),
        "boolean" => Some("bool"),
        _ => None,
    }
}

fn built_in(name: &str) -> Option<ParamType> {
    if name == "String" {
        return Some(ParamType::Text);
    }
    builtin::ALL.iter().find(|(known, _)| *known == name).map(|(_, builtin)| ParamType::Builtin(*builtin))
}

fn type_taken(name: &Name, other: Option<Span>) -> Diagnostic {
    let message = format!("`{}` is already the name of a type", name.text);
    let found = Diagnostic::error(Code::TYPE_TAKEN, name.span, message).label("declared again");
    match other {
        Some(other) => found.also(other, "first declared here"),
        None => found.note("it is one of the built-in types"),
    }
}
