//! What is held of each article while the others are read: a row, an id, and keys that are set aside.

use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use crate::article::{Article, Precision, Published};
use crate::error::Result;
use crate::read::Place;
use crate::sketch::{Sketch, Sketcher, fingerprint};
use crate::spill::{Lists, Lot};
use crate::text::hashed::KeyMap;

use super::names::{Name, Names};

/// What is held of one article while the others are read.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its id, distinct among all: one of `Gathered::ids`.
    pub id: Name,
    /// Where its record can be had again.
    pub place: Place,
    /// Hash of its outlet's name as stated; zero without one.
    pub outlet: u64,
    /// When it was published, in seconds; zero if that is not known.
    seconds: i64,
    /// Hash of its headline's words; zero without one.
    pub headline: u64,
    /// Words of its body.
    pub words: u32,
    /// Hash of its body's letters run together.
    pub body: u64,
    /// Fingerprints under which it is filed.
    pub prints: u32,
    /// How exactly its time is known.
    precision: Option<Precision>,
}

impl Row {
    /// When it was published.
    #[must_use]
    pub fn published(&self) -> Option<Published> {
        self.precision.map(|precision| Published { seconds: self.seconds, precision })
    }
}

/// Hash under which an outlet is kept; zero for none.
#[must_use]
pub fn outlet_hash(article: &Article<'_>) -> u64 {
    article.outlet.as_deref().map_or(0, |outlet| xxh3_64(outlet.as_bytes()))
}

/// What is held of all articles, a batch after the other in the order in which they are done.
#[derive(Debug, Default)]
pub(super) struct Held {
    pub rows: Vec<Row>,
    pub ids: Names,
    pub keys: Lists,
    pub outlets: KeyMap<Box<str>>,
}

/// What is to be held of one batch, gathered where that of the batch before was.
#[derive(Debug, Default)]
pub(super) struct Leaves {
    rows: Vec<Row>,
    ids: Names,
    lot: Lot,
    outlets: KeyMap<Box<str>>,
    sketcher: Sketcher,
    sketch: Sketch,
    /// What the article looks up and is not filed under.
    unfiled: Vec<u32>,
}

impl Held {
    /// Takes what a batch leaves and says where its rows are held.
    pub fn take(&mut self, number: usize, leaves: &mut Leaves) -> Result<Range<usize>> {
        self.keys.keep(number, leaves.lot.taken())?;
        self.outlets.extend(leaves.outlets.drain());
        let first = self.rows.len();
        let among_all = self.ids.append(&leaves.ids);
        self.rows.extend(leaves.rows.drain(..).map(|row| Row { id: among_all(row.id), ..row }));
        leaves.ids.clear();
        Ok(first..self.rows.len())
    }
}

impl Leaves {
    /// Adds an article, whose record stands at `place`.
    pub fn add(&mut self, article: &Article<'_>, place: Place) {
        let Self { sketcher, sketch, unfiled, .. } = self;
        let ends = sketcher.keys_into(&article.text, sketch);
        fingerprint::unfiled(&sketch.queries, ends, unfiled);
        self.lot.push_parts([&sketch.bands, &sketch.prints, unfiled]);
        let outlet = outlet_hash(article);
        if let Some(name) = &article.outlet {
            self.outlets.entry(outlet).or_insert_with(|| Box::from(&**name));
        }
        self.rows.push(Row {
            id: self.ids.push(&article.id),
            place,
            outlet,
            seconds: article.published.map_or(0, |published| published.seconds),
            precision: article.published.map(|published| published.precision),
            headline: article.title.as_deref().map_or(0, |title| sketcher.phrase(title)),
            words: sketch.words,
            body: sketch.body,
            prints: sketch.prints.len() as u32,
        });
    }
}

/// Puts rows into the order in which `batches` names their places.
pub(super) fn put_in_order<T>(rows: &mut [T], batches: impl Iterator<Item = Range<usize>>) {
    let mut places = vec![0; rows.len()];
    (0..).zip(batches.flatten()).for_each(|(place, row)| places[row] = place);
    for row in 0..rows.len() {
        while places[row] != row {
            let place = places[row];
            rows.swap(row, place);
            places.swap(row, place);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_stand_in_the_order_of_their_batches(lengths in prop::collection::vec(0_usize..5, 0..12), turn in 0_usize..12) {
            // Done in another order than they were read in.
            let mut done: Vec<usize> = (0..lengths.len()).collect();
            done.rotate_left(turn % lengths.len().max(1));
            let (mut rows, mut places) = (Vec::new(), vec![0..0; lengths.len()]);
            for batch in done {
                let first = rows.len();
                rows.extend((0..lengths[batch]).map(|row| (batch, row)));
                places[batch] = first..rows.len();
            }
            put_in_order(&mut rows, places.into_iter());
            prop_assert!(rows.is_sorted());
            prop_assert_eq!(rows.len(), lengths.iter().sum::<usize>());
        }
    }

    #[test]
    fn a_row_is_small_for_every_article_has_one() {
        assert!(size_of::<Row>() <= 72);
    }
}
