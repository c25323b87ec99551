//! What comes after an action.

use super::errors::Errors;
use crate::captures::Erased;
use crate::location::Location;
use crate::page::{Page, SlotName};
use std::any::Any;
use std::fmt;

/// What an action's handler answers.
///
/// ```text
/// Ok(Done::to(&mail::Message { id }))                         // see that page
/// Ok(Done::refresh([mail::slot::LIST, mail::slot::FOLDERS]))  // stay, with these slots anew
/// Ok(Done::invalid(&mail::Compose, form, [("to", "is no address")]))
/// ```
#[derive(Debug)]
#[must_use]
pub struct Done(pub(crate) Next);

/// The kinds of [`Done`].
#[derive(Debug)]
pub(crate) enum Next {
    To(Location),
    Refresh(Vec<SlotKey>),
    Invalid(Box<Invalid>),
}

/// Whether a page on screen is a certain one.
pub(crate) type IsPage = dyn Fn(&Erased) -> bool + Send + Sync;

/// A form that was refused, and the page that shows it again.
pub(crate) struct Invalid {
    /// The page's own URL.
    pub(crate) page: Location,
    /// Whether a page on screen is that very one.
    pub(crate) is_page: Box<IsPage>,
    pub(crate) form: Box<dyn Any + Send + Sync>,
    pub(crate) errors: Errors,
}

impl Done {
    /// The browser goes to that page (303), which is rendered anew.
    pub fn to(place: impl Into<Location>) -> Self {
        Self(Next::To(place.into()))
    }

    /// The browser stays where it is. With scripts these slots are rendered anew and nothing else is; without
    /// them the page that the form stands on is loaded again (303).
    pub fn refresh(slots: impl IntoIterator<Item = SlotKey>) -> Self {
        Self(Next::Refresh(slots.into_iter().collect()))
    }

    /// The form is not accepted: the page that it stands on shows it again, with status 422, with what was
    /// typed and with these messages, both of which the page asks for by [`Cx::refused`](crate::Cx::refused)
    /// or [`Cx::form`](crate::Cx::form).
    pub fn invalid<P: Page, T: Send + Sync + 'static>(page: &P, form: T, errors: impl Into<Errors>) -> Self {
        let own = page.clone();
        let is_page = move |shown: &Erased| shown.downcast_ref::<P>() == Some(&own);
        Self(Next::Invalid(Box::new(Invalid {
            page: Location::from(page),
            is_page: Box::new(is_page),
            form: Box::new(form),
            errors: errors.into(),
        })))
    }
}

impl fmt::Debug for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invalid")
            .field("page", &self.page)
            .field("errors", &self.errors)
            .finish_non_exhaustive()
    }
}

/// A slot, named: a constant beside its marker type, `mail::slot::LIST`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotKey(&'static str);

/// One slot is a list of one: `Done::refresh(mail::slot::LIST)`.
impl IntoIterator for SlotKey {
    type Item = Self;
    type IntoIter = std::iter::Once<Self>;

    fn into_iter(self) -> Self::IntoIter {
        std::iter::once(self)
    }
}

impl SlotKey {
    /// The slot of that marker type.
    #[must_use]
    pub const fn of<S: SlotName>() -> Self {
        Self(S::KEY)
    }

    /// The key on the wire, `mail@list`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}
