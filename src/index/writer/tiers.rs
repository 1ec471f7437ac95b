//! Which segments to merge at a commit. Sizes fall in tiers, each eight times the one below; eight of one tier that
//! only lower ones part become one. So an article is rewritten about once a tier, log8(articles / 64) times.

use std::ops::Range;

use crate::index::format::MAX_MERGED;

/// Segments that make one of the next tier, and the ratio between tiers.
const FAN_IN: usize = 8;
/// Segments up to this many articles are of the lowest tier.
const LOWEST: u64 = 64;

/// A segment's articles that are not deleted; `None` for one that cannot be merged.
pub(super) type Size = Option<u64>;

/// The neighbours to merge next, lowest tier first.
pub(super) fn next(sizes: &[Size]) -> Option<Range<usize>> {
    let highest = sizes.iter().flatten().map(|size| tier(*size)).max()?;
    (0..=highest).find_map(|tier| runs(sizes, tier).find(|run| is_full(&sizes[run.clone()], tier)))
}

/// Whether enough segments of the tier itself are there. Were lower ones counted, every few small commits would
/// rewrite the large segment before them.
fn is_full(run: &[Size], highest: u32) -> bool {
    run.iter().flatten().filter(|size| tier(**size) == highest).count() >= FAN_IN
}

/// The fewest runs of neighbours that hold all segments, each within the limit of one merge.
pub(super) fn all(sizes: &[Size]) -> Vec<Range<usize>> {
    runs(sizes, u32::MAX).collect()
}

/// The longest runs of neighbours of `highest` tier or below, each within the limit of one merge.
fn runs(sizes: &[Size], highest: u32) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let fits = |size: &Size| size.is_some_and(|size| tier(size) <= highest);
        let start = at + sizes.get(at..)?.iter().position(fits)?;
        let mut total = 0;
        let within = |size: &&Size| {
            total += size.unwrap_or(0);
            fits(size) && total <= MAX_MERGED
        };
        let len = sizes[start..].iter().take_while(within).count().max(1);
        at = start + len;
        Some(start..at)
    })
}

fn tier(size: u64) -> u32 {
    (size.max(LOWEST) / LOWEST).ilog(FAN_IN as u64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn eight_small_neighbours_merge_and_seven_do_not() {
        assert_eq!(next(&[Some(10); 7]), None);
        assert_eq!(next(&[Some(10); 9]), Some(0..9));
        assert_eq!(next(&[&[Some(900_000)][..], &[Some(10); 8]].concat()), Some(1..9));
    }

    #[test]
    fn a_segment_that_cannot_be_merged_parts_its_neighbours() {
        let mut sizes = vec![Some(10); 15];
        sizes[7] = None;
        assert_eq!(next(&sizes), None);
        assert_eq!(all(&sizes), vec![0..7, 8..15]);
    }

    #[test]
    fn no_merge_exceeds_the_limit() {
        assert_eq!(all(&[Some(MAX_MERGED - 1), Some(1), Some(1)]), vec![0..2, 2..3]);
        assert_eq!(all(&[Some(2 * MAX_MERGED), Some(5)]), vec![0..1, 1..2]);
    }

    proptest! {
        #[test]
        fn steady_commits_rewrite_each_article_a_bounded_number_of_times(commits in 1_usize..600, size in 1_u64..2000) {
            let (mut sizes, mut rewritten) = (Vec::<Size>::new(), 0);
            for _ in 0..commits {
                sizes.push(Some(size));
                while let Some(run) = next(&sizes) {
                    let merged: u64 = sizes[run.clone()].iter().flatten().sum();
                    rewritten += merged;
                    sizes.splice(run, [Some(merged)]);
                }
            }
            let total = size * commits as u64;
            let tiers = u64::from(tier(total)) + 2;
            // Within the lowest tier, what is there is rewritten at every seventh commit.
            let lowest = (commits as u64 / 7 + 1) * LOWEST * FAN_IN as u64;
            prop_assert!(rewritten <= total * tiers + lowest, "{rewritten} of {total}");
            prop_assert!(sizes.len() <= (FAN_IN - 1) * tiers as usize);
        }
    }
}
