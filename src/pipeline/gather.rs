//! Reads everything once: what stays of each article is a row and a sketch; its text can be had again.

use std::ops::Range;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::error::{Error, Result};
use crate::read::{self, Batch, Cut, Field, FieldMap, ReadError, ReadOptions, Reader, Rejection, Shelf};
use crate::spill::Lists;
use crate::text::hashed::{KeyMap, KeySet};

use super::names::Names;
use super::rows::{Held, Leaves, Row, put_in_order};
use super::watch::{Stage, Watch};

/// Batches that may wait for a worker: enough to keep the cores busy, little memory.
pub(super) const WAITING: usize = 4;

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Gathered {
    /// One row an article, in the order of the input.
    pub rows: Vec<Row>,
    /// The rows' ids.
    pub ids: Names,
    /// By row, what it is found under and looks up: its bands, its fingerprints, then the rest of its queries.
    pub keys: Lists,
    /// Outlet names by their hash.
    pub outlets: KeyMap<Box<str>>,
    /// Records that could not be read.
    pub rejected: u64,
    /// Parts of crawls that hold no article.
    pub passed_over: u64,
    /// Bytes of input, as stored.
    pub bytes: u64,
    /// Where the records can be had again.
    pub shelf: Shelf,
    /// How records are parsed.
    pub fields: FieldMap,
    /// How they are parsed where nothing but the text is wanted.
    pub text_field: FieldMap,
}

/// Reads and sketches all inputs.
///
/// # Errors
/// An input cannot be opened or read on, the temporary file cannot be written, or the watch stopped the job.
pub fn gather(inputs: &[String], options: &ReadOptions, strict: bool, watch: &dyn Watch) -> Result<Gathered> {
    let reader = read::open(inputs, options)?;
    watch.begin(Stage::Reading, reader.bytes_total());
    let progress = reader.progress();
    let (to_workers, batches) = sync_channel(WAITING);
    let kept = Kept::default();
    let emptied = &kept.emptied;
    let (read, done) = thread::scope(|scope| {
        let reading = scope.spawn(move || hand_on(reader, &to_workers, emptied, watch));
        let done = work(batches, &options.fields, &kept, watch);
        (reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), done)
    });
    read?;
    let mut done = done?;
    if watch.stopped() {
        return Err(Error::Stopped);
    }
    done.sort_unstable_by_key(|batch| batch.number);
    let bytes = progress.load(std::sync::atomic::Ordering::Relaxed);
    let shelf = kept.shelf.into_inner().unwrap_or_else(PoisonError::into_inner);
    let Held { mut rows, ids, keys, outlets } =
        kept.held.into_inner().unwrap_or_else(PoisonError::into_inner);
    put_in_order(&mut rows, done.iter().map(|batch| batch.rows.clone()));
    let (fields, text_field) = (options.fields.clone(), options.fields.only(Field::Text));
    let gathered =
        Gathered { rows, ids, keys, outlets, bytes, shelf, fields, text_field, ..Gathered::default() };
    join(gathered, done, strict, watch)
}

/// Batches that are done with: what is read next goes into their rooms.
pub(super) type Emptied = Mutex<Vec<Batch>>;

/// Reads pieces of the input in order, and hands each on.
pub(super) fn hand_on(
    mut reader: Reader,
    to_workers: &SyncSender<(usize, Cut)>,
    emptied: &Emptied,
    watch: &dyn Watch,
) -> Result<(), ReadError> {
    let mut seen = 0;
    for number in 0.. {
        let Some(piece) = reader.next() else { break };
        let (piece, now) = (piece?, reader.bytes_read());
        watch.advance(now - seen);
        seen = now;
        if watch.stopped() || to_workers.send((number, piece)).is_err() {
            break;
        }
        let mut emptied = emptied.lock().unwrap_or_else(PoisonError::into_inner);
        emptied.drain(..).for_each(|batch| reader.reuse(batch));
    }
    Ok(())
}

/// One batch, sketched.
struct Sketched {
    number: usize,
    /// Its rows among all that are held.
    rows: Range<usize>,
    rejected: Vec<Rejection>,
    warnings: Vec<String>,
    passed_over: u64,
}

