//! The document's title, as far as it is known when the first bytes are sent (M14).

use super::crew::Crew;
use super::document::HeadTitle;
use super::job::Kind;

/// What became of the document's own view.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Root {
    /// Shown, and taken from the crew by the time the title is asked for.
    Shown,
    Failed,
    /// It is not rendered again.
    Kept,
}

/// The title, as far as it is known now.
pub(super) fn head_title(crew: &Crew, root: Root) -> HeadTitle {
    let plan = &crew.title;
    let layouts = || plan.fallback.map(str::to_owned);
    let Some(owner) = plan.owner else {
        return layouts().map_or(HeadTitle::Unset, HeadTitle::Known);
    };
    if crew.is_running(owner) {
        return plan.declared.map_or(HeadTitle::Late, |title| HeadTitle::Known(title.to_owned()));
    }
    let is_shown = match crew.peek(owner) {
        _ if owner == 0 && root != Root::Kept => root == Root::Shown,
        // What a layout around it withholds, having failed, must not show in the title either.
        None => return layouts().map_or(HeadTitle::Unset, HeadTitle::Known),
        Some(_) if root == Root::Failed => return layouts().map_or(HeadTitle::Unset, HeadTitle::Known),
        Some(kind) => matches!(kind, Kind::Content),
    };
    let declared = plan.declared.filter(|_| is_shown).map(str::to_owned);
    let title = crew.views[owner].job.cx.title().or(declared).or_else(layouts);
    title.map_or(HeadTitle::Unset, HeadTitle::Known)
}
