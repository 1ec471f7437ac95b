//! Files made here, whole and damaged.

use std::fs;
use std::sync::Arc;

use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use proptest::prelude::*;

use crate::read::{FieldMap, ReadOptions, open};

const SCHEMA: &str = "message article {
    required int64 id;
    required binary body (UTF8);
    required group meta { required int64 at (TIMESTAMP_MILLIS); }
}";

fn file(rows: usize) -> Vec<u8> {
    file_of(rows, |id| format!("body {id}").into_bytes())
}

/// Two row groups, each of so many rows; a row's body by its number.
fn file_of(rows: usize, body: impl Fn(i64) -> Vec<u8>) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::default()).unwrap();
    for group in 0..2 {
        let mut columns = writer.next_row_group().unwrap();
        let ids: Vec<i64> = (0..rows as i64).map(|row| group * rows as i64 + row).collect();
        let bodies: Vec<_> = ids.iter().map(|id| ByteArray::from(body(*id))).collect();
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
fn a_cell_that_is_no_text_costs_its_row_only() {
    let body = |id: i64| if id == 3 { vec![0xFF, b'x'] } else { format!("body {id}").into_bytes() };
    let (records, rejected) = read(&file_of(10, body), "a.parquet");
    assert_eq!(records.len(), 19);
    assert_eq!(rejected.len(), 1);
    assert!(rejected[0].ends_with("a.parquet:4: the column body is not UTF-8 here"), "{rejected:?}");
}

#[test]
fn a_damaged_row_group_leaves_the_others_readable() {
    let mut bytes = file(50);
    // Ids and bodies of the first group come before anything of the second.
    bytes[4..900].fill(0xEE);
    let (records, rejected) = read(&bytes, "a.parquet");
    assert_eq!(records.len(), 50, "{rejected:?}");
    assert_eq!(records[0].0, "50");
    assert_eq!(rejected.len(), 1);
    assert!(rejected[0].contains("the 49 rows behind it"), "{rejected:?}");
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
