//! Indexes written by earlier versions are read, and what cannot be read says so.

mod index_kit;

use std::fs;
use std::path::{Path, PathBuf};

use index_kit::{LONG, add, article, long, sketch};
use reprint::article::Article;
use reprint::index::{Index, IndexError, Writer, info, salvage, verify};
use xxhash_rust::xxh3::xxh3_64;

fn kept(format: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/format-{format}"))
}

fn names(format: u32) -> Vec<String> {
    let files = fs::read_dir(kept(format)).unwrap();
    files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

fn copy(format: u32, folder: &Path) {
    for name in names(format) {
        fs::copy(kept(format).join(&name), folder.join(&name)).unwrap();
    }
}

/// Reads, searches and writes the kept index, which has these articles beside the first ones.
fn is_read_searched_and_written(format: u32, more: &[Article<'static>]) {
    let folder = tempfile::tempdir().unwrap();
    copy(format, folder.path());
    assert!(verify(folder.path()).unwrap().is_intact());
    let snapshot = Index::open(folder.path()).unwrap().snapshot();
    let first = [0, 1, 2, 4, 6, 7].map(|n| article(&format!("a{n}"), n));
    let expected = first.into_iter().chain([article("a3", 33)]).chain(more.iter().cloned());
    assert!(snapshot.articles().map(|read| read.unwrap()).eq(expected));
    let (at, doc) = snapshot.find_id("a3").unwrap().unwrap();
    assert_eq!(snapshot.segments()[at].entry(doc).unwrap().body, sketch(&article("a3", 33)).body);
    let mut writer = Writer::open(folder.path()).unwrap();
    add(&mut writer, "a9", 9);
    assert_eq!(writer.compact().unwrap().articles, 8 + more.len() as u64);
    assert!(verify(folder.path()).unwrap().is_intact());
}

#[test]
fn the_kept_indexes_are_read_searched_and_written() {
    is_read_searched_and_written(1, &[]);
    let long: Vec<Article<'static>> = (0..LONG).map(long).collect();
    is_read_searched_and_written(2, &long);
    let parts = info(&kept(2)).unwrap().parts;
    assert!(["dictionaries", "text places"].iter().all(|part| parts.contains_key(*part)), "{parts:?}");
}

/// zstd may compress otherwise in another version; then this index is made anew, and the old one stays readable.
#[test]
fn the_same_articles_still_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    index_kit::golden(folder.path());
    for name in names(2) {
        assert!(
            fs::read(folder.path().join(&name)).unwrap() == fs::read(kept(2).join(&name)).unwrap(),
            "{name}"
        );
    }
}

/// Changes a field of the manifest's header and makes its checksum fit.
fn with_header(folder: &Path, at: usize, field: &[u8]) -> Result<Index, IndexError> {
    copy(1, folder);
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
