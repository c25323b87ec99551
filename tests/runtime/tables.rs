//! The tables of the spec that `app` shows, as the generator would write them.

use crate::app::Views;
use std::time::Duration;
use transom::__private::*;

fn org(captures: &Captures<'_>) -> Result<Erased, Mismatch> {
    captures.segment::<u32>(1).map(erase)
}

fn nothing(_: &Captures<'_>) -> Result<Erased, Mismatch> {
    Ok(erase(()))
}

const ORG: &[Step] = &[Step::Literal("orgs"), Step::Typed(takes_canonical::<u32>)];
const TEAM: &[Step] = &[Step::Literal("orgs"), Step::Typed(takes_canonical::<u32>), Step::Literal("team")];

const NODE: Node = Node {
    name: "",
    place: "app.routes:1:1",
    prefix: &[],
    own_prefix: 0,
    params: &[],
    parent: None,
    at: nothing,
    guarded: None,
    slots: &[],
    main: None,
    stands_in: None,
    title: None,
};

const IN_ORG: Node = Node { prefix: ORG, params: &[1], at: org, ..NODE };

const fn boundaries(node: NodeId) -> Boundaries {
    Boundaries { loading: Some(node), error: Some(node), not_found: Some(1) }
}

const ROOT: Boundaries = Boundaries { loading: None, error: Some(0), not_found: Some(0) };

const PAGE: PageTable = PageTable {
    name: "",
    short: "",
    place: "app.routes:9:9",
    node: 1,
    boundaries: boundaries(1),
    pattern: "",
    title: None,
    blocking: false,
    params: &[1],
    tail: None,
    query: &[],
    guarded: None,
    make: nothing,
};

const BRANCH: Branch =
    Branch { literals: &[], sets: &[], typed: &[], plain: None, end: None, tail: None, optional_tail: None };

const SLOT: SlotTable = SlotTable {
    key: "",
    name: "",
    address: "",
    id: "",
    place: "app.routes:18:5",
    node: 0,
    layout: Some(1),
    boundaries: ROOT,
    default: Default::Missing,
    timeout: None,
    leave: Leave::Keep,
    refresh: None,
    when: false,
    intercepts: &[],
    matcher: &[],
    targets: &[],
};

pub(crate) static TABLES: Tables = PARTS;
/// The same app below `/app`.
pub(crate) static MOUNTED: Tables = Tables { mount: "/app", ..PARTS };

