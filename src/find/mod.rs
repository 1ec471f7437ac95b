//! Retrieval: from an article's sketch to the documents that may share its copy.
//!
//! [`candidates`] asks the postings of one store, [`hot`] says what happens where a bucket is crowded. A corpus
//! that is de-duplicated asks itself, an article that is checked asks an index: the same postings, the same rule.

pub mod candidates;
pub mod hot;

pub use candidates::{Candidate, Seeker, Wanted};
pub use hot::Crowd;
