//! How well `dedup` finds and judges the labelled pairs of `corpus/`. The tables are printed; the floors hold.
//!
//! ```text
//! cargo test --test cli quality -- --nocapture
//! ```

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;

use crate::kit::{Dir, corpus, records, text};
use serde_json::Value;

/// Of what is called a reprint, how much must be one; of the reprints, how many must be called so.
const PRECISION: f64 = 0.92;
const RECALL: f64 = 0.97;
/// Pairs whose named relation must be one that the label accepts.
const RELATION: f64 = 0.75;

/// Words below which a body is not judged.
const MIN_WORDS: usize = 30;

type Pairs = HashMap<[String; 2], Value>;

fn key(a: &str, b: &str) -> [String; 2] {
    let mut key = [a.to_owned(), b.to_owned()];
    key.sort();
    key
}

fn found() -> Pairs {
    let dir = Dir::new();
    dir.reprint(&["dedup", &corpus("news.jsonl"), "--drop", "none", "--pairs", "pairs.jsonl"]).done();
    let pairs = dir.records("pairs.jsonl");
    pairs.into_iter().map(|pair| (key(text(&pair, "a"), text(&pair, "b")), pair)).collect()
}

/// What was called a reprint, against what is one.
#[derive(Default)]
struct Confusion {
    hit: u32,
    false_alarm: u32,
    miss: u32,
    rejected: u32,
}

impl Confusion {
    fn count(&mut self, said: bool, is: bool) {
        *match (said, is) {
            (true, true) => &mut self.hit,
            (true, false) => &mut self.false_alarm,
            (false, true) => &mut self.miss,
            (false, false) => &mut self.rejected,
        } += 1;
    }

    fn precision(&self) -> f64 {
        f64::from(self.hit) / f64::from(self.hit + self.false_alarm)
    }

    fn recall(&self) -> f64 {
        f64::from(self.hit) / f64::from(self.hit + self.miss)
    }
}

/// The relation named for a labelled pair is one the label accepts; an unwritten pair was not called copy.
fn relation_is_right(label: &Value, pair: Option<&Value>) -> bool {
    let accepted = label["relations"].as_array().unwrap();
    let accepts = |relation: &str| accepted.iter().any(|other| other == relation);
    match pair {
        Some(pair) => accepts(text(pair, "relation")),
        None => ["same_event", "unrelated", "boilerplate"].into_iter().any(accepts),
    }
}

#[test]
fn the_labelled_pairs_are_judged_as_labelled() {
    let (found, labels) = (found(), records(&fs::read(corpus("pairs.jsonl")).unwrap()));
    let mut all = Confusion::default();
    let mut by_stratum: BTreeMap<&str, Confusion> = BTreeMap::new();
    let mut relations = 0;
    for label in &labels {
        let pair = found.get(&key(text(label, "a"), text(label, "b")));
        relations += u32::from(relation_is_right(label, pair));
        let said = pair.is_some_and(|pair| pair["reprint"] == true);
        let is = text(label, "reprint");
        if is != "contested" {
            all.count(said, is == "yes");
            by_stratum.entry(text(label, "stratum")).or_default().count(said, is == "yes");
        }
    }
    println!("{:20} called right  false alarm  missed  rightly not", "kind of case");
    for (name, part) in by_stratum.iter().chain([(&"all", &all)]) {
        println!("{name:20} {:12} {:12} {:7} {:12}", part.hit, part.false_alarm, part.miss, part.rejected);
    }
    let relations = f64::from(relations) / labels.len() as f64;
    println!("precision {:.4}  recall {:.4}  relation {relations:.4}", all.precision(), all.recall());
    assert!(all.precision() >= PRECISION, "precision {:.4} < {PRECISION}", all.precision());
    assert!(all.recall() >= RECALL, "recall {:.4} < {RECALL}", all.recall());
    assert!(relations >= RELATION, "relation {relations:.4} < {RELATION}");
}

/// Shingles of five lower-cased words; words are runs of letters and digits.
fn shingles(text: &str) -> (usize, HashSet<String>) {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    (words.len(), words.windows(5).map(|window| window.join(" ")).collect())
}

/// Every pair of Latin, Greek or Cyrillic articles that resemble or contain each other strongly, by brute force.
fn oracle(articles: &[Value]) -> Vec<[String; 2]> {
    let spaced = |article: &&Value| !["zh", "ja", "th"].contains(&article["lang"].as_str().unwrap_or(""));
    let mut ids = HashSet::new();
    let mut name = |article: &Value| {
        let id = text(article, "id");
        if ids.insert(id.to_owned()) { id.to_owned() } else { format!("{id}#2") }
    };
    let sets: Vec<_> = articles
        .iter()
        .filter(spaced)
        .map(|article| (name(article), shingles(text(article, "text"))))
        .filter(|(_, (words, _))| *words >= MIN_WORDS)
        .collect();
    let mut strong = Vec::new();
    for (at, (a, (_, left))) in sets.iter().enumerate() {
        for (b, (_, right)) in &sets[at + 1..] {
            let both = left.intersection(right).count() as f64;
            let (either, smaller) =
                ((left.len() + right.len()) as f64 - both, left.len().min(right.len()) as f64);
            if both / either >= 0.5 || both / smaller >= 0.8 {
                strong.push(key(a, b));
            }
        }
    }
    strong
}

#[test]
fn no_strongly_resembling_pair_escapes() {
    let articles = records(&fs::read(corpus("news.jsonl")).unwrap());
    let (found, strong) = (found(), oracle(&articles));
    let missed: Vec<_> = strong.iter().filter(|pair| !found.contains_key(*pair)).collect();
    println!(
        "{} pairs with a resemblance of .5 or a containment of .8; {} missed",
        strong.len(),
        missed.len()
    );
    assert!(strong.len() > 300, "the corpus holds hundreds of such pairs, {} were seen", strong.len());
    assert!(missed.is_empty(), "{missed:?}");
}
