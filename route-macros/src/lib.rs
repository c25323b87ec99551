//! The macros of Transom, reached through `transom::routes!` and `transom::include_routes!`.
//!
//! A door only: it knows where tokens stand and reads files; everything else is `transom-codegen`'s.

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;
use std::path::{Path, PathBuf};
use transom_codegen::{Door, File, file, inline};

/// The items of a spec written in place.
#[proc_macro]
pub fn routes(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    inline(input.into(), &Rustc).into()
}

/// The items of a spec in a file.
#[proc_macro]
pub fn include_routes(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    file(input.into(), &Rustc).into()
}

/// What rustc tells a macro.
struct Rustc;

impl Door for Rustc {
    fn file_name(&self, at: Span) -> String {
        at.unwrap().file()
    }

    fn locate(&self, at: Span) -> Option<(usize, usize)> {
        Some((at.unwrap().line(), at.unwrap().column()))
    }

    /// Beside the calling file, or else in the package's folder.
    fn open(&self, at: Span, path: &str) -> Result<Box<dyn File>, String> {
        let beside = at.unwrap().local_file().and_then(|file| Some(file.parent()?.join(path)));
        let package = std::env::var_os("CARGO_MANIFEST_DIR").map(|folder| Path::new(&folder).join(path));
        let found = |base, file: Option<PathBuf>| {
            let file = file.filter(|file| file.is_file())?;
            Some(Found { base, shown: PathBuf::from(path), file })
        };
        let found = found(Base::Caller, beside.clone()).or_else(|| found(Base::Package, package));
        match found {
            Some(found) => Ok(Box::new(found)),
            None => Err(format!(
                "there is no file `{path}`, neither beside this file nor in the package's folder"
            )),
        }
    }
}

/// A spec's file.
struct Found {
    base: Base,
    /// As the user names it.
    shown: PathBuf,
    file: PathBuf,
}

/// What the user's path is relative to.
#[derive(Clone, Copy)]
enum Base {
    Caller,
    Package,
}

impl File for Found {
    fn main(&self) -> String {
        self.shown.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    fn read(&mut self, path: &str) -> Result<String, String> {
        let file = self.file.with_file_name(path);
        let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
        String::from_utf8(bytes).map_err(|error| format!("it is not UTF-8: {error}"))
    }

    fn path(&self, path: &str) -> TokenStream {
        let path = self.shown.with_file_name(path).to_string_lossy().replace('\\', "/");
        match self.base {
            Base::Caller => {
                let path = Literal::string(&path);
                quote!(#path)
            }
            Base::Package => {
                let path = format!("/{path}");
                quote!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #path))
            }
        }
    }
}
