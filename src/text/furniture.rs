//! Furniture: what recurs across the pages of one outlet (menus, "read more", about the author, tickers) and
//! is therefore no story's own text.
//!
//! Learned from what stands in how many articles of an outlet, and how many of them vote for it
//! ([`sampled`](super::sampled)).

use std::collections::HashMap;

use rayon::prelude::*;

use super::hashed::Sought;

/// Articles of an outlet in which a shingle must recur before it can be furniture.
pub(super) const LEAST: u32 = 3;

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

/// Whether what stands in so many of an outlet's `articles`, and has so many votes, is furniture.
pub(super) fn recurs(outlet: u32, articles: u32, standing: u32, votes: u32) -> bool {
    let least = if outlet == 0 { LEAST_UNNAMED } else { LEAST };
    let needed = least.max(articles / ONE_IN).min(ENOUGH);
    let common = least.max(COMMON_LEAST).max(articles / COMMON_ONE_IN).min(COMMON_ENOUGH);
    standing >= common || votes >= needed
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

/// What the outlets repeat.
#[derive(Debug, Default)]
pub struct Furniture {
    /// By outlet key, of those that repeat anything, the shingles.
    outlets: HashMap<u32, Sought>,
}

impl Furniture {
    /// Learns from what recurs, an outlet after the other; `outlets` are those of the articles, one for each.
    #[must_use]
    pub fn of(recurrent: &[Recurrent], outlets: &[u32]) -> Self {
        let mut articles: HashMap<u32, u32> =
            recurrent.chunk_by(|a, b| a.outlet == b.outlet).map(|rows| (rows[0].outlet, 0)).collect();
        for outlet in outlets.chunk_by(|a, b| a == b) {
            articles.entry(outlet[0]).and_modify(|count| *count += outlet.len() as u32);
        }
        let of_outlet = |rows: &[Recurrent]| {
            let (outlet, articles) = (rows[0].outlet, articles[&rows[0].outlet]);
            let is = |row: &&Recurrent| recurs(outlet, articles, row.standing, row.votes);
            (outlet, rows.iter().filter(is).map(|row| row.shingle).collect::<Sought>())
        };
        let outlets = recurrent.par_chunk_by(|a, b| a.outlet == b.outlet).map(of_outlet);
        Self { outlets: outlets.filter(|(_, shingles)| !shingles.is_empty()).collect() }
    }

    /// The shingles that are furniture of the outlet, if any are.
    #[must_use]
    pub fn of_outlet(&self, outlet: u32) -> Option<&Sought> {
        self.outlets.get(&outlet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spill::{Lists, Lot};
    use crate::text::sampled::Sampled;

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
        let sampled = Sampled { lists: &lists(articles), skip: 0, outlets: &outlets };
        Furniture::of(&sampled.recurrent().unwrap(), &outlets)
    }

    fn page(number: u32) -> Vec<u32> {
        (0..20).chain(1000 * number..1000 * number + 60).collect()
    }

    #[test]
    fn a_menu_is_furniture_and_the_stories_are_not() {
        let furniture = learn(&(1..6).map(page).collect::<Vec<_>>());
        let repeated = furniture.of_outlet(1).expect("a menu");
        assert!((0..20).all(|shingle| repeated.contains(shingle)));
        assert!((1000..1060).all(|shingle| !repeated.contains(shingle)));
        assert!(furniture.of_outlet(2).is_none(), "another outlet");
    }

    #[test]
    fn a_story_sent_three_times_is_not_furniture() {
        let story: Vec<u32> = (0..80).collect();
        assert!(learn(&[story.clone(), story.clone(), story]).of_outlet(1).is_none());
    }

    #[test]
    fn order_does_not_matter() {
        let pages: Vec<Vec<u32>> = (1..9).map(page).collect();
        let turned: Vec<Vec<u32>> = pages.iter().rev().cloned().collect();
        let (forth, back) = (learn(&pages), learn(&turned));
        let is = |furniture: &Furniture, shingle| furniture.of_outlet(1).expect("a menu").contains(shingle);
        assert!((0..9000).all(|shingle| is(&forth, shingle) == is(&back, shingle)));
    }
}
