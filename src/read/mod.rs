//! From files, folders, globs and pipes to records.
//!
//! ```text
//! inputs -> decode -> format -> lines | json | table | parquet | document | warc -> cut -> batch -> record
//! names     bytes     told by name, then by content                                        lines    Article
//! ```
//!
//! One thread cuts the input into pieces, in order ([`Reader`]); any thread makes a piece a [`Batch`] of whole JSON lines, taking
//! the text out of pages ([`Cut::extracted`]), and parses it into [`Record`]s that borrow from it ([`Batch::records`]). A
//! [`Shelf`] keeps every line reachable after the pass.
//! What cannot be read is a [`Rejection`] that names file and line; nothing is skipped silently.

mod ahead;
mod batch;
mod crude;
mod cut;
mod date;
mod decode;
mod document;
mod error;
mod fields;
mod filled;
mod format;
mod inputs;
mod json;
mod json_scan;
mod lines;
mod object;
mod origins;
#[cfg(feature = "parquet")]
mod parquet;
mod passing;
mod place;
mod quoted;
mod reader;
mod record;
mod row;
mod scalar;
mod seen;
mod shelf;
mod slots;
mod table;
#[cfg(test)]
mod tests;
mod utf16;
mod warc;

pub(crate) use ahead::will_read;
pub use batch::{Batch, Origin, Rejection, Spot};
pub use cut::Cut;
pub use date::{parse_date, parse_epoch};
pub use error::ReadError;
pub use fields::{Field, FieldMap};
pub use format::Format;
pub use origins::Origins;
pub(crate) use passing::crowds_out;
pub use place::Place;
pub use reader::{ReadOptions, Reader, open};
pub(crate) use record::host;
pub use record::{Record, parse_record};
pub use seen::{fields_seen, nowhere};
pub use shelf::Shelf;
pub(crate) use shelf::read_at;
