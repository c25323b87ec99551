//! Why a view could not be shown, typed for the user and untyped for the run time.

use crate::fault::Fault;
use crate::view::Html;
use http::StatusCode;
use std::any::Any;
use std::fmt::{self, Display};
use std::time::Duration;

/// What an `error` handler is told.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure<E> {
    /// A handler returned this error.
    Failed(E),
    /// A handler panicked with this message.
    Panicked(String),
    /// The slot's deadline passed.
    TimedOut(Duration),
    /// 401 or 403.
    Denied(StatusCode),
    /// A layout around or inside whose own error type is another one failed.
    Layout(Box<dyn Fault>),
}

impl<E: Display> Display for Failure<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(error) => error.fmt(f),
            Self::Panicked(message) => write!(f, "panicked: {message}"),
            Self::TimedOut(deadline) => write!(f, "not done within {deadline:?}"),
            Self::Denied(status) => write!(f, "{status}"),
            Self::Layout(fault) => fault.fmt(f),
        }
    }
}

/// A [`Failure`] whose error type is hidden.
#[derive(Debug)]
pub enum RawFailure {
    /// A handler returned an error.
    Failed(Trouble),
    /// A handler panicked.
    Panicked(String),
    /// The slot's deadline passed.
    TimedOut(Duration),
    /// 401 or 403.
    Denied(StatusCode),
}

impl RawFailure {
    /// With the error type of the boundary that answers.
    #[must_use]
    pub fn typed<E: Fault>(self) -> Failure<E> {
        match self {
            Self::Failed(trouble) => trouble.typed(),
            Self::Panicked(message) => Failure::Panicked(message),
            Self::TimedOut(deadline) => Failure::TimedOut(deadline),
            Self::Denied(status) => Failure::Denied(status),
        }
    }

    /// From what a caught panic carried.
    pub(crate) fn from_panic(payload: &(dyn Any + Send)) -> Self {
        let message = payload.downcast_ref::<&str>().copied();
        let message = message.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        Self::Panicked(message.unwrap_or("a panic without a message").to_owned())
    }

    /// The failure and everything that caused it, outermost first.
    pub(crate) fn chain(&self) -> Vec<String> {
        match self {
            Self::Failed(trouble) => trouble.chain(),
            Self::Panicked(message) => vec![format!("panicked: {message}")],
            Self::TimedOut(deadline) => vec![format!("not done within {deadline:?}")],
            Self::Denied(status) => vec![status.to_string()],
        }
    }
}

/// An error of a handler, its type hidden.
pub struct Trouble(Box<dyn AnyFault>);

impl Trouble {
    pub(crate) fn new(error: impl Fault) -> Self {
        Self(Box::new(error))
    }

    /// What it is, apart from its type.
    pub(crate) fn fault(&self) -> &dyn Fault {
        self.0.as_fault()
    }

    fn typed<E: Fault>(self) -> Failure<E> {
        let mut found: Option<E> = None;
        match (self.0.give(&mut found), found) {
            (Some(other), _) => Failure::Layout(other),
            (None, Some(error)) => Failure::Failed(error),
            (None, None) => Failure::Panicked("an error was lost".to_owned()),
        }
    }

    fn chain(&self) -> Vec<String> {
        let fault = self.fault();
        let mut texts = vec![fault.to_string()];
        let mut source = fault.source();
        // A chain that never ends is a bug in an error type, not a reason to hang.
        while let (Some(cause), true) = (source, texts.len() < 64) {
            texts.push(cause.to_string());
            source = cause.source();
        }
        texts
    }
}

impl fmt::Debug for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.fault(), f)
    }
}

/// What a handler returned, types hidden.
///
/// # Errors
/// If the handler failed.
pub fn done<V: Into<Html>, E: Fault>(result: Result<V, E>) -> Result<Html, Trouble> {
    result.map(Into::into).map_err(Trouble::new)
}

trait AnyFault: Send + Sync {
    fn as_fault(&self) -> &dyn Fault;
    /// Puts itself into `to`, an `Option` of its own type; else hands itself back.
    fn give(self: Box<Self>, to: &mut dyn Any) -> Option<Box<dyn Fault>>;
}

impl<E: Fault> AnyFault for E {
    fn as_fault(&self) -> &dyn Fault {
        self
    }

    fn give(self: Box<Self>, to: &mut dyn Any) -> Option<Box<dyn Fault>> {
        match to.downcast_mut::<Option<E>>() {
            Some(to) => {
                *to = Some(*self);
                None
            }
            None => Some(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn an_error_of_another_type_is_a_layouts() {
        let trouble = || RawFailure::Failed(done::<Html, _>(Err(Error::msg("no"))).unwrap_err());
        assert!(matches!(trouble().typed::<Error>(), Failure::Failed(error) if error.to_string() == "no"));
        let other = trouble().typed::<std::convert::Infallible>();
        assert!(matches!(other, Failure::Layout(fault) if fault.to_string() == "no"));
    }
}
