//! Keeps raw lines reachable after the pass over the input.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use super::ReadError;
use super::ahead::{let_go, will_read};
use super::batch::{Batch, Home, Spots};
use super::inputs::Source;
use super::place::Place;

/// The store every copied line is in.
const COPIES: u32 = 0;
/// Input files among which that of a batch is looked for; one that is further back is entered again.
const RECENT: usize = 64;
/// Input files held open at a time, well below what systems allow a process.
const OPEN_FILES: usize = 32;

/// Where lines are had again: plain JSON Lines files are read again in place, everything else from one temporary file.
#[derive(Debug, Default)]
pub struct Shelf {
    copies: Option<File>,
    copied: u64,
    /// The batches in the temporary file, in order.
    batches: Vec<Section>,
    inputs: Vec<Input>,
    open: Mutex<VecDeque<(u32, Arc<File>)>>,
}

/// Lines of one file that stand together in a store.
#[derive(Debug, Clone)]
pub(super) struct Section {
    /// The store's byte at which they begin.
    pub(super) start: u64,
    pub(super) source: Arc<Source>,
    pub(super) spots: Spots,
}

/// A plain input file, as it was when it was first read.
#[derive(Debug)]
struct Input {
    source: Arc<Source>,
    length: u64,
    modified: Option<SystemTime>,
}

impl Shelf {
    /// An empty shelf; the temporary file is made when it is first needed.
    #[must_use]
    pub fn new() -> Self {
        Shelf::default()
    }

    /// Makes the batch's lines reachable and gives its records their places. Call it before [`Batch::records`], in any
    /// order.
    ///
    /// # Errors
    /// The temporary file cannot be written, or the input file is gone.
    pub fn keep(&mut self, batch: &mut Batch) -> Result<(), ReadError> {
        batch.home = match batch.home {
            Home::Input(offset) => Home::Store(self.input(batch)?, offset),
            Home::Nowhere => Home::Store(COPIES, self.copy(batch)?),
            Home::Store(..) => batch.home,
        };
        Ok(())
    }

