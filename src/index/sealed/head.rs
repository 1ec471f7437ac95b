//! The header of a sealed file: whose it is, and whether it can be read here.

use std::ops::Range;
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use crate::index::error::IndexError;
use crate::index::format::{HEADER, Kind, MAGIC, OLDEST_READABLE, VERSION, header, u32_at, u64_at};
use crate::params;

/// Whether the file's header is sound, and says that sketches were made with other parameters than ours.
pub(crate) fn states_other_parameters(bytes: &[u8]) -> bool {
    let sound = check_header(bytes, Path::new(""), Kind::Segment).is_ok();
    sound && u64_at(bytes, header::PARAMETERS.start) != Some(params::fingerprint())
}

/// Refuses a file that is none of an index, of another kind, damaged, or of a format that is not read here.
pub(super) fn check_header(bytes: &[u8], file: &Path, kind: Kind) -> Result<(), IndexError> {
    let Some(head) = bytes.first_chunk::<HEADER>() else {
        return Err(IndexError::corrupt(file, "header", "the file is cut short"));
    };
    if head[header::MAGIC] != MAGIC {
        return Err(IndexError::corrupt(file, "header", "it is not a file of a reprint index"));
    }
    if Some(xxh3_64(&head[..header::CHECKSUM.start])) != u64_at(head, header::CHECKSUM.start) {
        return Err(IndexError::corrupt(file, "header", "it does not match its checksum"));
    }
    let field = |range: Range<usize>| u32_at(head, range.start).unwrap_or(0);
    let version = field(header::VERSION);
    if version < OLDEST_READABLE {
        return Err(IndexError::TooOld { file: file.to_owned(), found: version });
    }
    if field(header::OLDEST_READER) > VERSION {
        return Err(IndexError::TooNew { file: file.to_owned(), found: version });
    }
    if field(header::KIND) != kind as u32 {
        return Err(IndexError::corrupt(file, "header", format!("it is not a {kind:?} file")));
    }
    Ok(())
}
