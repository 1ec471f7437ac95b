//! One file per form of output.
//!
//! [`json`] defines what is written, field by field; [`sink`] where it goes, [`style`] how
//! prose looks; [`dedup`] and [`check`] which of it.

pub mod check;
pub mod dedup;
pub mod headlines;
pub mod index;
pub mod json;
#[cfg(feature = "parquet")]
mod parquet;
pub mod sink;
pub mod style;
mod unfinished;

pub use sink::Sink;
