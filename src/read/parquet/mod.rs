//! Parquet files, row group by row group.

mod schema;
#[cfg(test)]
mod tests;
mod value;

use std::fs::File;
use std::io::{self, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use parquet::errors::ParquetError;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::FileReader;
use parquet::file::serialized_reader::{ReadOptionsBuilder, SerializedFileReader};
use parquet::record::Row;
use parquet::record::reader::{ReaderIter, TreeBuilder};
use parquet::schema::types::{SchemaDescriptor, TypePtr};

use super::batch::{Batch, Rejection, Spot};
use super::decode::{Compression, Sampled};
use super::fields::{Field, FieldMap};
use super::inputs::Source;
use super::reader::{Feed, Limits};

/// Rows decoded at a time; a few, since a row can be a long article.
const ROWS: usize = 64;
/// Characters of what the crate says of a damaged file: it may quote all of it.
const LONGEST_REASON: usize = 200;

/// Streams the rows of one file, a row group at a time: what is damaged in one leaves the others readable.
pub(super) struct Rows {
    file: Table,
    /// The next row group.
    group: usize,
    /// The rows of this group.
    open: Option<ReaderIter>,
    /// Rows of this group that are still to come.
    left: u64,
    source: Arc<Source>,
    limits: Limits,
    /// The last row read, counted from 1.
    row: u64,
    done: bool,
}

/// An open file.
struct Table {
    reader: SerializedFileReader<File>,
    /// What the file says its columns are.
    kind: TypePtr,
    /// The column that holds the text.
    text: Option<String>,
}

impl Rows {
    /// Opens a file; its end is read first, so what is piped or compressed is written to a temporary file.
    pub(super) fn new(
        input: Sampled,
        source: &Arc<Source>,
        compression: Compression,
        limits: Limits,
        fields: &FieldMap,
    ) -> io::Result<Result<Self, Rejection>> {
        let in_place = compression == Compression::Plain && source.path.is_file();
        let file = if in_place { File::open(&source.path)? } else { spooled(input)? };
        let source = Arc::clone(source);
        Ok(match guarded(|| Table::open(&file, fields)) {
            Ok(file) => Ok(Rows { file, group: 0, open: None, left: 0, source, limits, row: 0, done: false }),
            Err(error) => Err(Rejection::new(&source.name, Spot::Whole, unreadable(&error))),
        })
    }

    fn step(&mut self, batch: &mut Batch) {
        let Some(rows) = self.open.as_mut().filter(|_| self.left > 0) else { return self.enter(batch) };
        let outcome = guarded(|| rows.next().transpose());
        (self.row, self.left) = (self.row + 1, self.left - 1);
        match outcome {
            Ok(Some(row)) => self.push(&row, batch),
            Ok(None) => self.give_up("its row group ends too early", batch),
            Err(error) => self.give_up(&unreadable(&error), batch),
        }
    }

    fn push(&self, row: &Row, batch: &mut Batch) {
        let object = value::object(row, &self.file.kind, self.file.text.as_deref());
        let object = object.map_err(|column| format!("the column {column} is not UTF-8 here"));
        match object.and_then(|object| serde_json::to_vec(&object).map_err(|error| error.to_string())) {
            Ok(line) => batch.push(Spot::Line(self.row), &line),
            Err(reason) => batch.reject(Spot::Line(self.row), reason),
        }
    }

    /// Begins the next row group.
    fn enter(&mut self, batch: &mut Batch) {
        let Some(about) = self.file.reader.metadata().row_groups().get(self.group) else {
            self.done = true;
            return;
        };
        self.left = rows_of(about);
        match guarded(|| self.file.rows(self.group)) {
            Ok(rows) => self.open = Some(rows),
            Err(error) if self.left > 0 => {
                (self.row, self.left) = (self.row + 1, self.left - 1);
                self.give_up(&unreadable(&error), batch);
            }
            Err(_) => {}
        }
        self.group += 1;
    }

    /// The columns of a group cannot be brought back into step: its other rows are lost with this one.
    fn give_up(&mut self, reason: &str, batch: &mut Batch) {
        let lost = match self.left {
            0 => String::new(),
            more => format!("; the {more} rows behind it in its row group are lost too"),
        };
        batch.reject(Spot::Line(self.row), format!("{reason}{lost}"));
        self.row = self.row.saturating_add(self.left);
        (self.open, self.left) = (None, 0);
    }
}

impl Table {
    fn open(file: &File, fields: &FieldMap) -> Result<Self, ParquetError> {
        let said = SerializedFileReader::new(file.try_clone()?)?;
        let kind = said.metadata().file_metadata().schema_descr().root_schema_ptr();
        let read_by = Arc::new(SchemaDescriptor::new(schema::as_bytes(&kind)?));
        let options = ReadOptionsBuilder::new().with_parquet_schema(read_by).build();
        let reader = SerializedFileReader::new_with_options(file.try_clone()?, options)?;
        let texts = kind.get_fields().iter().filter_map(|column| match fields.lookup(column.name()) {
            Some((Field::Text, rank)) => Some((rank, column.name().to_owned())),
            _ => None,
        });
        let text = texts.min().map(|(_, name)| name);
        Ok(Table { reader, kind, text })
    }

    /// The rows of one group.
    fn rows(&self, group: usize) -> Result<ReaderIter, ParquetError> {
        let schema = self.reader.metadata().file_metadata().schema_descr_ptr();
        let group = self.reader.get_row_group(group)?;
        TreeBuilder::new().with_batch_size(ROWS).as_iter(schema, &*group)
    }
}

fn rows_of(group: &RowGroupMetaData) -> u64 {
    group.num_rows().try_into().unwrap_or(0)
}

/// The crate asserts what a damaged file may break; such a panic is an error of the file, not of the program.
fn guarded<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    let panicked = || ParquetError::General("its structure contradicts itself".to_owned());
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(panicked()))
}

fn spooled(mut input: Sampled) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut input, &mut file)?;
    file.rewind()?;
    Ok(file)
}

fn unreadable(error: &ParquetError) -> String {
    let reason: String = error.to_string().chars().take(LONGEST_REASON).collect();
    format!("not readable as Parquet: {reason}")
}

impl Feed for Rows {
    fn next_batch(&mut self) -> Option<Batch> {
        if self.done {
            return None;
        }
        let mut batch = Batch::made(&self.source, self.limits.record);
        while !self.done && batch.lines.len() < self.limits.batch {
            self.step(&mut batch);
        }
        Some(batch)
    }
}
