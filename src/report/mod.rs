//! One file per form of output.
//!
//! [`json`] defines what is written, field by field; [`sink`] where it goes; [`dedup`] and [`check`] which of it.

pub mod dedup;
pub mod json;
pub mod sink;

pub use sink::Sink;
