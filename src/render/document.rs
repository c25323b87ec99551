//! The document around a root view: what the run time needs in it gets there by itself.

use super::pieces::Piece;
use super::tags::TagKind::{Close, Open};
use super::tags::{Tag, Tags, comment};
use crate::debug;
use crate::view::escape;
use std::ops::Range;

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
    /// The title that the author's own head has, as markup.
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

/// Whether a text begins with what only a whole document begins with, comments apart.
fn is_whole_document(text: &str) -> bool {
    let text = skip_comments(text.trim_start_matches(BOM));
    let first = Tags::of(text).next().filter(|tag| tag.from == 0);
    first.is_some_and(|tag| ["!doctype", "html", "head", "body"].iter().any(|name| tag.is(Open, name)))
}

const BOM: char = '\u{feff}';

fn skip_comments(text: &str) -> &str {
    let mut text = text.trim_start();
    while let Some(length) = comment(text) {
        text = text[length..].trim_start();
    }
    text
}

/// Puts the build, the title and the extras into the author's head; gives the title it had.
fn complete_head(pieces: &mut [Piece], head: &Head<'_>) -> Option<String> {
    // A slot ends the head, so that all of it stands in the first piece.
    let Some(Piece::Text(text)) = pieces.first_mut() else { return None };
    let outline = Outline::of(text);
    let own_title = outline.title.as_ref().map(|(_, inner)| text[inner.clone()].to_owned());
    let title = match &head.title {
        HeadTitle::Known(title) => format!("<title>{}</title>", escape(title)),
        HeadTitle::Late | HeadTitle::Unset => String::new(),
    };
    // From the end on, so that the places before stay where they are.
    text.insert_str(outline.end, &(title + &head.extras));
    let mut attributes = format!(" data-build=\"{}\"", escape(head.build));
    if let (Some((whole, inner)), HeadTitle::Known(_) | HeadTitle::Late) = (outline.title, &head.title) {
        // A page without a title of its own, navigated to softly, gets this one back.
        attributes += &format!(" data-title=\"{}\"", text[inner].replace('"', "&quot;"));
        text.replace_range(whole, "");
    }
    match outline.html {
        Some(at) => text.insert_str(at, &attributes),
        None => text.insert_str(outline.start, &format!("<html{attributes}>")),
    }
    if !outline.has_doctype {
        let at = text.len() - text.trim_start_matches(BOM).len();
        text.insert_str(at, "<!doctype html>");
    }
    own_title
}

/// Where things stand in the first piece of a document.
struct Outline {
    has_doctype: bool,
    /// Where `<html>` would stand.
    start: usize,
    /// Behind the name of the `<html>` that there is.
    html: Option<usize>,
    /// The title's element, and the text in it.
    title: Option<(Range<usize>, Range<usize>)>,
    /// Where the head ends: at `</head>`, or at the first element that cannot stand in one.
    end: usize,
}

/// Elements of a head; the first other one begins the body.
const OF_HEAD: [&str; 9] =
    ["head", "title", "meta", "link", "base", "script", "style", "noscript", "template"];

impl Outline {
    fn of(text: &str) -> Self {
        let start = text.len() - text.trim_start_matches(BOM).len();
        let mut outline = Self { has_doctype: false, start, html: None, title: None, end: text.len() };
        let mut title = None;
        for tag in Tags::of(text) {
            if tag.is(Open, "!doctype") {
                (outline.has_doctype, outline.start) = (true, tag.to);
            } else if tag.is(Open, "html") {
                outline.html.get_or_insert(tag.from + 1 + tag.name.len());
            } else if tag.is(Open, "title") {
                title = Some((tag.from, tag.to));
            } else if let (true, Some((from, inner))) = (tag.is(Close, "title"), title.take()) {
                outline.title.get_or_insert((from..tag.to, inner..tag.from));
            } else if tag.is(Close, "head") || !is_of_head(&tag) {
                outline.end = tag.from;
                break;
            }
        }
        outline
    }
}

fn is_of_head(tag: &Tag<'_>) -> bool {
    tag.name.starts_with(['!', '?']) || OF_HEAD.iter().any(|name| tag.name.eq_ignore_ascii_case(name))
}

