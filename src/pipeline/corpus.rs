//! A corpus that can be asked about itself: articles in order of time, their postings, and what each outlet
//! repeats.

use std::cmp::Reverse;
use std::collections::HashMap;

use rayon::prelude::*;

use crate::article::Published;
use crate::index::segment::postings::encode;
use crate::sketch::Sketch;
use crate::text::furniture::{Furniture, Recurrence};

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
    /// What each outlet repeats.
    pub furniture: Furniture,
    /// By outlet key: its articles.
    pub outlet_sizes: HashMap<u32, u32>,
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
        let mut outlet_sizes = HashMap::new();
        for &outlet in &outlet_keys {
            *outlet_sizes.entry(outlet).or_default() += 1;
        }
        let furniture = learn(&gathered.sketches, &outlet_keys);
        Self { gathered, order, bands, prints, furniture, outlet_sizes, outlet_keys }
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

    /// The outlet's key of an article by its number.
    #[must_use]
    pub fn outlet_key(&self, number: u32) -> u32 {
        self.outlet_keys[self.order[number as usize] as usize]
    }

    /// Whether a shingle is furniture of the outlet.
    #[must_use]
    pub fn is_furniture(&self, outlet: u32, shingle: u32) -> bool {
        let articles = self.outlet_sizes.get(&outlet).copied().unwrap_or(0);
        outlet != 0 && self.furniture.is(outlet, articles, shingle)
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

fn learn(sketches: &[Sketch], outlets: &[u32]) -> Furniture {
    let recurrence = Recurrence::with_room(sketches.iter().map(|sketch| sketch.queries.len()).sum());
    let articles = || sketches.par_iter().zip(outlets).filter(|(_, outlet)| **outlet != 0);
    articles().for_each(|(sketch, &outlet)| recurrence.count(outlet, sketch.queries.iter().copied()));
    let furniture = Furniture::after(recurrence);
    articles().for_each(|(sketch, &outlet)| furniture.vote(outlet, &sketch.queries));
    furniture
}

/// By row: the key of its outlet.
fn outlet_keys(gathered: &Gathered) -> Vec<u32> {
    let keys: HashMap<u64, u32> =
        gathered.outlets.iter().map(|(&hash, name)| (hash, outlet_key(name))).collect();
    gathered.rows.iter().map(|row| keys.get(&row.outlet).copied().unwrap_or(0)).collect()
}
