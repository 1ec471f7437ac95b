//! Furniture: what recurs across the pages of one outlet (menus, "read more", about the author, tickers) and
//! is therefore no story's own text.
//!
//! Learned from the shingles that articles look up, in two passes over numbers alone. The first counts in how
//! many articles of an outlet each shingle stands. The second lets an article vote for its recurring shingles,
//! but only if enough of it does *not* recur: a story that an agency sent three times recurs as a whole, a menu
//! recurs beside something new.

use super::recurrence::{Recurrence, Sampled, key};

/// Articles of an outlet in which a shingle must recur before it can be furniture.
const LEAST: u32 = 3;

/// The same for articles that name no outlet.
const LEAST_UNNAMED: u32 = 12;

/// One article in how many of the outlet's must carry it.
const ONE_IN: u32 = 100;

/// What recurs in this share of an outlet's articles, and in [`COMMON_LEAST`] of them, is furniture even where
/// pages consist of little else.
const COMMON_ONE_IN: u32 = 8;

/// See [`COMMON_ONE_IN`].
const COMMON_LEAST: u32 = 8;

/// Share of an article's shingles, in percent, that may recur if it is to vote.
const VOTER: usize = 80;

/// What an outlet's articles repeat.
#[derive(Debug)]
pub struct Furniture {
    standing: Recurrence,
    votes: Recurrence,
}

impl Furniture {
    /// Learns from articles of any outlets. Those with the key zero name none and teach of one another, but more of
    /// them must agree: what a few of them share may be a story that as many outlets carried.
    #[must_use]
    pub fn learn(articles: &[Sampled<'_>]) -> Self {
        let room = articles.iter().map(|(_, shingles)| shingles.len()).sum();
        let standing = Recurrence::count(articles, room, LEAST as u8, |&(outlet, shingles), keys| {
            keys.extend(shingles.iter().map(|&shingle| key(outlet, shingle)));
        });
        let votes = Recurrence::count(articles, room / 8, 1, |article, keys| vote(&standing, *article, keys));
        Self { standing, votes }
    }

    /// Whether the shingle is furniture of an outlet with `articles` articles.
    #[must_use]
    #[inline]
    pub fn is(&self, outlet: u32, articles: u32, shingle: u32) -> bool {
        let key = key(outlet, shingle);
        let votes = || self.votes.of(key).unwrap_or(0);
        self.standing.of(key).is_some_and(|standing| recurs(outlet, articles, standing, votes))
    }

    /// In how many of the outlet's articles the shingle stands, and how many of them vote for it; nothing of what
    /// stands in fewer than three.
    #[must_use]
    pub fn counts(&self, outlet: u32, shingle: u32) -> Option<(u32, u32)> {
        let key = key(outlet, shingle);
        self.standing.of(key).map(|standing| (standing, self.votes.of(key).unwrap_or(0)))
    }
}

/// Appends those shingles of an article that recur, if enough of it does not.
fn vote(standing: &Recurrence, (outlet, shingles): Sampled<'_>, keys: &mut Vec<u64>) {
    let before = keys.len();
    keys.extend(
        shingles.iter().map(|&shingle| key(outlet, shingle)).filter(|&key| standing.of(key).is_some()),
    );
    if 100 * (keys.len() - before) > VOTER * shingles.len() {
        keys.truncate(before);
    }
}

/// Whether what stands in so many of an outlet's articles, and has so many votes, is furniture.
pub(super) fn recurs(outlet: u32, articles: u32, standing: u32, votes: impl FnOnce() -> u32) -> bool {
    let least = if outlet == 0 { LEAST_UNNAMED } else { LEAST };
    let needed = least.max(articles / ONE_IN).min(250);
    let common = least.max(COMMON_LEAST).max(articles / COMMON_ONE_IN).min(255);
    standing >= common || votes() >= needed
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All of outlet 1.
    fn learn(articles: &[Vec<u32>]) -> Furniture {
        Furniture::learn(&articles.iter().map(|shingles| (1, &shingles[..])).collect::<Vec<_>>())
    }

    fn page(number: u32) -> Vec<u32> {
        (0..20).chain(1000 * number..1000 * number + 60).collect()
    }

    #[test]
    fn a_menu_is_furniture_and_the_stories_are_not() {
        let furniture = learn(&(1..6).map(page).collect::<Vec<_>>());
        assert!((0..20).all(|shingle| furniture.is(1, 5, shingle)));
        assert!((1000..1060).all(|shingle| !furniture.is(1, 5, shingle)));
        assert!(!furniture.is(2, 5, 3), "another outlet's");
    }

    #[test]
    fn a_story_sent_three_times_is_not_furniture() {
        let story: Vec<u32> = (0..80).collect();
        let furniture = learn(&[story.clone(), story.clone(), story]);
        assert!((0..80).all(|shingle| !furniture.is(1, 3, shingle)));
    }

    #[test]
    fn order_does_not_matter() {
        let pages: Vec<Vec<u32>> = (1..9).map(page).collect();
        let turned: Vec<Vec<u32>> = pages.iter().rev().cloned().collect();
        let (forth, back) = (learn(&pages), learn(&turned));
        assert!((0..9000).all(|shingle| forth.counts(1, shingle) == back.counts(1, shingle)));
    }
}
