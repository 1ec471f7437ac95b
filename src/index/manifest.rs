//! The manifest: reading the last commit's, and putting the next in its place.

use std::io::{self, Write};
use std::path::Path;

use super::disk::{Disk, Folder};
use super::error::IndexError;
use super::format::{Kind, Part};
use super::map::Mapped;
use super::names;
use super::record::Manifest;
use super::sealed::{Sealed, Sealer};

impl Manifest {
    /// The manifest of an index without articles.
    pub(super) fn empty(store_text: bool) -> Self {
        Self { generation: 0, next_file: 1, store_text, segments: Vec::new() }
    }

    /// Reads the manifest of the last commit.
    pub(super) fn read(folder: &Path) -> Result<Self, IndexError> {
        Self::of(&open(folder)?.comparable()?)
    }

    /// Reads the manifest of an index whose sketches may be of other parameters.
    pub(super) fn read_any(folder: &Path) -> Result<Self, IndexError> {
        Self::of(&open(folder)?)
    }

    fn of(sealed: &Sealed<Mapped>) -> Result<Self, IndexError> {
        let bytes = sealed.whole(sealed.required(Part::MANIFEST)?)?;
        Self::decode(bytes).ok_or_else(|| sealed.corrupt(Part::MANIFEST, "it does not decode"))
    }

    /// Makes this the last commit's: written beside, made durable, then renamed over the old one.
    pub(super) fn put(&self, disk: &dyn Disk) -> Result<(), IndexError> {
        let put = || {
            let mut file = disk.create(names::NEXT_MANIFEST)?;
            file.write_all(&self.seal()?)?;
            file.sync()?;
            disk.rename(names::NEXT_MANIFEST, names::MANIFEST)?;
            disk.sync_folder()
        };
        put().map_err(|source| {
            // Half a manifest is of no use; if it cannot be removed now, the next writer will.
            let _ = disk.remove(names::NEXT_MANIFEST);
            IndexError::io(&disk.path().join(names::NEXT_MANIFEST), source)
        })
    }

    /// The names of the files it is made of.
    pub(super) fn files(&self) -> impl Iterator<Item = String> + '_ {
        self.segments.iter().flat_map(|segment| {
            let deletes = segment.deletes.map(|file| names::deletes(file.number));
            [Some(names::segment(segment.file.number)), deletes].into_iter().flatten()
        })
    }

    fn seal(&self) -> io::Result<Vec<u8>> {
        let mut sealer = Sealer::begin(Vec::new(), Kind::Manifest)?;
        sealer.section(Part::MANIFEST, &self.encode())?;
        Ok(sealer.finish()?.0)
    }
}

fn open(folder: &Path) -> Result<Sealed<Mapped>, IndexError> {
    let path = folder.join(names::MANIFEST);
    let mapped =
        Mapped::open(&path).map_err(|error| if error.is_no_file() { missing(folder) } else { error })?;
    Sealed::open(mapped, &path, Kind::Manifest)
}

/// What a folder without a manifest is: an index that lost it, or none.
fn missing(folder: &Path) -> IndexError {
    let names = Folder::at(folder).names().unwrap_or_default();
    if names.iter().any(|name| names::is_segment(name)) {
        IndexError::corrupt(&folder.join(names::MANIFEST), "folder", "the file is missing")
    } else {
        IndexError::NotAnIndex(folder.to_owned())
    }
}
