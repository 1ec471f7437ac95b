//! Star-shaped clusters. Joining whatever is connected by any chain of pairs has merged tens of thousands of
//! unrelated texts in published runs; here a member must be a verified reprint of the centre itself.

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

/// Groups articles in the order of time: each joins the earliest centre it is linked with, else becomes one. A centre that
/// the links suggest at one remove is joined if that is `known` for a reprint pair too. Returns every article that has any
/// link, with the centre of its cluster (itself, if it is one), ascending. Leaves the links in the order of the later article.
///
/// # Errors
/// What is not known: those to be judged before it is asked again. There may be others then.
pub fn stars(links: &mut [Link], known: impl Fn(Link) -> Option<bool>) -> Result<Vec<(u32, u32)>, Vec<Link>> {
    links.sort_unstable_by_key(|link| (link.later, link.earlier));
    let mut centres = vec![NONE; links.last().map_or(0, |link| link.later as usize + 1)];
    let mut open = Vec::new();
    // What is not known is taken for no reprint, to learn what else will be asked for.
    let mut verify = |asked| {
        let known = known(asked);
        open.extend(Some(asked).filter(|_| known.is_none()));
        known == Some(true)
    };
    for before in links.chunk_by(|a, b| a.later == b.later) {
        for link in before {
            let centre = &mut centres[link.earlier as usize];
            if *centre == NONE {
                *centre = link.earlier;
            }
        }
        centres[before[0].later as usize] = join(before, &centres, &mut verify);
    }
    if !open.is_empty() {
        return Err(open);
    }
    Ok((0..).zip(centres).filter(|&(_, centre)| centre != NONE).collect())
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
        let stars = stars(&mut [link(0, 1), link(1, 2), link(2, 3)], |_| Some(false));
        assert_eq!(stars, Ok(vec![(0, 0), (1, 0), (2, 2), (3, 2)]));
    }

    #[test]
    fn a_member_at_one_remove_joins_if_it_verifies() {
        let stars = stars(&mut [link(0, 1), link(1, 2)], |asked| Some(asked == link(0, 2)));
        assert_eq!(stars, Ok(vec![(0, 0), (1, 0), (2, 0)]));
    }

    #[test]
    fn what_is_not_known_is_asked_for() {
        assert_eq!(stars(&mut [link(0, 1), link(1, 2)], |_| None), Err(vec![link(0, 2)]));
    }

    proptest! {
        #[test]
        fn every_member_was_verified_against_its_centre(pairs in prop::collection::vec((0_u32..12, 0_u32..12), 0..40)) {
            let mut links: Vec<Link> = pairs.iter().filter(|(a, b)| a < b).map(|&(a, b)| link(a, b)).collect();
            let is_reprint = |asked: Link| (asked.earlier + 2 * asked.later).is_multiple_of(3);
            let found = stars(&mut links, |asked| Some(is_reprint(asked))).unwrap();
            // The same, whatever was known before.
            let mut known: BTreeSet<Link> = BTreeSet::new();
            let step_by_step = loop {
                match stars(&mut links, |asked| known.contains(&asked).then(|| is_reprint(asked))) {
                    Ok(stars) => break stars,
                    Err(open) => known.extend(open),
                }
            };
            prop_assert_eq!(&step_by_step, &found);
            let articles: BTreeSet<u32> = links.iter().flat_map(|link| [link.earlier, link.later]).collect();
            prop_assert!(found.iter().map(|&(article, _)| article).eq(articles));
            let centre_of: BTreeMap<u32, u32> = found.iter().copied().collect();
            for &(article, centre) in &found {
                prop_assert!(article == centre || links.contains(&link(centre, article)) || is_reprint(link(centre, article)));
                prop_assert_eq!(centre_of[&centre], centre);
            }
        }
    }
}
