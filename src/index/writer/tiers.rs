//! Which segments to merge at a commit. Sizes fall in tiers, each eight times the one below; eight of one tier that
//! only lower ones part become one. So an article is rewritten about once a tier, log8(articles / 64) times.

use std::ops::Range;

use crate::index::format::{MAX_MERGED, MAX_MERGED_BYTES};

/// Segments that make one of the next tier, and the ratio between tiers.
const FAN_IN: usize = 8;
/// Segments up to this many articles are of the lowest tier.
const LOWEST: u64 = 64;

/// What a segment brings into a merge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Size {
    /// Articles that are not deleted.
    pub articles: u64,
    /// Bytes of its postings and outlet names, those of deleted articles included.
    pub bytes: u64,
}

/// What one merge may put together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub articles: u64,
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { articles: MAX_MERGED, bytes: MAX_MERGED_BYTES }
    }
}

/// The neighbours to merge next, lowest tier first. `None` stands for a segment that cannot be merged.
pub(super) fn next(sizes: &[Option<Size>], limits: Limits) -> Option<Range<usize>> {
    let highest = sizes.iter().flatten().map(|size| tier(*size)).max()?;
    (0..=highest).find_map(|tier| runs(sizes, tier, limits).find(|run| is_full(&sizes[run.clone()], tier)))
}

/// Whether enough segments of the tier itself are there. Were lower ones counted, every few small commits would
/// rewrite the large segment before them.
fn is_full(run: &[Option<Size>], highest: u32) -> bool {
    run.iter().flatten().filter(|size| tier(**size) == highest).count() >= FAN_IN
}

/// The fewest runs of neighbours that hold all segments, each within the limits of one merge.
pub(super) fn all(sizes: &[Option<Size>], limits: Limits) -> Vec<Range<usize>> {
    runs(sizes, u32::MAX, limits).collect()
}

/// The longest runs of neighbours of `highest` tier or below, each within the limits of one merge.
fn runs(sizes: &[Option<Size>], highest: u32, limits: Limits) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let fits = |size: &Option<Size>| size.is_some_and(|size| tier(size) <= highest);
        let start = at + sizes.get(at..)?.iter().position(fits)?;
        let mut total = Size::default();
        let within = |size: &&Option<Size>| {
            total = total.with(size.unwrap_or_default());
            fits(size) && total.articles <= limits.articles && total.bytes <= limits.bytes
        };
        let len = sizes[start..].iter().take_while(within).count().max(1);
        at = start + len;
        Some(start..at)
    })
}

impl Size {
    fn with(self, other: Self) -> Self {
        Self { articles: self.articles + other.articles, bytes: self.bytes + other.bytes }
    }
}

fn tier(size: Size) -> u32 {
    (size.articles.max(LOWEST) / LOWEST).ilog(FAN_IN as u64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::Article;
    use crate::index::{Index, Options, Writer};
    use crate::sketch::Sketcher;

    fn of(articles: u64) -> Size {
        Size { articles, bytes: 400 * articles }
    }

    fn next_of(sizes: &[Size]) -> Option<Range<usize>> {
        next(&all_of(sizes), Limits::default())
    }

    /// As sizes of segments that can be merged.
    fn all_of(sizes: &[Size]) -> Vec<Option<Size>> {
        sizes.iter().copied().map(Some).collect()
    }

    #[test]
    fn eight_small_neighbours_merge_and_seven_do_not() {
        assert_eq!(next_of(&[of(10); 7]), None);
        assert_eq!(next_of(&[of(10); 9]), Some(0..9));
        assert_eq!(next_of(&[&[of(900_000)][..], &[of(10); 8]].concat()), Some(1..9));
    }

    #[test]
    fn a_segment_that_cannot_be_merged_parts_its_neighbours() {
        let mut sizes = all_of(&[of(10); 15]);
        sizes[7] = None;
        assert_eq!(next(&sizes, Limits::default()), None);
        assert_eq!(all(&sizes, Limits::default()), vec![0..7, 8..15]);
    }

    #[test]
    fn no_merge_exceeds_the_limits() {
        let all = |sizes: &[Size]| all(&all_of(sizes), Limits::default());
        assert_eq!(all(&[of(MAX_MERGED - 1), of(1), of(1)]), vec![0..2, 2..3]);
        assert_eq!(all(&[of(2 * MAX_MERGED), of(5)]), vec![0..1, 1..2]);
        let long = Size { articles: 3, bytes: MAX_MERGED_BYTES / 2 };
        assert_eq!(all(&[long, long, of(1)]), vec![0..2, 2..3]);
        assert_eq!(next_of(&[long; 40]), None, "no eight of them fit into one");
    }

    /// Neither commits nor compactions put together more than one segment may hold.
    #[test]
    fn what_cannot_be_one_segment_stays_several() {
        let folder = tempfile::tempdir().unwrap();
        Index::create(folder.path(), Options::default()).unwrap();
        let mut writer = Writer::open(folder.path()).unwrap();
        let sketch = Sketcher::new().sketch("The ferry to the islands sails again from Monday.");
        let add = |writer: &mut Writer, n: usize| {
            let article = Article { id: format!("a{n}").into(), ..Article::default() };
            writer.add(&article, &sketch).unwrap();
            writer.commit().unwrap()
        };
        add(&mut writer, 0);
        writer.merged.bytes = 5 * writer.slots[0].size().bytes;
        assert_eq!(
            (1..20).map(|n| add(&mut writer, n).segments).max(),
            Some(20),
            "eight do not fit into one"
        );
        let compacted = writer.compact().unwrap();
        assert_eq!((compacted.articles, compacted.segments), (20, 4));
        assert!(writer.slots.iter().all(|slot| slot.size().bytes <= writer.merged.bytes));
    }

    proptest! {
        #[test]
        fn steady_commits_rewrite_each_article_a_bounded_number_of_times(commits in 1_usize..600, size in 1_u64..2000) {
            let (mut sizes, mut rewritten) = (Vec::new(), 0);
            for _ in 0..commits {
                sizes.push(of(size));
                while let Some(run) = next_of(&sizes) {
                    let merged: u64 = sizes[run.clone()].iter().map(|size| size.articles).sum();
                    rewritten += merged;
                    sizes.splice(run, [of(merged)]);
                }
            }
            let total = size * commits as u64;
            let tiers = u64::from(tier(Size { articles: total, bytes: 0 })) + 2;
            // Within the lowest tier, what is there is rewritten at every seventh commit.
            let lowest = (commits as u64 / 7 + 1) * LOWEST * FAN_IN as u64;
            prop_assert!(rewritten <= total * tiers + lowest, "{rewritten} of {total}");
            prop_assert!(sizes.len() <= (FAN_IN - 1) * tiers as usize);
        }
    }
}