/// Takes off everything from the body's end on.
fn cut_tail(pieces: &mut Vec<Piece>) -> String {
    let Some((at, cut)) =
        quick_end(pieces).or_else(|| last_close(pieces, "body")).or_else(|| last_close(pieces, "html"))
    else {
        return "</body></html>".to_owned();
    };
    let mut tail = String::new();
    for piece in pieces.drain(at + 1..) {
        match piece {
            Piece::Text(text) => tail.push_str(&text),
            Piece::Slot(_) => report("a slot stands behind `</body>`: it is not shown"),
        }
    }
    if let Some(Piece::Text(text)) = pieces.last_mut() {
        tail.insert_str(0, &text.split_off(cut));
    }
    tail
}

/// The end of a document that ends as most do, found without a look at the rest.
fn quick_end(pieces: &[Piece]) -> Option<(usize, usize)> {
    let (Piece::Text(text), before) = pieces.split_last()? else { return None };
    let from = text.rfind("</body>")?;
    let rest = text[from + "</body>".len()..].trim();
    matches!(rest, "" | "</html>").then_some((before.len(), from))
}

/// The last closing tag of that name, by piece and byte.
fn last_close(pieces: &[Piece], name: &str) -> Option<(usize, usize)> {
    pieces.iter().enumerate().rev().find_map(|(at, piece)| match piece {
        Piece::Text(text) => Some((at, Tags::of(text).filter(|tag| tag.is(Close, name)).last()?.from)),
        Piece::Slot(_) => None,
    })
}

fn report(what: &str) {
    if debug::SHOWN {
        tracing::warn!("{what}");
    }
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
            "<!doctype html><HTML data-build=\"b1\" data-title=\"Own\" lang=de><head><title>New</title><x></HEAD><body>hi"
        );
        assert_eq!((tail.as_str(), title.as_deref()), ("</body></html>", Some("Own")));
    }

    #[test]
    fn the_authors_title_stays_unless_another_is_known_or_comes() {
        let own = "<!doctype html><html><head><title>Own</title><body>hi";
        assert!(completed(own, HeadTitle::Unset).0.contains("<title>Own</title><x><body>"));
        assert!(completed(own, HeadTitle::Late).0.contains("<head><x><body>"));
    }

    /// The shell, without a title of its own to tell.
    fn shell(markup: &str) -> String {
        completed(markup, HeadTitle::Known("New".to_owned())).0
    }

    #[test]
    fn comments_scripts_and_headers_are_no_heads() {
        assert_eq!(
            shell(
                "<!doctype html><html><head><script>a('</head><body>')</script><!-- </head> --></head><body>"
            ),
            "<!doctype html><html data-build=\"b1\"><head><script>a('</head><body>')</script>\
             <!-- </head> --><title>New</title><x></head><body>"
        );
        assert_eq!(
            shell("<!doctype html><!--[if IE]><html><![endif]--><html><header>h</header>"),
            "<!doctype html><!--[if IE]><html><![endif]--><html data-build=\"b1\"><title>New</title><x><header>h</header>"
        );
        assert_eq!(
            shell("<!doctype html><html><body><svg><title>Icon</title></svg>"),
            "<!doctype html><html data-build=\"b1\"><title>New</title><x><body><svg><title>Icon</title></svg>"
        );
    }

    #[test]
    fn tags_that_html_lets_an_author_leave_out_are_no_loss() {
        assert_eq!(
            shell(
                "<!-- made by hand -->\n<!doctype html><title>Own</title><meta name=a content='</head>'><p>hi"
            ),
            "<!-- made by hand -->\n<!doctype html><html data-build=\"b1\" data-title=\"Own\"><meta name=a content='</head>'>\
             <title>New</title><x><p>hi"
        );
        assert_eq!(
            shell("\u{feff}<body class=a>hi"),
            "\u{feff}<!doctype html><html data-build=\"b1\"><title>New</title><x><body class=a>hi"
        );
    }

    #[test]
    fn the_end_is_where_the_body_ends() {
        for tail in [
            "</body></html>",
            "</BODY ></html>\n<!-- </body> made by hand -->",
            "</html> ",
            "</body><script>a('</body>')</script></html>",
        ] {
            let markup = format!("<!doctype html><html><head></head><body>hi<!-- </body> -->{tail}");
            let (shell, found, _) = completed(&markup, HeadTitle::Unset);
            assert_eq!(
                (found.as_str(), shell.ends_with("<body>hi<!-- </body> -->")),
                (tail, true),
                "{shell}"
            );
        }
        let (shell, tail, _) = completed("<!doctype html><p>a</p><!-- </body> -->", HeadTitle::Unset);
        assert!(shell.ends_with("<!-- </body> -->") && tail == "</body></html>", "{shell} {tail}");
    }
}
