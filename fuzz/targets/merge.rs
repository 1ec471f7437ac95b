//! Segments are merged of which one was damaged: an error, or every article as it was.
#![no_main]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use reprint::article::Article;
use reprint::index::{Index, IndexError, Options, Writer};
use reprint::sketch::Sketcher;
use tempfile::TempDir;

const SEGMENTS: usize = 3;
/// Articles of a segment, of which the last is deleted.
const ARTICLES: usize = 40;
/// Bytes that say one change: in which segment, where, and with what.
const CHANGE: usize = 6;
/// A kind of extra section.
const EXTRA: u16 = 7;

/// A sound index of several segments, none without a deleted article.
static SOUND: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    Index::create(folder.path(), Options::default()).unwrap();
    let mut writer = open(folder.path()).unwrap();
    for segment in 0..SEGMENTS {
        for n in segment * ARTICLES..(segment + 1) * ARTICLES {
            let article = article(n);
            writer.add(&article, &Sketcher::new().sketch(&article.text)).unwrap();
        }
        writer.extra(EXTRA, vec![segment as u8; 9]);
        writer.commit().unwrap();
    }
    for segment in 1..=SEGMENTS {
        assert!(writer.remove(&article(segment * ARTICLES - 1).id).unwrap());
    }
    writer.commit().unwrap();
    assert_eq!(segments(folder.path()).len(), SEGMENTS);
    folder
});

/// The texts that stay, by id.
static TEXTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let stays = |n: &usize| !(n + 1).is_multiple_of(ARTICLES);
    let known = (0..SEGMENTS * ARTICLES).filter(stays).map(article);
    known.map(|article| (article.id.into_owned(), article.text.into_owned())).collect()
});

fn article(n: usize) -> Article<'static> {
    let words = (0..60).map(|word| format!("word{}", (n * 7919 + word * word * 31) % 997));
    Article {
        id: format!("article-{n}").into(),
        outlet: Some(format!("outlet{}.example", n % 5).into()),
        text: words.collect::<Vec<_>>().join(" ").into(),
        ..Article::default()
    }
}

fn open(folder: &Path) -> Result<Writer, IndexError> {
    let mut writer = Writer::open(folder)?;
    writer.combine_extra(Arc::new(|_, sections: &[&[u8]]| sections.concat()));
    Ok(writer)
}

/// The files of segments, by name.
fn segments(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "segment"));
    files.sort();
    files
}

/// Does to one of the segments what a failing disk does to a file.
fn change(folder: &Path, stated: [u8; CHANGE]) {
    let [which, at0, at1, at2, with, what] = stated;
    let files = segments(folder);
    let file = &files[usize::from(which) % files.len()];
    let mut bytes = fs::read(file).unwrap();
    let at = u32::from_le_bytes([at0, at1, at2, 0]) as usize % bytes.len().max(1);
    match what % 4 {
        0 => bytes.truncate(at),
        1 => bytes.extend([with; CHANGE]),
        _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= with),
    }
    fs::write(file, bytes).unwrap();
}

/// Every article's text by its id.
fn texts(folder: &Path) -> BTreeMap<String, String> {
    let snapshot = Index::open(folder).unwrap().snapshot();
    let articles = snapshot.segments().iter().flat_map(|segment| segment.articles());
    let known = articles.map(|(_, article)| article.unwrap());
    known.map(|article| (article.id.into_owned(), article.text.into_owned())).collect()
}

fuzz_target!(|input: &[u8]| {
    let folder = tempfile::tempdir().unwrap();
    for file in fs::read_dir(SOUND.path()).unwrap().map(|file| file.unwrap()) {
        fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    let changes = input.as_chunks::<CHANGE>().0;
    changes.iter().for_each(|stated| change(folder.path(), *stated));
    let merged = open(folder.path()).and_then(|mut writer| writer.compact());
    assert!(merged.is_ok() || !changes.is_empty());
    if merged.is_ok() {
        assert_eq!(texts(folder.path()), *TEXTS);
    }
});
