//! Reading a spec's files: the main one, and everything it includes, each parsed once.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::parse;
use crate::source::{Source, SourceId, Sources, Span};
use crate::syntax::{self, Block, Kind, Text};
use std::collections::HashMap;

/// All files of a spec.
pub(crate) struct Loaded {
    pub(crate) sources: Sources,
    /// By [`SourceId`].
    pub(crate) files: Vec<File>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// One parsed file.
pub(crate) struct File {
    pub(crate) syntax: syntax::File,
    /// Which file each of its includes, known by the place of its file name, brings in.
    pub(crate) includes: HashMap<Span, SourceId>,
}

/// Reads `main` and, through `load`, everything below it.
pub(crate) fn load(main: Source, load: &mut dyn FnMut(&str) -> Result<String, String>) -> Loaded {
    let folder = main.name.rfind('/').map_or("", |at| &main.name[..=at]).to_owned();
    let own_path = main.name[folder.len()..].to_owned();
    let loaded = Loaded { sources: Sources::default(), files: Vec::new(), diagnostics: Vec::new() };
    let mut loader = Loader { load, folder, loaded, known: HashMap::new(), open: Vec::new() };
    loader.read(own_path, main);
    loader.loaded
}

struct Loader<'a> {
    load: &'a mut dyn FnMut(&str) -> Result<String, String>,
    /// The main file's folder, with its slash; names of files are shown with it.
    folder: String,
    loaded: Loaded,
    /// Path to the id of what was read from there.
    known: HashMap<String, SourceId>,
    /// Paths of the files that are being read, outermost first.
    open: Vec<String>,
}

impl Loader<'_> {
    fn read(&mut self, path: String, source: Source) -> SourceId {
        let id = self.loaded.sources.add(source);
        let (syntax, diagnostics) = read(&self.loaded.sources, id);
        self.loaded.diagnostics.extend(diagnostics);
        let mut wanted = Vec::new();
        collect_includes(&syntax.block, 0, &mut wanted);
        self.loaded.files.push(File { syntax, includes: HashMap::new() });
        self.known.insert(path.clone(), id);
        self.open.push(path);
        for file in wanted {
            if let Some(included) = self.include(&file) {
                self.loaded.files[id.0 as usize].includes.insert(file.span, included);
            }
        }
        self.open.pop();
        id
    }

    fn include(&mut self, file: &Text) -> Option<SourceId> {
        let from = self.open.last().map_or("", String::as_str);
        let Some(path) = join(from, &file.text) else {
            self.loaded.diagnostics.push(refused(file));
            return None;
        };
        if let Some(at) = self.open.iter().position(|open| *open == path) {
            let way = self.open[at..].iter().chain([&path]).map(|path| format!("`{path}`"));
            let way = way.collect::<Vec<_>>().join(" -> ");
            self.loaded.diagnostics.push(cycle(file, &way));
            return None;
        }
        if let Some(id) = self.known.get(&path) {
            return Some(*id);
        }
        match (self.load)(&path) {
            Ok(text) => {
                let source = Source::new(format!("{}{path}", self.folder), text);
                Some(self.read(path, source))
            }
            Err(why) => {
                self.loaded.diagnostics.push(unreadable(file, &why));
                None
            }
        }
    }
}

/// A source in the form its name says: YAML if that is built in and the name ends so, else text.
fn read(sources: &Sources, id: SourceId) -> (syntax::File, Vec<Diagnostic>) {
    #[cfg(feature = "yaml")]
    if crate::yaml::is_yaml(&sources.get(id).name) {
        return crate::yaml::read(sources, id);
    }
    parse::parse(sources, id)
}

/// The file names of all includes in a block, as deep as blocks may be.
fn collect_includes(block: &Block, depth: usize, found: &mut Vec<Text>) {
    if depth > crate::check::DEEPEST {
        return;
    }
    for statement in &block.statements {
        match &statement.kind {
            Kind::Include { file, .. } => found.push(file.clone()),
            Kind::Layout { block, .. } | Kind::Slot { block, .. } | Kind::Scope { block, .. } => {
                collect_includes(block, depth + 1, found);
            }
            _ => {}
        }
    }
}

/// `file` seen from the folder of `from`, with `.` and `..` taken out; none if it is not relative.
fn join(from: &str, file: &str) -> Option<String> {
    if file.is_empty() || file.starts_with('/') || file.contains('\\') || file.contains(':') {
        return None;
    }
    let folder = from.rfind('/').map_or("", |at| &from[..at]);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(file.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn unreadable(file: &Text, why: &str) -> Diagnostic {
    Diagnostic::error(Code::INCLUDE_UNREADABLE, file.span, format!("can't read `{}`: {why}", file.text))
        .label("included here")
        .help("the path is relative to the folder of the file that includes it")
}

fn cycle(file: &Text, way: &str) -> Diagnostic {
    Diagnostic::error(Code::INCLUDE_CYCLE, file.span, format!("`{}` ends up including itself", file.text))
        .label("this closes the circle")
        .note(format!("the way round: {way}"))
        .help("move what both files need into a third one")
}

fn refused(file: &Text) -> Diagnostic {
    Diagnostic::error(Code::INCLUDE_REFUSED, file.span, format!("`{}` is not a relative path", file.text))
        .label("must be relative to this file")
        .help("write it with `/` between folders, from the folder of this file: `\"admin/users.routes\"`")
}
