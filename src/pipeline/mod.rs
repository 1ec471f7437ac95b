//! Where the stages are joined, and the only place that owns threads.
//!
//! ```text
//! gather   read -> tokenise -> shingle -> sketch, batch by batch        -> rows, sketches
//! corpus   rows in order of time, postings, what each outlet repeats
//! verify   candidates -> texts again -> aligned -> judged pairs
//! groups   reprints -> stars -> canonical
//! dedup    all of it, and which records stay
//! ```

pub mod corpus;
pub mod dedup;
pub mod gather;
pub mod groups;
pub mod headlines;
pub mod verify;
pub mod watch;

pub use dedup::{DedupOptions, Deduplicated, Discard, Keep, dedup};
pub use watch::{Silent, Stage, Watch};
