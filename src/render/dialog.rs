//! The dialog in which an intercepted page stands (wire format, Dialogs).

use super::tags::TagKind::Open;
use super::tags::{Tags, comment};
use crate::slot::write_attributes;

/// Puts the view, and what is added to it, into a dialog that leads to `beneath` when it is closed. Where
/// the author's markup is a dialog already, that one does.
pub(super) fn in_dialog(view: &str, added: &str, beneath: &str) -> String {
    let mut attributes = String::from(" data-modal");
    write_attributes(&mut attributes, &[("data-close".to_owned(), beneath.to_owned())]);
    let Some(at) = end_of_name(view) else {
        return format!("<dialog{attributes}>{view}{added}</dialog>");
    };
    let end = view.to_ascii_lowercase().rfind("</dialog").filter(|end| *end > at).unwrap_or(view.len());
    format!("{}{attributes}{}{added}{}", &view[..at], &view[at..end], &view[end..])
}

/// Behind the name of the `<dialog` that the markup begins with, comments apart.
fn end_of_name(view: &str) -> Option<usize> {
    let mut start = view.trim_start();
    while let Some(length) = comment(start) {
        start = start[length..].trim_start();
    }
    let from = view.len() - start.len();
    let tag = Tags::of(start).next().filter(|tag| tag.from == 0 && tag.is(Open, "dialog"))?;
    Some(from + 1 + tag.name.len())
}

#[cfg(test)]
mod tests {
    use super::in_dialog;

    #[test]
    fn a_view_is_put_into_a_dialog_and_an_authors_dialog_is_taken() {
        let close = r#" data-modal data-close="/a?x&amp;y""#;
        let cases = [
            ("<h1>x</h1>", format!("<dialog{close}><h1>x</h1></dialog>")),
            ("", format!("<dialog{close}></dialog>")),
            ("text <dialog>", format!("<dialog{close}>text <dialog></dialog>")),
            (
                " <!-- a --> <DIALOG class=x>y</DIALOG>",
                format!(" <!-- a --> <DIALOG{close} class=x>y</DIALOG>"),
            ),
            ("<dialogue>", format!("<dialog{close}><dialogue></dialog>")),
            ("<!-- never ends", format!("<dialog{close}><!-- never ends</dialog>")),
        ];
        for (view, expected) in cases {
            assert_eq!(in_dialog(view, "", "/a?x&y"), expected, "{view}");
        }
    }

    #[test]
    fn what_is_added_stands_inside() {
        let close = r#" data-modal data-close="/""#;
        assert_eq!(in_dialog("a", "b", "/"), format!("<dialog{close}>ab</dialog>"));
        assert_eq!(in_dialog("<dialog>a</DIALOG >c", "b", "/"), format!("<dialog{close}>ab</DIALOG >c"));
        assert_eq!(in_dialog("<dialog>a", "b", "/"), format!("<dialog{close}>ab"));
    }
}
