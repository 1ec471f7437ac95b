//! Furniture as an index keeps it: the shingles that recur, by outlet, with their counts. Lists of several
//! segments are added up, in any order, to what one segment would have learned from what it saw.

use std::ops::Range;

use super::furniture::{Recurrent, recurs};
use super::hashed::Sought;

/// Shingles that recur in outlets' articles, and how many articles each outlet has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recurring {
    /// Ascending by [`key`], each key once.
    rows: Vec<Row>,
}

/// Outlet, shingle, articles in which it stands, votes for it; of a row that counts an outlet's articles the shingle
/// is zero, and the votes are [`ALL`].
type Row = [u32; 4];

/// Votes of a row that counts articles: more than there are articles.
const ALL: u32 = u32::MAX;

/// Bytes of one encoded row.
pub const ROW: usize = size_of::<Row>();

impl Recurring {
    /// Writes down what was learned, of articles of these outlets.
    #[must_use]
    pub fn from(learned: &[Recurrent], outlets: &[u32]) -> Self {
        let mut outlets = outlets.to_vec();
        outlets.sort_unstable();
        let articles = outlets.chunk_by(|a, b| a == b).map(|same| [same[0], 0, same.len() as u32, ALL]);
        let shingles = learned.iter().map(|row| [row.outlet, row.shingle, row.standing, row.votes]);
        Self::of(articles.chain(shingles).collect())
    }

    /// Adds up what [`Recurring::encode`] wrote of each list, in any order.
    #[must_use]
    pub fn sum<'a>(lists: impl IntoIterator<Item = &'a [u8]>) -> Self {
        Self::of(lists.into_iter().flat_map(decoded).collect())
    }

    /// Adds up rows of one key.
    fn of(mut rows: Vec<Row>) -> Self {
        // Each list ascends; a stable sort finds that and merges them.
        rows.sort_by_key(key);
        rows.dedup_by(|row, sum| {
            let is_same = key(row) == key(sum);
            if is_same {
                let most = if sum[3] == ALL { ALL } else { ALL - 1 };
                sum[2] = sum[2].saturating_add(row[2]);
                sum[3] = sum[3].saturating_add(row[3]).min(most);
            }
            is_same
        });
        Self { rows }
    }

    /// What lists say of one outlet; each is a number of rows, and what reads some of them. Little else is read.
    ///
    /// # Errors
    /// What stands in its way cannot be read.
    pub fn of_outlet<'a, E, R>(outlet: u32, lists: impl IntoIterator<Item = (usize, R)>) -> Result<Self, E>
    where
        R: Fn(Range<usize>) -> Result<&'a [u8], E>,
    {
        let mut own = Vec::new();
        for (rows, read) in lists {
            for is_shingle in [false, true] {
                let first = |outlet| first_from(rows, (is_shingle, outlet), &read);
                own.extend(decoded(read(first(u64::from(outlet))?..first(u64::from(outlet) + 1)?)?));
            }
        }
        Ok(Self::of(own))
    }

    /// The shingles that are furniture of the outlet, if this says nothing of another.
    #[must_use]
    pub fn furniture(&self) -> Sought {
        let articles = self.rows.first().filter(|row| row[3] == ALL).map_or(0, |row| row[2]);
        let shingles = self.rows.iter().filter(|row| row[3] != ALL);
        shingles
            .filter(|&&[outlet, _, standing, votes]| recurs(outlet, articles, standing, votes))
            .map(|row| row[1])
            .collect()
    }

    /// Rows of four little-endian `u32`, ascending: outlet, shingle, standing, votes. First come the outlets'
    /// article counts, as rows with votes of all ones.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        self.rows.iter().flatten().flat_map(|number| number.to_le_bytes()).collect()
    }
}

/// By what rows ascend: those that count articles come first; then by outlet, and by shingle.
fn key(row: &Row) -> (bool, u32, u32) {
    (row[3] != ALL, row[0], row[1])
}

/// The rows that stand in so many bytes; what is left is none.
fn decoded(bytes: &[u8]) -> impl Iterator<Item = Row> {
    let (rows, _) = bytes.as_chunks::<ROW>();
    rows.iter().map(|row| {
        let (numbers, _) = row.as_chunks::<4>();
        [0, 1, 2, 3].map(|at| u32::from_le_bytes(numbers[at]))
    })
}

