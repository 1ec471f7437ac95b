//! The corpus that is measured on, as a file, and the truth about it.

use std::io::{BufWriter, Write};

use serde::Serialize;
use tempfile::NamedTempFile;

use crate::article::Article;
use crate::error::{Error, Result};
use crate::generate::{Generated, Generator};

use super::BenchOptions;
use super::gold::read_gold;
use super::truth::Truth;

/// One file of articles and what is known of them.
pub(super) struct Workload {
    /// The file's name.
    pub path: String,
    /// What it is, for a reader and for comparing like with like.
    pub name: String,
    /// Whose copy is where, as far as it is known.
    pub truth: Truth,
    /// Deletes the generated file when the work is done.
    _generated: Option<NamedTempFile>,
}

impl Workload {
    /// The given file, or a generated one.
    pub(super) fn new(options: &BenchOptions) -> Result<Self> {
        let Some(input) = &options.input else { return generate(options.articles, options.seed) };
        let truth = options.gold.as_deref().map(read_gold).transpose()?.unwrap_or_default();
        Ok(Self { path: input.clone(), name: input.clone(), truth, _generated: None })
    }
}

/// Writes a world article by article: however large it is, one article is held at a time, and its truth.
fn generate(articles: u64, seed: u64) -> Result<Workload> {
    let failed = |source| Error::Write { path: "temporary file for the generated corpus".into(), source };
    let file =
        tempfile::Builder::new().prefix("reprint-bench-").suffix(".jsonl").tempfile().map_err(failed)?;
    let mut out = BufWriter::with_capacity(1 << 18, file);
    let mut truth = Truth::of_a_world();
    for (number, Generated { article, truth: planted }) in (0..).zip(Generator::new(seed, articles)) {
        write(&article, &mut out).map_err(failed)?;
        truth.plant(number, planted);
    }
    let file = out.into_inner().map_err(|error| failed(error.into_error()))?;
    Ok(Workload {
        path: file.path().to_string_lossy().into_owned(),
        name: format!("{articles} generated articles of seed {seed}"),
        truth,
        _generated: Some(file),
    })
}

/// The usual names of the fields.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    url: Option<&'a str>,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    published: Option<String>,
    lang: Option<&'a str>,
    text: &'a str,
}

/// An article as one line of JSON, under the usual names of its fields.
fn as_line<'a>(article: &'a Article<'_>) -> Line<'a> {
    Line {
        id: &article.id,
        url: article.url.as_deref(),
        outlet: article.outlet.as_deref(),
        title: article.title.as_deref(),
        published: article.published.map(|published| published.to_string()),
        lang: article.lang.as_deref(),
        text: &article.text,
    }
}

fn write(article: &Article<'_>, out: &mut impl Write) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, &as_line(article))?;
    out.write_all(b"\n")
}

/// An article as it is written.
pub(super) fn line(article: &Article<'_>) -> Vec<u8> {
    serde_json::to_vec(&as_line(article)).unwrap_or_default()
}
