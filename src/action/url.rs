//! What every generated action struct is.

use crate::page::finish;
use crate::url::UrlWriter;
use std::fmt;

/// The query item of an action's URL that says which page its form stands on, where the address bar does
/// not: on a page shown again in answer to a POST.
pub(crate) const FROM: &str = "_from";

/// An action's struct: the parameters of its path.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an action",
    label = "not the struct of an action",
    note = "`cx.form` takes the struct of an action of the spec, such as `&routes::shop::Buy {{ id }}`",
    note = "to a page leads a link, `cx.link(&page)`, or a GET form, `cx.slot_form(&page)`"
)]
pub trait Action: Clone + PartialEq + Send + Sync + 'static {
    /// What stands before every path of the spec.
    const MOUNT: &'static str;
    /// Writes its segments.
    fn write_url(&self, url: &mut UrlWriter);
}

/// For an action's `Display`: its URL, or `#` if a parameter is one that no path can carry.
///
/// # Errors
/// If the formatter fails.
pub fn fmt_action_url<A: Action>(action: &A, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(action_url(action).as_deref().unwrap_or("#"))
}

/// The action's URL; none, and a report, if a parameter is one that no path can carry.
pub(crate) fn action_url<A: Action>(action: &A) -> Option<String> {
    let mut url = UrlWriter::new(A::MOUNT);
    action.write_url(&mut url);
    finish::<A>(url)
}
