//! The one writer of an index: gathers articles, marks replaced and removed ones, and commits.

mod commit;
mod departing;
mod file;
mod pending;
mod slot;
mod tiers;

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use self::departing::Departing;
use self::pending::Pending;
use self::slot::Slot;
use super::disk::{Disk, Folder};
use super::error::IndexError;
use super::lock::Lock;
use super::record::Manifest;
use super::segment::{Combine, Keep};
use super::snapshot::Snapshot;
use crate::article::Article;
use crate::sketch::Sketch;
use crate::text::hashed::KeySet;

pub use self::commit::Committed;

/// Uncompressed bytes at which the pending segment is written out, before the next article is added.
const PENDING_BYTES: u64 = 128 << 20;

/// What became of an article that was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// Its id was not there.
    New,
    /// It stands in place of the one that had its id.
    Replaced,
}

/// The writer of an index. There is one at a time; readers go on undisturbed.
///
/// Nothing shows before [`commit`](Writer::commit); a writer dropped without it leaves the index as it was.
pub struct Writer {
    disk: Arc<dyn Disk>,
    manifest: Manifest,
    slots: Vec<Slot>,
    /// Hashes of the ids added since the last commit, removed ones among them: 16 to 28 bytes an id.
    added: KeySet,
    pending: Pending,
    /// What was gathered before and is being written.
    departing: Option<Departing>,
    combine: Option<Arc<Combine>>,
    pending_bytes: u64,
    merged: tiers::Limits,
    /// Whether gathered articles were lost to a failed write.
    incomplete: bool,
    /// Last, so that the lock is given back after all else.
    _lock: Lock,
}

/// Where an article stands.
#[derive(Debug, Clone, Copy)]
enum Place {
    Pending(u32),
    Departing(u32),
    Slot(usize, u32),
}

