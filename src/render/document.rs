//! The document around a root view: what the run time needs in it gets there by itself.

use super::pieces::Piece;
use crate::debug;
use crate::view::escape;

/// What stands in the document's head.
pub(crate) struct Head<'a> {
    pub(crate) build: &'a str,
    pub(crate) title: HeadTitle,
    /// Script, preload and the like.
    pub(crate) extras: String,
}

/// The document's title when the shell is sent (M14).
pub(crate) enum HeadTitle {
    Known(String),
    /// It comes with the page.
    Late,
    /// Nobody gives one; the author's own stays.
    Unset,
}

/// A document cut where frames go.
pub(crate) struct Document {
    pub(crate) shell: Vec<Piece>,
    /// From `</body>` on.
    pub(crate) tail: String,
    /// The title that the author's own head has.
    pub(crate) own_title: Option<String>,
}

/// Completes a root view: a whole document of the author's, or contents of a body.
pub(crate) fn complete(mut pieces: Vec<Piece>, head: Head<'_>) -> Document {
    let is_whole = matches!(pieces.first(), Some(Piece::Text(text)) if is_whole_document(text));
    if !is_whole {
        return wrap(pieces, head);
    }
    let own_title = complete_head(&mut pieces, &head);
    let tail = cut_tail(&mut pieces);
    Document { shell: pieces, tail, own_title }
}

fn wrap(mut pieces: Vec<Piece>, head: Head<'_>) -> Document {
    let title = match head.title {
        HeadTitle::Known(title) => format!("<title>{}</title>", escape(&title)),
        HeadTitle::Late | HeadTitle::Unset => String::new(),
    };
    let open = format!(
        "<!doctype html><html lang=\"en\" data-build=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">{title}{}</head><body>",
        escape(head.build),
        head.extras
    );
    pieces.insert(0, Piece::Text(open));
    Document { shell: pieces, tail: "</body></html>".to_owned(), own_title: None }
}

fn is_whole_document(text: &str) -> bool {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\n', '\r']);
    starts_with(text, "<!doctype") || starts_with(text, "<html")
}

/// Puts the build, the title and the extras into the author's head; gives the title it had.
fn complete_head(pieces: &mut [Piece], head: &Head<'_>) -> Option<String> {
    let Some(Piece::Text(text)) = pieces.iter_mut().find(|piece| head_end(piece).is_some()) else {
        report("the document has neither `</head>` nor `<body>`: script and title find no place");
        return None;
    };
    let mut end = find(text, "</head").or_else(|| find(text, "<body")).unwrap_or(text.len());
    let own = find(&text[..end], "<title")
        .and_then(|from| Some((from, find(&text[from..end], "</title>")? + from)));
    let own_title = own.and_then(|(from, to)| Some(text[from..to].split_once('>')?.1.to_owned()));
    if let (Some((from, to)), HeadTitle::Known(_) | HeadTitle::Late) = (own, &head.title) {
        let to = to + "</title>".len();
        text.replace_range(from..to, "");
        end -= to - from;
    }
    let title = match &head.title {
        HeadTitle::Known(title) => format!("<title>{}</title>", escape(title)),
        HeadTitle::Late | HeadTitle::Unset => String::new(),
    };
    text.insert_str(end, &(title + &head.extras));
    complete_start(pieces, head.build);
    own_title
}

fn complete_start(pieces: &mut [Piece], build: &str) {
    let Some(Piece::Text(text)) = pieces.first_mut() else { return };
    match find(text, "<html") {
        Some(at) => text.insert_str(at + "<html".len(), &format!(" data-build=\"{}\"", escape(build))),
        None => report("the document has no `<html`: its build finds no place"),
    }
    if !starts_with(text.trim_start_matches('\u{feff}').trim_start(), "<!doctype") {
        text.insert_str(0, "<!doctype html>");
    }
}

fn head_end(piece: &Piece) -> Option<usize> {
    match piece {
        Piece::Text(text) => find(text, "</head").or_else(|| find(text, "<body")),
        Piece::Slot(_) => None,
    }
}

/// Takes off everything from the last `</body>` on.
fn cut_tail(pieces: &mut Vec<Piece>) -> String {
    for end in ["</body", "</html"] {
        for at in (0..pieces.len()).rev() {
            let Piece::Text(text) = &mut pieces[at] else { continue };
            let Some(cut) = find_last(text, end) else { continue };
            let mut tail = text.split_off(cut);
            for piece in pieces.drain(at + 1..) {
                match piece {
                    Piece::Text(text) => tail.push_str(&text),
                    Piece::Slot(_) => report("a slot stands behind `</body>`: it is not shown"),
                }
            }
            return tail;
        }
    }
    "</body></html>".to_owned()
}

fn report(what: &str) {
    if debug::SHOWN {
        tracing::warn!("{what}");
    }
}

fn starts_with(text: &str, lowercase: &str) -> bool {
    text.get(..lowercase.len()).is_some_and(|start| start.eq_ignore_ascii_case(lowercase))
}

/// The first place of an ASCII text, in any case.
fn find(text: &str, lowercase: &str) -> Option<usize> {
    text.as_bytes().windows(lowercase.len()).position(|part| part.eq_ignore_ascii_case(lowercase.as_bytes()))
}

fn find_last(text: &str, lowercase: &str) -> Option<usize> {
    text.as_bytes().windows(lowercase.len()).rposition(|part| part.eq_ignore_ascii_case(lowercase.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(markup: &str, title: HeadTitle) -> (String, String, Option<String>) {
        let head = Head { build: "b1", title, extras: "<x>".to_owned() };
        let document = complete(vec![Piece::Text(markup.to_owned())], head);
        let text = document.shell.iter().map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Slot(_) => "",
        });
        (text.collect(), document.tail, document.own_title)
    }

    #[test]
    fn a_body_is_wrapped() {
        let (shell, tail, _) = completed("<main>", HeadTitle::Known("a<b".to_owned()));
        assert!(shell.starts_with("<!doctype html><html lang=\"en\" data-build=\"b1\"><head><meta charset"));
        assert!(shell.ends_with("<title>a&lt;b</title><x></head><body><main>"));
        assert_eq!(tail, "</body></html>");
    }

    #[test]
    fn a_whole_document_is_completed() {
        let own = "<HTML lang=de><head><title>Own</title></HEAD><body>hi</body></html>";
        let (shell, tail, title) = completed(own, HeadTitle::Known("New".to_owned()));
        assert_eq!(
            shell,
            "<!doctype html><HTML data-build=\"b1\" lang=de><head><title>New</title><x></HEAD><body>hi"
        );
        assert_eq!((tail.as_str(), title.as_deref()), ("</body></html>", Some("Own")));
    }

    #[test]
    fn the_authors_title_stays_unless_another_is_known_or_comes() {
        let own = "<!doctype html><html><head><title>Own</title><body>hi";
        assert!(completed(own, HeadTitle::Unset).0.contains("<title>Own</title><x><body>"));
        assert!(completed(own, HeadTitle::Late).0.contains("<head><x><body>"));
    }
}