const PARTS: Tables = Tables {
    source: "app.routes",
    build: "build-1",
    mount: "",
    nodes: &[
        NODE,
        Node {
            name: "dash",
            own_prefix: 2,
            slots: &[1, 2, 3],
            main: Some(1),
            stands_in: Some(0),
            title: Some("Dash"),
            ..IN_ORG
        },
        Node { name: "dash.side", ..IN_ORG },
        Node { name: "dash.team", ..IN_ORG },
        Node {
            name: "dash.team.inner",
            prefix: TEAM,
            own_prefix: 1,
            slots: &[4, 5],
            main: Some(4),
            stands_in: Some(3),
            ..IN_ORG
        },
        Node { name: "dash.team.inner.detail", prefix: TEAM, ..IN_ORG },
    ],
    slots: &[
        SlotTable {
            layout: None,
            matcher: &[
                Branch { literals: &[("about", 1), ("old", 2), ("orgs", 3)], ..BRANCH },
                Branch { end: Some(0), ..BRANCH },
                Branch { end: Some(1), ..BRANCH },
                Branch { typed: &[(takes_canonical::<u32>, 4)], ..BRANCH },
                Branch {
                    literals: &[("report", 5), ("settings", 6), ("team", 8), ("views", 5)],
                    end: Some(2),
                    ..BRANCH
                },
                Branch { end: Some(2), ..BRANCH },
                Branch { sets: &[(&["billing", "profile"], 7)], ..BRANCH },
                Branch { end: Some(2), ..BRANCH },
                Branch { typed: &[(takes_canonical::<u32>, 7)], end: Some(2), ..BRANCH },
            ],
            targets: &[Target::Page(0), Target::Redirect(0), Target::Layout(1)],
            ..SLOT
        },
        SlotTable {
            key: "dash@main",
            name: "main",
            address: "dash",
            id: "slot-dash-main",
            node: 1,
            boundaries: boundaries(1),
            default: Default::Page(&[]),
            matcher: &[
                Branch { literals: &[("report", 1), ("settings", 2)], end: Some(0), ..BRANCH },
                Branch { end: Some(1), ..BRANCH },
                Branch { sets: &[(&["billing", "profile"], 3)], ..BRANCH },
                Branch { end: Some(2), ..BRANCH },
            ],
            targets: &[Target::Page(1), Target::Page(3), Target::Page(2)],
            ..SLOT
        },
        SlotTable {
            key: "dash@side",
            name: "side",
            address: "side",
            id: "slot-dash-side",
            node: 2,
            boundaries: boundaries(2),
            default: Default::Own,
            timeout: Some(Duration::from_millis(200)),
            matcher: &[Branch { literals: &[("views", 1)], ..BRANCH }, Branch { end: Some(0), ..BRANCH }],
            targets: &[Target::Page(4)],
            ..SLOT
        },
        SlotTable {
            key: "dash@team",
            name: "team",
            address: "team",
            id: "slot-dash-team",
            node: 3,
            boundaries: boundaries(3),
            default: Default::None,
            matcher: &[
                Branch { literals: &[("team", 1)], ..BRANCH },
                Branch { typed: &[(takes_canonical::<u32>, 2)], end: Some(0), ..BRANCH },
                Branch { end: Some(0), ..BRANCH },
            ],
            targets: &[Target::Layout(4)],
            ..SLOT
        },
        SlotTable {
            key: "inner@main",
            name: "main",
            address: "inner",
            id: "slot-inner-main",
            node: 4,
            layout: Some(4),
            boundaries: boundaries(3),
            default: Default::Page(&[]),
            matcher: &[Branch { end: Some(0), ..BRANCH }],
            targets: &[Target::Page(5)],
            ..SLOT
        },
        SlotTable {
            key: "inner@detail",
            name: "detail",
            address: "detail",
            id: "slot-inner-detail",
            node: 5,
            layout: Some(4),
            boundaries: boundaries(5),
            default: Default::Own,
            matcher: &[
                Branch { typed: &[(takes_canonical::<u32>, 1)], ..BRANCH },
                Branch { end: Some(0), ..BRANCH },
            ],
            targets: &[Target::Page(6)],
            ..SLOT
        },
    ],
    pages: &[
        PageTable {
            name: "about",
            short: "about",
            node: 0,
            boundaries: ROOT,
            pattern: "/about",
            params: &[],
            title: Some("About"),
            ..PAGE
        },
        PageTable { name: "dash.overview", short: "overview", pattern: "/orgs/{org}", ..PAGE },
        PageTable {
            name: "dash.settings",
            short: "settings",
            pattern: "/orgs/{org}/settings/{tab}",
            title: Some("Settings"),
            params: &[1, 3],
            ..PAGE
        },
        PageTable {
            name: "dash.report",
            short: "report",
            pattern: "/orgs/{org}/report",
            blocking: true,
            ..PAGE
        },
        PageTable {
            name: "dash.side.views",
            short: "views",
            node: 2,
            boundaries: boundaries(2),
            pattern: "/orgs/{org}/views",
            query: &[Item { key: "days", default: Some("7"), blank: Blank::Absent }],
            make: |captures| {
                let (org, days) = (captures.segment(1)?, captures.with_default("days", "7")?);
                Ok(erase(Views { org, days }))
            },
            ..PAGE
        },
        PageTable {
            name: "dash.team.inner.list",
            short: "list",
            node: 4,
            boundaries: boundaries(3),
            pattern: "/orgs/{org}/team",
            ..PAGE
        },
        PageTable {
            name: "dash.team.inner.detail.member",
            short: "member",
            node: 5,
            boundaries: boundaries(5),
            pattern: "/orgs/{org}/team/{id}",
            params: &[1, 3],
            ..PAGE
        },
    ],
    guards: &[],
    redirects: &[Redirect { permanent: true, to: |_| Ok("/about".to_owned()) }],
    actions: &[],
    action_matcher: &[],
    action_targets: &[],
};
