//! The constants that decide what a sketch is. Two indexes can be searched together only if they agree on all
//! of them, so all enter the [`fingerprint`] that every index file carries.

use xxhash_rust::xxh3::xxh3_64;

/// Words (characters, in scripts without spaces) in a shingle.
pub const SHINGLE: usize = 5;

/// Permutations in a signature.
pub const PERMUTATIONS: usize = 128;

/// LSH bands an article is filed under. With [`ROWS`] they find a resemblance of .7 with .975 and of .8 with
/// .9996; what they miss the fingerprints find.
pub const BANDS: usize = 20;

/// Rows (minima) combined in one band.
pub const ROWS: usize = 5;

/// Fingerprint sampling by place: up to which word of the body one shingle in how many is kept. Wire copy is
/// cut from the bottom, so what stands first is sampled most densely.
pub const SAMPLING: [(usize, u64); 3] = [(40, 2), (96, 4), (usize::MAX, 32)];

/// Lowest of the bits of a shingle that decide whether it is sampled: the first that is kept, so that a fingerprint
/// says of which samples it is.
pub const SAMPLED_FROM: u32 = 32;

/// One shingle in how many an article looks up: the densest of [`SAMPLING`].
pub const QUERY_RATE: u64 = 2;

/// Number of the tokeniser's rules. Raised whenever the same text may give other words.
pub const TOKENISER: u32 = 2;

/// Seeds the permutations.
pub const SEED: u64 = 0x7265_7072_696e_7431;

/// One number for all of the above.
#[must_use]
pub fn fingerprint() -> u64 {
    let mut stated: Vec<u64> = vec![SHINGLE as u64, PERMUTATIONS as u64, BANDS as u64, ROWS as u64];
    stated.extend(SAMPLING.iter().flat_map(|&(place, rate)| [place as u64, rate]));
    stated.extend([u64::from(SAMPLED_FROM), QUERY_RATE, u64::from(TOKENISER), SEED]);
    xxh3_64(&stated.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>())
}
