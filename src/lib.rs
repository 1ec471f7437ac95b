//! Who carried whose news copy.

pub mod article;
pub mod error;
pub mod extract;
pub mod generate;
pub mod index;
pub mod judge;
pub mod params;
pub mod pipeline;
pub mod read;
pub mod sketch;
pub mod text;
