//! Candidates: documents that share a band, or two fingerprints, with an article; more of them where many share them
//! too, and where one outlet published both, for its articles share turns of phrase and forms. Where a corpus asks itself,
//! long articles of two outlets must share four of all that both look up.

use crate::params::SAMPLING;

use super::hot::EVERY_PAIR;

/// What a shared fingerprint counts.
const DENSE: u32 = 4;

/// The same of one that is filed wherever it stands in a text: most of what is shared with it is filed nowhere.
const SPARSE: u32 = 7;

/// Documents under a fingerprint beyond which it counts one less, and two: what so many share is a phrase or a form more
/// often than copy, and copy shares more than two of it. Where a bucket is crowded it counts in full, for each is joined
/// with two others only.
const COMMON: [usize; 2] = [4, 16];

/// What makes a candidate: a single fingerprint may be a common phrase or a chance of the hash.
const TWO: u32 = 2 * DENSE;

/// What makes a candidate of an article from the same outlet, if few, some or many fingerprints are filed of either.
const OWN: [u32; 3] = [TWO, DENSE + SPARSE, 2 * SPARSE];

/// Fingerprints filed to each that must be met in an article from the same outlet.
const OWN_FILED: usize = 12;

/// What makes kin of two articles of different outlets: twice what makes a candidate, as four fingerprints do, or a band
/// and one of them. It decides the order of judging alone.
const KIN: u32 = 2 * TWO;

/// What a shared band counts: enough by itself.
pub(super) const BAND: u32 = 2 * SPARSE;

/// Fingerprints that two articles of different outlets must share, of all that both look up. Of the pairs of real news that
/// share two or three and look up [`LONG`] or more, two thousand, none is copy, nor a form. Of an opening of 18 words that
/// both have, 14 shingles, three or fewer are looked up with .029 (binomial, of one in two), of one of 25 words with .0007.
pub const ENOUGH: usize = 4;

/// Fingerprints that both must look up, some eighty words, for so few to be chance.
pub const LONG: usize = 40;

/// Evidence that cannot come of fewer than [`ENOUGH`] fingerprints, or comes of two bands.
const CERTAIN: u32 = ENOUGH as u32 * SPARSE;

/// One in how many of a document's fingerprints must be met if most of those met are furniture.
const FURNISHED: usize = 5;

/// What sharing this fingerprint counts. Every sample is part of the denser ones, and the hash says of which it is.
#[inline]
pub(super) fn weight(print: u32) -> u32 {
    let [.., (_, sparsest)] = SAMPLING;
    if u64::from(print) & (sparsest - 1) == 0 { SPARSE } else { DENSE }
}

/// What sharing a fingerprint counts that `documents` are filed under, in a corpus that asks itself.
pub(super) fn weight_among(print: u32, documents: usize) -> u32 {
    let common = COMMON.iter().filter(|&&common| documents > common && documents <= EVERY_PAIR);
    weight(print) - common.count() as u32
}

/// A document worth aligning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Its number in the store.
    pub doc: u32,
    /// Evidence of the sketches: 4 or 7 for each shared fingerprint, less if it is common, 14 for each shared band.
    pub score: u32,
    /// The same for fingerprints that are the asking article's furniture.
    pub furniture: u32,
    /// Fingerprints of it that the asking article looks up, furniture or not.
    pub prints: u32,
}

/// What an article looks up.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// Its band keys.
    pub bands: &'a [u32],
    /// Its queries, distinct.
    pub queries: &'a [u32],
}

impl Candidate {
    /// Whether it shares more than chance does: the two are read together, whatever the verdict will be.
    #[must_use]
    pub fn is_kin(&self) -> bool {
        self.score >= KIN
    }

    /// Whether it shares as much as articles of different outlets must, as far as can be told from what one of the two is
    /// filed under.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.prints as usize >= ENOUGH || self.score + self.furniture >= CERTAIN
    }

    /// Whether it shares enough for some outlet and some number of fingerprints.
    #[must_use]
    pub fn may_be_worth(&self) -> bool {
        self.score + self.furniture >= TWO
    }

    /// Whether it shares enough to be aligned, where `filed` fingerprints are filed of the one of which they are fewer.
    /// What shares furniture alone is worth it only where that is a good part of them.
    #[must_use]
    pub fn is_worth(&self, same_outlet: bool, filed: usize) -> bool {
        let all = self.score + self.furniture;
        let needed = if same_outlet { OWN[filed.div_ceil(OWN_FILED).clamp(2, 4) - 2] } else { TWO };
        self.score >= needed || all >= TWO && FURNISHED * all as usize >= filed.saturating_mul(DENSE as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_many_share_counts_less_until_it_is_a_crowd() {
        assert_eq!(
            [2, 4, 5, 16, 17, 64, 65].map(|documents| weight_among(2, documents)),
            [4, 4, 3, 3, 2, 2, 4]
        );
    }

    #[test]
    fn an_outlet_must_share_more_with_itself() {
        let shares = |prints: &[u32]| Candidate {
            doc: 0,
            score: prints.iter().map(|&print| weight(print)).sum(),
            furniture: 0,
            prints: prints.len() as u32,
        };
        assert!(shares(&[2, 4]).is_worth(false, 40) && !shares(&[2, 4]).is_worth(true, 40));
        assert!(shares(&[2, 4]).is_worth(true, 16) && !shares(&[64]).is_worth(false, 16));
        assert!(shares(&[32, 64]).is_worth(true, 40) && shares(&[2, 4, 6, 8]).is_worth(true, 40));
    }
}
