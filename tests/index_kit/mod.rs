//! What the index's tests share: made-up articles.
#![allow(dead_code, missing_docs)]

pub mod disk;

use std::borrow::Cow;
use std::path::Path;

use reprint::article::{Article, Precision, Published};
use reprint::index::{Index, Options, Writer};
use reprint::sketch::{Sketch, Sketcher};

const WORDS: [&str; 24] = [
    "harbour", "council", "voted", "ferry", "storm", "budget", "teacher", "museum", "river", "price",
    "strike", "festival", "bridge", "minister", "report", "school", "market", "orchard", "railway",
    "tenants", "vaccine", "glacier", "choir", "tariff",
];

/// An article that depends on `seed` alone.
pub fn article(id: &str, seed: u64) -> Article<'static> {
    let text = text(seed, 40 + (seed % 60) as usize);
    Article {
        id: Cow::Owned(id.to_owned()),
        origin: Cow::Owned(format!("crawl.jsonl:{seed}")),
        url: (!seed.is_multiple_of(3))
            .then(|| Cow::Owned(format!("https://gazette{}.example/{id}", seed % 5))),
        outlet: (!seed.is_multiple_of(4)).then(|| Cow::Owned(format!("gazette{}.example", seed % 5))),
        title: Some(Cow::Owned(format!("Story {seed}"))),
        published: seed
            .is_multiple_of(2)
            .then_some(Published { seconds: 1_700_000_000 + seed as i64, precision: Precision::Instant }),
        lang: None,
        text: Cow::Owned(text),
    }
}

fn text(seed: u64, words: usize) -> String {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        WORDS[(state % WORDS.len() as u64) as usize]
    };
    (0..words).map(|_| next()).collect::<Vec<_>>().join(" ")
}

pub fn sketch(article: &Article<'_>) -> Sketch {
    Sketcher::new().sketch(&article.text)
}

pub fn add(writer: &mut Writer, id: &str, seed: u64) {
    let article = article(id, seed);
    writer.add(&article, &sketch(&article)).unwrap();
}

/// An index of `count` articles `a0`, `a1`, … in `commits` commits.
pub fn index(folder: &Path, count: u64, commits: u64) {
    Index::create(folder, Options::default()).unwrap();
    let mut writer = Writer::open(folder).unwrap();
    for commit in 0..commits {
        (0..count).filter(|n| n % commits == commit).for_each(|n| add(&mut writer, &format!("a{n}"), n));
        writer.commit().unwrap();
    }
}

/// The index that is kept with the tests: eight articles, one replaced, one removed; then forty long ones, two of each
/// story, so many that their texts are ordered and have a dictionary. That of format 1 has the eight only.
pub fn golden(folder: &Path) {
    Index::create(folder, Options::default()).unwrap();
    let mut writer = Writer::open(folder).unwrap();
    (0..8).for_each(|n| add(&mut writer, &format!("a{n}"), n));
    writer.commit().unwrap();
    add(&mut writer, "a3", 33);
    writer.remove("a5").unwrap();
    writer.commit().unwrap();
    for article in (0..LONG).map(long) {
        writer.add(&article, &sketch(&article)).unwrap();
    }
    writer.commit().unwrap();
}

/// The index without texts that is kept with the tests: twenty articles.
pub fn golden_without_texts(folder: &Path) {
    Index::create(folder, Options { store_text: false }).unwrap();
    let mut writer = Writer::open(folder).unwrap();
    (0..20).for_each(|n| add(&mut writer, &format!("a{n}"), n));
    writer.commit().unwrap();
}

/// Long articles of the kept index.
pub const LONG: u64 = 40;

/// A long article; the story it carries is carried once more.
pub fn long(number: u64) -> Article<'static> {
    let mut article = article(&format!("b{number}"), number);
    let story = text(900 + number % (LONG / 2), 60);
    article.text = format!("{}\n{}", article.text, [story.as_str(); 70].join("\n")).into();
    article
}
