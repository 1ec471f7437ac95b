//! Indexes written by earlier versions are read, and what cannot be read says so.

mod index_kit;

use std::fs;
use std::path::{Path, PathBuf};

use index_kit::{add, article, sketch};
use reprint::index::{Index, IndexError, Writer, salvage, verify};
use xxhash_rust::xxh3::xxh3_64;

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/format-1")
}

const FILES: [&str; 4] = ["manifest", "00000001.segment", "00000002.segment", "00000003.deletes"];

fn copy(folder: &Path) {
    for name in FILES {
        fs::copy(kept().join(name), folder.join(name)).unwrap();
    }
}

#[test]
fn the_kept_index_is_read_searched_and_written() {
    let folder = tempfile::tempdir().unwrap();
    copy(folder.path());
    assert!(verify(folder.path()).unwrap().is_intact());
    let snapshot = Index::open(folder.path()).unwrap().snapshot();
    let expected =
        [0, 1, 2, 4, 6, 7].map(|n| article(&format!("a{n}"), n)).into_iter().chain([article("a3", 33)]);
    assert!(snapshot.articles().map(|read| read.unwrap()).eq(expected));
    let (at, doc) = snapshot.find_id("a3").unwrap().unwrap();
    assert_eq!(snapshot.segments()[at].entry(doc).unwrap().body, sketch(&article("a3", 33)).body);
    let mut writer = Writer::open(folder.path()).unwrap();
    add(&mut writer, "a9", 9);
    assert_eq!(writer.compact().unwrap().articles, 8);
}

/// zstd may compress otherwise in another version; then this index is made anew, and the old one stays readable.
#[test]
fn the_same_articles_still_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    index_kit::golden(folder.path());
    for name in FILES {
        assert!(
            fs::read(folder.path().join(name)).unwrap() == fs::read(kept().join(name)).unwrap(),
            "{name}"
        );
    }
}

/// Changes a field of the manifest's header and makes its checksum fit.
fn with_header(folder: &Path, at: usize, field: &[u8]) -> Result<Index, IndexError> {
    copy(folder);
    let mut bytes = fs::read(folder.join("manifest")).unwrap();
    bytes[at..at + field.len()].copy_from_slice(field);
    let checksum = xxh3_64(&bytes[..56]).to_le_bytes();
    bytes[56..64].copy_from_slice(&checksum);
    fs::remove_file(folder.join("manifest")).unwrap();
    fs::write(folder.join("manifest"), bytes).unwrap();
    Index::open(folder)
}

#[test]
fn too_old_too_new_and_other_parameters_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let too_new = with_header(path, 12, &[9, 0, 0, 0, 9, 0, 0, 0]);
    assert!(matches!(too_new, Err(IndexError::TooNew { found: 9, .. })));
    assert!(matches!(with_header(path, 12, &[0, 0, 0, 0]), Err(IndexError::TooOld { found: 0, .. })));
    assert!(matches!(with_header(path, 24, &[1; 8]), Err(IndexError::OtherParameters { .. })));
    let saved = salvage(path, |_| {}).unwrap();
    // The forged header breaks the manifest's first chunk, so that the removed article returns; none is refused.
    assert_eq!((saved.articles, saved.lost), (8, 0), "articles do not depend on parameters");
    assert!(matches!(with_header(path, 8, &[2]), Err(IndexError::Corrupt { .. })));
    let readable_by_us = with_header(path, 12, &[9, 0, 0, 0, 1, 0, 0, 0]);
    assert!(!matches!(readable_by_us, Err(IndexError::TooNew { .. } | IndexError::TooOld { .. })));
}
