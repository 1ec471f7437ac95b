//! The two files of the corpus.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use serde::Serialize;

use super::Failure;
use super::label::Pair;
use super::page::Article;

/// Writes `news.jsonl` and `pairs.jsonl`, or with `check` fails unless they are already as they would be written.
pub fn all(root: &Path, check: bool, articles: &[Article], pairs: &[Pair]) -> Result<(), Failure> {
    distinct(articles, pairs)?;
    let news: Vec<String> = articles.iter().map(article).collect::<Result<_, _>>()?;
    let labels: Vec<String> = pairs.iter().enumerate().map(label).collect::<Result<_, _>>()?;
    for (name, lines) in [("news.jsonl", news), ("pairs.jsonl", labels)] {
        file(&root.join(name), check, &(lines.join("\n") + "\n"))?;
    }
    let yes = pairs.iter().filter(|pair| pair.reprint == "yes").count();
    let no = pairs.iter().filter(|pair| pair.reprint == "no").count();
    eprintln!("{} articles, {} pairs: {yes} reprints, {no} not", articles.len(), pairs.len());
    Ok(())
}

/// Every pair must name two articles there are, and no two articles may go by one id.
fn distinct(articles: &[Article], pairs: &[Pair]) -> Result<(), Failure> {
    let mut known = HashSet::new();
    if let Some(twice) = articles.iter().find(|article| !known.insert(article.known_as.as_str())) {
        return Err(format!("two articles are called {}", twice.known_as).into());
    }
    let mut ends = pairs.iter().flat_map(|pair| [pair.a.as_str(), pair.b.as_str()]);
    match ends.find(|end| !known.contains(end)) {
        Some(stranger) => Err(format!("a pair names {stranger}, which is not an article").into()),
        None => Ok(()),
    }
}

fn file(path: &Path, check: bool, text: &str) -> Result<(), Failure> {
    if !check {
        return Ok(fs::write(path, text)?);
    }
    if fs::read_to_string(path)? == text {
        return Ok(());
    }
    Err(format!("{} is not what the stories give: run `generate corpus`", path.display()).into())
}

#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    url: &'a str,
    outlet: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    lang: &'a str,
    text: &'a str,
}

fn article(article: &Article) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Record {
        id: &article.id,
        url: &article.url,
        outlet: &article.outlet_name,
        title: &article.title,
        published: article.published.as_deref(),
        lang: &article.lang,
        text: &article.text,
    })
}

#[derive(Serialize)]
struct Label<'a> {
    pair: String,
    a: &'a str,
    b: &'a str,
    relations: &'a [String],
    reprint: &'a str,
    direction: &'a str,
    share: f64,
    same_headline: bool,
    set: &'static str,
    stratum: &'a str,
}

fn label((number, pair): (usize, &Pair)) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Label {
        pair: format!("c{:03}", number + 1),
        a: &pair.a,
        b: &pair.b,
        relations: &pair.relations,
        reprint: &pair.reprint,
        direction: &pair.direction,
        share: pair.share.round(),
        same_headline: pair.same_headline,
        set: "corpus",
        stratum: &pair.stratum,
    })
}
