//! Where a form was sent from.

use super::{Posted, Standing};
use crate::action::{FROM, host, is_at};
use crate::location::is_same_origin;
use crate::navigate::Url;
use crate::resolve::{Shown, View, hard};
use crate::segments::{SlotLocation, parse_query};
use crate::service::Service;
use crate::service::mount::{Asked, asked_at};
use crate::service::soft::Soft;
use crate::table::{Action, Tables};
use crate::url::UrlWriter;
use http::{HeaderMap, Uri, header};

/// A page that shows something to the one who posted.
pub(super) struct OnScreen {
    pub(super) asked: Asked,
    pub(super) url: Option<Url>,
    pub(super) shown: Shown,
}

/// Only a whole page can be the answer to a soft POST.
pub(super) struct NoPart;

impl Service {
    /// What a browser with scripts shows that asks for a part; none if a page is asked for.
    ///
    /// # Errors
    /// If no part could be the answer: nothing is known of what is on screen, it is of another build, or the
    /// action stands elsewhere.
    pub(super) fn standing(
        &self,
        headers: &HeaderMap,
        action: &Action,
        location: &SlotLocation,
    ) -> Result<Option<Standing>, NoPart> {
        let Some(soft) = Soft::of(headers) else { return Ok(None) };
        let tables = self.spec.tables;
        let next = soft.shown(tables).filter(|_| self.is_build(&soft)).ok_or(NoPart)?;
        if !stands_in(tables, action, location, &next.tree) {
            return Err(NoPart);
        }
        Ok(Some(Standing { soft, next }))
    }

    /// What a URL of this spec shows; nothing for one that shows no page, or leads on.
    pub(super) fn on_screen_at(&self, path_and_query: &str) -> Option<OnScreen> {
        let asked = asked_at(path_and_query.parse().ok()?, self.spec.tables.mount)?;
        let url = asked.url()?;
        let shown = hard(self.spec.tables, &url).ok()?;
        Some(OnScreen { asked, url: Some(url), shown })
    }
}

impl Posted<'_> {
    /// The page that the form was sent from.
    pub(super) fn on_screen(&self) -> Option<OnScreen> {
        self.service.on_screen_at(&self.from()?)
    }

    /// Where the form was sent from, as the request says: a script, the action's own URL where a page is shown
    /// in answer to a POST, or the browser, if it names a page of this host.
    fn from(&self) -> Option<String> {
        let by_script = self.parts.headers.get("transom-from").and_then(|from| from.to_str().ok());
        if let Some(from) = by_script.filter(|from| is_same_origin(from)) {
            return Some(from.to_owned());
        }
        if let Some(from) = from_of(&self.parts.uri) {
            return Some(from);
        }
        let referer = self.parts.headers.get(header::REFERER)?.to_str().ok()?;
        let referer: Uri =
            referer.parse().ok().filter(|_| is_at(referer, host(&self.parts.headers, &self.parts.uri)))?;
        let referer = from_of(&referer).or_else(|| Some(referer.path_and_query()?.as_str().to_owned()));
        referer.filter(|from| is_same_origin(from))
    }

    pub(super) fn url_to_go_back_to(&self) -> String {
        let from = self.from().filter(|from| self.service.on_screen_at(from).is_some());
        from.or_else(|| self.layout_url()).unwrap_or_else(|| "/".to_owned())
    }

    /// The own URL of the layout that declares the action, or of the file.
    pub(super) fn layout_url(&self) -> Option<String> {
        let Tables { nodes, slots, mount, .. } = self.service.spec.tables;
        let layout = slots[self.action.slot as usize].layout;
        let depth = layout.map_or(0, |layout| nodes[layout as usize].prefix.len());
        let mut url = UrlWriter::new(mount);
        self.location.segments.iter().take(depth).for_each(|segment| url.segment(segment));
        url.finish().ok()
    }
}

/// Whether an action is declared in what is on screen: in its root layout, of the same parameters.
fn stands_in(tables: &'static Tables, action: &Action, location: &SlotLocation, shown: &Shown) -> bool {
    let View::Layout { node: root, .. } = shown.view else { return false };
    let mut around = std::iter::successors(Some(action.node), |node| tables.nodes[*node as usize].parent);
    let mut params = tables.nodes[root as usize].params.iter();
    around.any(|node| node == root)
        && params.all(|at| shown.location.segments.get(*at) == location.segments.get(*at))
}

/// The page that an action's URL itself names as the one its form stands on.
fn from_of(url: &Uri) -> Option<String> {
    let items = parse_query(url.query()?);
    let (_, from) = items.into_iter().find(|(key, _)| key == FROM)?;
    is_same_origin(&from).then_some(from)
}
