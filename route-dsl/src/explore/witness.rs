//! A URL that shows that something happens, written down for people.

use super::class::Class;
use crate::spec::{Spec, TypeId};

/// A URL, or where users' types take part the description of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// `/orgs/7/views`, or `/orgs/{OrgId}/views`.
    pub url: String,
    /// What must hold for it besides: "`OrgId` takes `new`".
    pub conditions: Vec<String>,
    /// The segments, if what they match does not hang on users' types.
    pub segments: Option<Vec<String>>,
}

impl Witness {
    pub(super) fn of(spec: &Spec, classes: &[&Class<'_>]) -> Self {
        let mut witness = Witness { url: String::new(), conditions: Vec::new(), segments: Some(Vec::new()) };
        for class in classes {
            witness.push(spec, class);
        }
        if witness.url.is_empty() {
            witness.url.push('/');
        }
        witness
    }

    fn push(&mut self, spec: &Spec, class: &Class<'_>) {
        let names = |takes: bool| {
            let users = class.users().filter(|(_, taken)| *taken == takes);
            users.map(|(TypeId(at), _)| spec.types[at].name.text.clone()).collect::<Vec<_>>()
        };
        let (taking, refusing) = (names(true), names(false));
        self.url.push('/');
        match (&mut self.segments, taking.is_empty() && refusing.is_empty()) {
            (Some(segments), true) => segments.push(class.text().to_owned()),
            (segments, _) => *segments = None,
        }
        if class.is_fresh {
            self.url.push_str(&placeholder(class.text(), &taking, &refusing));
        } else {
            self.url.push_str(&escaped(class.text()));
            let text = class.text();
            self.conditions.extend(taking.iter().map(|ty| format!("`{ty}` takes `{text}`")));
            self.conditions.extend(refusing.iter().map(|ty| format!("`{ty}` does not take `{text}`")));
        }
    }
}

/// What stands for any text that some types take and others don't.
fn placeholder(text: &str, taking: &[String], refusing: &[String]) -> String {
    let but = refusing.join(" nor ");
    match (taking, refusing.is_empty()) {
        ([], true) => text.to_owned(),
        ([], false) => format!("{{a text that {but} does not take}}"),
        ([ty], true) => format!("{{{ty}}}"),
        ([ty], false) => format!("{{{ty}, but not {but}}}"),
        ([a, b], true) => format!("{{a text that both {a} and {b} take}}"),
        (all, true) => format!("{{a text that {} take}}", all.join(" and ")),
        (all, false) => format!("{{a text that {} take, but not {but}}}", all.join(" and ")),
    }
}

/// As in a URL: what would end the segment or hide in it is percent-encoded.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() || "/?#%\"<>{}".contains(c) {
            let mut bytes = [0; 4];
            out.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        } else {
            out.push(c);
        }
    }
    out
}
