//! A folder with any manifest opens or says why not.
#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use reprint::index::{Index, Options, Writer, verify};

fuzz_target!(|bytes: &[u8]| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("index");
    Index::create(&path, Options::default()).unwrap();
    let manifest = path.join("manifest");
    let mut changed = fs::read(&manifest).unwrap();
    match bytes.split_first() {
        Some((0, whole)) => changed = whole.to_vec(),
        Some((_, changes)) => {
            for change in changes.as_chunks::<2>().0 {
                let at = usize::from(change[0]) % changed.len();
                changed[at] ^= change[1];
            }
        }
        None => {}
    }
    fs::write(&manifest, changed).unwrap();
    let _ = (
        Index::open(&path).map(|index| index.snapshot().len()),
        verify(&path),
        Writer::open(&path).map(drop),
    );
});
