//! The ordered iterator over everything the user named.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::vec;

use super::ReadError;
use super::batch::{Batch, Rejection, Spot};
use super::cut::Cut;
use super::decode::{self, Compression, Sampled};
use super::document::Document;
use super::fields::FieldMap;
use super::format::Format;
use super::inputs::{self, Found, Source};
use super::json::JsonValues;
use super::lines::LineCutter;
#[cfg(feature = "parquet")]
use super::parquet::Rows;
use super::passing::crowds_out;
use super::table::Table;
use super::utf16;
use super::warc::{Bytes, Members, Warc};

/// How to read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// The format of every input; told from name and content when `None`.
    pub format: Option<Format>,
    /// Where a record's fields are found.
    pub fields: FieldMap,
    /// Bytes one record may have, up to 4 GiB; a longer one is rejected without being held in memory.
    pub max_record: u64,
    /// Bytes of a batch, about.
    pub batch_bytes: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        ReadOptions {
            format: None,
            fields: FieldMap::default(),
            max_record: 256 << 20,
            batch_bytes: 256 << 10,
        }
    }
}

/// The sizes a format's reader must keep to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Bytes of a batch, about.
    pub(super) batch: usize,
    /// Bytes of a record, at most.
    pub(super) record: u64,
}

/// One file being read.
pub(super) trait Feed: Send {
    /// The next batch; may be empty. `None` at the end.
    fn next_batch(&mut self) -> Option<Batch>;

    /// Takes the room of lines that are needed no more, for lines to come. Their bytes may be anything.
    fn reuse(&mut self, _room: Vec<u8>) {}
}

/// Finds what the inputs name and makes ready to read it.
///
/// # Errors
/// An input does not exist, is no valid pattern, matches nothing or cannot be opened.
pub fn open(inputs: &[String], options: &ReadOptions) -> Result<Reader, ReadError> {
    let found = inputs::expand(inputs)?;
    // A named pipe must not be opened twice: its writer would find its reader gone.
    for source in found.iter().flatten().filter(|source| source.typed && source.path.is_file()) {
        std::fs::File::open(&source.path).map_err(|error| source.unreadable(error))?;
    }
    let total = total(&found);
    let (options, passing) = (options.clone(), total.is_some_and(crowds_out));
    Ok(Reader { found: found.into_iter(), feed: None, options, total, passing, read: Arc::default() })
}

fn total(found: &[Found]) -> Option<u64> {
    let mut total = 0;
    for source in found.iter().flatten() {
        let about = source.path.metadata().ok().filter(std::fs::Metadata::is_file)?;
        total += about.len();
    }
    Some(total)
}

/// Iterates over the pieces of all inputs, in order. Send it to a thread of its own.
pub struct Reader {
    found: vec::IntoIter<Found>,
    feed: Option<Box<dyn Feed>>,
    options: ReadOptions,
    total: Option<u64>,
    /// Whether what was read is let go.
    passing: bool,
    read: Arc<AtomicU64>,
}

impl Reader {
    /// Bytes of all inputs as they are stored; `None` when one is a pipe.
    #[must_use]
    pub fn bytes_total(&self) -> Option<u64> {
        self.total
    }

