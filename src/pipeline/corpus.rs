//! A corpus that can be asked about itself: articles in order of time, their postings, and what each outlet
//! repeats.

use std::cmp::Reverse;
use std::collections::HashMap;

use rayon::prelude::*;

use crate::article::Published;
use crate::index::segment::postings::encode;
use crate::sketch::Sketch;
use crate::text::furniture::Furniture;
use crate::text::recurrence::Sampled;

use super::gather::{Gathered, Row};
use super::outlet::outlet_key;

/// The corpus. Articles are numbered by time (the undated last), then by length, the longest first, then by the
/// order of the input: of any two, the one with the lower number is the likelier source.
#[derive(Debug)]
pub struct Corpus {
    /// What was read.
    pub gathered: Gathered,
    /// By number: the row.
    pub order: Vec<u32>,
    /// Documents by band key.
    pub bands: Vec<u8>,
    /// Documents by fingerprint.
    pub prints: Vec<u8>,
    /// By row: those of the article's queries that are furniture of its outlet, ascending.
    pub furniture: Vec<Box<[u32]>>,
    /// Words below which a body is filed nowhere.
    pub min_words: u32,
    /// By row: the outlet's key, the same for `www.example.com` and `Example.com`; zero for none.
    pub outlet_keys: Vec<u32>,
}

impl Corpus {
    /// Orders, files and learns. Bodies of fewer than `min_words` words are filed nowhere.
    #[must_use]
    pub fn new(gathered: Gathered, min_words: u32) -> Self {
        let outlet_keys = outlet_keys(&gathered);
        let order = by_time(&gathered.rows);
        let (bands, prints) = file(&order, &gathered.sketches, min_words);
        let furniture = furniture(&gathered.sketches, &outlet_keys);
        Self { gathered, order, bands, prints, furniture, min_words, outlet_keys }
    }

    /// The row of an article by its number.
    #[must_use]
    pub fn row(&self, number: u32) -> &Row {
        &self.gathered.rows[self.order[number as usize] as usize]
    }

    /// The sketch of an article by its number.
    #[must_use]
    pub fn sketch(&self, number: u32) -> &Sketch {
        &self.gathered.sketches[self.order[number as usize] as usize]
    }

    /// Whether an article's body is long enough to be judged.
    #[must_use]
    pub fn is_filed(&self, number: u32) -> bool {
        self.sketch(number).words >= self.min_words
    }

    /// The outlet's key of an article by its number.
    #[must_use]
    pub fn outlet_key(&self, number: u32) -> u32 {
        self.outlet_keys[self.order[number as usize] as usize]
    }

    /// Those of an article's queries that are furniture of its outlet, ascending.
    #[must_use]
    pub fn furniture(&self, number: u32) -> &[u32] {
        &self.furniture[self.order[number as usize] as usize]
    }
}

/// Row numbers in order of time.
fn by_time(rows: &[Row]) -> Vec<u32> {
    let time = |published: Option<Published>| published.map_or((true, 0), |known| (false, known.seconds));
    let mut order: Vec<u32> = (0..rows.len() as u32).collect();
    order.par_sort_by_key(|&row| {
        let row = &rows[row as usize];
        (time(row.published), Reverse(row.words))
    });
    order
}

/// Files every article under its band keys and fingerprints.
fn file(order: &[u32], sketches: &[Sketch], min_words: u32) -> (Vec<u8>, Vec<u8>) {
    let filed = |number: usize| {
        let sketch = &sketches[order[number] as usize];
        (sketch.words >= min_words).then_some((number as u32, sketch))
    };
    let numbers = || (0..order.len()).into_par_iter().filter_map(filed);
    let bands = || {
        encode(
            numbers()
                .flat_map_iter(|(doc, sketch)| sketch.bands.iter().map(move |&key| (key, doc)))
                .collect(),
        )
    };
    let prints = || {
        encode(
            numbers()
                .flat_map_iter(|(doc, sketch)| sketch.prints.iter().map(move |&key| (key, doc)))
                .collect(),
        )
    };
    rayon::join(bands, prints)
}

/// By row: those of its queries that are furniture.
fn furniture(sketches: &[Sketch], outlets: &[u32]) -> Vec<Box<[u32]>> {
    let sampled = sketches.iter().zip(outlets).map(|(sketch, &outlet)| (outlet, &sketch.queries[..]));
    let sampled: Vec<Sampled<'_>> = sampled.collect();
    let furniture = Furniture::learn(&sampled);
    let mut sizes: HashMap<u32, u32> = HashMap::new();
    outlets.iter().for_each(|&outlet| *sizes.entry(outlet).or_default() += 1);
    let of = |&(outlet, queries): &Sampled<'_>| {
        let articles = sizes[&outlet];
        let is = |query: &u32| furniture.is(outlet, articles, *query);
        let mut found: Vec<u32> = queries.iter().copied().filter(is).collect();
        found.sort_unstable();
        found.into_boxed_slice()
    };
    sampled.par_iter().map(of).collect()
}

/// By row: the key of its outlet.
fn outlet_keys(gathered: &Gathered) -> Vec<u32> {
    let keys: HashMap<u64, u32> =
        gathered.outlets.iter().map(|(&hash, name)| (hash, outlet_key(name))).collect();
    gathered.rows.iter().map(|row| keys.get(&row.outlet).copied().unwrap_or(0)).collect()
}
