//! A segment whose head or tail is gone, and with it the checksums and the table of sections. What is left is read
//! front to back: sections stand in a known order and say how long they are. Articles are told from rubbish by what
//! else the segment holds of them: an id by where it is filed, a text by its length and by the hash of its words.

mod frames;
mod layout;

use std::borrow::Cow;
use std::ops::Range;

use self::frames::Frames;
use self::layout::Layout;
use super::blocks::Unpacked;
use super::builder::id_key;
use super::postings::Postings;
use super::{Entry, outlets};
use crate::article::Article;
use crate::index::format::{ENTRY, HEADER};
use crate::index::record::Metadata;
use crate::sketch::Sketcher;

/// What is left of a segment that lost its head or its tail.
pub struct Torn<'a> {
    bytes: &'a [u8],
    layout: Layout,
    sketcher: Sketcher,
    /// Whether words were hashed as we hash them.
    is_ours: bool,
}

impl<'a> Torn<'a> {
    /// Finds the sections; `None` where not even the metadata are whole. `is_ours` says whether sketches are of our
    /// parameters.
    #[must_use]
    pub fn read(bytes: &'a [u8], is_ours: bool) -> Option<Self> {
        Some(Self { bytes, layout: Layout::find(bytes)?, sketcher: Sketcher::new(), is_ours })
    }

    /// Number of articles there were.
    #[must_use]
    pub fn docs(&self) -> u32 {
        self.layout.docs
    }

    /// Hands the articles that are sound to `each`, by number; those whose text is gone are not.
    pub fn articles(&mut self, with_texts: bool, mut each: impl FnMut(u32, Article<'static>)) {
        let mut frames = Frames::at(self.bytes, self.layout.texts_at);
        let mut block = None;
        for (range, docs) in self.layout.metadata.clone() {
            let metadata = self.bytes.get(range).and_then(|packed| Unpacked::of(packed, docs.clone()));
            for doc in docs {
                if with_texts {
                    self.turn_to(doc, &mut frames, &mut block);
                }
                let text = if with_texts {
                    block.as_ref().and_then(|block| self.text(doc, block))
                } else {
                    Some("")
                };
                let found = metadata.as_ref().zip(text.map(str::to_owned));
                if let Some(article) = found.and_then(|(block, text)| self.article(doc, block, text)) {
                    each(doc, article);
                }
            }
        }
    }

    /// Uncompresses the next block of texts where `doc` is its first; without one there are no texts from here on.
    fn turn_to(&self, doc: u32, frames: &mut Frames<'_>, block: &mut Option<TextBlock>) {
        if block.as_ref().is_some_and(|block| block.docs.contains(&doc)) {
            return;
        }
        *block = frames.next().and_then(|(range, unpacked)| {
            let docs = self.docs_of(doc, unpacked)?;
            let strings = Unpacked::of(self.bytes.get(range)?, docs.clone());
            Some(TextBlock { docs, strings })
        });
        if block.is_none() {
            frames.end();
        }
    }

    /// The articles, from `first` on, whose texts fill a block of so many bytes.
    fn docs_of(&self, first: u32, unpacked: u64) -> Option<Range<u32>> {
        let mut filled = 0;
        for doc in first..self.docs() {
            filled += 4 + u64::from(self.entry(doc)?.text_bytes);
            if filled >= unpacked {
                return (filled == unpacked).then_some(first..doc + 1);
            }
        }
        None
    }

    fn text<'b>(&self, doc: u32, block: &'b TextBlock) -> Option<&'b str> {
        let text = std::str::from_utf8(block.strings.as_ref()?.get(doc)?).ok()?;
        (text.len() == self.entry(doc)?.text_bytes as usize).then_some(text)
    }

    fn article(&mut self, doc: u32, block: &Unpacked, text: String) -> Option<Article<'static>> {
        let (metadata, entry) = (Metadata::decode(block.get(doc)?)?, self.entry(doc)?);
        let own = |value: &str| Cow::Owned(value.to_owned());
        let outlet = match entry.outlet {
            None => None,
            Some(number) => Some(own(outlets::name(self.bytes.get(self.layout.outlets.clone())?, number)?)),
        };
        let is_sound = self.is_filed(metadata.id, doc) && self.has_words(&text, &entry);
        is_sound.then(|| Article {
            id: own(metadata.id),
            origin: own(metadata.origin),
            url: metadata.url.map(own),
            outlet,
            title: metadata.title.map(own),
            published: entry.published,
            lang: metadata.lang.map(own),
            text: text.into(),
        })
    }

    fn is_filed(&self, id: &str, doc: u32) -> bool {
        let ids = self.bytes.get(self.layout.ids.clone()).and_then(Postings::open);
        ids.is_some_and(|ids| ids.docs(id_key(id)).any(|other| other == doc))
    }

    fn has_words(&mut self, text: &str, entry: &Entry) -> bool {
        text.is_empty() || !self.is_ours || self.sketcher.sketch(text).body == entry.body
    }

    fn entry(&self, doc: u32) -> Option<Entry> {
        let at = HEADER + doc as usize * ENTRY;
        Entry::decode(self.bytes.get(at..at + ENTRY)?)
    }
}

/// A block of texts; without strings if it does not uncompress.
struct TextBlock {
    docs: Range<u32>,
    strings: Option<Unpacked>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::segment::{Keep, SegmentBuilder};

    fn text(n: usize) -> String {
        let words = (0..40).map(|word| format!("word{}", (n * 7919 + word * word * 31) % 997));
        words.collect::<Vec<_>>().join(" ")
    }

    fn whole() -> Vec<u8> {
        let mut builder = SegmentBuilder::new(Keep::Texts);
        for n in 0..150 {
            let article = Article { id: format!("a{n}").into(), text: text(n).into(), ..Article::default() };
            builder.add(&article, &Sketcher::new().sketch(&article.text)).unwrap();
        }
        builder.finish().unwrap().as_ref().to_vec()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

        #[test]
        fn nothing_panics_and_no_text_is_saved_that_was_not_there(
            cut in any::<prop::sample::Index>(),
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        ) {
            let mut bytes = whole();
            bytes.truncate(bytes.len() - cut.index(bytes.len() / 3));
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if let Some(mut torn) = Torn::read(&bytes, true) {
                torn.articles(true, |doc, article| {
                    // Words decide: a flipped case or comma is no other text.
                    let words = |text: &str| Sketcher::new().sketch(text).body;
                    assert_eq!((words(&article.text), &*article.id), (words(&text(doc as usize)), &*format!("a{doc}")));
                });
            }
        }
    }
}
