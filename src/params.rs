//! The constants that decide what a sketch is. Two indexes can be searched together only if they agree on all of them.

/// Permutations in a signature.
pub const PERMUTATIONS: usize = 128;
/// LSH bands looked up for an article.
pub const BANDS: usize = 20;
/// Rows (minima) combined in one band.
pub const ROWS: usize = 5;
