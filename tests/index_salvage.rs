//! What is saved of a segment that lost its tail or its head: every block of texts that is whole, and nothing else.

mod index_kit;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use index_kit::{article, index, sketch};
use reprint::article::Article;
use reprint::index::{IndexError, Salvaged, Writer, salvage};

const ARTICLES: u64 = 400;

/// The segment files, in order.
fn segments(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|end| end == "segment")).collect();
    files.sort();
    files
}

/// Salvages, and sees that what is saved is as it was added. Returns the numbers of the articles.
fn saved(folder: &Path) -> (Vec<u64>, Salvaged) {
    saved_as(folder, |read, number| *read == article(&format!("a{number}"), number))
}

fn saved_as(folder: &Path, is_sound: impl Fn(&Article<'static>, u64) -> bool) -> (Vec<u64>, Salvaged) {
    let mut articles = BTreeMap::<u64, Article<'static>>::new();
    let report = salvage(folder, |article| {
        let number = article.id[1..].parse().unwrap();
        assert!(articles.insert(number, article).is_none(), "{number} twice");
    })
    .unwrap();
    let unsound = articles.iter().find(|(number, read)| !is_sound(read, **number));
    assert!(unsound.is_none(), "{unsound:?}");
    assert_eq!(report.articles, articles.len() as u64);
    (articles.into_keys().collect(), report)
}

fn replace(file: &Path, bytes: &[u8]) {
    fs::remove_file(file).unwrap();
    fs::write(file, bytes).unwrap();
}

/// Cuts the one segment at ever earlier places, and sees that ever fewer articles are saved, from the front.
fn cut_ever_shorter(folder: &Path, expected: &[u64]) {
    let file = segments(folder).remove(0);
    let whole = fs::read(&file).unwrap();
    let (mut last, mut some) = (expected.len(), 0);
    for length in (0..whole.len()).rev().step_by(997) {
        replace(&file, &whole[..length]);
        let (numbers, report) = saved(folder);
        assert_eq!(numbers, expected[..numbers.len()], "cut to {length}");
        assert!(numbers.len() <= last, "cut to {length}");
        assert_eq!(report.articles + report.lost, expected.len() as u64, "cut to {length}");
        assert!(
            report
                .damage
                .iter()
                .any(|error| matches!(error, IndexError::Torn { lost, .. } if *lost == report.lost))
        );
        some += usize::from((1..expected.len()).contains(&numbers.len()));
        last = numbers.len();
    }
    assert!(some > 10, "only {some} cuts fell among the texts");
    replace(&file, &whole[..whole.len() - 1]);
    assert_eq!(saved(folder).0, expected, "the footer alone is lost");
}

#[test]
fn a_segment_just_written_and_cut_short_gives_its_whole_blocks() {
    let folder = tempfile::tempdir().unwrap();
    index(folder.path(), ARTICLES, 1);
    let mut writer = Writer::open(folder.path()).unwrap();
    ["a3", "a399"].iter().for_each(|id| assert!(writer.remove(id).unwrap()));
    writer.commit().unwrap();
    drop(writer);
    let expected: Vec<u64> = (0..ARTICLES - 1).filter(|number| *number != 3).collect();
    cut_ever_shorter(folder.path(), &expected);
}

#[test]
fn a_merged_segment_cut_short_gives_its_whole_blocks() {
    let folder = tempfile::tempdir().unwrap();
    index(folder.path(), ARTICLES, 1);
    let mut writer = Writer::open(folder.path()).unwrap();
    (0..ARTICLES).step_by(5).for_each(|n| assert!(writer.remove(&format!("a{n}")).unwrap()));
    writer.compact().unwrap();
    drop(writer);
    let expected: Vec<u64> = (0..ARTICLES).filter(|number| number % 5 != 0).collect();
    cut_ever_shorter(folder.path(), &expected);
}

#[test]
fn a_broken_header_costs_no_article_and_a_broken_text_costs_its_own() {
    let folder = tempfile::tempdir().unwrap();
    index(folder.path(), ARTICLES, 1);
    let file = segments(folder.path()).remove(0);
    let whole = fs::read(&file).unwrap();
    let mut damaged = whole.clone();
    damaged[20] ^= 1;
    replace(&file, &damaged);
    assert_eq!(saved(folder.path()).0.len() as u64, ARTICLES);
    // With the footer gone too, nothing but their own hashes says which ids and words are damaged; of addresses,
    // headlines and spaces nothing does.
    for at in (whole.len() / 2..whole.len() - 2000).step_by(1013) {
        let mut damaged = whole[..whole.len() - 1].to_vec();
        damaged[at] ^= 1;
        replace(&file, &damaged);
        saved_as(folder.path(), |read, number| sketch(read).body == sketch(&article("", number)).body);
    }
}

#[test]
fn without_the_manifest_a_segment_cut_short_still_gives_its_articles() {
    let folder = tempfile::tempdir().unwrap();
    index(folder.path(), ARTICLES, 2);
    let files = segments(folder.path());
    let whole = fs::read(&files[1]).unwrap();
    replace(&files[1], &whole[..whole.len() - 2000]);
    fs::remove_file(folder.path().join("manifest")).unwrap();
    let (numbers, report) = saved(folder.path());
    assert!(report.without_manifest && report.lost > 0);
    assert_eq!(report.articles + report.lost, ARTICLES);
    assert!(numbers.iter().filter(|number| *number % 2 == 1).count() > 100, "{numbers:?}");
}
