//! Who carried whose news copy.

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
pub mod text;
