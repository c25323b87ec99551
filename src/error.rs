//! The ready-made error type.

use crate::fault::{Fault, Stop};
use std::error::Error as StdError;
use std::fmt::{self, Debug, Display};

/// An error for handlers that need no type of their own: any `std::error::Error` and any [`Stop`]
/// converts into it, so `?` and `return Err(Stop::NotFound.into())` work.
pub struct Error(Box<dyn Fault>);

impl Error {
    /// From a fault, keeping what it means and what caused it.
    pub fn new(fault: impl Fault) -> Self {
        Self(Box::new(fault))
    }

    /// From a text.
    pub fn msg(text: impl Display) -> Self {
        Self(Box::new(Message(text.to_string())))
    }
}

impl Fault for Error {
    fn stop(&self) -> Option<&Stop> {
        self.0.stop()
    }

    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, f)
    }
}

impl Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.0, f)
    }
}

impl<E: StdError + Send + Sync + 'static> From<E> for Error {
    fn from(error: E) -> Self {
        Self(Box::new(Std(error)))
    }
}

impl From<Stop> for Error {
    fn from(stop: Stop) -> Self {
        Self(Box::new(Stopped(stop)))
    }
}

struct Std<E>(E);

impl<E: StdError + Send + Sync + 'static> Fault for Std<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}

impl<E: Display> Display for Std<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, f)
    }
}

impl<E: Debug> Debug for Std<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.0, f)
    }
}

#[derive(Debug)]
struct Stopped(Stop);

impl Fault for Stopped {
    fn stop(&self) -> Option<&Stop> {
        Some(&self.0)
    }
}

impl Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, f)
    }
}

#[derive(Debug)]
struct Message(String);

impl Fault for Message {}

impl Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
