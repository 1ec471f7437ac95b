//! Fingerprints: a sample of an article's shingles, chosen by their hash so that every article chooses alike
//! (`FracMinHash`, Irber et al., "Lightweight compositional analysis of metagenomes with FracMinHash", 2022).
//!
//! They carry containment: a lede of three paragraphs in a long round-up has hardly any resemblance to its
//! story, but the two share shingles.

use crate::params::{QUERY_RATE, SAMPLED_FROM, SAMPLING};
use crate::text::hashed::{Table, append_wanted};

/// Takes samples; keeps what it needs from one article to the next.
#[derive(Debug, Default)]
pub struct Sampler {
    met: Table,
}

impl Sampler {
    /// The hashes an article is filed under, into `chosen`: densely sampled in the lede, sparsely after ([`SAMPLING`]).
    pub fn prints(&mut self, shingles: &[u64], chosen: &mut Vec<u32>) {
        chosen.clear();
        let mut from = 0;
        for (end, rate) in SAMPLING {
            let end = end.min(shingles.len());
            sample(&shingles[from.min(end)..end], rate, chosen);
            from = end;
        }
        self.distinct(chosen);
    }

    /// The hashes an article looks up, into `chosen`: the densest rate throughout, so that a story in the middle of a page
    /// is found from the page. In the order of the text.
    pub fn queries(&mut self, shingles: &[u64], chosen: &mut Vec<u32>) {
        chosen.clear();
        sample(shingles, QUERY_RATE, chosen);
        self.distinct(chosen);
    }

    /// Leaves out what stood before.
    fn distinct(&mut self, hashes: &mut Vec<u32>) {
        self.met.clear_for(hashes.len());
        hashes.retain(|&hash| self.met.insert(hash));
    }
}

/// What an article looks up of a shingle, and whether it does.
#[must_use]
#[inline]
pub fn query(shingle: u64) -> (u32, bool) {
    (kept(shingle), is_sampled(shingle, QUERY_RATE))
}

/// Whether a shingle is of the sample of one in `rate`. Rates are powers of two, so that a sparser sample is part of a
/// denser one.
#[inline]
fn is_sampled(shingle: u64, rate: u64) -> bool {
    (shingle >> SAMPLED_FROM) & (rate - 1) == 0
}

/// What is kept of a shingle: its high half.
fn kept(shingle: u64) -> u32 {
    (shingle >> 32) as u32
}

/// Appends the shingles of a sample to `chosen`.
fn sample(shingles: &[u64], rate: u64, chosen: &mut Vec<u32>) {
    append_wanted(shingles, |shingle| (kept(shingle), is_sampled(shingle, rate)), chosen);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::shingle::mix;

    fn prints(shingles: &[u64]) -> Vec<u32> {
        let mut chosen = Vec::new();
        Sampler::default().prints(shingles, &mut chosen);
        chosen
    }

    fn queries(shingles: &[u64]) -> Vec<u32> {
        let mut chosen = Vec::new();
        Sampler::default().queries(shingles, &mut chosen);
        chosen
    }

    #[test]
    fn the_lede_is_sampled_most_densely() {
        let shingles: Vec<u64> = (0..2000).map(mix).collect();
        let [lede, rest] = [&shingles[..40], &shingles[960..]].map(|part| prints(part).len());
        assert!((12..=28).contains(&lede), "{lede}");
        assert!(rest < 10 + 7 + 7 + 1040 / 16, "{rest}");
    }

    proptest! {
        #[test]
        fn an_article_looks_up_all_it_is_filed_under(few in prop::collection::vec(0_u64..150, 0..400)) {
            let shingles: Vec<u64> = few.into_iter().map(mix).collect();
            // Also in the same order, which is what lets the two be told apart again.
            let prints = prints(&shingles);
            let mut left = prints.iter().peekable();
            let met = queries(&shingles).iter().filter(|query| left.next_if_eq(query).is_some()).count();
            prop_assert_eq!(met, prints.len());
        }

        #[test]
        fn nothing_is_looked_up_twice(few in prop::collection::vec(0_u64..20, 0..100)) {
            let shingles: Vec<u64> = few.iter().map(|few| few << (SAMPLED_FROM + 1)).collect();
            let model: std::collections::BTreeSet<u32> = few.iter().map(|&few| 2 * few as u32).collect();
            let mut found = queries(&shingles);
            found.sort_unstable();
            prop_assert!(found.into_iter().eq(model));
        }
    }
}
