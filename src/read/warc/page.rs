//! Whether an archived record holds an article, and its line if so.

use super::header::Header;
use super::http::Response;
use crate::read::document::{Found, page_line, text_line};
use crate::read::fields::FieldMap;

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

/// The line of an article; `None` when the record turns out to hold none.
pub(super) fn line(
    header: &Header,
    content: &[u8],
    origin: &str,
    fields: &FieldMap,
    limit: u64,
) -> Result<Option<Vec<u8>>, String> {
    let url = header.get("WARC-Target-URI").map(|url| url.trim_matches(['<', '>']));
    let about = header.lower("Content-Type");
    let found = |charset| Found { origin, url, charset };
    if about.starts_with("text/plain") {
        return text_line(content, &found(charset(&about)), fields).map(Some);
    }
    if about.contains("html") {
        return page_line(content, &found(charset(&about)), fields).map(Some);
    }
    let response = Response::parse(content).ok_or("no HTTP response, though it says so")?;
    if !is_page(&response) {
        return Ok(None);
    }
    let about = response.header.lower("Content-Type");
    page_line(&response.decoded(limit)?, &found(charset(&about)), fields).map(Some)
}

/// A good status and HTML by its type, or by its beginning where no type is given.
fn is_page(response: &Response) -> bool {
    let about = response.header.lower("Content-Type");
    let good = matches!(response.status(), Some(200..=299));
    good && (about.contains("html") || (about.is_empty() && begins_like_page(&response.body)))
}

fn begins_like_page(body: &[u8]) -> bool {
    let start: Vec<u8> = body.trim_ascii_start().iter().take(15).map(u8::to_ascii_lowercase).collect();
    start.starts_with(b"<!doctype html") || start.starts_with(b"<html")
}

fn charset(about: &str) -> Option<&str> {
    let (_, value) = about.split_once("charset=")?;
    value.split([';', ',', ' ']).next().map(|label| label.trim_matches(['"', '\'']))
}
