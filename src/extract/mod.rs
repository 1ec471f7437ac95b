//! Main text, wire credits and headlines out of what a page brings.

pub mod credit;
pub mod headline;