/// The first of so many rows that counts articles or does not, as asked, and is not of a lesser outlet.
fn first_from<'a, E>(
    rows: usize,
    wanted: (bool, u64),
    read: impl Fn(Range<usize>) -> Result<&'a [u8], E>,
) -> Result<usize, E> {
    let (mut from, mut to) = (0, rows);
    while from < to {
        let middle = usize::midpoint(from, to);
        let is_before = |row: Row| (key(&row).0, u64::from(row[0])) < wanted;
        if decoded(read(middle..middle + 1)?).any(is_before) { from = middle + 1 } else { to = middle }
    }
    Ok(from)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;

    /// What was learned of a few outlets, and the outlets of their articles.
    fn lesson() -> impl Strategy<Value = (Vec<Recurrent>, Vec<u32>)> {
        let counts = prop::collection::btree_map((1_u32..5, 0_u32..30), (1_u32..99, 0_u32..99), 0..20);
        let row = |((outlet, shingle), (standing, votes))| Recurrent { outlet, shingle, standing, votes };
        let learned = counts.prop_map(move |counts| counts.into_iter().map(row).collect());
        (learned, prop::collection::vec(prop_oneof![1_u32..5, Just(u32::MAX)], 0..60))
    }

    fn list((learned, outlets): &(Vec<Recurrent>, Vec<u32>)) -> Recurring {
        Recurring::from(learned, outlets)
    }

    /// The furniture of an outlet by several lists.
    fn furniture(outlet: u32, lists: &[Vec<u8>]) -> Sought {
        let readers = lists.iter().map(|bytes| {
            let read = |rows: Range<usize>| Ok::<_, Infallible>(&bytes[rows.start * ROW..rows.end * ROW]);
            (bytes.len() / ROW, read)
        });
        let Ok(own) = Recurring::of_outlet(outlet, readers);
        own.furniture()
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(lesson in lesson()) {
            let list = list(&lesson);
            prop_assert_eq!(Recurring::sum([&list.encode()[..]]), list);
        }

        #[test]
        fn lists_add_up_in_any_order(a in lesson(), b in lesson(), c in lesson()) {
            let [a, b, c] = [&a, &b, &c].map(|lesson| list(lesson).encode());
            let all = Recurring::sum([&a[..], &b, &c]);
            prop_assert_eq!(&Recurring::sum([&c[..], &a, &b]), &all);
            let two = Recurring::sum([&b[..], &c]).encode();
            prop_assert_eq!(&Recurring::sum([&two[..], &a]), &all);
        }

        #[test]
        fn the_furniture_of_an_outlet_is_what_its_sums_say(a in lesson(), b in lesson()) {
            let (mut articles, mut counts) = (BTreeMap::new(), BTreeMap::new());
            for (learned, outlets) in [&a, &b] {
                outlets.iter().for_each(|&outlet| *articles.entry(outlet).or_insert(0) += 1);
                for row in learned {
                    let sum: &mut (u32, u32) = counts.entry((row.outlet, row.shingle)).or_default();
                    *sum = (sum.0 + row.standing, sum.1 + row.votes);
                }
            }
            let lists = [&a, &b].map(|lesson| list(lesson).encode());
            for outlet in (0..6).chain([u32::MAX]) {
                let found = furniture(outlet, &lists);
                let articles = articles.get(&outlet).copied().unwrap_or(0);
                for shingle in 0..31 {
                    let (standing, votes) = counts.get(&(outlet, shingle)).copied().unwrap_or_default();
                    let is = standing > 0 && recurs(outlet, articles, standing, votes);
                    prop_assert_eq!(found.contains(shingle), is);
                }
            }
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..70)) {
            let sum = Recurring::sum([&bytes[..]]);
            prop_assert!(sum.encode().len() <= bytes.len());
            for outlet in decoded(&bytes).map(|row| row[0]).chain([0]) {
                furniture(outlet, std::slice::from_ref(&bytes));
            }
        }
    }

    #[test]
    fn no_sum_of_votes_is_taken_for_a_count_of_articles() {
        let most = Recurrent { outlet: 1, shingle: 2, standing: ALL, votes: ALL - 1 };
        let bytes = Recurring::from(&[most], &[1]).encode();
        let sum = Recurring::sum([&bytes[..], &bytes]);
        assert_eq!(sum.rows, [[1, 0, 2, ALL], [1, 2, ALL, ALL - 1]]);
    }

    #[test]
    fn of_a_long_list_little_is_read() {
        let learned: Vec<Recurrent> =
            (0..4000).map(|n| Recurrent { outlet: n / 40, shingle: n, standing: 9, votes: 9 }).collect();
        let bytes = Recurring::from(&learned, &[50; 9]).encode();
        let read = std::cell::Cell::new(0);
        let count = |rows: Range<usize>| {
            read.set(read.get() + rows.len());
            Ok::<_, Infallible>(&bytes[rows.start * ROW..rows.end * ROW])
        };
        let Ok(own) = Recurring::of_outlet(50, [(bytes.len() / ROW, count)]);
        assert_eq!(own.rows.len(), 41);
        assert!(read.get() < 100, "{}", read.get());
    }
}
