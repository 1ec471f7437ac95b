//! Tables of comma- or tab-separated values, each row a record.

use std::io::Read;
use std::sync::Arc;

use csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder};
use serde::ser::{Serialize, Serializer};

use super::batch::{BOM, Batch, Origin, Spot};
use super::inputs::Source;
use super::lines::broken;
use super::reader::{Feed, Limits};

/// Streams the rows of one file.
pub(super) struct Table<R> {
    rows: Reader<Bounded<R>>,
    header: Vec<String>,
    source: Arc<Source>,
    limits: Limits,
    kind: &'static str,
    /// The line on which the last row begins.
    last: u64,
    done: bool,
}

impl<R: Read> Table<R> {
    pub(super) fn new(
        input: R,
        separator: u8,
        source: &Arc<Source>,
        limits: Limits,
        kind: &'static str,
    ) -> Self {
        let bounded = Bounded { input, left: limits.record, quotes: 0 };
        let rows =
            ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(bounded);
        Table { rows, header: Vec::new(), source: Arc::clone(source), limits, kind, last: 1, done: false }
    }

    /// Reads one row into the batch.
    fn row(&mut self, cells: &mut ByteRecord, batch: &mut Batch) {
        self.rows.get_mut().left = self.limits.record;
        let begins = self.rows.position().line();
        match self.rows.read_byte_record(cells) {
            Ok(false) => self.end(batch),
            Ok(true) if self.header.is_empty() => self.name_columns(cells),
            Ok(true) => {
                self.last = cells.position().map_or(0, csv::Position::line);
                let line = Spot::Line(self.last);
                match record(&self.header, cells) {
                    Ok(json) => batch.push(line, &json),
                    Err(reason) => batch.reject(line, reason),
                }
            }
            Err(error) => self.fail(begins, error, batch),
        }
    }

    /// The end of the file; a quote that was left open has made one row of all rows behind it.
    fn end(&mut self, batch: &mut Batch) {
        self.done = true;
        let lines = self.rows.position().line().saturating_sub(self.last);
        if self.rows.get_ref().quotes % 2 == 1 && lines > 1 {
            let origin = Origin { file: &self.source.name, spot: Spot::Line(self.last) };
            batch
                .warnings
                .push(format!("{origin}: a quote is left open, so this row goes on for {lines} lines"));
        }
    }

    fn name_columns(&mut self, cells: &ByteRecord) {
        let name =
            |cell: &[u8]| String::from_utf8_lossy(cell.strip_prefix(BOM).unwrap_or(cell)).trim().to_owned();
        self.header = cells.iter().map(name).collect();
    }

    /// Reports the row that begins on line `begins`, and ends the file.
    fn fail(&mut self, begins: u64, error: csv::Error, batch: &mut Batch) {
        self.done = true;
        let line = Spot::Line(begins);
        let reason = match error.into_kind() {
            ErrorKind::Io(error) if is_overrun(&error) => format!(
                "a row longer than the {} bytes a record may have (is a quote left open?); the rest was not read",
                self.limits.record
            ),
            ErrorKind::Io(error) => broken(self.kind, &error),
            other => format!("{other:?}"),
        };
        batch.reject(line, reason);
    }
}

impl<R: Read + Send> Feed for Table<R> {
    fn next_batch(&mut self) -> Option<Batch> {
        if self.done {
            return None;
        }
        let mut batch = Batch::made(&self.source, self.limits.record);
        let mut cells = ByteRecord::new();
        while !self.done && batch.lines.len() < self.limits.batch {
            self.row(&mut cells, &mut batch);
        }
        Some(batch)
    }
}

fn record(header: &[String], cells: &ByteRecord) -> Result<Vec<u8>, String> {
    if cells.len() != header.len() {
        return Err(format!("{} cells under a header of {}", cells.len(), header.len()));
    }
    let texts = cells.iter().map(std::str::from_utf8).collect::<Result<Vec<_>, _>>();
    let texts = texts.map_err(|_| "not UTF-8; convert the file, for instance with iconv".to_owned())?;
    serde_json::to_vec(&Cells { header, texts: &texts }).map_err(|error| error.to_string())
}

/// A row as a JSON object.
struct Cells<'a> {
    header: &'a [String],
    texts: &'a [&'a str],
}

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.header.iter().zip(self.texts))
    }
}

/// Lets through only so many bytes a row, so that an open quote does not pull the whole file into memory.
struct Bounded<R> {
    input: R,
    left: u64,
    /// Quotes so far.
    quotes: u64,
}

fn is_overrun(error: &std::io::Error) -> bool {
    matches!(error.get_ref(), Some(inner) if inner.is::<Overrun>())
}

/// A row outran its bound.
#[derive(Debug, thiserror::Error)]
#[error("row too long")]
struct Overrun;

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.left == 0 {
            return Err(std::io::Error::other(Overrun));
        }
        let read = self.input.read(into)?;
        self.left = self.left.saturating_sub(read as u64);
        self.quotes += memchr::memchr_iter(b'"', &into[..read]).count() as u64;
        Ok(read)
    }
}
