//! Why an index could not be opened, searched or written.

use std::io;
use std::path::{Path, PathBuf};

use super::format::{OLDEST_READABLE, Part, VERSION};

/// Why an index could not be opened, searched or written. The message names the file and the remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// The folder holds no index.
    #[error("{}: not a reprint index; make one with `reprint index create`", .0.display())]
    NotAnIndex(PathBuf),
    /// The folder to create is already an index.
    #[error("{}: there is an index already; add to it with `reprint index add`, or choose another folder", .0.display())]
    Exists(PathBuf),
    /// A file stands where the folder is to be made.
    #[error("{}: there is a file in the way; an index needs a folder of its own", .0.display())]
    NotAFolder(PathBuf),
    /// The folder to create holds other files.
    #[error("{}: the folder is not empty; an index needs a folder of its own", .0.display())]
    NotEmpty(PathBuf),
    /// Written in a format this crate no longer reads.
    #[error("{}: written in format {found}, and this reprint reads {OLDEST_READABLE} to {VERSION}; export it with the \
             older reprint that wrote it and create it anew", .file.display())]
    TooOld {
        /// The file.
        file: PathBuf,
        /// Its format.
        found: u32,
    },
    /// Written in a format this crate does not read yet.
    #[error("{}: written in format {found}, and this reprint reads {OLDEST_READABLE} to {VERSION}; use a newer \
             reprint", .file.display())]
    TooNew {
        /// The file.
        file: PathBuf,
        /// Its format.
        found: u32,
    },
    /// Built with other sketch parameters: signatures cannot be compared.
    #[error("{}: built with other sketch parameters ({found:016x}, this reprint has {expected:016x}); save its \
             articles with `reprint index export` and create it anew", .file.display())]
    OtherParameters {
        /// The file.
        file: PathBuf,
        /// Fingerprint of the parameters it was built with.
        found: u64,
        /// Fingerprint of this crate's.
        expected: u64,
    },
    /// Bytes are not what was written.
    #[error("{}: damaged in {part}: {why}; `reprint index verify` lists all damage, `reprint index export` saves \
             what is readable", .file.display())]
    Corrupt {
        /// The file.
        file: PathBuf,
        /// Header, footer or section.
        part: String,
        /// What does not agree.
        why: String,
    },
    /// A segment lost its head or its tail, and what was left of it has been saved.
    #[error("{}: its articles were read without checksums, each text held against the hash of its words: {saved} \
             saved, {lost} lost", .file.display())]
    Torn {
        /// The file.
        file: PathBuf,
        /// Articles that are whole.
        saved: u64,
        /// Articles that are not, as far as it is known how many there were.
        lost: u64,
    },
    /// Another writer is at work.
    #[error("{}: another writer{} is at work on this index; wait for it, or end it", .path.display(),
            .pid.map(|pid| format!(" (process {pid})")).unwrap_or_default())]
    Locked {
        /// The index.
        path: PathBuf,
        /// The other process, when it left its number.
        pid: Option<u32>,
    },
    /// No room on the disk.
    #[error("{}: no space left; the last commit is intact: make room and run this again", .0.display())]
    Full(PathBuf),
    /// A file may not grow that far.
    #[error("{}: larger than a file may be here; the last commit is intact: raise the limit (`ulimit -f`), or move \
             the index to another file system", .0.display())]
    TooLong(PathBuf),
    /// No permission.
    #[error("{}: permission denied; check who owns the index, and whether its file system is mounted read-only",
            .0.display())]
    Denied(PathBuf),
    /// Any other failure of the file system.
    #[error("{}: {source}", .file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A writer goes on after its articles could not be written.
    #[error("{}: an earlier write failed, and what was added since the last commit is incomplete; the last commit is \
             intact: open a new writer and add again", .0.display())]
    Incomplete(PathBuf),
    /// A field is longer than the format holds.
    #[error(
        "article {id}: its {field} has {bytes} bytes, and an index holds at most {limit}; shorten it or leave the \
             article out"
    )]
    TooLarge {
        /// The article's id, cut short.
        id: String,
        /// Which field.
        field: &'static str,
        /// Its length in bytes.
        bytes: usize,
        /// The most there may be.
        limit: usize,
    },
    /// One segment cannot number more articles or postings.
    #[error("a segment holds at most 2^32 - 1 articles, and as many postings of a kind; commit earlier")]
    TooMany,
    /// The segment was built without what was asked for.
    #[error("{}: built without its articles' {what}", .file.display())]
    NotStored {
        /// The file.
        file: PathBuf,
        /// What was left out.
        what: &'static str,
    },
}

impl IndexError {
    /// What an I/O failure on `file` means.
    pub(crate) fn io(file: &Path, source: io::Error) -> Self {
        let file = file.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full(file),
            io::ErrorKind::FileTooLarge => Self::TooLong(file),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::Denied(file),
            _ => Self::Io { file, source },
        }
    }

    /// Damage in a part of `file`.
    pub(crate) fn corrupt(file: &Path, part: impl Into<PartName>, why: impl Into<String>) -> Self {
        Self::Corrupt { file: file.to_owned(), part: part.into().0, why: why.into() }
    }

    /// Whether the failure is that there can be no such file: it, or the folder it should be in, is not there.
    pub(crate) fn is_no_file(&self) -> bool {
        let is_no_folder = |source: &io::Error| source.kind() == io::ErrorKind::NotADirectory;
        self.is_missing_file() || matches!(self, Self::Io { source, .. } if is_no_folder(source))
    }

    /// Whether the failure is a file that is not there.
    pub(crate) fn is_missing_file(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::NotFound)
    }

    /// The same, said of a file that a manifest names: without it the index is damaged.
    pub(crate) fn of_a_named_file(self) -> Self {
        match self {
            Self::Io { file, source } if source.kind() == io::ErrorKind::NotFound => {
                Self::corrupt(&file, "folder", "the file is missing")
            }
            other => other,
        }
    }
}

/// A failure while a file is being written, by the file or by what goes into it. Whoever names the file says which it is.
pub(crate) enum WriteError {
    Io(io::Error),
    Index(IndexError),
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<IndexError> for WriteError {
    fn from(error: IndexError) -> Self {
        Self::Index(error)
    }
}

/// What a part of a file is called in messages.
pub(crate) struct PartName(String);

impl From<Part> for PartName {
    fn from(part: Part) -> Self {
        Self(part.to_string())
    }
}

impl From<&str> for PartName {
    fn from(name: &str) -> Self {
        Self(name.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_from_other_failures() {
        let full = IndexError::io(Path::new("i/m"), io::Error::from(io::ErrorKind::StorageFull));
        assert!(full.to_string().contains("make room"));
        let other = IndexError::io(Path::new("i/m"), io::Error::from(io::ErrorKind::BrokenPipe));
        assert!(matches!(other, IndexError::Io { .. }));
    }

    #[test]
    fn a_lock_names_the_process_when_it_is_known() {
        let path = PathBuf::from("i");
        assert!(
            IndexError::Locked { path: path.clone(), pid: Some(41) }.to_string().contains("(process 41)")
        );
        assert!(!IndexError::Locked { path, pid: None }.to_string().contains("process"));
    }
}
