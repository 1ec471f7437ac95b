//! Documents as they were stored: their text is taken out on whatever thread has the time, for that costs more than
//! all other reading.

use super::batch::{Batch, Origin, Spot};
use super::document::{Found, page_line, text_line};
use super::fields::FieldMap;
use super::warc::Entry;

/// One document as it was stored.
#[derive(Debug)]
pub(super) struct Crude {
    /// Where it stands.
    pub(super) spot: Spot,
    /// What is stored.
    pub(super) content: Content,
    /// Why it ends before it should, if it does.
    pub(super) cut: Option<String>,
}

/// What is stored.
#[derive(Debug)]
pub(super) enum Content {
    /// An HTML page.
    Page(Vec<u8>),
    /// A plain text.
    Text(Vec<u8>),
    /// A record of a web archive.
    Archived(Entry),
}

/// A document as a line.
pub(super) struct Made {
    /// The line, without a line feed.
    pub(super) line: Vec<u8>,
    /// Whether a text was found.
    pub(super) has_text: bool,
    /// Why its content ends before it should, if it does.
    pub(super) cut: Option<String>,
}

impl Crude {
    /// Bytes that are held of it.
    pub(super) fn bytes(&self) -> usize {
        match &self.content {
            Content::Page(bytes) | Content::Text(bytes) => bytes.len(),
            Content::Archived(entry) => entry.content.len(),
        }
    }

    /// Adds what can be read of it to the batch. A document that was cut is a record with a warning if it has a text, else it
    /// is none.
    pub(super) fn put(self, batch: &mut Batch, fields: &FieldMap) {
        let (spot, cut) = (self.spot, self.cut);
        let origin = Origin { file: &batch.source.name, spot }.to_string();
        match self.content.made(&origin, fields, batch.longest) {
            Ok(Some(made)) => made.put(spot, &origin, cut, batch),
            Ok(None) => match cut {
                Some(reason) => batch.reject(spot, reason),
                None => batch.skipped += 1,
            },
            Err(reason) => {
                let reasons: Vec<String> = [Some(reason), cut].into_iter().flatten().collect();
                batch.reject(spot, reasons.join("; "));
            }
        }
    }
}

impl Made {
    fn put(self, spot: Spot, origin: &str, cut: Option<String>, batch: &mut Batch) {
        match cut.or(self.cut) {
            Some(reason) if !self.has_text => return batch.reject(spot, reason),
            Some(reason) => batch.warnings.push(format!("{origin}: kept as far as it goes: {reason}")),
            None => {}
        }
        batch.push(spot, &self.line);
    }
}

impl Content {
    /// The document's line; `None` when it turns out to hold no article.
    fn made(&self, origin: &str, fields: &FieldMap, limit: u64) -> Result<Option<Made>, String> {
        let found = Found { origin, url: None, charset: None };
        match self {
            Content::Page(bytes) => page_line(bytes, &found, fields).map(Some),
            Content::Text(bytes) => text_line(bytes, &found, fields).map(Some),
            Content::Archived(entry) => entry.made(origin, fields, limit),
        }
    }
}
