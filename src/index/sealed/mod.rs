//! The shape all files of an index share: a header, sections, a checksum for every chunk of them, and a footer
//! that seals the whole. Written front to back, read in any order.

mod chunks;
mod head;
mod reader;
mod tail;
mod writer;

pub(crate) use head::states_other_parameters;
pub(crate) use reader::Sealed;
pub(crate) use tail::Section;
pub(crate) use writer::Sealer;
