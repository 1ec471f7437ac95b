//! What must hold within a segment beyond its checksums.

use super::builder::id_key;
use super::postings::Postings;
use super::{Keep, Segment};
use crate::article::Article;
use crate::index::error::IndexError;
use crate::index::format::Part;

impl<D: AsRef<[u8]>> Segment<D> {
    /// Everything that does not hold. Articles that are live are handed to `each`.
    pub(crate) fn violations(&self, mut each: impl FnMut(&Article<'_>)) -> Vec<IndexError> {
        let mut found = Vec::new();
        found.extend(self.check_postings(Part::BANDS, self.bands()).err());
        found.extend(self.check_postings(Part::PRINTS, self.prints()).err());
        if self.keeps() != Keep::Sketches {
            found.extend(self.check_postings(Part::IDS, self.ids()).err());
            found.extend(self.text_order().err());
            found.extend(self.check_articles(&mut each).err());
        }
        found
    }

    fn check_postings(
        &self,
        part: Part,
        postings: Result<Postings<'_>, IndexError>,
    ) -> Result<(), IndexError> {
        let mut last = None;
        for record in postings?.iter() {
            if record.1 >= self.len() {
                return Err(self.file().corrupt(part, format!("article {} is past the last", record.1)));
            }
            if last.replace(record) >= Some(record) {
                return Err(self.file().corrupt(part, "its keys do not ascend"));
            }
        }
        Ok(())
    }

    fn check_articles(&self, each: &mut impl FnMut(&Article<'_>)) -> Result<(), IndexError> {
        let mut keys = vec![None; self.len() as usize];
        for (key, doc) in self.ids()?.iter() {
            if let Some(filed) = keys.get_mut(doc as usize) {
                *filed = Some(key);
            }
        }
        for (doc, article) in self.articles() {
            let article = article?;
            if self.keeps() != Keep::Texts {
                self.signature(doc)?;
            }
            if keys.get(doc as usize).copied().flatten() != Some(id_key(&article.id)) {
                return Err(self
                    .file()
                    .corrupt(Part::IDS, format!("article {doc} is not filed under its id")));
            }
            if self.keeps() == Keep::Texts && article.text.len() != self.entry(doc)?.text_bytes as usize {
                return Err(self
                    .file()
                    .corrupt(Part::TEXTS, format!("the text of article {doc} has another length")));
            }
            each(&article);
        }
        Ok(())
    }
}
