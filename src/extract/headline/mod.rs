//! Headlines without their decoration: entities and typography made one, tags and site names found at the edges.
//!
//! Everything here looks at one headline alone. What only an outlet's other headlines can tell, the pipeline learns.

mod edges;
mod entities;
mod names;
mod pieces;
mod unify;

pub use edges::{Trimmed, trim_edges};
pub use names::{Names, squash, squashed_key};
pub use pieces::{glued_heads, glued_tails, head_piece, tail_piece};
pub use unify::unify;
