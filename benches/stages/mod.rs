//! The stages that are measured, each on the same generated articles; `criterion` times them, `instructions`
//! counts their instructions.

mod material;

use std::hint::black_box;

use reprint::judge::align::{Run, Seeds};
use reprint::judge::{Body, Circumstances, Limits, Scale, judge};
use reprint::pipeline::CheckOptions;
use reprint::read::{FieldMap, parse_record};
use reprint::sketch::{Sketcher, minhash};
use reprint::text::furniture::Furniture;
use reprint::text::sampled::Sampled;
use reprint::text::tokenise::{Buffers, hash_words, words_into};
use reprint::text::{Words, shingles};

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
    let fields = FieldMap::default();
    for line in &material.lines {
        let _ = black_box(parse_record(line, &"generated", &fields));
    }
}

fn tokenise(material: &Material) {
    let (mut buffers, mut hashes) = (Buffers::default(), Vec::new());
    for article in &material.articles {
        black_box(hash_words(&article.text, &mut buffers, &mut hashes));
    }
}

fn shingle(material: &Material) {
    let mut out = Vec::new();
    for words in &material.words {
        shingles(&words.hashes, &mut out);
        black_box(&out);
    }
}

fn minima(material: &Material) {
    for shingles in &material.shingles {
        black_box(minhash::minima(shingles));
    }
}

fn sketch(material: &Material) {
    let mut sketcher = Sketcher::new();
    for article in &material.articles {
        black_box(sketcher.sketch(&article.text));
    }
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

/// Makes every text ready to be compared.
fn body(material: &Material) {
    let (mut folded, mut words) = (Vec::new(), Words::default());
    for article in &material.articles {
        words_into(&article.text, &mut folded, &mut words);
        black_box(Body::of(&article.text, &words));
    }
}

fn align(material: &Material) {
    let (mut seeds, mut found) = (Seeds::default(), Vec::<Run>::new());
    for (a, b) in material.pairs() {
        seeds.note(b);
        seeds.runs(a, &mut found);
        black_box(&found);
    }
}

fn verdicts(material: &Material) {
    let mut scale = Scale::default();
    for (a, b) in material.pairs() {
        let evidence = scale.weigh(a, b);
        black_box(judge(&evidence, Circumstances::default(), Limits::default()));
    }
}

fn check(material: &Material) {
    let options = CheckOptions { min_words: 30, limit: 10, ..CheckOptions::default() };
    for article in material.articles.iter().step_by(8) {
        let _ = black_box(material.checker.check(article, &options));
    }
}
