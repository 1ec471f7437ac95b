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

/// An index of the same format that keeps no texts.
const WITHOUT_TEXTS: &str = "without-texts";

fn names(kept: &Path) -> Vec<String> {
    let entries = fs::read_dir(kept).unwrap().map(|entry| entry.unwrap());
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    files.map(|file| file.file_name().into_string().unwrap()).collect()
}

fn copy(kept: &Path, folder: &Path) {
    for name in names(kept) {
        fs::copy(kept.join(&name), folder.join(&name)).unwrap();
    }
}

/// Reads, searches and writes the kept index, which has these articles beside the first ones.
fn is_read_searched_and_written(format: u32, more: &[Article<'static>]) {
    let folder = tempfile::tempdir().unwrap();
    copy(&kept(format), folder.path());
    assert!(verify(folder.path()).unwrap().is_intact());
    assert_eq!(info(folder.path()).unwrap().format, format);
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
    assert_eq!(info(folder.path()).unwrap().format, 3);
}

#[test]
fn the_kept_indexes_are_read_searched_and_written() {
    is_read_searched_and_written(1, &[]);
    let long: Vec<Article<'static>> = (0..LONG).map(long).collect();
    for format in [2, 3] {
        is_read_searched_and_written(format, &long);
        let parts = info(&kept(format)).unwrap().parts;
        assert!(["dictionaries", "text places"].iter().all(|part| parts.contains_key(*part)), "{parts:?}");
    }
}

/// Signatures were wider once: they are read as what they are now, and become that when segments merge.
#[test]
fn signatures_of_every_format_are_read_and_merged() {
    for (format, part) in [(2, "wide signatures"), (3, "signatures")] {
        let kept = kept(format).join(WITHOUT_TEXTS);
        assert!(info(&kept).unwrap().parts.contains_key(part), "{format}");
        let folder = tempfile::tempdir().unwrap();
        copy(&kept, folder.path());
        assert!(verify(folder.path()).unwrap().is_intact());
        have_signatures(folder.path(), 20);
        let mut writer = Writer::open(folder.path()).unwrap();
        add(&mut writer, "a20", 20);
        writer.compact().unwrap();
        have_signatures(folder.path(), 21);
        let parts = info(folder.path()).unwrap().parts;
        assert!(parts.contains_key("signatures") && !parts.contains_key("wide signatures"), "{parts:?}");
    }
}

/// Whether the index is of one segment with the first articles, each with its own signature.
fn have_signatures(folder: &Path, articles: u32) {
    let snapshot = Index::open(folder).unwrap().snapshot();
    let [segment] = snapshot.segments() else { panic!("one segment") };
    assert_eq!(segment.len(), articles);
    for n in 0..articles {
        let expected = sketch(&article(&format!("a{n}"), n.into())).signature;
        assert_eq!(segment.signature(n).unwrap(), expected, "{n}");
    }
}

/// Without head and tail, the widths have to be found out.
#[test]
fn articles_of_every_format_are_saved_from_a_torn_segment() {
    for format in [2, 3] {
        let folder = tempfile::tempdir().unwrap();
        copy(&kept(format).join(WITHOUT_TEXTS), folder.path());
        let torn = folder.path().join("00000001.segment");
        let bytes = fs::read(&torn).unwrap();
        fs::remove_file(&torn).unwrap();
        fs::write(&torn, &bytes[..bytes.len() - 64]).unwrap();
        let saved = salvage(folder.path(), |_| {}).unwrap();
        assert_eq!((saved.articles, saved.lost), (20, 0), "{format}");
    }
}

/// zstd may compress otherwise in another version; then this index is made anew, and the old one stays readable.
#[test]
fn the_same_articles_still_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    index_kit::golden(folder.path());
    index_kit::golden_without_texts(&folder.path().join(WITHOUT_TEXTS));
    for (made, kept) in [
        (folder.path().to_owned(), kept(3)),
        (folder.path().join(WITHOUT_TEXTS), kept(3).join(WITHOUT_TEXTS)),
    ] {
        for name in names(&kept) {
            assert!(fs::read(made.join(&name)).unwrap() == fs::read(kept.join(&name)).unwrap(), "{name}");
        }
    }
}

/// Changes a field of the manifest's header and makes its checksum fit.
fn with_header(folder: &Path, at: usize, field: &[u8]) -> Result<Index, IndexError> {
    copy(&kept(1), folder);
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
