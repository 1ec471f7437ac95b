//! From two candidates to a verdict: which words stand in both, and what that makes of the pair.
//!
//! [`align`] finds the runs two bodies share, [`passage`] joins them across edits, [`evidence`] measures them,
//! [`relation`] decides and says why. [`body`] is what is known of one text before it is compared; what stands on
//! pages of any outlet is no story's own word there already.

pub mod align;
pub mod body;
pub mod evidence;
mod generic;
pub mod passage;
mod phrases;
pub mod relation;
mod repeats;

pub use body::Body;
pub use evidence::{Evidence, Scale};
pub use relation::{Circumstances, Direction, Limits, Relation, Verdict, judge};
