//! Furniture: what recurs across the pages of one outlet (menus, "read more", about the author, tickers) and
//! is therefore no story's own text.
//!
//! Learned from the shingles that articles look up, in two passes over numbers alone. The first finds the articles of
//! an outlet in which each shingle stands. The second lets an article vote for its recurring shingles, but only if
//! enough of it does *not* recur: a story that an agency sent three times recurs as a whole, a menu recurs beside
//! something new.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;

use crate::spill::lists::Run;
use crate::spill::regions::{Record, by_key};
use crate::spill::{Lists, Lot, Result};

use super::hashed::KeySet;
use super::shingle::mix;

/// Articles of an outlet in which a shingle must recur before it can be furniture.
const LEAST: u32 = 3;

/// The same for articles that name no outlet.
const LEAST_UNNAMED: u32 = 12;

/// One article in how many of the outlet's must vote for it.
const ONE_IN: u32 = 100;

/// Votes that are enough in an outlet of any size.
const ENOUGH: u32 = 250;

/// What recurs in this share of an outlet's articles, and in [`COMMON_LEAST`] of them, is furniture even where
/// pages consist of little else.
const COMMON_ONE_IN: u32 = 10;

/// See [`COMMON_ONE_IN`].
const COMMON_LEAST: u32 = 8;

/// Articles that are enough in an outlet of any size for the same: no single story stands in so many.
const COMMON_ENOUGH: u32 = 255;

/// Share of an article's shingles, in percent, that may recur if it is to vote.
const VOTER: u64 = 80;

/// Articles as furniture is learned from.
#[derive(Debug, Clone, Copy)]
pub struct Sampled<'a> {
    /// A list an article: its distinct shingles, behind `skip` other numbers.
    pub lists: &'a Lists,
    /// Numbers of each list that are no shingles.
    pub skip: usize,
    /// By article: its outlet's key. Those with the key zero name none and teach of one another, but more of them
    /// must agree: what a few of them share may be a story that as many outlets carried.
    pub outlets: &'a [u32],
}

/// A shingle that recurs in the articles of an outlet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recurrent {
    /// The outlet's key.
    pub outlet: u32,
    /// The shingle.
    pub shingle: u32,
    /// Articles in which it stands.
    pub standing: u32,
    /// Those of them that vote for it.
    pub votes: u32,
}

impl Sampled<'_> {
    /// What may be furniture of an outlet, now or when it has more articles; ascending.
    ///
    /// # Errors
    /// The lists cannot be read, or others not be written.
    pub fn recurrent(&self) -> Result<Vec<Recurrent>> {
        let met: Vec<AtomicU32> = self.outlets.iter().map(|_| AtomicU32::new(0)).collect();
        let recurring = self.recurring(&met)?;
        let lengths = self.lists.lengths().zip(met);
        let voters: Vec<bool> =
            lengths.map(|(length, met)| votes(met.into_inner(), length - self.skip as u32)).collect();
        let counted = |run: Result<Run<'_>>| run.map(|run| counted(&run, &voters));
        let found: Vec<Vec<Recurrent>> = recurring.read().map(counted).collect::<Result<_>>()?;
        let mut found: Vec<Recurrent> = found.into_iter().flatten().collect();
        found.par_sort_unstable();
        Ok(found)
    }

    /// Every shingle that stands in [`LEAST`] articles of an outlet: outlet, shingle, articles. Counts in `met` how
    /// many such each article has.
    fn recurring(&self, met: &[AtomicU32]) -> Result<Lists> {
        let shingles = |article: u32, list: &[u32], records: &mut Vec<Record>| {
            records.extend(list[self.skip..].iter().map(|&shingle| (shingle, article)));
        };
        let expected: usize = self.lists.lengths().map(|length| length as usize).sum();
        let mut recurring = Lists::default();
        let mut regions = 0..;
        let each = |records: Vec<Record>| by_outlet(&records, self.outlets, met);
        by_key(self.lists, expected, shingles, each, |lot| {
            recurring.keep(regions.next().unwrap_or_default(), lot)
        })?;
        Ok(recurring)
    }
}

/// Of records in order, the shingles that stand in enough articles of an outlet, as lists.
fn by_outlet(records: &[Record], outlets: &[u32], met: &[AtomicU32]) -> Lot {
    let (mut found, mut standing) = (Lot::default(), Vec::new());
    for run in records.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() >= LEAST as usize) {
        standing.clear();
        standing.extend(run.iter().map(|&(_, article)| (outlets[article as usize], article)));
        standing.sort_unstable();
        for some in standing.chunk_by(|a, b| a.0 == b.0).filter(|some| some.len() >= LEAST as usize) {
            found.push([some[0].0, run[0].0].into_iter().chain(some.iter().map(|&(_, article)| article)));
            some.iter().for_each(|&(_, article)| {
                met[article as usize].fetch_add(1, Ordering::Relaxed);
            });
        }
    }
    found
}

/// Whether an article votes, of whose shingles so many recur.
fn votes(recurring: u32, shingles: u32) -> bool {
    100 * u64::from(recurring) <= VOTER * u64::from(shingles)
}

