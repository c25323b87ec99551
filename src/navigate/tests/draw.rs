//! Random URLs of a spec, drawn from bytes: fewer and smaller bytes give simpler URLs, so that failures
//! shrink.

use transom_route_dsl::spec::{
    Builtin, Entry, PageId, ParamType, QueryKind, Segment, SegmentKind, SlotId, Spec,
};

/// Choices, one a byte; when there are no more, the first of everything.
pub(super) struct Draw<'a> {
    pub(super) spec: &'a Spec,
    pub(super) bytes: std::slice::Iter<'a, u8>,
    /// The slots on screen.
    pub(super) active: &'a [SlotId],
}

impl Draw<'_> {
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.bytes.next().map_or(0, |byte| *byte as usize % limit)
    }

    pub(super) fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// A named one; mostly of those on screen.
    pub(super) fn slot(&mut self) -> SlotId {
        match self.below(8) {
            0..=6 if !self.active.is_empty() => self.one(self.active),
            _ => SlotId(1 + self.below(self.spec.slots.len() - 1)),
        }
    }

    /// Path and query, as somebody might type them.
    pub(super) fn url(&mut self) -> String {
        let (path, mut items) = self.page_or_redirect();
        for _ in 0..self.one(&[0, 0, 0, 0, 1, 1, 2]) {
            let slot = self.slot();
            let value = self.sub_url(slot);
            let at = self.one(&["@", "@", "%40"]);
            items.push(format!(
                "{at}{}={}",
                self.spec.address(slot),
                self.one(&[form, once, form, once, form, once, loosely])(&value)
            ));
        }
        if self.below(24) == 23 {
            items.push(
                self.one(&["@nobody=/", "x=1", "@=/", "=", "@over=%ff", "page=%C3%A9+", "q"]).to_owned(),
            );
        }
        if self.below(6) == 5 {
            items.reverse();
        }
        let slash = if self.below(16) == 15 { "/" } else { "" };
        let mark = if items.is_empty() { "" } else { "?" };
        format!("{path}{slash}{mark}{}", items.join("&"))
    }

    /// A path of the spec with query items of the page.
    fn page_or_redirect(&mut self) -> (String, Vec<String>) {
        let pages = self.spec.pages.len();
        let at = self.below(pages + self.spec.redirects.len());
        if at >= pages {
            let segments = self.segments(&self.spec.redirects[at - pages].path);
            return (self.path(&segments), Vec::new());
        }
        let segments = self.segments(&self.spec.pages[at].path);
        let path = self.path(&segments);
        let items = self.items(PageId(at));
        (path, items.iter().map(|(key, value)| format!("{key}={}", form(value))).collect())
    }

    /// A path below a slot's layout with query; empty for its default.
    pub(super) fn sub_url(&mut self, slot: SlotId) -> String {
        let pages = self.pages_in(slot);
        match self.below(2 * pages.len() + 3).checked_sub(2 * pages.len()) {
            Some(0 | 1) => String::new(),
            Some(_) => self.one(&["/", "x", "/nowhere/at/all", "/%zz", "//"]).to_owned(),
            None => {
                let page = self.one(&pages);
                let base =
                    self.spec.slot(slot).layout.map_or(0, |layout| self.spec.node(layout).prefix.len());
                let segments = self.segments(&self.spec.page(page).path[base..]);
                let path = self.path(&segments);
                let items = self.items(page);
                let items: Vec<_> =
                    items.iter().map(|(key, value)| format!("{key}={}", form(value))).collect();
                let mark = if items.is_empty() { "" } else { "?" };
                format!("{path}{mark}{}", items.join("&"))
            }
        }
    }

    /// The pages of a slot and of the layouts in it.
    fn pages_in(&self, slot: SlotId) -> Vec<PageId> {
        let entries = self.spec.slot(slot).entries.iter();
        entries
            .flat_map(|entry| match entry {
                Entry::Page(page) => vec![*page],
                Entry::Layout(node) => {
                    self.spec.node(*node).slots.iter().flat_map(|slot| self.pages_in(*slot)).collect()
                }
                Entry::Redirect(_) => Vec::new(),
            })
            .collect()
    }

    fn segments(&mut self, pattern: &[Segment]) -> Vec<String> {
        let mut segments = Vec::new();
        for segment in pattern {
            match &segment.kind {
                SegmentKind::Literal(text) => segments.push(text.clone()),
                SegmentKind::Param { ty, .. } => segments.push(self.text(*ty)),
                SegmentKind::Tail { optional, .. } => {
                    for _ in 0..self.below(3) + usize::from(!optional) {
                        segments.push(self.text(ParamType::Text));
                    }
                }
            }
        }
        segments
    }

    fn text(&mut self, ty: ParamType) -> String {
        match ty {
            ParamType::Text => {
                self.one(&["a", "b", "a", "b", "a", "b", "m", "ä ö", "x/y", "%&+?#", "A"]).to_owned()
            }
            ParamType::Builtin(Builtin::Bool) => self.one(&["true", "false", "maybe"]).to_owned(),
            ParamType::Builtin(_) => {
                self.one(&["1", "2", "1", "2", "1", "2", "3", "7", "3", "7", "007", "x"]).to_owned()
            }
            ParamType::User(_) => self.one(&["ann", "bob", "ann", "bob", "Eve"]).to_owned(),
            ParamType::Set(set) => {
                let values = &self.spec.sets[set.0].values;
                let at = self.below(4 * values.len() + 1);
                values
                    .get(if at < 4 * values.len() { at / 4 } else { at })
                    .map_or("none", |value| &value.text.text)
                    .to_owned()
            }
        }
    }

    /// Some query items of a page; the required ones mostly.
    fn items(&mut self, page: PageId) -> Vec<(String, String)> {
        let mut items = Vec::new();
        for item in &self.spec.page(page).query {
            let times = match item.kind {
                QueryKind::Required => self.one(&[1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 2]),
                QueryKind::Default(_) | QueryKind::Optional => self.one(&[0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 2]),
                QueryKind::Repeated => self.below(3),
            };
            for _ in 0..times {
                let text = if self.below(16) == 15 { String::new() } else { self.text(item.ty) };
                items.push((item.name.text.clone(), text));
            }
        }
        items
    }

    /// Segments as a path, some letter encoded now and then.
    fn path(&mut self, segments: &[String]) -> String {
        let mut path = String::new();
        for segment in segments {
            path.push('/');
            let encoded = form(segment);
            match (self.below(12), encoded.as_bytes().first()) {
                (11, Some(first)) if *first != b'%' => {
                    path.push_str(&format!("%{first:02x}{}", &encoded[1..]));
                }
                _ => path.push_str(&encoded),
            }
        }
        if path.is_empty() { "/".to_owned() } else { path }
    }
}

/// Everything but letters and digits encoded.
pub(super) fn form(text: &str) -> String {
    encode(text, |byte| byte.is_ascii_alphanumeric())
}

/// As people write it: slashes and the like stay.
fn once(text: &str) -> String {
    encode(text, |byte| byte.is_ascii_alphanumeric() || b"/?=@:,".contains(&byte))
}

/// Hardly encoded, so that an inner `&` ends the value.
fn loosely(text: &str) -> String {
    encode(text, |byte| byte.is_ascii_graphic() && byte != b'#')
}

fn encode(text: &str, stays: impl Fn(u8) -> bool) -> String {
    let byte = |byte: u8| if stays(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(byte).collect()
}
