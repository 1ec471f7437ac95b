//! Articles as furniture is learned from: the shingles that each looks up, an outlet at a time.
//!
//! Two passes over numbers alone. The first finds the articles of an outlet in which each shingle stands. The second lets
//! an article vote for its recurring shingles, but only if enough of it does *not* recur: a story that an agency sent
//! three times recurs as a whole, a menu recurs beside something new.

use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;

use crate::spill::regions::{Record, Wanted, by_key, room};
use crate::spill::selection::Selection;
use crate::spill::{Lists, Lot, Numbered, Result, Run, Source};

use super::furniture::{LEAST, Recurrent, recurs};

/// Share of an article's shingles, in percent, that may recur if it is to vote.
const VOTER: u64 = 80;

/// Articles of an outlet beyond which it is learned from alone, with the room of all.
const LARGE: usize = 1 << 16;

/// Articles, and whose they are.
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

impl Sampled<'_> {
    /// What may be furniture of an outlet, now or when it has more articles; ascending.
    ///
    /// # Errors
    /// The lists cannot be read, or others not be written.
    pub fn recurrent(&self) -> Result<Vec<Recurrent>> {
        let outlet = |article: u32| self.outlets[article as usize];
        let numbered = Numbered::of(self.lists);
        // Without a shingle, as a headline alone is, it would be read for nothing; articles are counted elsewhere.
        let teaches = |article: &u32| numbered.length(*article) > self.skip;
        let mut articles: Vec<u32> = (0..self.outlets.len() as u32).into_par_iter().filter(teaches).collect();
        articles.par_sort_unstable_by_key(|&article| (outlet(article), article));
        let of_outlets = articles.chunk_by(|&a, &b| outlet(a) == outlet(b));
        let (large, others): (Vec<_>, Vec<_>) = of_outlets
            .filter(|articles| articles.len() >= LEAST as usize)
            .partition(|articles| articles.len() > LARGE);
        let learn = |articles: &[u32]| self.of_outlet(outlet(articles[0]), articles, &numbered);
        let mut found: Vec<Vec<Recurrent>> = large.into_iter().map(learn).collect::<Result<_>>()?;
        found.append(&mut others.into_par_iter().map(learn).collect::<Result<_>>()?);
        found.sort_unstable_by_key(|of_outlet| of_outlet.first().map(|recurrent| recurrent.outlet));
        Ok(found.concat())
    }

    fn of_outlet(&self, outlet: u32, articles: &[u32], numbered: &Numbered<'_>) -> Result<Vec<Recurrent>> {
        let shingles: Vec<usize> =
            articles.iter().map(|&article| numbered.length(article) - self.skip).collect();
        let met: Vec<AtomicU32> = articles.iter().map(|_| AtomicU32::new(0)).collect();
        let alone = articles.len() > LARGE;
        let wanted = Wanted {
            expected: shingles.iter().sum(),
            least: LEAST as u8,
            room: room(if alone { self.outlets.len() } else { articles.len() }),
        };
        let recurring = self.recurring(&numbered.some(articles), wanted, &met)?;
        let voters: Vec<bool> =
            shingles.into_iter().zip(met).map(|(shingles, met)| votes(met.into_inner(), shingles)).collect();
        let counted = |run: Result<Run<'_>>| run.map(|run| counted(outlet, &run, &voters));
        let found: Vec<Vec<Recurrent>> = recurring.read().map(counted).collect::<Result<_>>()?;
        Ok(found.concat())
    }

    /// Every shingle that stands in [`LEAST`] of the articles, ascending, and in which of them. Counts in `met` how many
    /// such each article has.
    fn recurring(&self, articles: &Selection<'_>, wanted: Wanted, met: &[AtomicU32]) -> Result<Lists> {
        let mut recurring = Lists::default();
        let mut regions = 0..;
        let keep = |lot| recurring.keep(regions.next().unwrap_or_default(), lot);
        let each = |records: Vec<Record>| recurring_of(&records, met);
        by_key(articles, wanted, |article, list| (article, &list[self.skip..]), each, keep)?;
        Ok(recurring)
    }
}

/// Of records in order, the shingles that stand in enough articles, as lists.
fn recurring_of(records: &[Record], met: &[AtomicU32]) -> Lot {
    let mut found = Lot::default();
    for run in records.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() >= LEAST as usize) {
        let articles = run.iter().map(|&(_, article)| article);
        found.push([run[0].0].into_iter().chain(articles.clone()));
        articles.for_each(|article| {
            met[article as usize].fetch_add(1, Ordering::Relaxed);
        });
    }
    found
}

/// Whether an article votes, of whose shingles so many recur.
fn votes(recurring: u32, shingles: usize) -> bool {
    100 * u64::from(recurring) <= VOTER * shingles as u64
}

/// The lists of [`Sampled::recurring`] with their votes, if they may ever be furniture.
fn counted(outlet: u32, run: &Run<'_>, voters: &[bool]) -> Vec<Recurrent> {
    let count = |(_, list): (u32, &[u32])| {
        let (&shingle, articles) = list.split_first()?;
        let votes = articles.iter().filter(|&&article| voters[article as usize]).count() as u32;
        let standing = articles.len() as u32;
        let may = votes > 0 || recurs(outlet, 0, standing, 0);
        may.then_some(Recurrent { outlet, shingle, standing, votes })
    };
    run.iter().filter_map(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_exact_and_each_outlet_has_its_own() {
        let mut lists = Lists::default();
        for n in 0..10 {
            let mut lot = Lot::default();
            lot.push([9, 7, 100 + n, 200 + n]);
            lists.keep(n as usize, lot).unwrap();
        }
        let mut nothing = Lot::default();
        (0..3).for_each(|_| nothing.push([9]));
        lists.keep(10, nothing).unwrap();
        let outlets = [1, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1, 3, 3];
        let sampled = Sampled { lists: &lists, skip: 1, outlets: &outlets };
        let recurrent = |outlet, standing| Recurrent { outlet, shingle: 7, standing, votes: standing };
        assert_eq!(sampled.recurrent().unwrap(), [recurrent(1, 6), recurrent(2, 4)]);
    }

    #[test]
    fn an_outlet_of_many_articles_is_learned_from_like_any_other() {
        let many = LARGE as u32 + 1;
        let (mut lists, mut lot) = (Lists::default(), Lot::default());
        (0..many + 8).for_each(|n| lot.push([7, 100 + n, 500_000 + n]));
        lists.keep(0, lot).unwrap();
        // Its key stands between those of two others, so that what is learned first is not first in order.
        let outlets: Vec<u32> = (0..many + 8).map(|n| if n < many { 5 } else { 4 + 2 * (n % 2) }).collect();
        let sampled = Sampled { lists: &lists, skip: 0, outlets: &outlets };
        let found: Vec<(u32, u32)> = sampled
            .recurrent()
            .unwrap()
            .iter()
            .map(|recurrent| (recurrent.outlet, recurrent.standing))
            .collect();
        assert_eq!(found, [(4, 4), (5, many), (6, 4)]);
    }
}
