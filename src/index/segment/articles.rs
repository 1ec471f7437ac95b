//! Reads articles back: metadata and texts out of their compressed blocks.

use std::borrow::Cow;

use super::builder::id_key;
use super::column::{Column, Unpacked};
use super::packing::Unpacking;
use super::recent::Recent;
use super::{Core, Segment};
use crate::article::Article;
use crate::index::error::IndexError;
use crate::index::format::Part;
use crate::index::map::Mapped;
use crate::index::record::Metadata;
use crate::index::sealed::Section;

/// Blocks that are kept uncompressed for who reads all articles in order: for a copy it goes back to what was copied, and
/// then on from where it was.
const RECENT: usize = 8;

impl<D: AsRef<[u8]>> Segment<D> {
    /// The id of `doc`.
    ///
    /// # Errors
    /// The bytes are damaged, there is no such article, or the segment keeps no metadata.
    pub fn id(&self, doc: u32) -> Result<String, IndexError> {
        let block = self.core.metadata_block(doc, None)?;
        Ok(self.core.metadata(&block, doc)?.id.to_owned())
    }

    /// The article `doc`; its text is empty if the segment keeps none.
    ///
    /// # Errors
    /// The bytes are damaged, there is no such article, or the segment keeps no metadata.
    pub fn article(&self, doc: u32) -> Result<Article<'static>, IndexError> {
        self.reader().article(doc)
    }

    /// Reads several articles, which is quickest in the order of their texts: those of a block are uncompressed together.
    #[must_use]
    pub fn reader(&self) -> Reader<'_, D> {
        Reader { segment: self, metadata: None, texts: Recent::of(1) }
    }

    /// The articles that are not deleted, in order, with their numbers.
    #[must_use]
    pub fn articles(&self) -> Articles<'_, D> {
        let reader = Reader { texts: Recent::of(RECENT), ..self.reader() };
        Articles { reader, next: 0 }
    }

    /// The number of the article that is not deleted and has this id.
    ///
    /// # Errors
    /// The bytes are damaged, or the segment keeps no metadata.
    pub fn find_id(&self, id: &str) -> Result<Option<u32>, IndexError> {
        self.find_id_where(id, |doc| self.is_live(doc))
    }

    /// The number of the article that has this id and is `wanted`.
    pub(crate) fn find_id_where(
        &self,
        id: &str,
        wanted: impl Fn(u32) -> bool,
    ) -> Result<Option<u32>, IndexError> {
        let (section, key) = (self.core.ids_section()?, id_key(id));
        let postings = self.core.postings_for(section, &[key])?;
        for doc in postings.docs(key).filter(|doc| wanted(*doc)) {
            if self.id(doc)? == id {
                return Ok(Some(doc));
            }
        }
        Ok(None)
    }
}

/// Every article of a segment that is not deleted.
#[derive(Debug)]
pub struct Articles<'a, D> {
    reader: Reader<'a, D>,
    next: u32,
}

impl<D: AsRef<[u8]>> Iterator for Articles<'_, D> {
    type Item = (u32, Result<Article<'static>, IndexError>);

    fn next(&mut self) -> Option<Self::Item> {
        let segment = self.reader.segment;
        let doc = (self.next..segment.len()).find(|doc| segment.is_live(*doc))?;
        self.next = doc + 1;
        Some((doc, self.reader.article(doc)))
    }
}

/// Reads articles and remembers the blocks it uncompressed last.
#[derive(Debug)]
pub struct Reader<'a, D = Mapped> {
    segment: &'a Segment<D>,
    metadata: Option<Unpacked>,
    texts: Recent,
}

impl<D: AsRef<[u8]>> Reader<'_, D> {
    /// [`Segment::article`].
    ///
    /// # Errors
    /// The bytes are damaged, there is no such article, or the segment keeps no metadata.
    pub fn article(&mut self, doc: u32) -> Result<Article<'static>, IndexError> {
        let text = self.text(doc)?;
        self.article_of(doc, text)
    }

    /// The article `doc` with its text, which was read before.
    ///
    /// # Errors
    /// The bytes are damaged, there is no such article, or the segment keeps no metadata.
    pub fn article_of(&mut self, doc: u32, text: String) -> Result<Article<'static>, IndexError> {
        let core = &self.segment.core;
        let entry = self.segment.entry(doc)?;
        let outlet = entry.outlet.map(|number| self.segment.outlet_name(number)).transpose()?;
        let block = core.metadata_block(doc, self.metadata.take())?;
        let metadata = core.metadata(&block, doc)?;
        let article = Article {
            id: own(metadata.id),
            origin: own(metadata.origin),
            url: metadata.url.map(own),
            outlet: outlet.map(own),
            title: metadata.title.map(own),
            published: entry.published,
            lang: metadata.lang.map(own),
            text: Cow::Owned(text),
        };
        self.metadata = Some(block);
        Ok(article)
    }

    /// The text of `doc`; empty if the segment keeps none.
    ///
    /// # Errors
    /// The bytes are damaged, or there is no such article.
    pub fn text(&mut self, doc: u32) -> Result<String, IndexError> {
        let core = &self.segment.core;
        let Some(column) = core.texts else { return Ok(String::new()) };
        let place = core.place(doc)?;
        let block = self.texts.holding(place, || core.unpack_texts(column, place))?;
        let text = block.get(place).and_then(|bytes| std::str::from_utf8(bytes).ok()).map(str::to_owned);
        text.ok_or_else(|| core.absent(Part::TEXTS, doc))
    }
}

impl<D: AsRef<[u8]>> Core<D> {
    pub(super) fn ids_section(&self) -> Result<Section, IndexError> {
        self.ids.ok_or_else(|| self.not_stored("ids"))
    }

    fn metadata_column(&self) -> Result<Column, IndexError> {
        self.metadata.ok_or_else(|| self.not_stored("metadata"))
    }

    /// The block that holds the metadata of `doc`: `last` if that is it.
    fn metadata_block(&self, doc: u32, last: Option<Unpacked>) -> Result<Unpacked, IndexError> {
        let column = self.metadata_column()?;
        match last.filter(|block| block.get(doc).is_some()) {
            Some(block) => Ok(block),
            None => column.unpack(&self.file, &column.find(&self.file, doc)?, &Unpacking::default()),
        }
    }

    /// Uncompresses the block that holds the text at `place`.
    fn unpack_texts(&self, column: Column, place: u32) -> Result<Unpacked, IndexError> {
        let at = column.find(&self.file, place)?;
        column.unpack(&self.file, &at, self.unpacking(at.docs.start)?)
    }

    fn metadata<'a>(&self, block: &'a Unpacked, doc: u32) -> Result<Metadata<'a>, IndexError> {
        let metadata = block.get(doc).and_then(Metadata::decode);
        metadata.ok_or_else(|| self.absent(Part::METADATA, doc))
    }

    pub(super) fn not_stored(&self, what: &'static str) -> IndexError {
        IndexError::NotStored { file: self.file.file().to_owned(), what }
    }
}

fn own(value: &str) -> Cow<'static, str> {
    Cow::Owned(value.to_owned())
}
