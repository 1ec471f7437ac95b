//! Pairs that a few fingerprints brought together, held to all that both articles look up: aligning two texts costs some
//! hundred times as much as that.

use rayon::prelude::*;

use crate::find::candidates::{ENOUGH, LONG};
use crate::params::BANDS;
use crate::spill::{Numbered, Result};
use crate::text::hashed::Table;

use super::corpus::Corpus;
use super::verify::Pair;

/// Those of the pairs, ascending, whose articles look up enough in common, or one of which looks up so little that it says
/// nothing.
///
/// # Errors
/// What they look up cannot be read back.
pub(super) fn confirmed(corpus: &Corpus, pairs: &[Pair]) -> Result<Vec<Pair>> {
    let lists = Numbered::of(&corpus.gathered.keys);
    let confirm = |one: &mut One, &pair: &Pair| match one.shares_enough(corpus, &lists, pair) {
        Ok(true) => Some(Ok(pair)),
        Ok(false) => None,
        Err(error) => Some(Err(error)),
    };
    pairs.par_iter().map_init(One::default, confirm).flatten_iter().collect()
}

/// An article that is compared with one after the other.
#[derive(Default)]
struct One {
    number: Option<u32>,
    /// How much it looks up, and what.
    count: usize,
    looked_up: Table,
}

impl One {
    fn shares_enough(&mut self, corpus: &Corpus, lists: &Numbered<'_>, (a, b): Pair) -> Result<bool> {
        self.be(corpus, lists, a)?;
        let list = lists.list(corpus.order[b as usize])?;
        let others = &list[BANDS..];
        if self.count.min(others.len()) < LONG {
            return Ok(true);
        }
        let shared = others.iter().filter(|query| self.looked_up.contains(**query));
        Ok(shared.take(ENOUGH).count() == ENOUGH)
    }

    fn be(&mut self, corpus: &Corpus, lists: &Numbered<'_>, number: u32) -> Result<()> {
        if self.number == Some(number) {
            return Ok(());
        }
        let list = lists.list(corpus.order[number as usize])?;
        (self.number, self.count) = (Some(number), list.len() - BANDS);
        self.looked_up.clear_for(self.count);
        for &query in &list[BANDS..] {
            self.looked_up.insert(query);
        }
        Ok(())
    }
}
