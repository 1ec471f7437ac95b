//! Parquet files, row group by row group.

use std::fs::File;
use std::io::{self, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use parquet::errors::ParquetError;
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::batch::{Batch, Rejection, Spot};
use super::decode::{Compression, Sampled};
use super::inputs::Source;
use super::reader::{Feed, Limits};

/// Rows decoded at a time; a few, since a row can be a long article.
const ROWS: usize = 64;

/// Streams the rows of one file.
pub(super) struct Rows {
    iter: RowIter<'static>,
    source: Arc<Source>,
    limits: Limits,
    /// The last row read, counted from 1.
    row: u64,
    done: bool,
}

impl Rows {
    /// Opens a file; its end is read first, so what is piped or compressed is written to a temporary file.
    pub(super) fn new(
        input: Sampled,
        source: &Arc<Source>,
        compression: Compression,
        limits: Limits,
    ) -> io::Result<Result<Self, Rejection>> {
        let in_place = compression == Compression::Plain && source.path.is_file();
        let file = if in_place { File::open(&source.path)? } else { spooled(input)? };
        let source = Arc::clone(source);
        let rows = |reader| RowIter::from_file_into(Box::new(reader)).with_batch_size(ROWS);
        Ok(match guarded(|| Ok(rows(SerializedFileReader::new(file)?))) {
            Ok(iter) => Ok(Rows { iter, source, limits, row: 0, done: false }),
            Err(error) => Err(Rejection::new(&source.name, Spot::Whole, unreadable(&error))),
        })
    }

    fn step(&mut self, batch: &mut Batch) {
        self.row += 1;
        let spot = Spot::Line(self.row);
        match guarded(|| self.iter.next().transpose()).transpose() {
            None => self.done = true,
            Some(Ok(row)) => match serde_json::to_vec(&Json(&row)) {
                Ok(line) => batch.push(spot, &line),
                Err(error) => batch.reject(spot, error.to_string()),
            },
            Some(Err(error)) => {
                self.done = true;
                batch.reject(spot, format!("{}; the rest of the file was not read", unreadable(&error)));
            }
        }
    }
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
    format!("not readable as Parquet: {error}")
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

/// A row as a JSON object, its columns in order.
struct Json<'a>(&'a Row);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.0.get_column_iter().map(|(name, field)| (name, value(field))))
    }
}

