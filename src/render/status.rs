//! What the main chain has decided by the time the shell is sent (M15).

use super::crew::Crew;
use super::job::Kind;
use http::StatusCode;

/// How far the main chain has come.
pub(crate) enum Decision {
    /// Shown with this status; 200 where it has not decided yet.
    Status(StatusCode),
    /// This view of it redirects, or is a whole response.
    Instead(usize),
}

/// Follows the main chain from its outermost view here as far as it is done. What is not rendered again
/// is there, and so 200.
pub(crate) fn decide(crew: &Crew) -> Decision {
    let is_main = |view: &&usize| crew.views[**view].is_main;
    let Some(mut view) = crew.roots.iter().find(is_main).copied() else {
        return Decision::Status(StatusCode::OK);
    };
    loop {
        match crew.peek(view) {
            Some(Kind::Content) => match main_child(crew, view) {
                Some(inner) => view = inner,
                None => return Decision::Status(StatusCode::OK),
            },
            Some(Kind::NotFound) => return Decision::Status(StatusCode::NOT_FOUND),
            Some(Kind::Failed(status)) => return Decision::Status(*status),
            Some(Kind::Redirect(_) | Kind::Response(_)) => return Decision::Instead(view),
            None => return Decision::Status(StatusCode::OK),
        }
    }
}

/// The next view of the main chain.
pub(crate) fn main_child(crew: &Crew, view: usize) -> Option<usize> {
    crew.views[view].children.iter().copied().find(|child| crew.views[*child].is_main)
}
