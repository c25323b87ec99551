//! Why a gate is shut.

use super::super::catch::catch;
use crate::error::Error;
use crate::failure::{RawFailure, Trouble};
use crate::fault::Stop;

/// What a guard or `when` said instead of letting in.
pub(crate) enum Refusal {
    /// A guard or `when` returned this.
    Trouble(Trouble),
    /// It panicked or took too long.
    Failure(RawFailure),
}

impl Refusal {
    /// The same once more, for another view behind the same guard. What cannot be had twice is told in words.
    pub(super) fn again(&self) -> Self {
        match self {
            Self::Trouble(trouble) | Self::Failure(RawFailure::Failed(trouble)) => {
                Self::Trouble(Trouble::new(again(trouble)))
            }
            Self::Failure(RawFailure::Panicked(message)) => {
                Self::Failure(RawFailure::Panicked(message.clone()))
            }
            Self::Failure(RawFailure::TimedOut(deadline)) => Self::Failure(RawFailure::TimedOut(*deadline)),
            Self::Failure(RawFailure::Denied(status)) => Self::Failure(RawFailure::Denied(*status)),
        }
    }
}

fn again(trouble: &Trouble) -> Error {
    let told = catch(|| match trouble.fault().stop() {
        Some(Stop::NotFound) => Stop::NotFound.into(),
        Some(Stop::Unauthorized) => Stop::Unauthorized.into(),
        Some(Stop::Forbidden | Stop::Response(_)) => Stop::Forbidden.into(),
        Some(Stop::Redirect(to)) => Stop::Redirect(to.clone()).into(),
        None => Error::msg(trouble.fault().to_string()),
    });
    told.unwrap_or_else(|_| Error::msg("a guard refused"))
}
