//! A web archive, damaged anyhow, is read to its end.
#![no_main]

use std::io::Write;

use libfuzzer_sys::fuzz_target;
use reprint::read::{Format, ReadOptions, open};

fuzz_target!(|bytes: &[u8]| {
    let mut file = tempfile::Builder::new().suffix(".warc").tempfile().unwrap();
    file.write_all(bytes).unwrap();
    let inputs = [file.path().to_str().unwrap().to_owned()];
    let options = ReadOptions { format: Some(Format::Warc), max_record: 1 << 16, ..ReadOptions::default() };
    let Ok(reader) = open(&inputs, &options) else { return };
    for piece in reader.flatten() {
        let batch = piece.extracted(&options.fields);
        batch.records(&options.fields).for_each(drop);
    }
});
