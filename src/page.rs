//! What every generated page struct and slot marker is.

use crate::url::UrlWriter;
use std::fmt;

/// A page's struct: handler input, typed link and what a URL parses into.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a page",
    label = "not the struct of a page",
    note = "a link takes the struct of a page of the spec, such as `&routes::shop::Product {{ id }}`",
    note = "to an action leads a form: `cx.form(&action)`",
    note = "where a `Location` is taken, a path as text is one by `transom::Location::new(..)?`"
)]
pub trait Page: Clone + PartialEq + Send + Sync + 'static {
    /// What stands before every path of the spec.
    const MOUNT: &'static str;
    /// The key of the slot it shows in, `dashboard@main`; empty for a page that is a document.
    const SLOT: &'static str;
    /// Writes its segments and query items.
    fn write_url(&self, url: &mut UrlWriter);
}

/// The marker type of a slot, for `cx.shows`.
pub trait SlotName {
    /// `dashboard@analytics`.
    const KEY: &'static str;
}

/// For a page's `Display`: its plain URL, or `#` if a parameter is one that no path can carry.
///
/// # Errors
/// If the formatter fails.
pub fn fmt_url<P: Page>(page: &P, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(url_of(page).as_deref().unwrap_or("#"))
}

/// The page's URL; none, and a report, if a parameter is one that no path can carry.
pub(crate) fn url_of<P: Page>(page: &P) -> Option<String> {
    let mut url = UrlWriter::new(P::MOUNT);
    page.write_url(&mut url);
    finish::<P>(url)
}

/// The URL of a `T`; none, and a report, if there is none.
pub(crate) fn finish<T>(url: UrlWriter) -> Option<String> {
    match url.finish() {
        Ok(url) => Some(url),
        Err(why) => {
            tracing::error!(of = std::any::type_name::<T>(), "a link leads nowhere: {why}");
            None
        }
    }
}