/// The lists of [`Sampled::recurring`] with their votes, if they may ever be furniture.
fn counted(run: &Run<'_>, voters: &[bool]) -> Vec<Recurrent> {
    let count = |(_, list): (u32, &[u32])| {
        let (&[outlet, shingle], articles) = list.split_first_chunk()?;
        let votes = articles.iter().filter(|&&article| voters[article as usize]).count() as u32;
        let standing = articles.len() as u32;
        let may = votes > 0 || recurs(outlet, 0, standing, 0);
        may.then_some(Recurrent { outlet, shingle, standing, votes })
    };
    run.iter().filter_map(count).collect()
}

/// Whether what stands in so many of an outlet's `articles`, and has so many votes, is furniture.
pub(super) fn recurs(outlet: u32, articles: u32, standing: u32, votes: u32) -> bool {
    let least = if outlet == 0 { LEAST_UNNAMED } else { LEAST };
    let needed = least.max(articles / ONE_IN).min(ENOUGH);
    let common = least.max(COMMON_LEAST).max(articles / COMMON_ONE_IN).min(COMMON_ENOUGH);
    standing >= common || votes >= needed
}

/// What the outlets repeat.
#[derive(Debug, Default)]
pub struct Furniture {
    shingles: KeySet,
    /// The outlets that repeat anything.
    outlets: KeySet,
}

impl Furniture {
    /// Learns from articles of any outlets.
    ///
    /// # Errors
    /// The lists cannot be read, or others not be written.
    pub fn learn(sampled: Sampled<'_>) -> Result<Self> {
        let mut articles: HashMap<u32, u32> = HashMap::new();
        sampled.outlets.iter().for_each(|&outlet| *articles.entry(outlet).or_default() += 1);
        let mut furniture = Self::default();
        for Recurrent { outlet, shingle, standing, votes } in sampled.recurrent()? {
            if recurs(outlet, articles[&outlet], standing, votes) {
                furniture.shingles.insert(key(outlet, shingle));
                furniture.outlets.insert(mix(outlet.into()));
            }
        }
        Ok(furniture)
    }

    /// Whether anything is furniture of the outlet.
    #[must_use]
    pub fn knows(&self, outlet: u32) -> bool {
        self.outlets.contains(&mix(outlet.into()))
    }

    /// Whether the shingle is furniture of the outlet.
    #[must_use]
    #[inline]
    pub fn is(&self, outlet: u32, shingle: u32) -> bool {
        self.shingles.contains(&key(outlet, shingle))
    }
}

#[inline]
fn key(outlet: u32, shingle: u32) -> u64 {
    mix(u64::from(outlet) << 32 | u64::from(shingle))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(articles: &[Vec<u32>]) -> Lists {
        let mut lists = Lists::default();
        for (place, shingles) in articles.iter().enumerate() {
            let mut lot = Lot::default();
            lot.push(shingles.iter().copied());
            lists.keep(place, lot).unwrap();
        }
        lists
    }

    /// All of outlet 1.
    fn learn(articles: &[Vec<u32>]) -> Furniture {
        let outlets = vec![1; articles.len()];
        Furniture::learn(Sampled { lists: &lists(articles), skip: 0, outlets: &outlets }).unwrap()
    }

    fn page(number: u32) -> Vec<u32> {
        (0..20).chain(1000 * number..1000 * number + 60).collect()
    }

    #[test]
    fn a_menu_is_furniture_and_the_stories_are_not() {
        let furniture = learn(&(1..6).map(page).collect::<Vec<_>>());
        assert!((0..20).all(|shingle| furniture.is(1, shingle)));
        assert!((1000..1060).all(|shingle| !furniture.is(1, shingle)));
        assert!(!furniture.is(2, 3), "another outlet's");
        assert!(furniture.knows(1) && !furniture.knows(2));
    }

    #[test]
    fn a_story_sent_three_times_is_not_furniture() {
        let story: Vec<u32> = (0..80).collect();
        let furniture = learn(&[story.clone(), story.clone(), story]);
        assert!((0..80).all(|shingle| !furniture.is(1, shingle)));
    }

    #[test]
    fn counts_are_exact_and_each_outlet_has_its_own() {
        let articles: Vec<Vec<u32>> = (0..10).map(|n| vec![7, 100 + n, 200 + n]).collect();
        let outlets = [1, 2, 1, 2, 1, 2, 1, 2, 1, 1];
        let sampled = Sampled { lists: &lists(&articles), skip: 0, outlets: &outlets };
        let recurrent = |outlet, standing| Recurrent { outlet, shingle: 7, standing, votes: standing };
        assert_eq!(sampled.recurrent().unwrap(), [recurrent(1, 6), recurrent(2, 4)]);
    }

    #[test]
    fn order_does_not_matter() {
        let pages: Vec<Vec<u32>> = (1..9).map(page).collect();
        let turned: Vec<Vec<u32>> = pages.iter().rev().cloned().collect();
        let (forth, back) = (learn(&pages), learn(&turned));
        assert!((0..9000).all(|shingle| forth.is(1, shingle) == back.is(1, shingle)));
    }
}
