//! The tags of a document as a browser would find them: comments, scripts, styles and other raw text are
//! passed over. Linear, whatever the text.

/// One tag, or a declaration such as `<!doctype html>`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// Where its `<` stands.
    pub(crate) from: usize,
    /// Behind its `>`.
    pub(crate) to: usize,
    /// As written; a declaration's begins with `!` or `?`.
    pub(crate) name: &'a str,
    pub(crate) kind: TagKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TagKind {
    Open,
    Close,
}

impl Tag<'_> {
    pub(crate) fn is(&self, kind: TagKind, name: &str) -> bool {
        self.kind == kind && self.name.eq_ignore_ascii_case(name)
    }
}

/// All tags of a text, in order.
pub(crate) struct Tags<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tags<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

/// Elements whose contents are no tags, or none that count for the document.
const OPAQUE: [&str; 10] =
    ["script", "style", "title", "textarea", "template", "noscript", "iframe", "noembed", "noframes", "xmp"];

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let from = self.at + self.text[self.at..].find('<')?;
            let rest = &self.text[from..];
            if let Some(comment) = comment(rest) {
                self.at = from + comment;
                continue;
            }
            let (lead, kind) = if rest.starts_with("</") { (2, TagKind::Close) } else { (1, TagKind::Open) };
            let inner = &rest[lead..];
            if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?')) {
                self.at = from + lead;
                continue;
            }
            let name = inner.split(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).next()?;
            let to = from + lead + end_of_tag(inner)?;
            let tag = Tag { from, to, name, kind };
            self.at = to;
            let opaque = OPAQUE.iter().find(|name| tag.is(TagKind::Open, name));
            if let Some(opaque) = opaque {
                self.at = find_close(self.text, to, opaque);
            }
            return Some(tag);
        }
    }
}

/// The length of the comment that a text begins with; one without an end is as long as the text.
pub(crate) fn comment(text: &str) -> Option<usize> {
    // `<!-->` is a comment too.
    let inner = text.strip_prefix("<!")?.strip_prefix("--").map(|_| &text[2..])?;
    Some(inner.find("-->").map_or(text.len(), |end| 2 + end + "-->".len()))
}

/// Behind the `>` of a tag; one in a quoted value does not count.
fn end_of_tag(inner: &str) -> Option<usize> {
    let (mut quote, mut before) = (None, b' ');
    for (at, byte) in inner.bytes().enumerate() {
        match quote {
            Some(open) if open == byte => quote = None,
            None if byte == b'>' => return Some(at + 1),
            None if before == b'=' && matches!(byte, b'"' | b'\'') => quote = Some(byte),
            Some(_) | None => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    None
}

/// Where an element's contents end: at its closing tag, or with the text.
fn find_close(text: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = text[at..].find("</") {
        at += found;
        let end = text.as_bytes().get(at + 2..at + 2 + name.len());
        if end.is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes())) {
            return at;
        }
        at += 2;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        Tags::of(text).map(|tag| &text[tag.from..tag.to]).collect()
    }

    #[test]
    fn finds_tags_and_no_others() {
        assert_eq!(
            names("a < b <!-- <i> --><P title='>' x=it's>c</P ><!--><br/><!doctype html>"),
            ["<P title='>' x=it's>", "</P >", "<br/>", "<!doctype html>"]
        );
        assert_eq!(names("<script>'<b></scrip'</SCRIPT><b>"), ["<script>", "</SCRIPT>", "<b>"]);
    }

    #[test]
    fn whatever_is_cut_off_ends_it() {
        for text in ["<", "</", "<!", "<!-", "<!--", "<!-- -", "<a", "<a href=\"", "<script", "<é>", "</>"] {
            assert!(names(text).is_empty(), "{text}");
        }
        assert_eq!(names("<title>é"), ["<title>"]);
    }
}
