//! Where the stages are joined.
//!
//! ```text
//! gather   read -> tokenise -> shingle -> sketch, batch by batch        -> rows, ids, keys set aside
//! corpus   rows in order of time, what each outlet repeats
//! store    postings of the corpus; pairs asks them, doubts asks twice   -> pairs worth aligning
//! verify   candidates -> texts again -> aligned -> judged pairs
//! groups   reprints -> stars, their faces -> canonical
//! filing   read -> sketch (batches) -> index
//! check    one article -> sketch -> candidates of an index -> aligned -> matches
//! dedup    all of it, and which records stay
//! bench    how fast and how right all of it is
//! ```

mod about;
mod batches;
pub mod bench;
mod bundle;
pub mod check;
pub mod corpus;
pub mod dedup;
mod doubts;
mod faces;
mod facts;
pub mod filing;
mod forward;
pub mod furnished;
pub mod furniture;
pub mod gather;
pub mod groups;
pub mod headlines;
pub mod ids;
mod loaded;
mod locality;
mod matches;
mod matching;
pub mod memory;
pub mod names;
mod neighbours;
pub mod origin;
pub mod outlet;
pub mod pairs;
mod parts;
mod ready;
mod reports;
pub mod room;
pub mod rows;
mod shown;
pub mod side;
pub mod store;
mod sweep;
mod texts;
pub mod titles;
mod told;
pub mod verdicts;
pub mod verify;
mod visit;
pub mod watch;

pub use check::{CheckOptions, Checked, Checker, Match, Source};
pub use dedup::{DedupOptions, Deduplicated, Discard, Keep, dedup};
pub use filing::{Filed, FilingOptions};
pub use side::{Comparison, Side, Span};
pub use watch::{Silent, Stage, Watch};
