//! Star-shaped clusters. Joining whatever is connected by any chain of pairs has merged tens of thousands of
//! unrelated texts in published runs; here a member must be a verified reprint of the centre itself.

use rayon::prelude::*;

/// A verified reprint pair, by numbers that follow the order of time; `earlier < later`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The one published first.
    pub earlier: u32,
    /// The other.
    pub later: u32,
}

/// No article.
const NONE: u32 = u32::MAX;

/// Groups articles in the order of time: each joins the earliest centre it is linked with, else becomes one. `verify` is
/// asked about a centre that the links suggest at one remove: whether it is a reprint pair too. Returns every article
/// that has any link, with the centre of its cluster (itself, if it is one), ascending. Leaves the links in the order of the
/// later article.
pub fn stars(links: &mut [Link], mut verify: impl FnMut(Link) -> bool) -> Vec<(u32, u32)> {
    links.par_sort_unstable_by_key(|link| (link.later, link.earlier));
    let mut centres = vec![NONE; links.last().map_or(0, |link| link.later as usize + 1)];
    for before in links.chunk_by(|a, b| a.later == b.later) {
        for link in before {
            let centre = &mut centres[link.earlier as usize];
            if *centre == NONE {
                *centre = link.earlier;
            }
        }
        centres[before[0].later as usize] = join(before, &centres, &mut verify);
    }
    (0..).zip(centres).filter(|&(_, centre)| centre != NONE).collect()
}

/// The same, of links of which some are `known` already for reprint pairs or for none.
///
/// # Errors
/// The pairs to be known before it is asked again. There may be others then, as long as there are chains that grow.
pub fn stars_known(
    links: &mut [Link],
    known: impl Fn(Link) -> Option<bool>,
) -> Result<Vec<(u32, u32)>, Vec<Link>> {
    let mut open = Vec::new();
    // What is not known is taken for none, to learn what else will be asked.
    let centres = stars(links, |asked| {
        let known = known(asked);
        open.extend(Some(asked).filter(|_| known.is_none()));
        known == Some(true)
    });
    if open.is_empty() { Ok(centres) } else { Err(open) }
}

/// The centre of an article that is the later one of all these links, whose earlier ones have one.
fn join(before: &[Link], centres: &[u32], verify: &mut impl FnMut(Link) -> bool) -> u32 {
    let later = before[0].later;
    let mut reachable: Vec<u32> = before.iter().map(|link| centres[link.earlier as usize]).collect();
    reachable.sort_unstable();
    reachable.dedup();
    let linked = |centre: u32| before.binary_search_by_key(&centre, |link| link.earlier).is_ok();
    let joined =
        reachable.into_iter().find(|&centre| linked(centre) || verify(Link { earlier: centre, later }));
    joined.unwrap_or(later)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    fn link(earlier: u32, later: u32) -> Link {
        Link { earlier, later }
    }

    #[test]
    fn a_chain_does_not_become_one_cluster() {
        let stars = stars(&mut [link(0, 1), link(1, 2), link(2, 3)], |_| false);
        assert_eq!(stars, [(0, 0), (1, 0), (2, 2), (3, 2)]);
    }

    #[test]
    fn a_member_at_one_remove_joins_if_it_verifies() {
        let stars = stars(&mut [link(0, 1), link(1, 2)], |asked| asked == link(0, 2));
        assert_eq!(stars, [(0, 0), (1, 0), (2, 0)]);
    }

    #[test]
    fn what_is_not_known_is_asked_for() {
        let mut links = [link(0, 1), link(1, 2)];
        assert_eq!(stars_known(&mut links, |_| None), Err(vec![link(0, 2)]));
        assert_eq!(stars_known(&mut links, |_| Some(false)), Ok(vec![(0, 0), (1, 0), (2, 2)]));
    }

    /// Pairs of a dozen articles, the earlier first.
    fn pairs() -> impl Strategy<Value = BTreeSet<Link>> {
        let pairs = prop::collection::vec((0_u32..12, 0_u32..12), 0..40);
        pairs.prop_map(|pairs| pairs.into_iter().filter(|(a, b)| a < b).map(|(a, b)| link(a, b)).collect())
    }

    proptest! {
        #[test]
        fn every_member_was_verified_against_its_centre(linked in pairs(), agreed in pairs()) {
            let mut links: Vec<Link> = linked.iter().copied().collect();
            let found = stars(&mut links, |asked| agreed.contains(&asked));
            let articles: BTreeSet<u32> = links.iter().flat_map(|link| [link.earlier, link.later]).collect();
            prop_assert!(found.iter().map(|&(article, _)| article).eq(articles));
            let centre_of: BTreeMap<u32, u32> = found.iter().copied().collect();
            for &(article, centre) in &found {
                let pair = link(centre, article);
                prop_assert!(article == centre || linked.contains(&pair) || agreed.contains(&pair));
                prop_assert_eq!(centre_of[&centre], centre);
            }
        }

        #[test]
        fn asked_together_they_are_what_they_are_one_by_one(linked in pairs(), agreed in pairs()) {
            let mut links: Vec<Link> = linked.into_iter().collect();
            let expected = stars(&mut links, |asked| agreed.contains(&asked));
            let mut known = BTreeSet::new();
            let found = loop {
                match stars_known(&mut links, |asked| known.contains(&asked).then(|| agreed.contains(&asked))) {
                    Ok(stars) => break stars,
                    Err(open) => prop_assert!(open.into_iter().all(|asked| known.insert(asked)), "asked twice"),
                }
            };
            prop_assert_eq!(found, expected);
        }
    }
}
