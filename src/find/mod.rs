//! Retrieval: from an article's sketch to the documents that may share its copy.
//!
//! A corpus that is de-duplicated asks itself, through the [`candidates`] of one store; [`presence`] spares it what is
//! not there, and [`hot`] says what happens where a bucket is crowded. An article that is checked asks an index, as a
//! [`visitor`] of one segment after another. The same postings and nearly the same rule: what many share counts for less
//! where a corpus asks itself.

pub mod candidates;
pub mod hot;
pub mod presence;
pub mod visitor;

pub use candidates::{Candidate, Seeker, Wanted};
pub use visitor::Visitor;
