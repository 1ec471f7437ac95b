//! Copies stand beside each other in an index, and texts refer to others of their segment: neither shows, whatever becomes
//! of the segments.

mod index_kit;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use index_kit::{article, sketch};
use reprint::article::Article;
use reprint::index::{Index, IndexError, Options, Writer, info, salvage, verify};

/// Stories, and articles that carry each; enough of them that a segment has a dictionary.
const STORIES: u64 = 120;
const CARRIERS: u64 = 3;

/// Carriers of one story stand far from each other. All texts differ.
fn carrier(number: u64) -> Article<'static> {
    let mut article = article(&format!("a{number}"), number);
    let story = number % STORIES;
    let paragraphs = (0..4).map(|part| article_text(1000 + 50 * story + part));
    article.text = paragraphs.chain([article_text(number)]).collect::<Vec<_>>().join("\n").into();
    article
}

fn article_text(seed: u64) -> String {
    // Words of their own, so that the paragraphs of two stories do not resemble each other.
    article("", seed).text.split(' ').map(|word| format!("{word}{seed}")).collect::<Vec<_>>().join(" ")
}

fn fill(folder: &Path, numbers: impl Iterator<Item = u64>) {
    let mut writer = Writer::open(folder).unwrap();
    for article in numbers.map(carrier) {
        writer.add(&article, &sketch(&article)).unwrap();
    }
    writer.commit().unwrap();
}

fn filled() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    Index::create(folder.path(), Options::default()).unwrap();
    fill(folder.path(), 0..STORIES * CARRIERS);
    folder
}

fn read(folder: &Path) -> BTreeMap<String, Article<'static>> {
    assert!(verify(folder).unwrap().is_intact());
    let articles =
        Index::open(folder).unwrap().snapshot().articles().map(|read| read.unwrap()).collect::<Vec<_>>();
    articles.into_iter().map(|article| (article.id.to_string(), article)).collect()
}

fn expected(numbers: impl Iterator<Item = u64>) -> BTreeMap<String, Article<'static>> {
    numbers.map(carrier).map(|article| (article.id.to_string(), article)).collect()
}

fn segment(folder: &Path) -> PathBuf {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files = paths.filter(|path| path.extension().is_some_and(|end| end == "segment"));
    files.next().unwrap()
}

#[test]
fn three_carriers_take_less_room_than_two() {
    let folder = filled();
    let figures = info(folder.path()).unwrap();
    assert!(figures.parts["dictionaries"] > 10_000 && figures.parts["text places"] > 1000, "{figures:?}");
    let alone = tempfile::tempdir().unwrap();
    Index::create(alone.path(), Options::default()).unwrap();
    fill(alone.path(), 0..STORIES);
    let alone = info(alone.path()).unwrap();
    assert!(figures.parts["texts"] < 2 * alone.parts["texts"], "{figures:?} {alone:?}");
}

#[test]
fn texts_are_read_from_any_mixture_of_segments() {
    let folder = filled();
    let all = STORIES * CARRIERS;
    assert_eq!(read(folder.path()), expected(0..all));
    // Too few for a dictionary, then with one of their own again.
    fill(folder.path(), all..all + 20);
    fill(folder.path(), all + 20..2 * all);
    let mut writer = Writer::open(folder.path()).unwrap();
    let is_removed = |number: &u64| number % 7 == 3 || (all..all + 5).contains(number);
    (0..2 * all).filter(is_removed).for_each(|number| assert!(writer.remove(&format!("a{number}")).unwrap()));
    writer.commit().unwrap();
    let left = || expected((0..2 * all).filter(|number| !is_removed(number)));
    assert_eq!(read(folder.path()), left());
    assert_eq!(writer.compact().unwrap().segments, 1);
    assert_eq!(read(folder.path()), left());
    let snapshot = Index::open(folder.path()).unwrap().snapshot();
    assert!(info(folder.path()).unwrap().parts["dictionaries"] > 20_000, "both are kept");
    let order: Vec<u64> = snapshot.articles().map(|read| read.unwrap().id[1..].parse().unwrap()).collect();
    assert!(order.is_sorted(), "articles are in the order they were added");
}

