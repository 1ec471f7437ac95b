//! The index: immutable, memory-mapped segments and a manifest that names them.
//!
//! A [`Writer`] gathers articles into segments and [`commit`](Writer::commit)s them; an [`Index`] hands out
//! [`Snapshot`]s of the last commit. docs/format.md draws the files byte by byte.
//!
//! Any number of threads and processes read while one writes; each keeps the snapshot it opened. `examples/index.rs`
//! goes through all of it; in short:
//!
//! ```
//! use reprint::article::Article;
//! use reprint::index::{Index, Options, Writer};
//! use reprint::sketch::Sketcher;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let place = tempfile::tempdir()?;
//! # let folder = place.path().join("news.idx");
//! let mut index = Index::create(&folder, Options::default())?;
//! let mut writer = Writer::open(&folder)?;
//! let story = Article { id: "a1".into(), text: "The ferry sails again from Monday.".into(), ..Article::default() };
//! writer.add(&story, &Sketcher::new().sketch(&story.text))?;
//! writer.commit()?;
//!
//! let before = index.snapshot();
//! index.reload()?;
//! assert_eq!((before.len(), index.snapshot().len()), (0, 1));
//!
//! writer.remove("a1")?;
//! writer.commit()?;
//! index.reload()?;
//! assert!(index.snapshot().is_empty());
//! # Ok(())
//! # }
//! ```

pub(crate) mod ahead;
pub mod disk;
mod error;
pub mod format;
mod info;
mod lock;
mod manifest;
mod map;
mod names;
mod record;
mod salvage;
mod sealed;
pub mod segment;
mod snapshot;
mod tombstones;
mod verify;
mod writer;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use self::error::IndexError;
pub use self::info::{Info, info};
pub use self::salvage::{Salvaged, salvage};
pub use self::segment::{Entry, Keep, Segment, SegmentBuilder, SegmentBytes};
pub use self::snapshot::Snapshot;
pub use self::verify::{VerifyReport, verify};
pub use self::writer::{Added, Committed, Writer};

use self::disk::{Disk, Folder};
use self::lock::Lock;
use self::record::Manifest;

/// What is decided once for an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Whether the articles' texts are kept; without them no passages can be shown.
    pub store_text: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { store_text: true }
    }
}

/// An index opened for reading.
#[derive(Debug)]
pub struct Index {
    folder: PathBuf,
    snapshot: Snapshot,
}

impl Index {
    /// Makes an index without articles, and its folder where it is missing.
    ///
    /// # Errors
    /// There is an index already, the folder holds other files, or the file system refuses.
    pub fn create(folder: &Path, options: Options) -> Result<Self, IndexError> {
        fs::create_dir_all(folder).map_err(|source| match source.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                IndexError::NotAFolder(folder.to_owned())
            }
            _ => IndexError::io(folder, source),
        })?;
        Self::create_on(&Folder::at(folder), options)?;
        Self::open(folder)
    }

    /// Makes an index without articles in a folder that is there.
    ///
    /// # Errors
    /// As for [`Index::create`].
    pub fn create_on(disk: &dyn Disk, options: Options) -> Result<(), IndexError> {
        let names = disk.names().map_err(|source| IndexError::io(disk.path(), source))?;
        if names.iter().any(|name| name == names::MANIFEST) {
            return Err(IndexError::Exists(disk.path().to_owned()));
        }
        // A manifest of a creation cut short is in nobody's way; segments that lost theirs may still be saved.
        if names.iter().any(|name| name != names::NEXT_MANIFEST && name != names::LOCK) {
            return Err(IndexError::NotEmpty(disk.path().to_owned()));
        }
        Manifest::empty(options.store_text).put(disk)
    }

    /// Takes a creation back: removes the files of an index that never had a commit.
    ///
    /// # Errors
    /// [`IndexError::Exists`] if there was a commit, [`IndexError::Locked`] while a writer is at work, or what the
    /// file system says.
    pub fn take_back(folder: &Path) -> Result<(), IndexError> {
        let _lock = Lock::take(folder)?;
        if Manifest::read(folder)?.generation > 0 {
            return Err(IndexError::Exists(folder.to_owned()));
        }
        [names::MANIFEST, names::LOCK].into_iter().try_for_each(|name| {
            let path = folder.join(name);
            fs::remove_file(&path).map_err(|source| IndexError::io(&path, source))
        })
    }

    /// Opens the last commit: reads the manifest, and of each segment the header, footer and section table.
    ///
    /// # Errors
    /// The folder is no index, was written by another format or with other parameters, or is damaged.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        Ok(Self { folder: folder.to_owned(), snapshot: Snapshot::open(folder, None)? })
    }

    /// Opens what is sound of the last commit, and says what is not: those segments are left out.
    ///
    /// # Errors
    /// As for [`Index::open`], but only where no segment can be named: the manifest itself is damaged.
    pub fn open_sound(folder: &Path) -> Result<(Self, Vec<IndexError>), IndexError> {
        let (snapshot, damage) = Snapshot::open_sound(folder)?;
        Ok((Self { folder: folder.to_owned(), snapshot }, damage))
    }

    /// The state last opened or reloaded.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.snapshot.clone()
    }

    /// Opens the last commit if it is a newer one; says whether it was.
    ///
    /// # Errors
    /// As for [`Index::open`]; what was open stays.
    pub fn reload(&mut self) -> Result<bool, IndexError> {
        let snapshot = Snapshot::open(&self.folder, Some(&self.snapshot))?;
        let newer = snapshot.generation() != self.snapshot.generation();
        self.snapshot = snapshot;
        Ok(newer)
    }
}
