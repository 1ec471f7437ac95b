//! Files that are one article each: plain text and HTML pages.

use std::io::Read;
use std::sync::Arc;

use super::batch::{Batch, Spot, too_long};
use super::crude::{Content, Crude, Made};
use super::fields::{Field, FieldMap};
use super::format::Format;
use super::inputs::Source;
use super::lines::broken;
use super::reader::{Feed, Limits};
use super::row::Row;
use crate::extract::charset;
#[cfg(feature = "html")]
use crate::extract::page;

/// Characters a first line may have to pass for a headline.
const LONGEST_TITLE: usize = 200;

/// Reads one file as one article.
pub(super) struct Document<R> {
    input: Option<R>,
    format: Format,
    source: Arc<Source>,
    limits: Limits,
    kind: &'static str,
}

impl<R: Read> Document<R> {
    pub(super) fn new(
        input: R,
        format: Format,
        source: &Arc<Source>,
        (limits, kind): (Limits, &'static str),
    ) -> Self {
        Document { input: Some(input), format, source: Arc::clone(source), limits, kind }
    }

    fn read(&self, input: R, batch: &mut Batch) {
        let mut bytes = Vec::new();
        let outcome = input.take(self.limits.record.saturating_add(1)).read_to_end(&mut bytes);
        if bytes.len() as u64 > self.limits.record {
            return batch.reject(Spot::Whole, too_long(self.limits.record));
        }
        let cut = outcome.err().map(|error| broken(self.kind, &error));
        let content = match self.format {
            Format::Html => Content::Page(bytes),
            _ => Content::Text(bytes),
        };
        batch.add(Crude { spot: Spot::Whole, content, cut });
    }
}

impl<R: Read + Send> Feed for Document<R> {
    fn next_batch(&mut self) -> Option<Batch> {
        let input = self.input.take()?;
        let mut batch = Batch::made(&self.source, self.limits.record);
        self.read(input, &mut batch);
        Some(batch)
    }
}

/// What is known of a document beside its bytes.
pub(super) struct Found<'a> {
    /// Where it came from.
    pub(super) origin: &'a str,
    /// Its address.
    pub(super) url: Option<&'a str>,
    /// The charset it was sent with.
    pub(super) charset: Option<&'a str>,
}

/// The line of a plain text.
pub(super) fn text_line(bytes: &[u8], found: &Found<'_>, fields: &FieldMap) -> Result<Made, String> {
    must_be_text(bytes)?;
    let text = charset::decode(bytes, found.charset);
    let values = [
        (Field::Id, found.url.or(Some(found.origin))),
        (Field::Url, found.url),
        (Field::Title, headline(&text)),
        (Field::Text, Some(&*text)),
    ];
    let values = values.into_iter().filter_map(|(field, value)| Some((field, value?))).collect();
    let line = Row { fields, values, extra: vec![("origin", found.origin)] }.line();
    made(line, &text)
}

/// An image under the name of a page would be read as a story of odd letters.
fn must_be_text(bytes: &[u8]) -> Result<(), String> {
    let reason = "binary data, though it says it is text (UTF-16 needs its byte order mark)";
    if charset::is_binary(bytes) { Err(reason.to_owned()) } else { Ok(()) }
}

fn made(line: serde_json::Result<Vec<u8>>, text: &str) -> Result<Made, String> {
    let line = line.map_err(|error| error.to_string())?;
    Ok(Made { line, has_text: !text.trim().is_empty(), cut: None })
}

/// The first line of a text if it is short and a blank line follows.
fn headline(text: &str) -> Option<&str> {
    let mut lines = text.trim_start().lines();
    let first = lines.next()?.trim();
    let apart = lines.next().is_some_and(|second| second.trim().is_empty());
    (apart && first.chars().count() <= LONGEST_TITLE && lines.any(|line| !line.trim().is_empty()))
        .then_some(first)
}

/// The line of an HTML page.
#[cfg(feature = "html")]
pub(super) fn page_line(bytes: &[u8], found: &Found<'_>, fields: &FieldMap) -> Result<Made, String> {
    must_be_text(bytes)?;
    let page = page::extract(&page::decode(bytes, found.charset), found.url);
    made(super::row::page_line(&page, found.origin, fields), &page.text)
}

/// The line of an HTML page: not without the feature.
#[cfg(not(feature = "html"))]
pub(super) fn page_line(_: &[u8], _: &Found<'_>, _: &FieldMap) -> Result<Made, String> {
    Err("an HTML page, and this build was made without the feature `html`".to_owned())
}
