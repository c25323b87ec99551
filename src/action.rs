//! Actions: what a POST does (M2 for its URL), from the body to the answer.
//!
//! [`Sent`] is what arrived, [`Fields`] reads a form's inputs into the user's type, [`act`] runs the
//! handler on it, and [`Done`] says what comes after. A form that is refused is shown again by the page it
//! stands on, to which [`Refused`] says what was typed and what is wrong with it. `service/act` puts these
//! together.

mod act;
mod done;
mod errors;
mod fields;
mod form;
mod form_type;
#[cfg(feature = "json")]
mod json;
#[cfg(feature = "multipart")]
mod multipart;
mod read;
mod refused;
mod sent;
mod site;
mod upload;
mod url;

pub use act::{ActionWork, act};
pub(crate) use act::{Answer, Outcome};
pub use done::{Done, SlotKey};
pub(crate) use done::{Invalid, IsPage, Next};
pub use errors::Errors;
pub use form::Form;
pub use form_type::{FormType, NoFields};
pub use refused::Refused;
pub(crate) use refused::{AtAction, RefusedForm};
pub use sent::Sent;
pub(crate) use sent::{DEFAULT_LIMIT, answer_program, receive};
pub(crate) use site::{host, is_at, is_from_elsewhere};
pub use upload::Upload;
pub use url::{Action, fmt_action_url};
pub(crate) use url::{FROM, action_url};
