//! Furniture: what recurs across the pages of one outlet (menus, "read more", about the author, tickers) and
//! is therefore no story's own text.
//!
//! Learned from the shingles that articles look up, in two passes over numbers alone. The first counts in how
//! many articles of an outlet each shingle stands. The second lets an article vote for its recurring shingles,
//! but only if enough of it does *not* recur: a story that an agency sent three times recurs as a whole, a menu
//! recurs beside something new. Counts are kept in a table of fixed size and only ever added to, so the result
//! is the same in any order and on any number of threads.

use std::sync::atomic::{AtomicU8, Ordering::Relaxed};

use super::shingle::mix;

/// Articles of an outlet in which a shingle must recur before it can be furniture.
const LEAST: u32 = 3;

/// One article in how many of the outlet's must carry it.
const ONE_IN: u32 = 100;

/// What recurs in this share of an outlet's articles, and in [`COMMON_LEAST`] of them, is furniture even where
/// pages consist of little else.
const COMMON_ONE_IN: u32 = 8;

/// See [`COMMON_ONE_IN`].
const COMMON_LEAST: u32 = 8;

/// Share of an article's shingles, in percent, that may recur if it is to vote.
const VOTER: usize = 80;

/// Counts, for each outlet and shingle, the articles in which it stands.
#[derive(Debug)]
pub struct Recurrence {
    counts: Box<[AtomicU8]>,
}

impl Recurrence {
    /// Room for about `shingles` different ones; more make false recurrence likelier, never an error.
    #[must_use]
    pub fn with_room(shingles: usize) -> Self {
        let slots = (8 * shingles).clamp(1 << 10, 1 << 30).next_power_of_two();
        Self { counts: (0..slots).map(|_| AtomicU8::new(0)).collect() }
    }

    /// The two counters of a shingle. Others may share one of them; that they share both is rare, and the lesser
    /// is believed (Cormode and Muthukrishnan, "An improved data stream summary: the count-min sketch", 2005).
    fn counters(&self, outlet: u32, shingle: u32) -> [&AtomicU8; 2] {
        let key = mix(u64::from(outlet) << 32 | u64::from(shingle));
        let last = self.counts.len() - 1;
        [&self.counts[key as usize & last], &self.counts[(key >> 32) as usize & last]]
    }

    /// Counts one article's distinct shingles for its outlet.
    pub fn count(&self, outlet: u32, shingles: impl Iterator<Item = u32>) {
        for counter in shingles.flat_map(|shingle| self.counters(outlet, shingle)) {
            // A full counter stays full: an error here says just that.
            let _ = counter.fetch_update(Relaxed, Relaxed, |count| count.checked_add(1));
        }
    }

    /// In how many articles of the outlet the shingle stands; 255 means that many or more.
    #[must_use]
    pub fn of(&self, outlet: u32, shingle: u32) -> u32 {
        self.counters(outlet, shingle)
            .map(|counter| counter.load(Relaxed))
            .into_iter()
            .min()
            .map_or(0, u32::from)
    }
}

/// What an outlet's articles repeat.
#[derive(Debug)]
pub struct Furniture {
    standing: Recurrence,
    votes: Recurrence,
}

impl Furniture {
    /// Begins the second pass.
    #[must_use]
    pub fn after(standing: Recurrence) -> Self {
        let room = standing.counts.len() / 16;
        Self { standing, votes: Recurrence::with_room(room) }
    }

    /// Lets one article vote for those of its shingles that recur.
    pub fn vote(&self, outlet: u32, shingles: &[u32]) {
        let recurs = |shingle: &&u32| self.standing.of(outlet, **shingle) >= LEAST;
        let recurring = shingles.iter().filter(recurs).count();
        if 100 * recurring <= VOTER * shingles.len() {
            self.votes.count(outlet, shingles.iter().filter(recurs).copied());
        }
    }

    /// Whether the shingle is furniture of an outlet with `articles` articles.
    #[must_use]
    pub fn is(&self, outlet: u32, articles: u32, shingle: u32) -> bool {
        let standing = self.standing.of(outlet, shingle);
        // The second table is asked only where its answer can matter: both are far larger than a cache.
        standing >= LEAST && recurs(articles, standing, || self.votes.of(outlet, shingle))
    }

    /// In how many of the outlet's articles the shingle stands, and how many of them vote for it.
    #[must_use]
    pub fn counts(&self, outlet: u32, shingle: u32) -> (u32, u32) {
        (self.standing.of(outlet, shingle), self.votes.of(outlet, shingle))
    }
}

/// Whether what stands in so many of an outlet's articles, and has so many votes, is furniture.
pub(super) fn recurs(articles: u32, standing: u32, votes: impl FnOnce() -> u32) -> bool {
    let needed = LEAST.max(articles / ONE_IN).min(250);
    let common = COMMON_LEAST.max(articles / COMMON_ONE_IN).min(255);
    standing >= common || votes() >= needed
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Articles of outlet 1: `menu` shingles that stand in all, then `own` ones of each.
    fn learn(articles: &[Vec<u32>]) -> Furniture {
        let recurrence = Recurrence::with_room(10_000);
        articles.iter().for_each(|shingles| recurrence.count(1, shingles.iter().copied()));
        let furniture = Furniture::after(recurrence);
        articles.iter().for_each(|shingles| furniture.vote(1, shingles));
        furniture
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