    /// Reads a line again into `room`, whose bytes may be anything and which grows where it is too small.
    ///
    /// # Errors
    /// The file cannot be read, or changed meanwhile.
    pub fn fetch<'r>(&self, place: Place, room: &'r mut Vec<u8>) -> Result<&'r [u8], ReadError> {
        self.fetch_behind(0, place, room)?;
        Ok(&room[..place.length as usize])
    }

    /// The same behind the first bytes of the room, so many of which stay.
    ///
    /// # Errors
    /// The file cannot be read, or changed meanwhile.
    pub fn fetch_behind(&self, kept: usize, place: Place, room: &mut Vec<u8>) -> Result<(), ReadError> {
        let end = kept + place.length as usize;
        if room.len() < end {
            room.resize(end, 0);
        }
        self.read(place, &mut room[kept..end])
    }

    fn read(&self, place: Place, line: &mut [u8]) -> Result<(), ReadError> {
        if place.store == COPIES {
            let copies = self.copies.as_ref().ok_or_else(|| shelf_error(io::ErrorKind::NotFound.into()))?;
            return read_at(copies, line, place.offset).map_err(shelf_error);
        }
        let file = self.opened(place.store)?;
        read_at(&file, line, place.offset).map_err(|_| self.changed(place.store))
    }

    /// Tells the system which lines are fetched soon.
    pub fn announce(&self, places: Vec<Place>) {
        self.in_each_store(places, will_read);
    }

    /// Tells the system that lines are not fetched again soon, nor what stands between the first and the last of a file.
    pub fn let_go(&self, places: Vec<Place>) {
        self.in_each_store(places, |file, bytes| let_go(file, bytes[0].start..bytes[bytes.len() - 1].end));
    }

    /// Says something of bytes, ascending, of each store. What comes to nothing costs nothing.
    fn in_each_store(&self, mut places: Vec<Place>, say: impl Fn(&File, &[Range<u64>])) {
        places.sort_unstable();
        for of_store in places.chunk_by(|a, b| a.store == b.store) {
            let bytes: Vec<Range<u64>> = of_store.iter().map(|place| place.bytes()).collect();
            match of_store[0].store {
                COPIES => self.copies.iter().for_each(|copies| say(copies, &bytes)),
                store => drop(self.opened(store).map(|file| say(&file, &bytes))),
            }
        }
    }

    /// Bytes in the temporary file.
    #[must_use]
    pub fn copied_bytes(&self) -> u64 {
        self.copied
    }

    /// The lines among which the one at `place` stands.
    pub(super) fn section(&self, place: Place) -> Option<Section> {
        if place.store != COPIES {
            let source = &self.inputs.get(place.store as usize - 1)?.source;
            return Some(Section { start: 0, source: Arc::clone(source), spots: Spots::Lines(1) });
        }
        let behind = self.batches.partition_point(|batch| batch.start <= place.offset);
        self.batches.get(behind.checked_sub(1)?).cloned()
    }

    fn copy(&mut self, batch: &Batch) -> Result<u64, ReadError> {
        if self.copies.is_none() {
            self.copies = Some(tempfile::tempfile().map_err(shelf_error)?);
        }
        let (start, lines) = (self.copied, &batch.lines);
        if lines.is_empty() {
            return Ok(start);
        }
        self.batches.push(Section { start, source: Arc::clone(&batch.source), spots: batch.spots.clone() });
        if let Some(copies) = &mut self.copies {
            copies.write_all(lines).map_err(shelf_error)?;
            self.copied += lines.len() as u64;
        }
        Ok(start)
    }

    /// The store of a batch's input file; batches of one file come close after one another.
    fn input(&mut self, batch: &Batch) -> Result<u32, ReadError> {
        let mut recent = self.inputs.iter().rev().take(RECENT);
        if let Some(back) = recent.position(|input| Arc::ptr_eq(&input.source, &batch.source)) {
            return Ok((self.inputs.len() - back) as u32);
        }
        self.inputs.push(Input::look_at(&batch.source)?);
        Ok(self.inputs.len() as u32)
    }

    fn opened(&self, store: u32) -> Result<Arc<File>, ReadError> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, file)) = open.iter().find(|(known, _)| *known == store) {
            return Ok(Arc::clone(file));
        }
        let file = Arc::new(self.reopen(store)?);
        open.truncate(OPEN_FILES - 1);
        open.push_front((store, Arc::clone(&file)));
        Ok(file)
    }

    fn reopen(&self, store: u32) -> Result<File, ReadError> {
        let input = self.inputs.get(store as usize - 1).ok_or_else(|| self.changed(store))?;
        let now = Input::look_at(&input.source)?;
        if (now.length, now.modified) != (input.length, input.modified) {
            return Err(self.changed(store));
        }
        File::open(&input.source.path).map_err(|error| input.source.unreadable(error))
    }

    fn changed(&self, store: u32) -> ReadError {
        let file = (store as usize).checked_sub(1).and_then(|index| self.inputs.get(index));
        ReadError::Changed { file: file.map_or_else(String::new, |input| input.source.name.clone()) }
    }
}

impl Input {
    fn look_at(source: &Arc<Source>) -> Result<Input, ReadError> {
        let about = source.path.metadata().map_err(|error| source.unreadable(error))?;
        Ok(Input { source: Arc::clone(source), length: about.len(), modified: about.modified().ok() })
    }
}

fn shelf_error(source: io::Error) -> ReadError {
    ReadError::Shelf { source }
}

/// Reads exactly so many bytes from `offset` on.
#[cfg(unix)]
pub(crate) fn read_at(file: &File, into: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, into, offset)
}

/// Reads exactly so many bytes from `offset` on.
#[cfg(windows)]
pub(crate) fn read_at(file: &File, into: &mut [u8], offset: u64) -> io::Result<()> {
    use std::os::windows::fs::FileExt;
    let mut done = 0;
    while done < into.len() {
        match file.seek_read(&mut into[done..], offset + done as u64)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => done += read,
        }
    }
    Ok(())
}
