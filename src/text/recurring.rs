//! Furniture as an index keeps it: the shingles that recur, by outlet, with their counts. Lists of several
//! segments are added up, in any order, to what one segment would have learned from what it saw.

use std::collections::BTreeMap;

use super::furniture::{Recurrent, recurs};
use super::hashed::Sought;

/// Shingles that recur in an outlet's articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recurring {
    /// By outlet key: its articles.
    articles: BTreeMap<u32, u32>,
    /// By outlet key and shingle: articles in which it stands, and votes for it.
    counts: BTreeMap<(u32, u32), (u32, u32)>,
}

/// Bytes of one encoded row: outlet, shingle, standing, votes.
const ROW: usize = 16;

impl Recurring {
    /// Writes down what was learned, of articles of these outlets.
    #[must_use]
    pub fn from(learned: &[Recurrent], outlets: &[u32]) -> Self {
        let mut found = Self::default();
        outlets.iter().for_each(|&outlet| *found.articles.entry(outlet).or_default() += 1);
        let count = |row: &Recurrent| ((row.outlet, row.shingle), (row.standing, row.votes));
        found.counts = learned.iter().map(count).collect();
        found
    }

    /// The shingles that are furniture of the outlet.
    #[must_use]
    pub fn of_outlet(&self, outlet: u32) -> Sought {
        let articles = self.articles.get(&outlet).copied().unwrap_or(0);
        let own = self.counts.range((outlet, 0)..=(outlet, u32::MAX));
        own.filter(|&(_, &(standing, votes))| recurs(outlet, articles, standing, votes))
            .map(|(&(_, shingle), _)| shingle)
            .collect()
    }

    /// Adds another list's counts.
    pub fn add(&mut self, other: &Self) {
        for (&outlet, &articles) in &other.articles {
            *self.articles.entry(outlet).or_default() += articles;
        }
        for (&key, &(standing, votes)) in &other.counts {
            let counts = self.counts.entry(key).or_default();
            *counts = (counts.0.saturating_add(standing), counts.1.saturating_add(votes));
        }
    }

    /// Rows of four little-endian `u32`, ascending: outlet, shingle, standing, votes. First come the outlets'
    /// article counts, as rows with votes of all ones.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let sizes = self.articles.iter().map(|(&outlet, &articles)| [outlet, 0, articles, u32::MAX]);
        let rows = self
            .counts
            .iter()
            .map(|(&(outlet, shingle), &(standing, votes))| [outlet, shingle, standing, votes]);
        sizes.chain(rows).flatten().flat_map(u32::to_le_bytes).collect()
    }

    /// Whether bytes can be what [`Recurring::encode`] wrote.
    #[must_use]
    pub fn are_rows(bytes: &[u8]) -> bool {
        bytes.len().is_multiple_of(ROW)
    }

    /// Adds what [`Recurring::encode`] wrote of one outlet, and reads little else of it.
    pub fn add_outlet(&mut self, bytes: &[u8], outlet: u32) {
        let (rows, _) = bytes.as_chunks::<ROW>();
        let word = |row: &[u8; ROW], at: usize| u32::from_le_bytes(row.as_chunks::<4>().0[at]);
        let key = |row: &[u8; ROW]| (word(row, 3) != u32::MAX, word(row, 0));
        for is_shingle in [false, true] {
            let first = rows.partition_point(|row| key(row) < (is_shingle, outlet));
            let own = rows[first..].iter().take_while(|row| key(row) == (is_shingle, outlet));
            if let Some(list) = Self::decode(own.copied().collect::<Vec<_>>().as_flattened()) {
                self.add(&list);
            }
        }
    }

    /// Reads what [`Recurring::encode`] wrote; `None` if the bytes are no rows.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (rows, rest) = bytes.as_chunks::<ROW>();
        let mut found = Self::default();
        for row in rows {
            let (words, _) = row.as_chunks::<4>();
            let [outlet, shingle, standing, votes] = [0, 1, 2, 3].map(|at| u32::from_le_bytes(words[at]));
            if votes == u32::MAX {
                found.articles.insert(outlet, standing);
            } else {
                found.counts.insert((outlet, shingle), (standing, votes));
            }
        }
        rest.is_empty().then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn list() -> impl Strategy<Value = Recurring> {
        let articles = prop::collection::btree_map(1_u32..5, 1_u32..100, 0..4);
        let counts = prop::collection::btree_map((1_u32..5, any::<u32>()), (1_u32..99, 0_u32..99), 0..20);
        (articles, counts).prop_map(|(articles, counts)| Recurring { articles, counts })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(list in list()) {
            prop_assert_eq!(Recurring::decode(&list.encode()), Some(list));
        }

        #[test]
        fn lists_add_up_in_any_order(a in list(), b in list(), c in list()) {
            let sum = |lists: [&Recurring; 3]| lists.iter().fold(Recurring::default(), |mut sum, list| { sum.add(list); sum });
            prop_assert_eq!(sum([&a, &b, &c]), sum([&c, &a, &b]));
        }

        #[test]
        fn one_outlet_is_read_as_it_is_in_the_whole(a in list(), b in list(), shingle in any::<u32>()) {
            let mut whole = a.clone();
            whole.add(&b);
            for outlet in 0..6 {
                let mut own = Recurring::default();
                [&a, &b].iter().for_each(|list| own.add_outlet(&list.encode(), outlet));
                let (own, all) = (own.of_outlet(outlet), whole.of_outlet(outlet));
                let mut known = whole.counts.keys().map(|key| key.1).chain([shingle]);
                prop_assert!(known.all(|shingle| own.contains(shingle) == all.contains(shingle)));
            }
        }

        #[test]
        fn any_bytes_decode_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..70)) {
            prop_assert_eq!(Recurring::decode(&bytes).is_some(), bytes.len().is_multiple_of(ROW));
        }
    }
}
