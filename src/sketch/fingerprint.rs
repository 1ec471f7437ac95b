//! Fingerprints: a sample of an article's shingles, chosen by their hash so that every article chooses alike
//! (`FracMinHash`, Irber et al., "Lightweight compositional analysis of metagenomes with FracMinHash", 2022).
//!
//! They carry containment: a lede of three paragraphs in a long round-up has hardly any resemblance to its
//! story, but the two share shingles.

use crate::params::{QUERY_RATE, SAMPLED_FROM, SAMPLING};
use crate::text::hashed::{Marks, Table, append_wanted};

/// For each stretch of [`SAMPLING`], how many of the hashes that an article looks up come from it and those before.
pub type Ends = [usize; SAMPLING.len()];

/// Hashes that are gone through to see whether one is among them, at most: of more, a table says so sooner.
const FEW: usize = 4096;

/// Takes samples; keeps what it needs from one article to the next.
#[derive(Debug, Default)]
pub struct Sampler {
    met: Met,
}

impl Sampler {
    /// The hashes an article looks up, into `queries`: one shingle in [`QUERY_RATE`] throughout, so that a story in the
    /// middle of a page is found from the page. Of these the ones it is filed under, into `prints`: as densely in the lede,
    /// sparsely after ([`SAMPLING`]). Each once, in the order of the text. Says from which stretch those looked up come.
    pub fn sample(&mut self, shingles: &[u64], prints: &mut Vec<u32>, queries: &mut Vec<u32>) -> Ends {
        prints.clear();
        queries.clear();
        self.met.clear_for(shingles.len());
        let mut from = 0;
        SAMPLING.map(|(end, rate)| {
            let (end, first) = (end.min(shingles.len()), queries.len());
            append_wanted(&shingles[from.min(end)..end], query, queries);
            self.met.leave_new(queries, first);
            // What stood before and is filed here is filed already: a sparser sample is part of a denser one.
            append_wanted(&queries[first..], |hash| (hash, is_sampled(hash, rate)), prints);
            from = end;
            queries.len()
        })
    }
}

/// What was met of an article.
#[derive(Debug, Default)]
struct Met {
    /// By these nearly all that is new is known to be.
    marks: Marks,
    /// Where the others stand, in order.
    places: Vec<u32>,
    /// The first hashes of a long article, as many as are `noted`.
    table: Table,
    noted: usize,
    shingles: usize,
}

impl Met {
    /// Forgets all, before an article of so many shingles.
    fn clear_for(&mut self, shingles: usize) {
        self.marks.clear_for(shingles.div_ceil(QUERY_RATE as usize));
        (self.noted, self.shingles) = (0, shingles);
    }

    /// Leaves out of the hashes from `first` on what stood before.
    fn leave_new(&mut self, hashes: &mut Vec<u32>, first: usize) {
        let mut places = std::mem::take(&mut self.places);
        places.clear();
        self.marks.mark(&hashes[first..], first as u32, &mut places);
        places.retain(|&place| {
            let (before, from) = hashes.split_at(place as usize);
            self.is_among(before, from[0])
        });
        if !places.is_empty() {
            leave_out(hashes, &places);
            // What is noted stands elsewhere now.
            self.noted = 0;
        }
        self.places = places;
    }

    /// Whether a hash is among those `before`, which begin with what is noted.
    fn is_among(&mut self, before: &[u32], hash: u32) -> bool {
        if before.len() <= FEW {
            return before.contains(&hash);
        }
        if self.noted == 0 {
            self.table.clear_for(self.shingles);
        }
        for &hash in &before[self.noted..] {
            self.table.insert(hash);
        }
        self.noted = before.len();
        self.table.contains(hash)
    }
}

/// Leaves out what stands in these places, which ascend.
fn leave_out(hashes: &mut Vec<u32>, places: &[u32]) {
    let (mut places, mut place) = (places.iter().peekable(), 0..);
    hashes.retain(|_| {
        let place = place.next();
        places.next_if(|&&next| Some(next) == place).is_none()
    });
}

