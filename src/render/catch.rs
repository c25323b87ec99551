//! Panics of handlers, caught.

use crate::failure::RawFailure;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

/// Runs a handler that is no future.
///
/// Handlers get their app by shared reference, as they would after a panic in a thread of its own, so
/// nothing is asserted here that axum's own users do not rely on.
pub(crate) fn catch<T>(handler: impl FnOnce() -> T) -> Result<T, RawFailure> {
    catch_unwind(AssertUnwindSafe(handler)).map_err(|payload| RawFailure::from_panic(&*payload))
}

/// Runs a handler that is one.
pub(crate) struct Caught<'a, T>(pub(crate) Pin<Box<dyn Future<Output = T> + Send + 'a>>);

impl<T> Future for Caught<'_, T> {
    type Output = Result<T, RawFailure>;

    fn poll(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Self::Output> {
        match catch(|| self.0.as_mut().poll(task)) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(result)) => Poll::Ready(Ok(result)),
            Err(failure) => Poll::Ready(Err(failure)),
        }
    }
}
