//! From a body of text to word hashes and shingle hashes.
//!
//! [`tokenise`] cuts text into words with offsets: `scan` goes from word to word, through [`window`]s of sixty-four bytes
//! and [`mod@block`]s of eight where the text is ASCII or western European, and the long way of `wide` where not, and tells
//! a `taker` each word's hash, place and [`shape`], and `letters` runs the letters of all words together; [`fold`] decides
//! what a character counts as, [`shingle`] combines neighbouring word hashes into windows.

pub mod block;
pub mod fold;
pub mod furniture;
pub mod hashed;
mod letters;
pub mod recurring;
pub mod sampled;
mod scan;
pub mod shape;
pub mod shingle;
mod taker;
pub mod tokenise;
mod wide;
pub mod window;

pub use shingle::shingles;
pub use tokenise::{Words, words};
