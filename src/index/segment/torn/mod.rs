//! A segment whose head or tail is gone, and with it the checksums and the table of sections; or one that lost some of what
//! its texts refer to. What is left is read
//! front to back: sections stand in a known order and say how long they are. Articles are told from rubbish by what
//! else the segment holds of them: an id by where it is filed, a text by its length and by the hash of its words.

mod frames;
mod layout;
mod texts;

use std::borrow::Cow;

use self::layout::Layout;
use self::texts::Texts;
use super::builder::id_key;
use super::column::Unpacked;
use super::packing::Unpacking;
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
        let mut texts = if with_texts { self.texts() } else { None };
        for (range, docs) in self.layout.metadata.clone() {
            let packed = self.bytes.get(range).unwrap_or_default();
            let Some(metadata) = Unpacked::of(packed, docs.clone(), &Unpacking::default()) else { continue };
            for doc in docs {
                let text = if with_texts {
                    texts.as_mut().and_then(|texts| self.text(doc, texts))
                } else {
                    Some("")
                };
                let found = text.map(str::to_owned).and_then(|text| self.article(doc, &metadata, text));
                found.into_iter().for_each(|article| each(doc, article));
            }
        }
    }

    fn texts(&self) -> Option<Texts<'a>> {
        let length = |doc| Some(self.entry(doc)?.text_bytes);
        Texts::find(self.bytes, self.layout.texts_at, &self.layout.before, self.docs(), length)
    }

    fn text<'t>(&self, doc: u32, texts: &'t mut Texts<'_>) -> Option<&'t str> {
        let text = std::str::from_utf8(texts.get(doc)?).ok()?;
        (text.len() == self.entry(doc)?.text_bytes as usize).then_some(text)
    }

    fn article(&mut self, doc: u32, block: &Unpacked, text: String) -> Option<Article<'static>> {
        let (metadata, entry) = (Metadata::decode(block.get(doc)?)?, self.entry(doc)?);
        let own = |value: &str| Cow::Owned(value.to_owned());
        let outlet = match entry.outlet {
            None => None,
            Some(number) => {
                Some(own(outlets::name(self.bytes.get(self.layout.before.outlets.clone())?, number)?))
            }
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
        let ids = self.bytes.get(self.layout.before.ids.clone()).and_then(Postings::open);
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
