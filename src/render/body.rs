//! The response's body: makes a stretch only when one is asked for, and stays ended.

use super::frames::Frames;
use super::in_order::InOrder;
use bytes::Bytes;
use http_body::{Body, Frame};
use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use tracing::{Instrument, Span};

/// A page on its way. Dropping it aborts the views that still run.
pub(crate) struct PageBody {
    state: State,
    span: Span,
}

/// Who writes.
pub(crate) enum Writer {
    Frames(Box<Frames>),
    InOrder(Box<InOrder>),
}

type Next = Pin<Box<dyn Future<Output = (Option<String>, Writer)> + Send>>;

enum State {
    /// Begun already: the shell, made before the headers.
    Begun(String, Writer),
    Idle(Writer),
    Busy(Next),
    /// For HEAD: no bytes, and nothing said of their number.
    Silent,
    Ended,
}

impl PageBody {
    pub(crate) fn new(shell: String, writer: Writer, span: Span) -> Self {
        Self { state: State::Begun(shell, writer), span }
    }

    /// What goes with the headers of a page that is not sent.
    pub(crate) fn silent() -> Self {
        Self { state: State::Silent, span: Span::none() }
    }
}

impl Writer {
    async fn next(mut self) -> (Option<String>, Self) {
        let stretch = match &mut self {
            Self::Frames(frames) => frames.next().await,
            Self::InOrder(in_order) => in_order.next().await,
        };
        (stretch, self)
    }
}

impl Body for PageBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended | State::Silent => return Poll::Ready(None),
                State::Begun(shell, writer) => {
                    self.state = State::Idle(writer);
                    if !shell.is_empty() {
                        return ready(shell);
                    }
                }
                State::Idle(writer) => {
                    self.state = State::Busy(Box::pin(writer.next().instrument(self.span.clone())));
                }
                State::Busy(mut next) => match next.as_mut().poll(task) {
                    Poll::Pending => {
                        self.state = State::Busy(next);
                        return Poll::Pending;
                    }
                    Poll::Ready((None, _)) => return Poll::Ready(None),
                    Poll::Ready((Some(stretch), writer)) => {
                        self.state = State::Idle(writer);
                        return ready(stretch);
                    }
                },
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self.state, State::Ended)
    }
}

fn ready(stretch: String) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
    Poll::Ready(Some(Ok(Frame::data(Bytes::from(stretch)))))
}
