//! Knows when every task has been polled once (M16).

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout_at};

/// How long the shell waits for first polls: a slot that blocks its thread is not waited for.
const PATIENCE: Duration = Duration::from_millis(10);

/// Counts tasks that have been polled once.
pub(crate) struct FirstPolls {
    polled: Arc<Semaphore>,
    expected: u32,
    until: Instant,
}

impl FirstPolls {
    pub(crate) fn new() -> Self {
        Self { polled: Arc::new(Semaphore::new(0)), expected: 0, until: Instant::now() + PATIENCE }
    }

    /// Counts a task in.
    pub(crate) fn watch<F: Future<Output = ()> + Send>(&mut self, task: F) -> Watched<F> {
        self.expected += 1;
        Watched { task: Box::pin(task), polled: Some(self.polled.clone()) }
    }

    /// Returns when every task has been polled once, or patience is over.
    pub(crate) async fn wait(&self) {
        let all = self.polled.acquire_many(self.expected);
        // Either way there is nothing more to wait for.
        drop(timeout_at(self.until, all).await);
    }
}

/// A task that is counted.
pub(crate) struct Watched<F> {
    task: Pin<Box<F>>,
    polled: Option<Arc<Semaphore>>,
}

impl<F> Watched<F> {
    fn count(&mut self) {
        if let Some(polled) = self.polled.take() {
            polled.add_permits(1);
        }
    }
}

impl<F> Drop for Watched<F> {
    /// One that is aborted before its turn is not waited for.
    fn drop(&mut self) {
        self.count();
    }
}

impl<F: Future<Output = ()>> Future for Watched<F> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<()> {
        let result = self.task.as_mut().poll(task);
        self.count();
        result
    }
}