/// A column's value; times as RFC 3339, bytes as text if they are, what JSON has no form for as `null`.
fn value(field: &Field) -> Value {
    match field {
        Field::Bool(value) => Value::from(*value),
        Field::Byte(value) => Value::from(*value),
        Field::Short(value) => Value::from(*value),
        Field::Int(value) | Field::TimeMillis(value) => Value::from(*value),
        Field::Long(value) | Field::TimeMicros(value) => Value::from(*value),
        Field::UByte(value) => Value::from(*value),
        Field::UShort(value) => Value::from(*value),
        Field::UInt(value) => Value::from(*value),
        Field::ULong(value) => Value::from(*value),
        Field::Float(value) => Value::from(*value),
        Field::Double(value) => Value::from(*value),
        Field::Str(value) => Value::from(value.as_str()),
        Field::Bytes(value) => value.as_utf8().map_or(Value::Null, Value::from),
        Field::Date(days) => time(jiff::Timestamp::from_second(i64::from(*days) * 86_400), 10),
        Field::TimestampMillis(value) => time(jiff::Timestamp::from_millisecond(*value), usize::MAX),
        Field::TimestampMicros(value) => time(jiff::Timestamp::from_microsecond(*value), usize::MAX),
        Field::Group(row) => {
            let columns = row.get_column_iter().map(|(name, field)| (name.clone(), value(field)));
            Value::Object(columns.collect::<Map<_, _>>())
        }
        Field::ListInternal(list) => list.elements().iter().map(value).collect(),
        Field::MapInternal(map) => {
            let entries = map.entries().iter().map(|(key, field)| (text(key), value(field)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
        Field::Null | Field::Float16(_) | Field::Decimal(_) => Value::Null,
    }
}

fn text(key: &Field) -> String {
    match value(key) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// A time as text, cut to its day where only that is meant.
fn time(stamp: Result<jiff::Timestamp, jiff::Error>, length: usize) -> Value {
    stamp.map_or(Value::Null, |stamp| stamp.to_string().chars().take(length).collect::<String>().into())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    use proptest::prelude::*;

    use super::*;
    use crate::read::{FieldMap, ReadOptions, open};

    const SCHEMA: &str = "message article {
        required int64 id;
        required binary body (UTF8);
        required group meta { required int64 at (TIMESTAMP_MILLIS); }
    }";

    fn file(rows: usize) -> Vec<u8> {
        let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
        let mut bytes = Vec::new();
        let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::default()).unwrap();
        for group in 0..2 {
            let mut columns = writer.next_row_group().unwrap();
            let ids: Vec<i64> = (0..rows as i64).map(|row| group * rows as i64 + row).collect();
            let bodies: Vec<_> =
                ids.iter().map(|id| ByteArray::from(format!("body {id}").into_bytes())).collect();
            let times = vec![1_478_694_600_000; rows];
            let mut column = columns.next_column().unwrap().unwrap();
            column.typed::<Int64Type>().write_batch(&ids, None, None).unwrap();
            column.close().unwrap();
            let mut column = columns.next_column().unwrap().unwrap();
            column.typed::<ByteArrayType>().write_batch(&bodies, None, None).unwrap();
            column.close().unwrap();
            let mut column = columns.next_column().unwrap().unwrap();
            column.typed::<Int64Type>().write_batch(&times, None, None).unwrap();
            column.close().unwrap();
            columns.close().unwrap();
        }
        writer.close().unwrap();
        bytes
    }

    /// Ids, texts, seconds; and rejections.
    fn read(bytes: &[u8], name: &str) -> (Vec<(String, String, i64)>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let fields = FieldMap::default().with(crate::read::Field::Published, "meta.at");
        let options = ReadOptions { fields, batch_bytes: 100, ..ReadOptions::default() };
        let (mut records, mut rejected) = (Vec::new(), Vec::new());
        for batch in open(&[path.to_string_lossy().into_owned()], &options).unwrap() {
            let batch = batch.unwrap().extracted(&options.fields);
            rejected.extend(batch.rejected.iter().map(ToString::to_string));
            for record in batch.records(&options.fields) {
                match record {
                    Ok(record) => {
                        let article = record.article.into_owned();
                        let seconds = article.published.map_or(0, |published| published.seconds);
                        records.push((article.id.into_owned(), article.text.into_owned(), seconds));
                    }
                    Err(rejection) => rejected.push(rejection.to_string()),
                }
            }
        }
        (records, rejected)
    }

    #[test]
    fn rows_of_every_group_are_read_with_nested_fields() {
        for (name, bytes) in [("a.parquet", file(100)), ("nameless", file(100))] {
            let (records, rejected) = read(&bytes, name);
            assert_eq!((records.len(), rejected.len()), (200, 0));
            assert_eq!(records[150], ("150".to_owned(), "body 150".to_owned(), 1_478_694_600));
        }
    }

    #[test]
    fn a_compressed_file_is_read_too() {
        let (records, _) = read(&zstd::encode_all(file(10).as_slice(), 1).unwrap(), "a.parquet.zst");
        assert_eq!(records.len(), 20);
    }

    #[test]
    fn what_is_no_parquet_is_rejected() {
        let (records, rejected) = read(b"PAR1 and nothing more", "a.parquet");
        assert!(records.is_empty());
        assert!(rejected[0].contains("not readable as Parquet"), "{rejected:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn damage_is_survived(at in 0_usize..2000, byte: u8) {
            let mut bytes = file(20);
            let at = at % bytes.len();
            bytes[at] = byte;
            let (records, rejected) = read(&bytes, "a.parquet");
            prop_assert!(!records.is_empty() || !rejected.is_empty());
        }
    }
}