impl Writer {
    /// Takes the index's lock, opens the last commit, and removes what a writer that died left behind.
    ///
    /// # Errors
    /// [`IndexError::Locked`] while another writer is at work; else as for [`Index::open`](super::Index::open).
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        Self::open_on(Arc::new(Folder::at(folder)))
    }

    /// The same over a disk of the caller's.
    ///
    /// # Errors
    /// As for [`Writer::open`].
    pub fn open_on(disk: Arc<dyn Disk>) -> Result<Self, IndexError> {
        Manifest::read(disk.path())?;
        let lock = Lock::take(disk.path())?;
        let snapshot = Snapshot::open(disk.path(), None)?;
        let manifest = snapshot.manifest().clone();
        let slots = manifest.segments.iter().zip(snapshot.segments());
        let slots = slots.map(|(record, segment)| Slot::committed(record.clone(), segment.clone())).collect();
        let pending = Pending::new(keep(&manifest));
        let writer = Self {
            disk,
            manifest,
            slots,
            added: KeySet::default(),
            pending,
            departing: None,
            combine: None,
            pending_bytes: PENDING_BYTES,
            merged: tiers::Limits::default(),
            incomplete: false,
            _lock: lock,
        };
        writer.remove_unnamed()?;
        Ok(writer)
    }

    /// How the sections put in with [`extra`](Writer::extra) are made one when segments merge. Segments that
    /// have such sections are left unmerged until this is set.
    pub fn combine_extra(&mut self, combine: Arc<Combine>) {
        self.combine = Some(combine);
    }

    /// Uncompressed bytes of articles that are gathered into one segment; it is written out while the next is gathered.
    pub fn pending_bytes(&mut self, bytes: u64) {
        self.pending_bytes = bytes;
    }

    /// Number of articles, uncommitted ones included.
    #[must_use]
    pub fn len(&self) -> u64 {
        let departing = self.departing.as_ref().map_or(0, Departing::live);
        self.slots.iter().map(Slot::live).sum::<u64>() + u64::from(self.pending.live() + departing)
    }

    /// Whether there is no article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether texts are kept. Of a sketch the signature is then not asked for.
    #[must_use]
    pub fn stores_text(&self) -> bool {
        self.manifest.store_text
    }

    /// Whether there is an article with this id, committed or not.
    ///
    /// # Errors
    /// Damage was met while looking.
    pub fn contains(&self, id: &str) -> Result<bool, IndexError> {
        Ok(self.find(id)?.is_some())
    }

    /// Adds an article, in place of the one that has its id if there is one.
    ///
    /// # Errors
    /// [`IndexError::TooLarge`] and the article is not added; or the pending segment could not be written, or
    /// damage was met while looking for the id.
    pub fn add(&mut self, article: &Article<'_>, sketch: &Sketch) -> Result<Added, IndexError> {
        // Before the article rather than after it: the last segment of a commit then has an article, and what
        // `extra` brings at the end has a place.
        if self.pending.raw_bytes() >= self.pending_bytes {
            self.depart()?;
        }
        let earlier = self.find(&article.id)?;
        self.added.insert(hash(&article.id));
        self.pending.add(article, sketch)?;
        if let Some(place) = earlier {
            self.delete(place);
        }
        Ok(if earlier.is_some() { Added::Replaced } else { Added::New })
    }

    /// Adds articles in order, each as [`add`](Writer::add) does.
    ///
    /// # Errors
    /// As for [`add`](Writer::add); the articles before the failing one are added.
    pub fn add_batch(&mut self, articles: &[(Article<'_>, Sketch)]) -> Result<Vec<Added>, IndexError> {
        articles.iter().map(|(article, sketch)| self.add(article, sketch)).collect()
    }

    /// Removes the article with this id; says whether there was one.
    ///
    /// # Errors
    /// Damage was met while looking.
    pub fn remove(&mut self, id: &str) -> Result<bool, IndexError> {
        let place = self.find(id)?;
        if let Some(Place::Pending(_)) = place {
            self.pending.forget(id);
        }
        if let Some(place) = place {
            self.delete(place);
        }
        Ok(place.is_some())
    }

    /// Puts a section that the index does not read into the segment being gathered: the one of the article added
    /// last. Without an article in it the segment is not written, and the section is dropped.
    pub fn extra(&mut self, kind: u16, bytes: Vec<u8>) {
        self.pending.extra(kind, bytes);
    }

    /// Where the article with this id stands. A large input asks for every id, nearly all of them new: one that was not
    /// added since the last commit is sought only where that commit has articles, and where they were merged.
    fn find(&self, id: &str) -> Result<Option<Place>, IndexError> {
        self.check_whole()?;
        let is_added = self.added.contains(&hash(id));
        if let Some(place) = is_added.then(|| self.find_gathered(id)).flatten() {
            return Ok(Some(place));
        }
        for (at, slot) in self.slots.iter().enumerate().filter(|(_, slot)| is_added || !slot.is_fresh()) {
            if let Some(doc) = slot.find(id)? {
                return Ok(Some(Place::Slot(at, doc)));
            }
        }
        Ok(None)
    }

    fn find_gathered(&self, id: &str) -> Option<Place> {
        let departing = || self.departing.as_ref()?.find(id).map(Place::Departing);
        self.pending.find(id).map(Place::Pending).or_else(departing)
    }

    fn delete(&mut self, place: Place) {
        match place {
            Place::Pending(doc) => self.pending.delete(doc),
            Place::Departing(doc) => self.departing.iter_mut().for_each(|departing| departing.delete(doc)),
            Place::Slot(at, doc) => self.slots[at].delete(doc),
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if let Some(departing) = self.departing.take() {
            departing.abandon();
        }
        // Segments written and never committed; what cannot be removed now, the next writer removes.
        let _ = self.remove_unnamed();
    }
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer")
            .field("folder", &self.disk.path())
            .field("manifest", &self.manifest)
            .finish_non_exhaustive()
    }
}

fn hash(id: &str) -> u64 {
    xxh3_64(id.as_bytes())
}

fn keep(manifest: &Manifest) -> Keep {
    if manifest.store_text { Keep::Texts } else { Keep::Metadata }
}
