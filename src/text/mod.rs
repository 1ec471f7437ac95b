//! From a body of text to word hashes and shingle hashes.
//!
//! [`tokenise`] cuts text into words with offsets, [`mod@block`] eight bytes at a time where it can, [`fold`] decides what a character counts as,
//! [`shingle`] combines neighbouring word hashes into windows.

pub mod block;
pub mod fold;
pub mod furniture;
pub mod hashed;
pub mod recurring;
pub mod shingle;
pub mod tokenise;

pub use shingle::shingles;
pub use tokenise::{Words, words};
