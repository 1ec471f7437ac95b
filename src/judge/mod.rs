//! From two candidates to a verdict: which words stand in both, and what that makes of the pair.
//!
//! A [`scale`] lays one body on the other: [`align`] finds the runs they share, [`passage`] joins these across edits, and
//! [`evidence`] measures them. [`verdict`] says which [`relation`] that is, by which [`rule`], [`resemblance`] how alike the
//! two are as a whole. A [`sieve`] lets go of most pairs by their words alone, and `packed` sets a body aside. [`body`] is what
//! is known of one text before it is compared; what stands on pages of any outlet is no story's own word there already.

pub mod align;
pub mod body;
mod count;
pub mod evidence;
mod gap;
mod generic;
mod opening;
mod packed;
mod parts;
pub mod passage;
mod phrases;
mod quotation;
pub mod relation;
mod repeats;
pub mod resemblance;
pub mod rule;
mod rules;
pub mod scale;
pub mod sieve;
mod template;
pub mod verdict;

pub use body::Body;
pub use evidence::Evidence;
pub use relation::{Direction, Relation};
pub use resemblance::ShingleSet;
pub use rule::Rule;
pub use scale::Scale;
pub use sieve::Sieve;
pub use verdict::{Circumstances, DAYS_APART, Limits, SAME_BODY, Verdict, judge};
