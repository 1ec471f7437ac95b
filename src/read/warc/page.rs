//! Whether an archived record holds an article, and its line if so.

use super::header::Header;
use super::http::Response;
use crate::read::crude::Made;
use crate::read::document::{Found, page_line, text_line};
use crate::read::fields::FieldMap;

/// A record that may hold an article.
#[derive(Debug)]
pub(in crate::read) struct Entry {
    pub(super) header: Header,
    /// What is stored, or as much of it as there is.
    pub(in crate::read) content: Vec<u8>,
}

/// Whether a record of this header can hold an article at all.
pub(super) fn may_hold_article(header: &Header) -> bool {
    let about = header.lower("Content-Type");
    match header.lower("WARC-Type").as_str() {
        "response" => !about.starts_with("text/dns"),
        "resource" => about.contains("html"),
        "conversion" => about.contains("html") || about.starts_with("text/plain"),
        _ => false,
    }
}

impl Entry {
    /// The line of the article; `None` when the record turns out to hold none.
    pub(in crate::read) fn made(
        &self,
        origin: &str,
        fields: &FieldMap,
        limit: u64,
    ) -> Result<Option<Made>, String> {
        let about = self.header.lower("Content-Type");
        let found = |charset| Found { origin, url: self.url(), charset };
        let made = if about.starts_with("text/plain") {
            text_line(&self.content, &found(charset(&about)), fields)?
        } else if about.contains("html") {
            page_line(&self.content, &found(charset(&about)), fields)?
        } else {
            let response = Response::parse(&self.content).ok_or("no HTTP response, though it says so")?;
            if !is_page(&response) {
                return Ok(None);
            }
            let about = response.header.lower("Content-Type");
            let body = response.decoded(limit)?;
            let made = page_line(&body.bytes, &found(charset(&about)), fields)?;
            Made { cut: body.cut, ..made }
        };
        Ok(Some(Made { cut: self.truncated().or(made.cut), ..made }))
    }

    fn url(&self) -> Option<&str> {
        self.header.get("WARC-Target-URI").map(|url| url.trim_matches(['<', '>']))
    }

    /// What the crawler says of having stored less than there was.
    fn truncated(&self) -> Option<String> {
        let reason = self.header.get("WARC-Truncated")?;
        Some(format!("the crawler cut it off (WARC-Truncated: {reason})"))
    }
}

/// A good status and HTML by its type, or by its beginning where no type is given.
fn is_page(response: &Response) -> bool {
    let about = response.header.lower("Content-Type");
    let good = matches!(response.status(), Some(200..=299));
    good && (about.contains("html") || (about.is_empty() && begins_like_page(response.body)))
}

/// Whether bytes begin as HTML does.
pub(super) fn begins_like_page(body: &[u8]) -> bool {
    let start: Vec<u8> = body.trim_ascii_start().iter().take(15).map(u8::to_ascii_lowercase).collect();
    start.starts_with(b"<!doctype html") || start.starts_with(b"<html")
}

fn charset(about: &str) -> Option<&str> {
    let (_, value) = about.split_once("charset=")?;
    value.split([';', ',', ' ']).next().map(|label| label.trim_matches(['"', '\'']))
}
