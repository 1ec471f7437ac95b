//! What is left of a segment gives up articles that were there, whatever was cut off, overwritten or moved.
#![no_main]

use std::collections::HashMap;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use reprint::article::Article;
use reprint::index::segment::Torn;
use reprint::index::{Keep, SegmentBuilder};
use reprint::sketch::Sketcher;

const ARTICLES: usize = 150;
/// Bytes that say one change: what is done, where, and with what.
const CHANGE: usize = 6;

/// A sound segment of several blocks of each kind.
static SOUND: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut builder = SegmentBuilder::new(Keep::Texts);
    for n in 0..ARTICLES {
        let article = Article {
            id: format!("article-{n}").into(),
            outlet: Some(format!("outlet{}.example", n % 5).into()),
            title: Some(format!("Ferry {n} stays in the harbour").into()),
            text: text(n).into(),
            ..Article::default()
        };
        builder.add(&article, &Sketcher::new().sketch(&article.text)).unwrap();
    }
    builder.finish().unwrap().as_ref().to_vec()
});

/// The words of each article by its id, as one number.
static BODIES: LazyLock<HashMap<String, u64>> = LazyLock::new(|| {
    (0..ARTICLES).map(|n| (format!("article-{n}"), Sketcher::new().sketch(&text(n)).body)).collect()
});

fn text(n: usize) -> String {
    let words = (0..40).map(|word| format!("word{}", (n * 7919 + word * word * 31) % 997));
    words.collect::<Vec<_>>().join(" ")
}

/// Does to a segment what a failing disk does to a file.
fn change(bytes: &mut Vec<u8>, stated: [u8; CHANGE]) {
    let [what, at0, at1, at2, with0, with1] = stated;
    let at = u32::from_le_bytes([at0, at1, at2, 0]) as usize % bytes.len().max(1);
    let with = usize::from(u16::from_le_bytes([with0, with1]));
    let run = at..(at + 64 * with).min(bytes.len());
    match what % 5 {
        0 if !bytes.is_empty() => bytes[at] ^= with0,
        1 => bytes.truncate(bytes.len() - at),
        2 => bytes[run].fill(with1),
        3 => {
            let from = (64 * with).min(bytes.len());
            let len = 512.min(bytes.len() - from).min(bytes.len() - at);
            bytes.copy_within(from..from + len, at);
        }
        _ if bytes.len() >= at + 4 => bytes[at..at + 4].copy_from_slice(&(with as u32).to_le_bytes()),
        _ => {}
    }
}

fn read(bytes: &[u8], is_known: bool) {
    let Some(mut torn) = Torn::read(bytes, true) else { return };
    torn.articles(false, |_, _| {});
    let (mut sketcher, there) = (Sketcher::new(), torn.docs());
    torn.articles(true, |doc, article| {
        assert!(doc < there);
        // Bytes that were no segment may be anything, also a segment of other articles.
        if is_known {
            assert_eq!(BODIES.get(&*article.id), Some(&sketcher.sketch(&article.text).body));
        }
    });
}

fuzz_target!(|input: &[u8]| {
    match input.split_first() {
        Some((0, segment)) => read(segment, false),
        Some((_, changes)) => {
            let mut bytes = SOUND.clone();
            changes.as_chunks::<CHANGE>().0.iter().for_each(|stated| change(&mut bytes, *stated));
            read(&bytes, true);
        }
        None => {}
    }
});
