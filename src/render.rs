//! From a resolved URL to a response: the views run side by side, the shell is sent when they have been
//! asked once, and what is not ready by then follows in frames.

mod body;
mod catch;
mod crew;
mod dialog;
mod document;
mod first_poll;
mod fragment;
mod frames;
mod gate;
mod have;
mod in_order;
mod job;
mod mode;
mod partial;
mod pieces;
mod plan;
mod respond;
mod status;
mod tags;
mod title;

pub(crate) use catch::{Caught, catch};
pub(crate) use fragment::respond_with_slot;
pub(crate) use gate::{Passed, pass_to_action};
pub(crate) use have::Have;
pub(crate) use in_order::{Noted, Recorder};
pub(crate) use job::{Ended, plain_document_error};
pub(crate) use mode::PLAIN_COOKIE;
pub(crate) use partial::{Partial, conflict, respond_in_part};
pub(crate) use plan::{Leaves, Part, Request, Struck};
pub(crate) use respond::{Rendering, add_handlers_headers, redirect, respond};
