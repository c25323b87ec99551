//! Redirects (M17): they stand in the main chain and go by the path alone.

use super::{Halt, Place, Resolver, has_too_many, target};
use crate::navigate::{Override, Url};
use crate::segments::SlotLocation;
use crate::table::{Redirect, Tables, Target};

/// Where the main chain leads elsewhere, if it does.
pub(super) fn find(tables: &'static Tables, url: &Url) -> Option<Halt> {
    let redirect = matched(tables, &url.location)?;
    Some(match (redirect.to)(&url.location.captures()) {
        Ok(to) => Halt::Redirect { permanent: redirect.permanent, to: carry(tables, &to, url) },
        Err(_) => Halt::Unmatched,
    })
}

fn matched(tables: &'static Tables, location: &SlotLocation) -> Option<&'static Redirect> {
    let mut slot = if tables.redirects.is_empty() { None } else { Some(0) };
    while let Some(id) = slot {
        match target(tables, id, location)? {
            Target::Page(_) => return None,
            Target::Layout(node) => slot = tables.nodes[node as usize].main,
            Target::Redirect(redirect) => return tables.redirects.get(redirect as usize),
        }
    }
    None
}

/// The target, with the own query (an item of the target wins over one of the same key) and the
/// overrides whose slots are active there.
fn carry(tables: &'static Tables, to: &str, from: &Url) -> String {
    let (path, fragment) = to.find('#').map_or((to, ""), |at| to.split_at(at));
    // Browsers read `//host` and `/\\host` as another site's.
    let is_ours = path.starts_with('/') && !path[1..].starts_with(['/', '\\']);
    let ours = if is_ours { Url::parse("", path).ok() } else { None };
    let Some(mut target) = ours else { return carry_out(to, from) };
    target.carry_query(from);
    let own = target.overrides.len();
    let is_new = |one: &&Override| target.overrides[..own].iter().all(|other| other.address != one.address);
    let carried: Vec<_> = from.overrides.iter().filter(is_new).cloned().collect();
    target.overrides.extend(carried);
    keep_active(tables, &mut target, own);
    target.to_text(tables.mount) + fragment
}

/// To another site: its own parameters are its own, and no slot of ours is there.
fn carry_out(to: &str, from: &Url) -> String {
    let (path, fragment) = to.find('#').map_or((to, ""), |at| to.split_at(at));
    let sep = match from.query() {
        "" => "",
        _ if path.contains('?') => "&",
        _ => "?",
    };
    format!("{path}{sep}{}{fragment}", from.query())
}

/// Drops the overrides from position `own` on that name no slot of the target. One that redirects on, or
/// has more than any URL may have, is left as it is.
fn keep_active(tables: &'static Tables, target: &mut Url, own: usize) {
    let overrides = &target.overrides;
    if overrides.len() == own || has_too_many(overrides) || matched(tables, &target.location).is_some() {
        return;
    }
    let resolver = Resolver::new(tables, overrides);
    // A value that matches nothing, and so ends the walk, makes a 404 of the target whatever follows it.
    let _ = resolver.slot(Place::document(None), &target.location);
    let used = resolver.used.get();
    let mut at = 0;
    target.overrides.retain(|_| {
        at += 1;
        at <= own || used & 1 << (at - 1) != 0
    });
}