#[test]
fn what_served_removed_articles_alone_goes_with_them() {
    let folder = filled();
    let all = STORIES * CARRIERS;
    fill(folder.path(), all..2 * all);
    let parts = |folder: &Path| info(folder).unwrap().parts["dictionaries"];
    let mut writer = Writer::open(folder.path()).unwrap();
    let both = parts(folder.path());
    (0..all).for_each(|number| assert!(writer.remove(&format!("a{number}")).unwrap()));
    writer.compact().unwrap();
    assert!(parts(folder.path()) < both * 2 / 3, "{both}");
    assert_eq!(read(folder.path()), expected(all..2 * all));
}

#[test]
fn damage_to_what_texts_refer_to_costs_few_of_them() {
    let folder = filled();
    let file = segment(folder.path());
    let mut bytes = fs::read(&file).unwrap();
    let word = carrier(0).text.split(' ').nth(1).unwrap().to_owned();
    let at = bytes
        .windows(word.len())
        .position(|window| window == word.as_bytes())
        .expect("it is in the dictionary");
    bytes[at + 4000..at + 4100].iter_mut().step_by(50).for_each(|byte| *byte ^= 1);
    fs::remove_file(&file).unwrap();
    fs::write(&file, bytes).unwrap();
    let mut articles = Index::open(folder.path()).unwrap().snapshot().articles().collect::<Vec<_>>();
    assert!(matches!(articles.remove(0), Err(IndexError::Corrupt { .. })));
    let mut saved = Vec::new();
    let report = salvage(folder.path(), |article| saved.push(article)).unwrap();
    assert!(report.lost > 0 && report.articles > STORIES * CARRIERS * 3 / 4, "{report:?}");
    assert_eq!(report.articles + report.lost, STORIES * CARRIERS);
    assert!(saved.iter().all(|article| *article == carrier(article.id[1..].parse().unwrap())));
}

#[test]
fn a_text_needs_its_own_dictionary_alone() {
    let folder = filled();
    let first = info(folder.path()).unwrap().parts["dictionaries"] as usize - 16;
    let all = STORIES * CARRIERS;
    fill(folder.path(), all..2 * all);
    Writer::open(folder.path()).unwrap().compact().unwrap();
    let file = segment(folder.path());
    let mut bytes = fs::read(&file).unwrap();
    // Dictionaries begin with a text; what is damaged lies a whole checksum behind the first of them.
    let begins = carrier(0).text.as_bytes()[..60].to_vec();
    let at =
        bytes.windows(begins.len()).position(|window| window == begins).expect("it is in the dictionary");
    bytes[at + first + 17_000] ^= 1;
    fs::remove_file(&file).unwrap();
    fs::write(&file, bytes).unwrap();
    let snapshot = Index::open(folder.path()).unwrap().snapshot();
    let mut reader = snapshot.segments()[0].reader();
    // The first texts stand under the same checksum as what is damaged.
    assert_eq!(reader.text(300).unwrap(), carrier(300).text);
    assert!(matches!(reader.text(2 * all as u32 - 1), Err(IndexError::Corrupt { .. })));
}

#[test]
fn a_file_cut_short_gives_the_texts_of_its_whole_blocks() {
    let folder = filled();
    let file = segment(folder.path());
    let bytes = fs::read(&file).unwrap();
    let mut last = STORIES * CARRIERS;
    for tenths in (1..10).rev() {
        fs::remove_file(&file).unwrap();
        fs::write(&file, &bytes[..bytes.len() * tenths / 10]).unwrap();
        let mut saved = Vec::new();
        let report = salvage(folder.path(), |article| saved.push(article)).unwrap();
        assert!(saved.iter().all(|article| *article == carrier(article.id[1..].parse().unwrap())));
        assert_eq!(
            (report.articles, report.articles + report.lost),
            (saved.len() as u64, STORIES * CARRIERS)
        );
        assert!(report.articles <= last && (tenths < 8 || report.articles > 0), "{tenths}: {report:?}");
        last = report.articles;
    }
}
