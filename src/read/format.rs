//! What a file holds: told by its name, else by its first bytes.

use std::path::Path;
use std::str::FromStr;

use super::fields::{Field, FieldMap};

/// A format this crate reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// One JSON object a line.
    JsonLines,
    /// A JSON array of objects, or objects one after another however they are spaced.
    JsonArray,
    /// Comma-separated values with a header.
    Csv,
    /// Tab-separated values with a header.
    Tsv,
    /// Apache Parquet.
    Parquet,
    /// A web archive.
    Warc,
    /// One HTML page.
    Html,
    /// One plain-text article.
    Text,
}

impl Format {
    /// Tells the format of decoded bytes; `None` for a binary file of no known kind.
    pub(super) fn tell(path: &Path, sample: &[u8], fields: &FieldMap) -> Option<Format> {
        let sample = sample.strip_prefix(super::batch::BOM).unwrap_or(sample);
        match by_name(path) {
            Named::Is(format) => Some(format),
            Named::SomeJson => Some(json_layout(sample)),
            Named::Unknown => by_content(sample, fields),
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match by_extension(name) {
            Named::Is(format) => Ok(format),
            Named::SomeJson => Ok(Format::JsonArray),
            Named::Unknown => {
                Err(format!("{name}: not a format; one of jsonl, json, csv, tsv, parquet, warc, html, txt"))
            }
        }
    }
}

/// What a name says.
enum Named {
    Is(Format),
    SomeJson,
    Unknown,
}

fn by_name(path: &Path) -> Named {
    let extension = |path: &Path| path.extension().map(|ext| ext.to_string_lossy().to_ascii_lowercase());
    match extension(path).as_deref() {
        Some("gz" | "zst" | "zstd" | "bz2") => by_name(&path.with_extension("")),
        Some(extension) => by_extension(extension),
        None => Named::Unknown,
    }
}

fn by_extension(extension: &str) -> Named {
    Named::Is(match extension {
        "jsonl" | "ndjson" | "jl" | "jsonlines" | "json-lines" => Format::JsonLines,
        "json" => return Named::SomeJson,
        "csv" => Format::Csv,
        "tsv" | "tab" => Format::Tsv,
        "parquet" | "pq" => Format::Parquet,
        "warc" | "arc" => Format::Warc,
        "html" | "htm" | "xhtml" => Format::Html,
        "txt" | "text" | "md" => Format::Text,
        _ => return Named::Unknown,
    })
}

/// JSON Lines when the first line is a whole object or has no end in sight; pretty-printed JSON breaks its first line.
fn json_layout(sample: &[u8]) -> Format {
    let start = sample.trim_ascii_start();
    let line = start.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let whole = || serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok();
    match start.first() {
        Some(b'{') if line.len() == start.len() || whole() => Format::JsonLines,
        Some(_) => Format::JsonArray,
        None => Format::JsonLines,
    }
}

fn by_content(sample: &[u8], fields: &FieldMap) -> Option<Format> {
    let start = sample.trim_ascii_start();
    let head: Vec<u8> = start.iter().take(512).map(u8::to_ascii_lowercase).collect();
    match head.as_slice() {
        [] => Some(Format::JsonLines),
        [b'{', ..] => Some(json_layout(start)),
        [b'[', rest @ ..] if matches!(rest.trim_ascii_start().first(), Some(b'{' | b']')) => {
            Some(Format::JsonArray)
        }
        [b'w', b'a', b'r', b'c', b'/', ..] => Some(Format::Warc),
        _ if head.starts_with(b"filedesc:") => Some(Format::Warc),
        _ if start.starts_with(b"PAR1") => Some(Format::Parquet),
        _ if is_page(&head) => Some(Format::Html),
        _ if is_binary(start) => None,
        _ => Some(table(start, fields).unwrap_or(Format::Text)),
    }
}

fn is_page(head: &[u8]) -> bool {
    let markup = head.first() == Some(&b'<');
    markup
        && ["<!doctype html", "<html", "<head", "<body", "<title", "<meta"]
            .iter()
            .any(|tag| memchr::memmem::find(head, tag.as_bytes()).is_some())
}

/// Text of any charset has no NUL; UTF-16 has, but says so with its mark.
fn is_binary(start: &[u8]) -> bool {
    let utf_16 = start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF");
    !utf_16 && start.contains(&0)
}

/// A table when one cell of its first line names the text or the title.
fn table(start: &[u8], fields: &FieldMap) -> Option<Format> {
    let line = start.split(|&byte| byte == b'\n').next()?;
    let line = std::str::from_utf8(line).ok()?;
    [(Format::Tsv, '\t'), (Format::Csv, ',')].into_iter().find_map(|(format, separator)| {
        let cells: Vec<_> = line.split(separator).map(|cell| cell.trim().trim_matches('"')).collect();
        let named = |cell: &&str| matches!(fields.lookup(cell), Some((Field::Text | Field::Title, _)));
        (cells.len() > 1 && cells.iter().any(named)).then_some(format)
    })
}
