//! Times every stage: `cargo bench --bench criterion [STAGE]`, or `-- --test` to run each once.

mod stages;

use criterion::{Criterion, Throughput};

use stages::{Material, STAGES};

fn main() {
    let material = Material::new();
    let mut criterion = Criterion::default().configure_from_args();
    let bytes = material.articles.iter().map(|article| article.text.len() as u64).sum();
    let mut group = criterion.benchmark_group("400 articles");
    group.throughput(Throughput::Bytes(bytes));
    for (name, stage) in STAGES {
        group.bench_function(name, |bencher| bencher.iter(|| stage(&material)));
    }
    group.finish();
    criterion.final_summary();
}