/// What an article looks up and is not filed under, into `others`, given from which stretch of its text each comes.
///
/// # Panics
/// If the ends are those of another article's queries, and beyond these.
pub fn unfiled(queries: &[u32], ends: Ends, others: &mut Vec<u32>) {
    others.clear();
    let mut from = 0;
    for (end, (_, rate)) in ends.into_iter().zip(SAMPLING) {
        append_wanted(&queries[from..end], |query| (query, !is_sampled(query, rate)), others);
        from = end;
    }
}

/// What an article looks up of a shingle, its high half; and whether it does.
#[must_use]
#[inline]
pub fn query(shingle: u64) -> (u32, bool) {
    let hash = (shingle >> SAMPLED_FROM) as u32;
    (hash, is_sampled(hash, QUERY_RATE))
}

/// Whether a hash is of the sample of one in `rate`. Rates are powers of two, so that a sparser sample is part of a
/// denser one.
#[inline]
fn is_sampled(hash: u32, rate: u64) -> bool {
    u64::from(hash) & (rate - 1) == 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::shingle::mix;

    fn both(shingles: &[u64]) -> (Vec<u32>, Vec<u32>) {
        let (mut prints, mut queries) = (vec![7], vec![7]);
        Sampler::default().sample(shingles, &mut prints, &mut queries);
        (prints, queries)
    }

    fn prints(shingles: &[u64]) -> Vec<u32> {
        both(shingles).0
    }

    fn queries(shingles: &[u64]) -> Vec<u32> {
        both(shingles).1
    }

    /// What is filed, one shingle after the other.
    fn one_by_one(shingles: &[u64]) -> Vec<u32> {
        let mut filed = Vec::new();
        for (place, &shingle) in shingles.iter().enumerate() {
            let (_, rate) = SAMPLING.into_iter().find(|&(end, _)| place < end).unwrap();
            let hash = (shingle >> SAMPLED_FROM) as u32;
            if u64::from(hash) % rate == 0 && !filed.contains(&hash) {
                filed.push(hash);
            }
        }
        filed
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
            let prints = prints(&shingles);
            let mut left = prints.iter().peekable();
            let met = queries(&shingles).iter().filter(|query| left.next_if_eq(query).is_some()).count();
            prop_assert_eq!(met, prints.len());
            prop_assert_eq!(prints, one_by_one(&shingles));
        }

        #[test]
        fn what_is_looked_up_is_filed_or_not(few in prop::collection::vec(0_u64..500, 0..400)) {
            let shingles: Vec<u64> = few.into_iter().map(mix).collect();
            let (mut prints, mut queries, mut others) = (vec![], vec![], vec![7]);
            let ends = Sampler::default().sample(&shingles, &mut prints, &mut queries);
            unfiled(&queries, ends, &mut others);
            prop_assert!(queries.iter().filter(|query| !prints.contains(query)).eq(&others));
            prop_assert_eq!(prints.len() + others.len(), queries.len());
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

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn what_stood_before_is_left_out_of_many_as_of_few(
            few in prop::collection::vec(0_u32..9999, 0..3 * FEW), repeated in 0_usize..FEW, first in 0_usize..3 * FEW,
        ) {
            let mut hashes = [&few[..], &few[..repeated.min(few.len())]].concat();
            let first = first.min(hashes.len());
            let mut seen = std::collections::BTreeSet::new();
            let expected: Vec<u32> = hashes.iter().copied().filter(|&hash| seen.insert(hash)).collect();
            let mut met = Met::default();
            met.clear_for(hashes.len());
            let mut head = hashes[..first].to_vec();
            met.leave_new(&mut head, 0);
            let at = head.len();
            hashes.splice(..first, head);
            met.leave_new(&mut hashes, at);
            prop_assert_eq!(hashes, expected);
        }
    }
}
