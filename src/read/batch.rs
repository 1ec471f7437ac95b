//! What workers parse: whole JSON lines, with where they came from.

use std::fmt;
use std::sync::Arc;

use memchr::memchr;

use super::crude::Crude;
use super::fields::FieldMap;
use super::inputs::Source;
use super::place::Place;
use super::record::{Record, parse_with_remark};
use super::seen::fields_seen;

/// Where in its file a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// The record is the file.
    Whole,
    /// It begins on this line, counted from 1; in Parquet the row.
    Line(u64),
    /// It begins at this byte.
    Offset(u64),
}

/// A record's origin, displayed as `FILE`, `FILE:LINE` or `FILE@OFFSET`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin<'a> {
    /// The file as the user would name it.
    pub file: &'a str,
    /// Where in it.
    pub spot: Spot,
}

impl fmt::Display for Origin<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.spot {
            Spot::Whole => out.write_str(self.file),
            Spot::Line(line) => write!(out, "{}:{line}", self.file),
            Spot::Offset(offset) => write!(out, "{}@{offset}", self.file),
        }
    }
}

/// A record that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// `FILE`, `FILE:LINE` or `FILE@OFFSET`.
    pub origin: String,
    /// What is wrong with it.
    pub reason: String,
}

impl Rejection {
    pub(super) fn new(file: &str, spot: Spot, reason: impl Into<String>) -> Self {
        Rejection { origin: Origin { file, spot }.to_string(), reason: reason.into() }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.origin, self.reason)
    }
}

/// Where a batch's lines stand in the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spots {
    /// They are the file's own lines, from this one on (counted from 1).
    Lines(u64),
    /// Each line was made from the record at its spot.
    Each(Vec<Spot>),
}

/// From where a batch's lines can be read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// From the input file itself: the batch begins at this byte.
    Input(u64),
    /// From nowhere yet: a shelf has to copy them.
    Nowhere,
    /// From a shelf: the store's number and the byte at which the batch begins.
    Store(u32, u64),
}

/// Consecutive records of one file as JSON lines.
#[derive(Debug)]
pub struct Batch {
    /// Whole lines, the last perhaps without its line feed.
    pub lines: Vec<u8>,
    /// Records that failed before they were lines.
    pub rejected: Vec<Rejection>,
    /// Parts of the input that hold no article and were passed over (requests, images in a crawl).
    pub skipped: u64,
    /// What is to be known of records that were read: each message names its record.
    pub warnings: Vec<String>,
    /// Documents whose text is still to be taken out, each with how many rejections came before it.
    pub(super) documents: Vec<(usize, Crude)>,
    pub(super) source: Arc<Source>,
    pub(super) spots: Spots,
    pub(super) home: Home,
    pub(super) longest: u64,
}

impl Batch {
    pub(super) fn new(source: &Arc<Source>, spots: Spots, longest: u64) -> Self {
        Batch {
            lines: Vec::new(),
            rejected: Vec::new(),
            skipped: 0,
            warnings: Vec::new(),
            documents: Vec::new(),
            source: Arc::clone(source),
            spots,
            home: Home::Nowhere,
            longest,
        }
    }

    /// An empty batch for lines made from other formats.
    pub(super) fn made(source: &Arc<Source>, longest: u64) -> Self {
        Batch::new(source, Spots::Each(Vec::new()), longest)
    }

    pub(super) fn of_rejection(source: &Arc<Source>, rejection: Rejection) -> Self {
        let mut batch = Batch::made(source, 0);
        batch.rejected.push(rejection);
        batch
    }

    /// Adds a line made from the record at `spot`; it must hold no line feed.
    pub(super) fn push(&mut self, spot: Spot, line: &[u8]) {
        if let Spots::Each(spots) = &mut self.spots {
            spots.push(spot);
            self.lines.extend_from_slice(line);
            self.lines.push(b'\n');
        }
    }

    /// Adds a document; its line is made later.
    pub(super) fn add(&mut self, document: Crude) {
        self.documents.push((self.rejected.len(), document));
    }

    pub(super) fn reject(&mut self, spot: Spot, reason: impl Into<String>) {
        self.rejected.push(Rejection::new(&self.source.name, spot, reason));
    }

    /// The input file, as the user would name it.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.source.name
    }

    /// Whether there is nothing in it, not even a rejection.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let holds_nothing = self.lines.is_empty() && self.documents.is_empty();
        holds_nothing && self.rejected.is_empty() && self.warnings.is_empty() && self.skipped == 0
    }

    /// Parses the lines in order; blank ones are passed over. Records borrow from the batch.
    pub fn records<'a>(
        &'a self,
        fields: &'a FieldMap,
    ) -> impl Iterator<Item = Result<Record<'a>, Rejection>> {
        self.lines().map(move |line| self.parse(line, fields))
    }

    fn parse<'a>(&'a self, line: Line<'a>, fields: &FieldMap) -> Result<Record<'a>, Rejection> {
        let origin = Origin { file: &self.source.name, spot: line.spot };
        let reject = |reason| Rejection { origin: origin.to_string(), reason };
        if line.bytes.len() as u64 > self.longest {
            return Err(reject(too_long(self.longest)));
        }
        let (article, remark) = parse_with_remark(line.bytes, &origin, fields).map_err(reject)?;
        let remark = remark.map(|remark| format!("{origin}: {remark}"));
        Ok(Record { article, place: self.place(line), line: line.bytes, remark, origin })
    }

    fn place(&self, line: Line<'_>) -> Place {
        let (store, base) = match self.home {
            Home::Store(store, base) => (store, base),
            Home::Input(_) | Home::Nowhere => (u32::MAX, 0),
        };
        Place { store, length: line.bytes.len() as u32, offset: base + line.start as u64 }
    }

    /// The names of the first record's fields, for a message: "id, page, title".
    #[must_use]
    pub fn fields_seen(&self) -> String {
        self.lines().next().map_or_else(String::new, |line| fields_seen(line.bytes))
    }

    fn lines(&self) -> Lines<'_> {
        Lines { batch: self, start: 0, count: 0 }
    }

    fn spot(&self, count: usize) -> Spot {
        match &self.spots {
            Spots::Lines(first) => Spot::Line(first + count as u64),
            Spots::Each(spots) => spots.get(count).copied().unwrap_or(Spot::Whole),
        }
    }
}

/// Why a record over the limit was not read.
pub(super) fn too_long(limit: u64) -> String {
    format!("longer than the {limit} bytes a record may have; --max-record allows more")
}

/// One line that is not blank.
#[derive(Clone, Copy)]
struct Line<'a> {
    bytes: &'a [u8],
    start: usize,
    spot: Spot,
}

/// Cuts a batch at its line feeds.
struct Lines<'a> {
    batch: &'a Batch,
    start: usize,
    count: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        loop {
            let rest = self.batch.lines.get(self.start..).filter(|rest| !rest.is_empty())?;
            let end = memchr(b'\n', rest).unwrap_or(rest.len());
            let (bytes, spot) = (&rest[..end], self.batch.spot(self.count));
            let start = self.start;
            self.start += end + 1;
            self.count += 1;
            let mark = if spot == Spot::Line(1) && bytes.starts_with(BOM) { BOM.len() } else { 0 };
            if !bytes[mark..].trim_ascii().is_empty() {
                return Some(Line { bytes: &bytes[mark..], start: start + mark, spot });
            }
        }
    }
}

/// The byte order mark some editors put before UTF-8.
pub(super) const BOM: &[u8] = b"\xEF\xBB\xBF";
