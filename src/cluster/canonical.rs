//! Which member of a cluster the others are shown to have copied.

use crate::article::{Precision, Published};

/// What a member brings to the choice.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// The agency that is the member's own outlet, if it is one.
    pub agency_outlet: Option<&'a str>,
    /// The agency credited in the article.
    pub credit: Option<&'a str>,
    /// When it says it was published.
    pub published: Option<Published>,
    /// Words of its body.
    pub words: u32,
    /// Its place in the input.
    pub order: u64,
}

/// Why a member was chosen, in the words of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It was published first.
    Earliest,
    /// Several were first at the same stated time; the longest of them.
    EqualTimes,
    /// Only days are stated, and several share the first; the longest of them.
    DateOnly,
    /// Nothing says when any was published; the longest.
    NoDates,
    /// The wire's own copy.
    Wire,
}

impl Why {
    /// The reason as a phrase.
    #[must_use]
    pub fn phrase(&self) -> &'static str {
        match self {
            Self::Earliest => "earliest",
            Self::EqualTimes => "equal times, the longest",
            Self::DateOnly => "same day, no time stated, the longest",
            Self::NoDates => "no dates, the longest",
            Self::Wire => "the agency's own copy",
        }
    }
}

/// The choice among `members`: the agency's own copy if there is one, then the earliest stated time, then the
/// longest, then the first in the input. `None` if there is no member.
#[must_use]
pub fn canonical(members: &[Claim<'_>]) -> Option<(usize, Why)> {
    let chosen = (0..members.len()).min_by_key(|&at| rank(&members[at]))?;
    Some((chosen, why(members, chosen)))
}

type Rank = (bool, bool, i64, std::cmp::Reverse<u32>, u64);

fn rank(claim: &Claim<'_>) -> Rank {
    let time = claim.published.map_or(i64::MAX, |published| published.seconds);
    let words = std::cmp::Reverse(claim.words);
    (claim.agency_outlet.is_none(), claim.published.is_none(), time, words, claim.order)
}

fn why(members: &[Claim<'_>], chosen: usize) -> Why {
    let first = &members[chosen];
    let Some(time) = first.published else {
        return if first.agency_outlet.is_some() { Why::Wire } else { Why::NoDates };
    };
    let others = members.iter().enumerate().filter(|(at, _)| *at != chosen).map(|(_, claim)| claim);
    let rivals = |claim: &&Claim<'_>| claim.published.is_some_and(|other| other.seconds <= time.seconds);
    match others.clone().filter(rivals).count() {
        0 => Why::Earliest,
        _ if first.agency_outlet.is_some() => Why::Wire,
        _ if time.precision == Precision::Day => Why::DateOnly,
        _ => Why::EqualTimes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(seconds: Option<i64>, words: u32, order: u64) -> Claim<'static> {
        let published = seconds.map(|seconds| Published { seconds, precision: Precision::Instant });
        Claim { agency_outlet: None, credit: None, published, words, order }
    }

    #[test]
    fn the_earliest_leads_and_a_missing_date_never_does() {
        let members = [claim(None, 900, 0), claim(Some(20), 100, 1), claim(Some(10), 50, 2)];
        assert_eq!(canonical(&members), Some((2, Why::Earliest)));
    }

    #[test]
    fn equal_times_go_to_the_longest_then_the_first_read() {
        let members = [claim(Some(5), 50, 0), claim(Some(5), 80, 1), claim(Some(5), 80, 2)];
        assert_eq!(canonical(&members), Some((1, Why::EqualTimes)));
        assert_eq!(canonical(&[claim(None, 3, 0), claim(None, 4, 1)]), Some((1, Why::NoDates)));
    }

    #[test]
    fn the_agencys_own_copy_leads() {
        let wire = Claim { agency_outlet: Some("AFP"), ..claim(Some(30), 10, 1) };
        assert_eq!(canonical(&[claim(Some(20), 90, 0), wire]), Some((1, Why::Wire)));
        assert_eq!(canonical(&[]), None);
    }
}
