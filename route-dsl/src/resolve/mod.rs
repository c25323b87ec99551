//! The reference resolver: the rules of navigation (M1–M9, M11, M17) as plain functions over a checked
//! spec, from a state to a state.
//!
//! It is what the rules mean, and what the run time is tested against; it looks at every pattern each
//! time, and is not fast. [`Resolver`] answers single questions; [`History`] keeps the entries of a tab
//! and walks through them.
//!
//! Which texts a user's type takes is not known to a spec: here it takes any, unless
//! [`Resolver::with_types`] says otherwise. Only specs without errors give sensible answers.
//!
//! ```
//! use transom_route_dsl::resolve::{History, Navigation, Resolver, Url};
//! use transom_route_dsl::{compile, source::Source};
//!
//! let text = r#"
//!     layout shop "/" {
//!         loading; error; default list;
//!         page list "/";
//!         page item "/items/{id: u64}";
//!         slot modal { loading; error; default none; intercept item from list; }
//!     }
//! "#;
//! let compiled = compile(Source::new("shop.routes", text), &mut |_| Err("not there".to_owned()));
//! let resolver = Resolver::new(&compiled.spec);
//! let mut tab = History::new(&resolver);
//! tab.go(&Navigation::Hard(Url::parse("/").unwrap())).unwrap();
//! let seen = tab.go(&Navigation::Soft(Url::parse("/items/7").unwrap())).unwrap();
//! assert_eq!((seen.url.as_str(), seen.background.as_deref()), ("/items/7", Some("/")));
//! ```

mod canonical;
mod change;
mod encode;
mod history;
mod intercept;
mod link;
mod pattern;
mod redirect;
mod soft;
mod tree;
mod url;
mod walk;
mod why;

pub use history::{History, Navigation, Seen, Stuck};
pub use tree::{Change, Identity, Location, Origin, Shown, View};
pub use url::{BadUrl, SubUrl, Url};
pub use why::Why;

use crate::spec::{PageId, SegmentKind, SlotId, Spec};

/// Whether a user's type, named as in the spec, takes a text.
type Takes<'a> = dyn Fn(&str, &str) -> bool + 'a;

/// Answers what a spec shows where.
pub struct Resolver<'a> {
    spec: &'a Spec,
    takes: Option<Box<Takes<'a>>>,
    off: Vec<SlotId>,
}

/// All that a browser has to remember of what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// As in the address bar.
    pub url: Url,
    /// While an intercepted page is open: the URL of what is there beneath it (M9).
    pub background: Option<Url>,
}

/// What a hard load shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// After redirects.
    pub url: Url,
    /// From the document inwards.
    pub tree: Shown,
}

/// What a navigation leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What to remember of it.
    pub state: State,
    /// What is on screen.
    pub tree: Shown,
    /// How it is loaded.
    pub load: Load,
}

/// How the answer to a navigation is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Load {
    /// The whole document anew.
    Hard,
    /// Only what changed.
    Soft,
}

/// Why a URL shows no tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Halt {
    /// 404, 400, or for a redirect that leads out of the spec 307 or 308.
    pub status: u16,
    /// Where it leads; with an error the URL itself.
    pub url: String,
}

impl<'a> Resolver<'a> {
    /// Over a spec without errors.
    #[must_use]
    pub fn new(spec: &'a Spec) -> Self {
        Resolver { spec, takes: None, off: Vec::new() }
    }

    /// With what users' types take: called with the type's name in the spec and a text.
    #[must_use]
    pub fn with_types(mut self, takes: impl Fn(&str, &str) -> bool + 'a) -> Self {
        self.takes = Some(Box::new(takes));
        self
    }

    /// With slots whose `when` is false. They show nothing, and hold no interception; URLs are what they
    /// would be if it were true.
    #[must_use]
    pub fn with_off(mut self, slots: impl IntoIterator<Item = SlotId>) -> Self {
        self.off.extend(slots);
        self
    }

    /// The spec.
    #[must_use]
    pub fn spec(&self) -> &'a Spec {
        self.spec
    }

    /// What a URL shows that is typed, reloaded or opened from elsewhere (M1–M6, M17).
    ///
    /// # Errors
    /// If it is a 404 or 400, or redirected out of the spec.
    pub fn hard(&self, url: &Url) -> Result<Screen, Halt> {
        if url.is_malformed {
            return Err(Halt { status: 400, url: url.to_text() });
        }
        let url = self.follow_redirects(url)?;
        let walked = self.walk(&url, None);
        if walked.is_faulty(&url) {
            Err(Halt::not_found(&url))
        } else {
            Ok(Screen { url, tree: walked.tree })
        }
    }

    /// What reloading shows: the page itself where an interception was open (M8).
    ///
    /// # Errors
    /// As [`Resolver::hard`].
    pub fn refresh(&self, from: &State) -> Result<Step, Halt> {
        self.hard(&from.url).map(Step::hard)
    }

    fn user_takes(&self, name: &str, text: &str) -> bool {
        self.takes.as_ref().is_none_or(|takes| takes(name, text))
    }

    /// The path of a page without parameters, with the parameters of its layout left empty.
    fn literals(&self, page: PageId) -> Vec<String> {
        let text = |kind: &SegmentKind| match kind {
            SegmentKind::Literal(text) => text.clone(),
            SegmentKind::Param { .. } | SegmentKind::Tail { .. } => String::new(),
        };
        self.spec.page(page).path.iter().map(|segment| text(&segment.kind)).collect()
    }
}

impl Step {
    fn hard(screen: Screen) -> Step {
        Step { state: State { url: screen.url, background: None }, tree: screen.tree, load: Load::Hard }
    }
}

impl Halt {
    fn not_found(url: &Url) -> Halt {
        Halt { status: 404, url: url.to_text() }
    }
}