/// What all batches leave behind.
#[derive(Debug, Default)]
struct Kept {
    shelf: Mutex<Shelf>,
    held: Mutex<Held>,
    emptied: Emptied,
}

fn work(
    pieces: Receiver<(usize, Cut)>,
    fields: &FieldMap,
    kept: &Kept,
    watch: &dyn Watch,
) -> Result<Vec<Sketched>> {
    let sketch = |leaves: &mut Leaves, piece: (usize, Cut)| {
        let done = sketch_batch(piece, fields, kept, leaves)?;
        watch.articles(done.rows.len() as u64);
        Ok(done)
    };
    pieces.into_iter().par_bridge().map_init(Leaves::default, sketch).collect()
}

fn sketch_batch(
    (number, piece): (usize, Cut),
    fields: &FieldMap,
    kept: &Kept,
    leaves: &mut Leaves,
) -> Result<Sketched> {
    let mut batch = piece.extracted(fields);
    kept.shelf.lock().unwrap_or_else(PoisonError::into_inner).keep(&mut batch)?;
    let mut done = Sketched {
        number,
        rows: 0..0,
        rejected: std::mem::take(&mut batch.rejected),
        warnings: std::mem::take(&mut batch.warnings),
        passed_over: batch.skipped,
    };
    for record in batch.records(fields) {
        match record {
            Ok(record) => {
                leaves.add(&record.article, record.place);
                done.warnings.extend(record.remark);
            }
            Err(rejection) => done.rejected.push(rejection),
        }
    }
    kept.emptied.lock().unwrap_or_else(PoisonError::into_inner).push(batch);
    done.rows = kept.held.lock().unwrap_or_else(PoisonError::into_inner).take(number, leaves)?;
    Ok(done)
}

fn join(mut gathered: Gathered, done: Vec<Sketched>, strict: bool, watch: &dyn Watch) -> Result<Gathered> {
    for batch in done {
        gathered.rejected += batch.rejected.len() as u64;
        for rejection in batch.rejected {
            if strict {
                return Err(Error::Strict(rejection));
            }
            watch.rejected(&rejection);
        }
        gathered.passed_over += batch.passed_over;
        batch.warnings.iter().for_each(|warning| watch.warn(warning));
    }
    let Gathered { rows, ids: names, .. } = &mut gathered;
    if !are_distinct(rows, names) {
        let mut ids = KeySet::default();
        ids.reserve(rows.len());
        rows.iter_mut().for_each(|row| distinguish(row, names, &mut ids, watch));
    }
    Ok(gathered)
}

/// Whether no two rows have one id, as mostly it is: told on all cores, which giving names to others is not.
fn are_distinct(rows: &[Row], names: &Names) -> bool {
    let mut ids: Vec<u64> = rows.par_iter().map(|row| xxh3_64(names.get(row.id).as_bytes())).collect();
    ids.par_sort_unstable();
    ids.par_windows(2).all(|two| two[0] != two[1])
}

/// Gives the second record of one id the id `ID#2`, and says so.
fn distinguish(row: &mut Row, names: &mut Names, ids: &mut KeySet, watch: &dyn Watch) {
    let free = |ids: &mut KeySet, id: &str| ids.insert(xxh3_64(id.as_bytes()));
    let id = names.get(row.id);
    if free(ids, id) {
        return;
    }
    let named = (2..=u64::MAX).map(|count| format!("{id}#{count}")).find(|id| free(ids, id));
    if let Some(named) = named {
        watch.warn(&format!("id {id} stands more than once; this record is called {named}"));
        row.id = names.push(&named);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::watch::Silent;

    #[test]
    fn rooms_that_are_filled_again_leave_nothing_behind() {
        let input = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/news.jsonl").to_owned();
        let gathered = |batch_bytes| {
            let options = ReadOptions { batch_bytes, ..ReadOptions::default() };
            let gathered = gather(std::slice::from_ref(&input), &options, true, &Silent).unwrap();
            let known = |row: &Row| (gathered.ids.get(row.id).to_owned(), row.place, row.words, row.body);
            gathered.rows.iter().map(known).collect::<Vec<_>>()
        };
        let whole = gathered(1 << 30);
        assert!([1, 3000, 20_000].into_iter().all(|batch_bytes| gathered(batch_bytes) == whole));
    }
}
