//! One step of a walk: reading it, and taking it.

use transom_route_dsl::resolve::{History, Navigation, Seen, Stuck, SubUrl, Url};
use transom_route_dsl::spec::{SlotId, Spec};
use transom_route_dsl::suggest::nearest;

use crate::failure::Failure;

const KEYWORDS: [&str; 7] = ["hard:", "soft:", "full:", "slot:", "back", "forward", "refresh"];

/// A step as it is written; which slot a name means depends on what is on screen.
pub(super) enum Step {
    Go(Navigation),
    Slot { name: String, to: SubUrl },
}

/// Reads `soft:/a`, `slot:NAME=/a`, `back` and the like.
///
/// # Errors
/// If it is no step.
pub(super) fn read_step(text: &str) -> Result<Step, Failure> {
    let (keyword, rest) = text.split_once(':').map_or((text, None), |(word, rest)| (word, Some(rest)));
    Ok(Step::Go(match (keyword, rest) {
        ("hard", Some(url)) => Navigation::Hard(read_url(text, url)?),
        ("soft", Some(url)) => Navigation::Soft(read_url(text, url)?),
        ("full", Some(url)) => Navigation::OptOut(read_url(text, url)?),
        ("slot", Some(link)) => return read_slot_link(text, link),
        ("back", None) => Navigation::Back,
        ("forward", None) => Navigation::Forward,
        ("refresh", None) => Navigation::Refresh,
        _ => return Err(unknown(text, keyword, rest)),
    }))
}

impl Step {
    /// Takes the step.
    ///
    /// # Errors
    /// If nothing is there to go to, or no slot has that name.
    pub(super) fn take(&self, history: &mut History<'_, '_>, spec: &Spec) -> Result<Seen, Failure> {
        let result = match self {
            Step::Go(navigation) => history.go(navigation),
            Step::Slot { name, to } => {
                let found = slots_called(spec, name);
                let is_active = |slot: &&SlotId| history.is_active(**slot);
                let slot = found.iter().find(is_active).or(found.first());
                let slot = slot.ok_or_else(|| no_such_slot(spec, name))?;
                history.go(&Navigation::Link(*slot, to.clone()))
            }
        };
        result.map_err(stuck)
    }
}

/// All slots that a name means: the address of one, or its whole key.
pub(super) fn slots_called(spec: &Spec, name: &str) -> Vec<SlotId> {
    let all = (1..spec.slots.len()).map(SlotId);
    all.filter(|slot| spec.address(*slot) == name || spec.slot_key(*slot) == name).collect()
}

/// Says which slots there are.
pub(super) fn no_such_slot(spec: &Spec, name: &str) -> Failure {
    let slots = (1..spec.slots.len()).map(|at| spec.address(SlotId(at)));
    let known: Vec<&str> = slots.collect();
    let failure = Failure::new(format!("there is no slot `{name}`"));
    let main = main_slots_meant(spec, name);
    if !main.is_empty() {
        return failure
            .help(format!("a main slot goes by its layout's name, or by its own: `{}`", main.join("`, `")));
    }
    match nearest(name, known.iter().copied()) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => failure.help("the spec has no layout, and so no slot"),
        None => failure.help(format!("there are `{}`", known.join("`, `"))),
    }
}

/// The main slots that somebody may mean who says `main`, or names a layout whose main slot has a name.
fn main_slots_meant<'s>(spec: &'s Spec, name: &str) -> Vec<&'s str> {
    let layouts = spec.nodes.iter().filter(|node| name == "main" || node.name.text == name);
    layouts.filter_map(|layout| layout.main).map(|slot| spec.address(slot)).collect()
}

fn read_slot_link(text: &str, link: &str) -> Result<Step, Failure> {
    let Some((name, to)) = link.split_once('=') else {
        return Err(Failure::new(format!("`{text}` does not say where the slot goes"))
            .help(format!("write `slot:{link}=/path`, or `slot:{link}=` for its default")));
    };
    if !to.is_empty() && !to.starts_with('/') {
        return Err(Failure::new(format!("`{text}` does not lead to a path"))
            .help(format!("write `slot:{name}=/{to}`: the path below the slot's layout")));
    }
    Ok(Step::Slot { name: name.to_owned(), to: SubUrl::parse(to) })
}

fn read_url(text: &str, url: &str) -> Result<Url, Failure> {
    Url::parse(url).map_err(|_| {
        let failure = Failure::new(format!("`{text}` does not lead to a path"));
        match url.split_once("://") {
            Some((_, rest)) => {
                let path = rest.find('/').map_or("/", |at| &rest[at..]);
                failure.help(format!("leave the host out: `{}`", text.replace(url, path)))
            }
            None => failure.help(format!("write `{}`", text.replacen(':', ":/", 1))),
        }
    })
}

fn unknown(text: &str, keyword: &str, rest: Option<&str>) -> Failure {
    let failure = Failure::new(format!("`{text}` is no step"));
    if keyword.starts_with('/') {
        return failure.help(format!("write `hard:{text}` for a URL typed in, `soft:{text}` for a link"));
    }
    let is_slot_link = rest.is_some_and(|rest| rest.contains('='));
    let words = KEYWORDS.iter().map(|word| word.trim_end_matches(':'));
    let Some(near) = nearest(keyword, words.filter(|word| *word != "slot" || is_slot_link)) else {
        return failure.help(
            "a step is one of `hard:/a`, `soft:/a`, `full:/a`, `slot:NAME=/a`, `back`, `forward`, `refresh`",
        );
    };
    let takes_more = KEYWORDS.iter().any(|word| word.strip_suffix(':') == Some(near));
    failure.help(match rest {
        Some(rest) if takes_more => format!("did you mean `{near}:{rest}`?"),
        None if takes_more => format!("did you mean `{near}:/…`?"),
        _ => format!("did you mean `{near}`?"),
    })
}

fn stuck(why: Stuck) -> Failure {
    match why {
        Stuck::AtTheBeginning => Failure::new("nothing comes before this in the history"),
        Stuck::AtTheEnd => Failure::new("nothing comes after this in the history"),
        Stuck::NothingShown => Failure::new("nothing has been loaded yet"),
    }
    .help("begin with `hard:/…`, and go back only as often as a step led on")
}
