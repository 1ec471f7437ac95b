//! From gathered articles to a commit: write the data, then the manifest that names it, then drop what no
//! manifest names. A process that dies anywhere in between leaves the last commit as it was.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::departing::Departing;
use super::file::{self, Written};
use super::slot::Slot;
use super::{Pending, Writer, keep, tiers};
use crate::index::disk::NewFile;
use crate::index::error::IndexError;
use crate::index::names;
use crate::index::record::{Manifest, SegmentRecord};
use crate::index::segment::{Segment, merge};
use crate::index::tombstones::Tombstones;

/// What a commit made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Committed {
    /// Its number.
    pub generation: u64,
    /// Articles in the index.
    pub articles: u64,
    /// Segments in the index.
    pub segments: usize,
}

impl Writer {
    /// Makes everything added and removed so far durable and visible, all at once. Merges small segments.
    ///
    /// # Errors
    /// What the file system says; the last commit is then as it was. If the gathered articles
    /// could not be written, everything after is [`IndexError::Incomplete`].
    pub fn commit(&mut self) -> Result<Committed, IndexError> {
        self.flush()?;
        self.empty_dead()?;
        while let Some(run) = tiers::next(&self.sizes(), self.merged) {
            self.merge(run)?;
        }
        self.publish()
    }

    /// Commits, and merges all segments into as few as can be, leaving deleted articles out.
    ///
    /// # Errors
    /// As for [`commit`](Writer::commit).
    pub fn compact(&mut self) -> Result<Committed, IndexError> {
        self.flush()?;
        self.empty_dead()?;
        // From the back, so that the runs still to come stay where they are.
        for run in tiers::all(&self.sizes(), self.merged).into_iter().rev() {
            if run.len() > 1 || !self.slots[run.start].deleted().is_empty() {
                self.merge(run)?;
            }
        }
        self.publish()
    }

    /// Writes the gathered articles as a segment.
    fn flush(&mut self) -> Result<(), IndexError> {
        if let Some((pending, number)) = self.take_pending()? {
            let (builder, _, deleted) = pending.into_parts();
            let written = file::write_built(&*self.disk, number, builder)?;
            self.arrived(written, deleted);
        }
        Ok(())
    }

    /// Begins to write the gathered articles as a segment; others may be gathered meanwhile.
    pub(super) fn depart(&mut self) -> Result<(), IndexError> {
        if let Some((pending, number)) = self.take_pending()? {
            self.departing = Some(Departing::begin(pending, Arc::clone(&self.disk), number)?);
            self.incomplete = false;
        }
        Ok(())
    }

    /// Waits for the segment that is being written, if there is one.
    fn settle(&mut self) -> Result<(), IndexError> {
        self.check_whole()?;
        if let Some(departing) = self.departing.take() {
            self.incomplete = true;
            let (written, deleted) = departing.arrive()?;
            self.arrived(written, deleted);
        }
        Ok(())
    }

    fn arrived(&mut self, written: Written, deleted: Tombstones) {
        self.slots.push(Slot::gathered(written, deleted));
        self.incomplete = false;
    }

    /// The gathered articles, if there are any, and the number of their file; those before them are written then. Until
    /// they are on their way, the writer is incomplete.
    fn take_pending(&mut self) -> Result<Option<(Pending, u64)>, IndexError> {
        self.settle()?;
        let pending = std::mem::replace(&mut self.pending, Pending::new(keep(&self.manifest)));
        self.incomplete = pending.live() > 0;
        Ok(self.incomplete.then(|| (pending, self.next_file())))
    }

    /// Refuses to go on where articles were lost.
    pub(super) fn check_whole(&self) -> Result<(), IndexError> {
        if self.incomplete { Err(IndexError::Incomplete(self.disk.path().to_owned())) } else { Ok(()) }
    }

    /// What each segment has to merge, as the merge policy wants it.
    fn sizes(&self) -> Vec<Option<tiers::Size>> {
        let mergeable = |slot: &Slot| self.combine.is_some() || !slot.has_extra();
        self.slots.iter().map(|slot| mergeable(slot).then(|| slot.size())).collect()
    }

    /// Leaves nothing of segments whose articles are all deleted but their extra sections, if they have any: were
    /// they dropped here and kept where a merge came first, answers would depend on the layout.
    fn empty_dead(&mut self) -> Result<(), IndexError> {
        for at in (0..self.slots.len()).rev() {
            if self.slots[at].live() == 0 && self.slots[at].record().docs > 0 {
                self.merge(at..at + 1)?;
            }
        }
        Ok(())
    }

    /// Puts one segment in place of neighbours.
    fn merge(&mut self, run: Range<usize>) -> Result<(), IndexError> {
        let slots = &self.slots[run.clone()];
        let inputs: Vec<Segment> = slots.iter().map(Slot::segment).collect();
        let combine = self.combine.clone();
        let merged = if slots.iter().all(|slot| slot.live() == 0 && !slot.has_extra()) {
            None
        } else {
            let number = self.next_file();
            let content = |file: &mut dyn NewFile| Ok(merge(&inputs, combine.as_deref(), file)?.1);
            let written = file::write_segment(&*self.disk, number, content)?;
            Some(Slot::merged(written))
        };
        self.slots.splice(run, merged);
        Ok(())
    }

    fn next_file(&mut self) -> u64 {
        let number = self.manifest.next_file;
        self.manifest.next_file += 1;
        number
    }

    /// Names the segments in a new manifest, and removes the files it does not name.
    fn publish(&mut self) -> Result<Committed, IndexError> {
        for at in 0..self.slots.len() {
            self.save_deletes(at)?;
        }
        let segments: Vec<SegmentRecord> = self.slots.iter().map(|slot| slot.record().clone()).collect();
        if segments != self.manifest.segments {
            self.disk.sync_folder().map_err(|source| IndexError::io(self.disk.path(), source))?;
            let next = Manifest { generation: self.manifest.generation + 1, segments, ..self.manifest };
            // If this fails, the new manifest may be in place or not: only the disk knows.
            self.incomplete = true;
            next.put(&*self.disk)?;
            self.incomplete = false;
            self.manifest = next;
            self.age();
            self.remove_unnamed()?;
        }
        Ok(self.committed())
    }

    /// Forgets what was added: it is committed.
    fn age(&mut self) {
        self.slots.iter_mut().for_each(Slot::age);
        self.added.clear();
    }

    fn save_deletes(&mut self, at: usize) -> Result<(), IndexError> {
        if !self.slots[at].is_unsaved() {
            return Ok(());
        }
        let (deleted, docs) = (self.slots[at].deleted().clone(), self.slots[at].record().docs);
        let number = self.next_file();
        let file = file::write(&*self.disk, number, names::deletes, |file| Ok(deleted.seal(docs, file)?.1))?;
        let record =
            SegmentRecord { deleted: deleted.len(), deletes: Some(file), ..*self.slots[at].record() };
        self.slots[at].saved(record);
        Ok(())
    }

    fn committed(&self) -> Committed {
        Committed { generation: self.manifest.generation, articles: self.len(), segments: self.slots.len() }
    }

    /// Removes the files that the manifest on disk does not name. Readers that map them keep them.
    pub(super) fn remove_unnamed(&self) -> Result<(), IndexError> {
        let failed = |source| IndexError::io(self.disk.path(), source);
        let named: HashSet<String> = Manifest::read(self.disk.path())?.files().collect();
        let present = self.disk.names().map_err(failed)?;
        let unnamed = present.iter().filter(|name| names::is_writers(name) && !named.contains(*name));
        unnamed.into_iter().try_for_each(|name| self.disk.remove(name)).map_err(failed)
    }
}
