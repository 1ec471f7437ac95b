//! CSV, TSV and JSON arrays: every record is an article or a rejection.
#![no_main]

use std::io::Write;

use libfuzzer_sys::fuzz_target;
use reprint::read::{Format, ReadOptions, open};

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, content)) = bytes.split_first() else { return };
    let format = [Format::Csv, Format::Tsv, Format::JsonArray, Format::JsonLines][usize::from(choice % 4)];
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(content).unwrap();
    let inputs = [file.path().to_str().unwrap().to_owned()];
    let options =
        ReadOptions { format: Some(format), batch_bytes: 64, max_record: 4096, ..ReadOptions::default() };
    let Ok(reader) = open(&inputs, &options) else { return };
    for piece in reader.flatten() {
        let batch = piece.extracted(&options.fields);
        for record in batch.records(&options.fields).flatten() {
            assert!(!record.origin().to_string().is_empty());
        }
    }
});