    /// Bytes read so far, as they are stored.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// The counter behind [`Reader::bytes_read`], to be watched from another thread.
    #[must_use]
    pub fn progress(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.read)
    }

    /// Gives back the lines of a batch that is done with: lines to come are read into the same room.
    pub fn reuse(&mut self, batch: Batch) {
        if let Some(feed) = &mut self.feed {
            feed.reuse(batch.lines);
        }
    }

    fn limits(&self) -> Limits {
        let record = self.options.max_record.min(u32::MAX.into());
        Limits { batch: self.options.batch_bytes.max(1), record }
    }

    fn start(&self, source: &Arc<Source>) -> io::Result<Result<Box<dyn Feed>, Rejection>> {
        let before = self.bytes_read();
        let (stored, compression) = decode::open(source, self.passing, Arc::clone(&self.read))?;
        let input = Sampled::new(decode::decoded(stored, compression)?);
        let told = || Format::tell(&source.path, input.sample(), &self.options.fields);
        let Some(format) = self.options.format.or_else(told) else {
            let reason = "neither text nor any other format that is read; --format overrides";
            return Ok(Err(Rejection::new(&source.name, Spot::Whole, reason)));
        };
        if format == Format::Warc && Self::has_members(source, compression) {
            // The archive is begun anew, and what was looked at is counted again.
            self.read.store(before, Ordering::Relaxed);
            let (stored, _) = decode::open(source, self.passing, Arc::clone(&self.read))?;
            return Ok(Ok(Box::new(Warc::new(
                Bytes::Members(Members::new(stored, compression)),
                None,
                source,
                self.limits(),
            ))));
        }
        self.feed(source, format, compression, input)
    }

    fn feed(
        &self,
        source: &Arc<Source>,
        format: Format,
        compression: Compression,
        input: Sampled,
    ) -> io::Result<Result<Box<dyn Feed>, Rejection>> {
        let (limits, kind) = (self.limits(), compression.name());
        Ok(Ok(match format {
            Format::JsonLines => {
                let stored_so = compression == Compression::Plain && !utf16::is(input.sample());
                let in_place = stored_so && source.path.is_file();
                Box::new(LineCutter::new(utf16::as_utf8(input), source, limits, in_place, kind))
            }
            Format::JsonArray => Box::new(JsonValues::new(utf16::as_utf8(input), source, limits, kind)),
            Format::Csv => Box::new(Table::new(utf16::as_utf8(input), b',', source, limits, kind)),
            Format::Tsv => Box::new(Table::new(utf16::as_utf8(input), b'\t', source, limits, kind)),
            Format::Html | Format::Text => Box::new(Document::new(input, format, source, (limits, kind))),
            Format::Warc => {
                let stored = source.path.metadata().ok().filter(std::fs::Metadata::is_file);
                let total = stored.filter(|_| compression == Compression::Plain).map(|stored| stored.len());
                Box::new(Warc::new(Bytes::Whole(Box::new(input), kind), total, source, limits))
            }
            #[cfg(feature = "parquet")]
            Format::Parquet => match Rows::new(input, source, compression, limits, &self.options.fields)? {
                Ok(rows) => Box::new(rows),
                Err(rejection) => return Ok(Err(rejection)),
            },
            #[cfg(not(feature = "parquet"))]
            Format::Parquet => {
                let reason = "a Parquet file, and this build was made without the feature `parquet`";
                return Ok(Err(Rejection::new(&source.name, Spot::Whole, reason)));
            }
        }))
    }

    /// A crawl's gzip members or zstd frames are read one by one, from the file's beginning; what is piped has been begun already.
    fn has_members(source: &Source, compression: Compression) -> bool {
        // A name that says so is believed over a damaged first member: the members after it are still found.
        let named =
            compression == Compression::Plain && source.path.extension().is_some_and(|name| name == "gz");
        (named || matches!(compression, Compression::Gzip | Compression::Zstd)) && source.path.is_file()
    }

    /// A typed input that fails stops the run; one found in a folder is reported.
    fn begin(&mut self, found: &Found) -> Result<Option<Batch>, ReadError> {
        let outcome = match found {
            Err(rejection) => Err(rejection.clone()),
            Ok(source) => match self.start(source) {
                Ok(outcome) => outcome,
                Err(error) if source.typed => return Err(source.unreadable(error)),
                Err(error) => Err(Rejection::new(&source.name, Spot::Whole, error.to_string())),
            },
        };
        match outcome {
            Ok(feed) => self.feed = Some(feed),
            Err(rejection) => return Ok(Some(Batch::of_rejection(&Source::nameless(), rejection))),
        }
        Ok(None)
    }
}

impl Iterator for Reader {
    type Item = Result<Cut, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.feed.as_mut().map(|feed| feed.next_batch()) {
                Some(Some(batch)) if batch.is_empty() => {}
                Some(Some(batch)) => return Some(Ok(Cut(batch))),
                Some(None) => self.feed = None,
                None => {
                    let found = self.found.next()?;
                    if let Some(outcome) = self.begin(&found).transpose() {
                        return Some(outcome.map(Cut));
                    }
                }
            }
        }
    }
}
