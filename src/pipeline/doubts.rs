//! Pairs that a few fingerprints brought together, held to all that both articles look up: aligning two texts costs some
//! hundred times as much as that.

use rayon::prelude::*;

use crate::find::candidates::{ENOUGH, LONG};
use crate::params::BANDS;
use crate::spill::{Numbered, Result};
use crate::text::hashed::Sought;

use super::corpus::Corpus;
use super::verify::Pair;

/// Pairs whose lists are announced together.
const TOGETHER: usize = 1 << 20;

/// Those of the pairs, ascending, whose articles look up enough in common, or one of which looks up so little that it says
/// nothing.
///
/// # Errors
/// What they look up cannot be read back.
pub(super) fn confirmed(corpus: &Corpus, pairs: &[Pair]) -> Result<Vec<Pair>> {
    let lists = Numbered::of(&corpus.gathered.keys);
    let row = |number: u32| corpus.order[number as usize];
    let confirm = |one: &mut One, &(a, b): &Pair| match one.shares_enough(&lists, row(a), row(b)) {
        Ok(true) => Some(Ok((a, b))),
        Ok(false) => None,
        Err(error) => Some(Err(error)),
    };
    let mut confirmed = Vec::new();
    for some in pairs.chunks(TOGETHER) {
        if corpus.room.is_outgrown {
            lists.announce(some.iter().flat_map(|&(a, b)| [row(a), row(b)]));
        }
        let found: Result<Vec<Pair>> =
            some.par_iter().map_init(One::default, confirm).flatten_iter().collect();
        confirmed.append(&mut found?);
    }
    Ok(confirmed)
}

/// An article that is compared with one after the other.
#[derive(Default)]
struct One {
    row: Option<u32>,
    /// How much it looks up, and what.
    count: usize,
    looked_up: Sought,
}

impl One {
    fn shares_enough(&mut self, lists: &Numbered<'_>, a: u32, b: u32) -> Result<bool> {
        if self.row != Some(a) {
            let list = lists.list(a)?;
            self.looked_up.renew(&list[BANDS..]);
            (self.row, self.count) = (Some(a), list.len() - BANDS);
        }
        let list = lists.list(b)?;
        let others = &list[BANDS..];
        let shared = others.iter().filter(|query| self.looked_up.contains(**query));
        Ok(self.count.min(others.len()) < LONG || shared.take(ENOUGH).count() == ENOUGH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spill::{Lists, Lot};

    /// Articles that look up so many of their own, and these.
    fn lists(articles: &[(u32, &[u32])]) -> Lists {
        let (mut lists, mut lot) = (Lists::default(), Lot::default());
        for (number, (own, shared)) in (1..).zip(articles) {
            let own = 1000 * number..1000 * number + own;
            lot.push([7; BANDS].into_iter().chain(own).chain(shared.iter().copied()));
        }
        lists.keep(0, lot).unwrap();
        lists
    }

    #[test]
    fn long_articles_must_share_enough_and_short_ones_need_not() {
        let all: &[u32] = &[1, 2, 3, 4];
        let lists = lists(&[(60, all), (60, &all[..3]), (60, all), (20, &all[..1]), (60, &[])]);
        let (lists, mut one) = (Numbered::of(&lists), One::default());
        let mut shares = |a, b| one.shares_enough(&lists, a, b).unwrap();
        assert_eq!([shares(0, 1), shares(0, 2), shares(0, 3), shares(0, 4)], [false, true, true, false]);
        assert_eq!([shares(1, 0), shares(2, 0), shares(3, 0), shares(4, 0)], [false, true, true, false]);
    }
}
