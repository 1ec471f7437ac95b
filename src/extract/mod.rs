//! Main text, wire credits and headlines out of what a page brings.

pub(crate) mod bounds;
pub mod charset;
pub mod credit;
pub mod headline;
#[cfg(feature = "html")]
mod nesting;
#[cfg(feature = "html")]
pub mod page;
#[cfg(feature = "html")]
mod page_meta;
