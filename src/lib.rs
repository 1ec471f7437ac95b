//! Who carried whose news copy: near-duplicate and syndication detection.
//!
//! ```text
//! read  ->  extract  ->  text  ->  sketch  ->  find  ->  judge  ->  cluster  ->  report
//! bytes     Article      words     MinHash,    bands,    aligned    canonical    JSON Lines,
//!                        shingles  prints      prints    passages                summary
//!                                     |          ^
//!                                     v          |
//!                                     index: mmapped segments
//! ```
//!
//! Each stage is a module that knows the types before it and nothing after it; [`pipeline`] joins them. A whole corpus
//! goes through [`pipeline::dedup()`], a kept one into an [`index`]. Two texts are judged like this:
//!
//! ```
//! use reprint::judge::{Body, Circumstances, Direction, Limits, Relation, Scale, judge};
//!
//! let brief = "The harbour board voted on Tuesday to close the old fish market, ending a dispute that has \
//!     divided the town for eleven years.";
//! let story = format!("{brief} Members approved the plan by seven votes to two after a stormy session.");
//!
//! let evidence = Scale::default().weigh(&Body::new(brief), &Body::new(&story));
//! let verdict = judge(&evidence, Circumstances::default(), Limits::default());
//!
//! assert_eq!((verdict.relation, verdict.reprint), (Relation::Trimmed, true));
//! assert_eq!(verdict.direction, Direction::AInB);
//! assert!(verdict.coverage[0] > 0.99, "all of the brief stands in the story");
//! ```
//!
//! Features, all on by default: `cli` (the command), `html` (main text of pages), `parquet` (Parquet files).

pub mod article;
#[cfg(feature = "cli")]
pub mod cli;
pub mod cluster;
pub mod error;
pub mod extract;
pub mod find;
pub mod generate;
pub mod index;
pub mod judge;
pub mod params;
pub mod pipeline;
pub mod read;
pub mod report;
pub mod sketch;
pub mod spill;
pub mod text;
