//! Clusters: who carried one story, around the article it most likely came from.
//!
//! [`star`] groups articles so that each member was verified against the centre itself; [`mod@canonical`] chooses
//! the member that the others are shown to have copied.

pub mod canonical;
pub mod star;

pub use canonical::{Claim, Why, canonical};
pub use star::{Link, stars, stars_known};
