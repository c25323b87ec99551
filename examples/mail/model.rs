//! What is sent by forms, and who is signed in.

use serde::Deserialize;
use transom::Errors;

/// Somebody with a mailbox here: what the guard of the layout yields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct User {
    pub(crate) login: String,
    pub(crate) name: String,
    pub(crate) address: String,
}

/// The form of the sign-in page: a name is enough here.
#[derive(Debug, Deserialize)]
pub(crate) struct Entering {
    pub(crate) login: String,
    /// The page that was asked for.
    #[serde(default)]
    pub(crate) to: String,
}

/// The form in which mail is written.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Letter {
    #[serde(default)]
    pub(crate) to: String,
    #[serde(default)]
    pub(crate) subject: String,
    #[serde(default)]
    pub(crate) body: String,
    /// The message that this one answers.
    pub(crate) reply: Option<u64>,
    /// The draft that this message was.
    pub(crate) draft: Option<u64>,
    #[serde(default)]
    pub(crate) what: What,
}

/// What is to become of a letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum What {
    #[default]
    Send,
    Draft,
}

/// Where a message is put.
#[derive(Debug, Deserialize)]
pub(crate) struct Moving {
    pub(crate) to: Place,
}

/// The folders into which a message can be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Place {
    Inbox,
    Archive,
    Trash,
}

/// Whether a message counts as read.
#[derive(Debug, Deserialize)]
pub(crate) struct Marking {
    pub(crate) unread: bool,
}

impl Letter {
    /// What keeps it from being sent, or kept as a draft.
    pub(crate) fn check(&self) -> Errors {
        let mut errors = Errors::new();
        let blank = |text: &str| text.trim().is_empty();
        if self.what == What::Draft {
            if blank(&self.to) && blank(&self.subject) && blank(&self.body) {
                errors.add("", "There is nothing to keep yet.");
            }
            return errors;
        }
        if blank(&self.to) {
            errors.add("to", "Whom is it for?");
        } else if !is_address(self.to.trim()) {
            errors.add("to", "This is no address; one looks like grace@harbour.example.");
        }
        if blank(&self.subject) {
            errors.add("subject", "Say in a few words what it is about.");
        }
        if blank(&self.body) {
            errors.add("body", "The message is empty.");
        }
        errors
    }
}

/// One `@` with something before it, and a dot inside what follows.
fn is_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let plain = !text.contains(|c: char| c.is_whitespace() || c == ',') && !host.contains('@');
    plain && !name.is_empty() && host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(letter: &Letter) -> Vec<String> {
        letter.check().iter().map(|(field, _)| field.to_owned()).collect()
    }

    #[test]
    fn letters_are_checked_field_by_field() {
        let letter = Letter { to: "a@b.example".into(), subject: "S".into(), ..Letter::default() };
        assert_eq!(wrong(&letter), ["body"]);
        assert_eq!(wrong(&Letter::default()), ["to", "subject", "body"]);
        assert_eq!(wrong(&Letter { what: What::Draft, ..Letter::default() }), [""]);
        assert!(wrong(&Letter { what: What::Draft, ..letter }).is_empty());
    }

    #[test]
    fn addresses_have_two_sides() {
        assert!(is_address("grace@harbour.example"));
        for no in ["", "grace", "@harbour.example", "grace@", "grace@harbour", "a@b@c.d", "a b@c.d", "a@b..c"]
        {
            assert!(!is_address(no), "{no}");
        }
    }
}
