//! Retrieval: from an article's sketch to the documents that may share its copy.
//!
//! [`candidates`] asks the postings of one store, [`hot`] says what happens where a bucket is crowded, [`presence`]
//! spares a corpus that asks itself what is not there. A corpus
//! that is de-duplicated asks itself, an article that is checked asks an index: the same postings, the same rule.

pub mod candidates;
pub mod hot;
pub mod presence;

pub use candidates::{Candidate, Seeker, Wanted};
pub use hot::Crowd;
