//! What deciding costs: steps from text to text on the dashboard's tables, next to a hard load of the same
//! URL. Nothing is rendered.

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use transom::__private::{SlotId, step};

/// The dashboard's tables, without its handlers. What stands behind its types makes no difference here.
#[allow(dead_code, reason = "nobody implements the traits")]
mod dashboard {
    transom::include_routes!("examples/dashboard/app.routes");
    pub(super) static TABLES: &transom::__private::Tables = &__app::TABLES;
}

#[allow(dead_code, unused_imports, reason = "the whole of a file of the example")]
#[path = "../examples/dashboard/calendar.rs"]
mod calendar;

mod role {
    #[derive(Debug, serde::Deserialize)]
    pub(crate) struct Playing {}
}

mod switches {
    #[derive(Debug, serde::Deserialize)]
    pub(crate) struct Upsetting {}
}

fn slot(key: &str) -> SlotId {
    let at = dashboard::TABLES.slots.iter().position(|slot| slot.key == key);
    SlotId::try_from(at.expect("the dashboard has that slot")).expect("it has few slots")
}

fn navigate(criterion: &mut Criterion) {
    let tables = dashboard::TABLES;
    let analytics = slot("dashboard@analytics");
    let full = "/orders?status=placed&page=2&@analytics=/analytics/weekdays&@revenue=/revenue/months/2026-03\
                &@activity=/activity/alps";
    let cases = [
        ("no overrides", None, None, "/orders?status=placed&page=2"),
        ("soft, nothing kept", Some("/"), None, "/orders?status=placed&page=2"),
        ("soft, one pane kept", Some("/revenue/regions"), None, "/orders?status=placed&page=2"),
        ("three overrides", None, None, full),
        ("soft, three panes kept", Some(full), None, "/products?sort=sold"),
        ("slot link, three overrides", Some(full), Some(analytics), "/?@analytics=/analytics?span=year"),
    ];
    let mut group = criterion.benchmark_group("navigate");
    for (name, from, slot, to) in cases {
        assert!(step(tables, from.map(|from| (from, None)), slot, to).is_some(), "{name}");
        let kind = if from.is_none() { "hard load, " } else { "" };
        group.bench_function(format!("{kind}{name}"), |bencher| {
            let from = black_box(from.map(|from| (from, None)));
            bencher.iter(|| step(tables, from, slot, black_box(to)));
        });
    }
    group.finish();
}

criterion_group!(benches, navigate);
criterion_main!(benches);
