//! From shingles to what is kept of an article: a `MinHash` signature, bands and fingerprints.

use crate::params::{BANDS, PERMUTATIONS};

/// Eight-bit minima, one per permutation.
pub type Signature = [u8; PERMUTATIONS];

/// What the index keeps of one body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    /// Words in the body (characters, in scripts written without spaces).
    pub words: u32,
    /// Hash of the whole word sequence: equal bodies have equal values.
    pub body: u64,
    /// The `MinHash` signature, truncated to eight bits a permutation.
    pub signature: Signature,
    /// One key per LSH band, computed from the untruncated minima; keys of different bands do not collide by design.
    pub bands: [u32; BANDS],
    /// Sampled shingle hashes, ascending and distinct: the postings under which the article can be found.
    pub prints: Vec<u32>,
    /// Shingle hashes at the densest rate, ascending and distinct: what the article looks up. A superset of `prints`.
    pub queries: Vec<u32>,
}
