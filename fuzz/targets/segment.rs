//! Bytes taken for a segment or for postings: errors, but no panic and no endless loop.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use reprint::article::Article;
use reprint::index::segment::postings::Postings;
use reprint::index::{Keep, Segment, SegmentBuilder};
use reprint::sketch::Sketcher;

/// A sound segment of two articles.
fn sound() -> Vec<u8> {
    let mut builder = SegmentBuilder::new(Keep::Texts);
    for id in ["one", "two"] {
        let text = format!(
            "{id} of the ferries stayed in the harbour on Monday because of the storm, the line said"
        );
        let article = Article { id: id.into(), text: text.into(), ..Article::default() };
        builder.add(&article, &Sketcher::new().sketch(&article.text)).unwrap();
    }
    builder.finish().unwrap().as_ref().to_vec()
}

fn read(bytes: &[u8]) {
    let Ok(segment) = Segment::open(bytes, Path::new("fuzz")) else { return };
    let _ = segment.find_id("one");
    let _ = (segment.bands().map(|postings| postings.iter().count()), segment.outlets());
    for doc in 0..segment.len().min(64) {
        let _ = (segment.entry(doc), segment.signature(doc), segment.id(doc));
        let _ = segment.article(doc);
    }
}

fuzz_target!(|bytes: &[u8]| {
    read(bytes);
    if let Some(postings) = Postings::open(bytes) {
        let _ =
            postings.iter().take(1000).map(|(key, _)| postings.docs(key).take(1000).count()).sum::<usize>();
    }
    // Four bytes are one change: where, and to what.
    let mut changed = sound();
    for change in bytes.as_chunks::<4>().0 {
        let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % changed.len();
        changed[at] = change[2] ^ change[3];
    }
    read(&changed);
});
