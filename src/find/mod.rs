//! Retrieval: from an article's sketch to the documents that may share its copy.
//!
//! A corpus that is de-duplicated asks itself, through the [`seeker`] of one store: many articles at once, so that their
//! `lookups` go through it in order, and what each met is added up in `meetings`. [`presence`] spares them what is not
//! there, and [`hot`] says what happens where a bucket is crowded; which of those met are [`candidates`] is decided from
//! what they share. An article that is checked asks an index, as a
//! [`visitor`] of one segment after another. The same postings and nearly the same rule: what many share counts for less
//! where a corpus asks itself.

pub mod candidates;
pub mod hot;
mod lookups;
mod meetings;
pub mod presence;
pub mod seeker;
pub mod visitor;

pub use candidates::{Candidate, Wanted};
pub use seeker::Seeker;
pub use visitor::Visitor;
