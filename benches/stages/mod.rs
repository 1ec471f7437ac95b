//! The stages that are measured, each on the same generated articles; `criterion` times them, `instructions`
//! counts their instructions. `reprint bench` times the steps among them.

mod material;

use std::hint::black_box;

use reprint::pipeline::CheckOptions;
use reprint::pipeline::bench::steps;
use reprint::text::furniture::Furniture;
use reprint::text::sampled::Sampled;
use reprint::text::shingles;

pub use material::Material;

/// One stage, by name: what it does to all of the material.
pub type Stage = (&'static str, fn(&Material));

/// Every stage, in the order in which an article meets them.
pub const STAGES: [Stage; 11] = [
    ("parse", parse),
    ("tokenise", tokenise),
    ("shingle", shingle),
    ("minhash", minima),
    ("sketch", sketch),
    ("postings", postings),
    ("furniture", furniture),
    ("body", body),
    ("align", align),
    ("judge", verdicts),
    ("check", check),
];

fn parse(material: &Material) {
    steps::parse(&material.lines);
}

fn tokenise(material: &Material) {
    steps::tokenise(&material.articles);
}

fn shingle(material: &Material) {
    let mut out = Vec::new();
    for words in &material.words {
        shingles(&words.hashes, &mut out);
        black_box(&out);
    }
}

fn minima(material: &Material) {
    steps::minima(&material.shingles);
}

fn sketch(material: &Material) {
    steps::sketch(&material.articles);
}

/// Looks up every query of every article in the postings of all.
fn postings(material: &Material) {
    let prints = material.postings();
    for query in material.sketches.iter().flat_map(|sketch| &sketch.queries) {
        black_box(prints.docs(*query).sum::<u32>());
    }
}

/// Learns what a single outlet repeats, and asks.
fn furniture(material: &Material) {
    let outlets = vec![1; material.sketches.len()];
    let sampled = Sampled { lists: &material.queries, skip: 0, outlets: &outlets };
    let learned = sampled.recurrent().map(|recurrent| Furniture::of(&recurrent, &outlets));
    let queries = material.sketches.iter().flat_map(|sketch| &sketch.queries);
    let asked = |learned: Furniture| {
        learned.of_outlet(1).map(|repeated| queries.filter(|query| repeated.contains(**query)).count())
    };
    black_box(learned.map(asked).ok());
}

fn body(material: &Material) {
    steps::body(&material.articles);
}

fn align(material: &Material) {
    steps::align(material.pairs());
}

fn verdicts(material: &Material) {
    steps::judge(material.pairs());
}

fn check(material: &Material) {
    let options = CheckOptions { min_words: 30, limit: 10, ..CheckOptions::default() };
    for article in material.articles.iter().step_by(8) {
        let _ = black_box(material.checker.check(article, &options));
    }
}
