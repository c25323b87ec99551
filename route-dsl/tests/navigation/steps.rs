//! Random steps through a spec: most lead to what is there, some to what is not.

use super::specs::Choices;
use transom_route_dsl::resolve::{Navigation, SubUrl, Url};
use transom_route_dsl::spec::{
    Page, PageId, ParamType, QueryItem, QueryKind, Segment, SegmentKind, SlotId, Spec,
};

const TEXTS: [&str; 6] = ["x", "7", "a", "b", "old", "ü /"];

/// The step that some choices make.
pub(crate) fn step(spec: &Spec, choices: &mut Choices<'_>) -> Navigation {
    match choices.choose(12) {
        0..=4 => Navigation::Soft(url(spec, choices)),
        5..=7 => {
            let slot = SlotId(1 + choices.choose(spec.slots.len() - 1));
            Navigation::Link(slot, sub_url(spec, slot, choices))
        }
        8 => Navigation::OptOut(url(spec, choices)),
        9 => Navigation::Back,
        10 => Navigation::Forward,
        _ => Navigation::Refresh,
    }
}

/// A URL of the spec, with an override now and then.
pub(crate) fn url(spec: &Spec, choices: &mut Choices<'_>) -> Url {
    let page = PageId(choices.choose(spec.pages.len()));
    let mut text = match choices.choose(24) {
        23 => "/old".to_owned(),
        22 => "/away".to_owned(),
        21 => "/far".to_owned(),
        20 => "/nowhere/at/all".to_owned(),
        _ => path_of(&spec.page(page).path, choices),
    };
    let mut items = items_of(spec.page(page), choices);
    for _ in 0..choices.choose(6).saturating_sub(3) {
        let slot = SlotId(1 + choices.choose(spec.slots.len() - 1));
        let to = sub_url(spec, slot, choices).to_text();
        items.push(format!("@{}={}", spec.address(slot), encoded(&to)));
    }
    if !items.is_empty() {
        text = format!("{text}?{}", items.join("&"));
    }
    Url::parse(&text).expect("it begins with a slash")
}

/// Where an override can put a slot: at a page of it or of a layout in it, or at its default.
fn sub_url(spec: &Spec, slot: SlotId, choices: &mut Choices<'_>) -> SubUrl {
    if choices.choose(5) == 1 {
        return SubUrl::Default;
    }
    let base = spec.slot(slot).layout.map_or(0, |layout| spec.node(layout).prefix.len());
    let inside: Vec<&Page> = spec.pages.iter().filter(|page| is_in(spec, page, slot)).collect();
    let Some(page) = choices.of(&inside) else { return SubUrl::Default };
    let mut text = path_of(&page.path[base..], choices);
    let items = items_of(page, choices);
    if !items.is_empty() {
        text = format!("{text}?{}", items.join("&"));
    }
    SubUrl::parse(&text)
}

/// Whether a page shows in the slot, or in a layout in it.
fn is_in(spec: &Spec, page: &Page, slot: SlotId) -> bool {
    let mut at = page.slot;
    loop {
        if at == slot {
            return true;
        }
        let Some(layout) = spec.slot(at).layout else { return false };
        let holder = (0..spec.slots.len()).map(SlotId).find(|around| {
            spec.slot(*around).entries.contains(&transom_route_dsl::spec::Entry::Layout(layout))
        });
        match holder {
            Some(holder) => at = holder,
            None => return false,
        }
    }
}

fn path_of(path: &[Segment], choices: &mut Choices<'_>) -> String {
    let mut out = String::new();
    for segment in path {
        let texts: Vec<&str> = match &segment.kind {
            SegmentKind::Literal(text) => vec![text],
            SegmentKind::Param { ty, .. } => vec![text_of(*ty, choices)],
            SegmentKind::Tail { optional, .. } => {
                let count = usize::from(!optional) + choices.choose(2);
                (0..count).map(|_| TEXTS[choices.choose(TEXTS.len())]).collect()
            }
        };
        texts.iter().for_each(|text| out.push_str(&format!("/{}", encoded(text).replace('/', "%2F"))));
    }
    if out.is_empty() { "/".to_owned() } else { out }
}

/// Mostly one that the type takes.
fn text_of(ty: ParamType, choices: &mut Choices<'_>) -> &'static str {
    let odd = choices.choose(16) == 15;
    match ty {
        ParamType::Set(_) if !odd => ["a", "b"][choices.choose(2)],
        ParamType::Builtin(_) if !odd => ["7", "0", "42"][choices.choose(3)],
        _ => TEXTS[choices.choose(TEXTS.len())],
    }
}

fn items_of(page: &Page, choices: &mut Choices<'_>) -> Vec<String> {
    let mut items = Vec::new();
    for item in &page.query {
        for _ in 0..times(item, choices) {
            let text = text_of(item.ty, choices);
            items.push(format!("{}={}", item.name.text, encoded(text)));
        }
    }
    if choices.choose(8) == 7 {
        items.push("other=1".to_owned());
    }
    items
}

fn times(item: &QueryItem, choices: &mut Choices<'_>) -> usize {
    match item.kind {
        QueryKind::Required => 1,
        QueryKind::Default(_) | QueryKind::Optional => choices.choose(2),
        QueryKind::Repeated => choices.choose(3),
    }
}

/// Enough for the texts above to stand in a path or a query.
fn encoded(text: &str) -> String {
    text.replace('%', "%25")
        .replace(' ', "%20")
        .replace('ü', "%C3%BC")
        .replace('&', "%26")
        .replace('+', "%2B")
}
