//! Star-shaped clusters. Joining whatever is connected by any chain of pairs has merged tens of thousands of
//! unrelated texts in published runs; here a member must be a verified reprint of the centre itself.

use std::collections::BTreeMap;

/// A verified reprint pair, by numbers that follow the order of time; `earlier < later`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The one published first.
    pub earlier: u32,
    /// The other.
    pub later: u32,
}

/// For each article that has any link: the centre of its cluster, itself included.
pub type Stars = BTreeMap<u32, u32>;

/// Groups articles in the order of time: each joins the earliest centre it is linked with, else becomes one.
/// `verify` is asked about a centre that the links suggest at one remove: whether it is a reprint pair too.
pub fn stars(links: &[Link], mut verify: impl FnMut(Link) -> bool) -> Stars {
    let mut earlier: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for link in links {
        earlier.entry(link.earlier).or_default();
        earlier.entry(link.later).or_default().push(link.earlier);
    }
    let mut centres = Stars::new();
    for (&article, before) in &earlier {
        let centre = join(article, before, &centres, &mut verify);
        centres.insert(article, centre);
    }
    centres
}

fn join(article: u32, before: &[u32], centres: &Stars, verify: &mut impl FnMut(Link) -> bool) -> u32 {
    let mut reachable: Vec<u32> = before.iter().filter_map(|other| centres.get(other)).copied().collect();
    reachable.sort_unstable();
    reachable.dedup();
    let linked = |centre: u32| before.contains(&centre);
    let joined = reachable
        .into_iter()
        .find(|&centre| linked(centre) || verify(Link { earlier: centre, later: article }));
    joined.unwrap_or(article)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn link(earlier: u32, later: u32) -> Link {
        Link { earlier, later }
    }

    #[test]
    fn a_chain_does_not_become_one_cluster() {
        let stars = stars(&[link(0, 1), link(1, 2), link(2, 3)], |_| false);
        assert_eq!(stars.into_iter().collect::<Vec<_>>(), [(0, 0), (1, 0), (2, 2), (3, 2)]);
    }

    #[test]
    fn a_member_at_one_remove_joins_if_it_verifies() {
        let stars = stars(&[link(0, 1), link(1, 2)], |asked| asked == link(0, 2));
        assert!(stars.values().all(|&centre| centre == 0));
    }

    proptest! {
        #[test]
        fn every_member_was_verified_against_its_centre(pairs in prop::collection::vec((0_u32..12, 0_u32..12), 0..40)) {
            let links: Vec<Link> = pairs.iter().filter(|(a, b)| a < b).map(|&(a, b)| link(a, b)).collect();
            let mut agreed = Vec::new();
            let found = stars(&links, |asked| { let yes = asked.later % 3 == 0; if yes { agreed.push(asked); } yes });
            for (&article, &centre) in &found {
                prop_assert!(article == centre || links.contains(&link(centre, article)) || agreed.contains(&link(centre, article)));
                prop_assert_eq!(found[&centre], centre);
            }
        }
    }
}
