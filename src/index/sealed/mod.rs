//! The shape all files of an index share: a header, sections, a checksum for every chunk of them, and a footer
//! that seals the whole. Written front to back, read in any order.

mod chunks;
mod reader;
mod writer;

pub(crate) use reader::{Sealed, Section, states_other_parameters};
pub(crate) use writer::Sealer;
