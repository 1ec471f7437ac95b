//! Memory-mapped files: the only unsafe code of the crate.
#![allow(unsafe_code)]

use std::fs::File;
use std::path::Path;

use super::error::IndexError;

/// A file's bytes, read by the system when they are first touched.
#[derive(Debug)]
pub struct Mapped(memmap2::Mmap);

impl Mapped {
    /// Maps a file whole.
    ///
    /// # Errors
    /// What the file system says.
    pub fn open(path: &Path) -> Result<Self, IndexError> {
        let file = File::open(path).map_err(|source| IndexError::io(path, source))?;
        // SAFETY: the mapping is sound as long as nobody changes the file under it. An index's files are written
        // once, under a name that no manifest holds yet, and are never changed after: a commit makes new files
        // and unlinks old ones, which leaves a mapping of the old ones as it was. What another program does to
        // the folder is outside of what any mapping can promise; nothing read here is trusted: every range is
        // checked against its bounds, and against its checksum before anything is said of it; bytes are only ever
        // read as integers or validated text.
        let map = unsafe { memmap2::Mmap::map(&file) };
        map.map(Self).map_err(|source| IndexError::io(path, source))
    }
}

impl AsRef<[u8]> for Mapped {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
