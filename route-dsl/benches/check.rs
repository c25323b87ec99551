//! How long a spec of 10 000 lines takes: `cargo bench -p transom-route-dsl`.

#![allow(missing_docs, reason = "criterion's macros make public items")]

#[path = "../tests/large/mod.rs"]
mod large;

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use transom_route_dsl::source::{Source, Sources};
use transom_route_dsl::{compile, parse};

fn check(criterion: &mut Criterion) {
    let text = large::spec(10_000);
    let mut group = criterion.benchmark_group("10 000 lines");
    group.sample_size(20);
    group.bench_function("parse", |bencher| {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("app.routes", text.clone()));
        bencher.iter(|| parse::parse(black_box(&sources), id));
    });
    group.bench_function("parse and check", |bencher| {
        bencher.iter(|| {
            compile(Source::new("app.routes", black_box(text.clone())), &mut |_| Err(String::new()))
        });
    });
    group.finish();
}

criterion_group!(benches, check);
criterion_main!(benches);
