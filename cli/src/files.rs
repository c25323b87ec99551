//! Reading specs and writing them back.

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use transom_route_dsl::code::Code;
use transom_route_dsl::diagnostic::Diagnostic;
use transom_route_dsl::source::{Source, SourceId, Sources};
use transom_route_dsl::suggest::nearest;
use transom_route_dsl::{Compiled, compile, parse, syntax, yaml};

use crate::failure::Failure;

/// The name that means standard input or output.
pub(crate) const STANDARD: &str = "-";

/// Reads a spec; `-` is standard input.
///
/// # Errors
/// If there is no such file, if it is a folder, if it may not be read, or if it is no UTF-8.
pub(crate) fn read(path: &Path) -> Result<Source, Failure> {
    let shown = path.display();
    if path.as_os_str() == STANDARD {
        let mut bytes = Vec::new();
        let read = std::io::stdin().read_to_end(&mut bytes);
        read.map_err(|error| Failure::new(format!("cannot read standard input: {error}")))?;
        return Ok(Source::new("<stdin>", text(bytes, "standard input")?));
    }
    let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
    Ok(Source::new(shown.to_string(), text(bytes, &format!("`{shown}`"))?))
}

/// Checks a spec, reading what it includes.
pub(crate) fn check(path: &Path, main: Source) -> Compiled {
    let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    compile(main, &mut |included| {
        read(&folder.join(included)).map(|source| source.text).map_err(|failure| failure.message().to_owned())
    })
}

/// A spec's tree, before any check of its meaning.
pub(crate) struct Parsed {
    /// Holds the one source.
    pub(crate) sources: Sources,
    /// The tree.
    pub(crate) file: syntax::File,
    /// What was wrong.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Parsed {
    /// Reads a source in the form its name says.
    pub(crate) fn new(source: Source) -> Self {
        let mut sources = Sources::default();
        let id = sources.add(source);
        let is_yaml = yaml::is_yaml(&sources.get(id).name);
        let (file, diagnostics) = if is_yaml { yaml::read(&sources, id) } else { parse::parse(&sources, id) };
        Parsed { sources, file, diagnostics }
    }

    /// The one source.
    pub(crate) fn source(&self) -> &Source {
        self.sources.get(SourceId(0))
    }
}

/// Puts a text in place of a file in one step, so that nobody ever sees half of it.
///
/// # Errors
/// If the folder or the file can't be written.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let temporary = target.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let result = write_new(&temporary, &target, text).and_then(|()| fs::rename(&temporary, &target));
    result.map_err(|error| {
        let _ = fs::remove_file(&temporary);
        let help = match error.kind() {
            ErrorKind::NotFound => "make the folder first",
            ErrorKind::PermissionDenied => "its folder must be writable, as the file is replaced in one step",
            _ => "the file is as it was",
        };
        Failure::new(format!("cannot write `{}`: {error}", path.display())).help(help)
    })
}

fn write_new(temporary: &Path, target: &Path, text: &str) -> std::io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(temporary)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    match fs::metadata(target) {
        Ok(old) => fs::set_permissions(temporary, old.permissions()),
        Err(_) => Ok(()),
    }
}

fn text(bytes: Vec<u8>, shown: &str) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        Failure::new(format!("{shown} is not UTF-8: byte 0x{:02X} at offset {at}, in line {line}", bytes[at]))
            .code(Code::NOT_UTF8)
            .help("save it as UTF-8; specs have no other encoding")
    })
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let shown = path.display();
    if path.is_dir() {
        let inside = specs_in(path).into_iter().next().unwrap_or_else(|| "app.routes".to_owned());
        return Failure::new(format!("`{shown}` is a folder"))
            .help(format!("name the spec in it, such as `{}`", path.join(inside).display()));
    }
    let failure = match error.kind() {
        ErrorKind::NotFound => Failure::new(format!("there is no file `{shown}`")),
        _ => {
            return Failure::new(format!("cannot read `{shown}`: {error}"))
                .help("it must be a readable file");
        }
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let specs = specs_in(folder);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let meant = nearest(&name, specs.iter().map(String::as_str)).or(specs.first().map(String::as_str));
    let beside = |name: &str| path.with_file_name(name).display().to_string();
    match meant {
        Some(name) => failure.help(format!("is it `{}`?", beside(name))),
        None if folder.is_dir() => failure.help(format!("there is no spec in `{}` at all", folder.display())),
        None => failure.help(format!("there is no folder `{}` either", folder.display())),
    }
}

/// The names of the specs in a folder, sorted.
fn specs_in(folder: &Path) -> Vec<String> {
    let names =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| PathBuf::from(entry.file_name()));
    let is_spec =
        |name: &PathBuf| name.extension().is_some_and(|it| it == "routes" || it == "yaml" || it == "yml");
    let mut specs: Vec<String> =
        names.filter(is_spec).map(|name| name.to_string_lossy().into_owned()).collect();
    specs.sort();
    specs
}
