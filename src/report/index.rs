//! What the index commands print.

use std::fmt::Write;

use serde::Serialize;
use serde_json::{Value, json};

use crate::article::Article;
use crate::index::Info;
use crate::index::format::Part;
use crate::pipeline::filing;
use crate::sketch::curve;

/// One exported article, under the names by which it can be read again.
#[derive(Debug, Serialize)]
pub struct Exported<'a> {
    id: &'a str,
    origin: &'a str,
    url: Option<&'a str>,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    published: Option<String>,
    lang: Option<&'a str>,
    text: &'a str,
}

/// An article as a line of an export.
#[must_use]
pub fn exported<'a>(article: &'a Article<'_>) -> Exported<'a> {
    Exported {
        id: &article.id,
        origin: &article.origin,
        url: article.url.as_deref(),
        outlet: article.outlet.as_deref(),
        title: article.title.as_deref(),
        published: article.published.map(|published| published.to_string()),
        lang: article.lang.as_deref(),
        text: &article.text,
    }
}

/// The figures of an index as JSON.
#[must_use]
pub fn info_json(info: &Info) -> Value {
    let per_article = |bytes: u64| bytes as f64 / info.articles.max(1) as f64;
    let parts: serde_json::Map<String, Value> = info
        .parts
        .iter()
        .map(|(name, &bytes)| {
            (part_name(name).to_owned(), json!({ "bytes": bytes, "per_article": per_article(bytes) }))
        })
        .collect();
    json!({
        "format": info.format, "parameters": format!("{:016x}", info.parameters), "generation": info.generation,
        "articles": info.articles, "deleted": info.deleted, "segments": info.segments, "stores_text": info.store_text,
        "text_bytes": info.text_bytes, "bytes": info.bytes, "bytes_per_article": per_article(info.bytes), "parts": parts,
    })
}

/// The figures of an index as a table.
#[must_use]
pub fn info_prose(info: &Info) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "articles    {} in {} segments, {} removed ones not yet let go",
        info.articles, info.segments, info.deleted
    );
    let _ = writeln!(
        out,
        "format      {}, parameters {:016x}, commit {}",
        info.format, info.parameters, info.generation
    );
    let _ = writeln!(
        out,
        "text        {}, {} bytes before compression",
        if info.store_text { "kept" } else { "not kept" },
        info.text_bytes
    );
    let mut row = |name: &str, bytes: u64| {
        let per_article = bytes as f64 / info.articles.max(1) as f64;
        let _ = writeln!(out, "{name:<22} {bytes:>14}  {per_article:>9.1} an article");
    };
    row("bytes", info.bytes);
    for (name, &bytes) in &info.parts {
        row(&format!("  {}", part_name(name)), bytes);
    }
    out
}

/// The one section that the index carries without knowing it goes by what it holds.
fn part_name(name: &str) -> &str {
    if name == Part::extra(filing::FURNITURE).to_string() { "furniture" } else { name }
}

/// What share of reprints the sketches find.
#[must_use]
pub fn curve() -> String {
    let mut out = String::from(
        "chance that two articles of the same length become candidates, by resemblance of their shingles\n",
    );
    heads(&mut out, ["resemblance", "bands", "100 words", "400 words", "1000 words"]);
    for step in (1..=10).rev() {
        let j = f64::from(step) / 10.0;
        let [short, middling, long] = [100, 400, 1000].map(|words| curve::found(words, j));
        row(&mut out, &format!("{j:.1}"), [curve::banded(j), short, middling, long]);
    }
    out.push_str(
        "\nchance that a page holding the first words of a story is found, by share of words edited\n",
    );
    heads(&mut out, ["words", "0%", "3%", "8%", "15%"]);
    for words in [25, 35, 45, 60, 90, 150] {
        let found = |edits: f64| curve::printed(words, (1.0 - edits).powi(crate::params::SHINGLE as i32));
        row(&mut out, &words.to_string(), [0.0, 0.03, 0.08, 0.15].map(found));
    }
    out
}

/// A line that says what stands below.
fn heads(out: &mut String, [of, a, b, c, d]: [&str; 5]) {
    let _ = writeln!(out, "{of:>12} {a:>8} {b:>10} {c:>10} {d:>10}");
}

/// A line of chances.
fn row(out: &mut String, of: &str, [a, b, c, d]: [f64; 4]) {
    let _ = writeln!(out, "{of:>12} {a:>8.4} {b:>10.4} {c:>10.4} {d:>10.4}");
}
