//! What `check` and `compare` answer, as JSON and as prose for a terminal.

use std::fmt::Write;

use serde::Serialize;

use crate::article::Article;
use crate::pipeline::check::{Checked, Match, Source};
use crate::pipeline::side::Span;

use super::json::fraction;
use super::style::{Style, one_line};

/// One answer of `check --json`.
#[derive(Debug, Serialize)]
pub struct Answer<'a> {
    /// What was checked.
    pub article: Subject<'a>,
    /// The strongest relation that is a reprint, or `none`.
    pub verdict: &'static str,
    /// The likely source, among all that matches: more than are shown.
    pub source: Option<&'a Source>,
    /// The matches, strongest first.
    pub matches: Vec<Line<'a>>,
    /// Microseconds taken.
    pub elapsed_us: u64,
}

/// The article that was checked.
#[derive(Debug, Serialize)]
pub struct Subject<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its headline.
    pub title: Option<&'a str>,
    /// Words of its body.
    pub words: u32,
    /// Whether the body was too short to judge.
    pub too_short: bool,
    /// The agency it credits.
    pub credit: Option<&'a str>,
}

/// One match.
#[derive(Debug, Serialize)]
pub struct Line<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its outlet, as stated.
    pub outlet: Option<&'a str>,
    /// Its headline.
    pub title: Option<&'a str>,
    /// Its address.
    pub url: Option<&'a str>,
    /// When it says it was published.
    pub published: Option<String>,
    /// What the two are to each other.
    pub relation: &'static str,
    /// Whether one carries the other's copy.
    pub reprint: bool,
    /// Whose text stands in whose; `a` is the article that was checked.
    pub direction: &'static str,
    /// Resemblance of their shingle sets, 0 to 1.
    pub jaccard: f64,
    /// Share of the article's own words that stand in the match, 0 to 1.
    pub coverage_a: f64,
    /// Share of the match's own words that stand in the article, 0 to 1.
    pub coverage_b: f64,
    /// Words of the longest passage.
    pub longest_run: u32,
    /// Whether both have the same headline.
    pub same_headline: bool,
    /// The passages, in the order of the article.
    pub passages: &'a [Span],
    /// The agency the match credits.
    pub credit: Option<&'a str>,
    /// The rule that decided.
    pub why: &'static str,
}

/// One match as JSON.
#[must_use]
pub fn line(found: &Match) -> Line<'_> {
    let (article, verdict) = (&found.article, &found.comparison.verdict);
    Line {
        id: &article.id,
        outlet: article.outlet.as_deref(),
        title: article.title.as_deref(),
        url: article.url.as_deref(),
        published: article.published.map(|published| published.to_string()),
        relation: verdict.relation.name(),
        reprint: verdict.reprint,
        direction: verdict.direction.name(),
        jaccard: fraction(found.comparison.jaccard),
        coverage_a: fraction(verdict.coverage[0]),
        coverage_b: fraction(verdict.coverage[1]),
        longest_run: found.comparison.longest,
        same_headline: found.comparison.same_headline,
        passages: &found.comparison.passages,
        credit: found.credit,
        why: verdict.why.sentence(),
    }
}

/// The answer as JSON.
#[must_use]
pub fn answer<'a>(article: &'a Article<'_>, checked: &'a Checked) -> Answer<'a> {
    Answer {
        article: Subject {
            id: &article.id,
            title: article.title.as_deref(),
            words: checked.words,
            too_short: !checked.judged,
            credit: checked.credit,
        },
        verdict: checked.verdict.map_or("none", |relation| relation.name()),
        source: checked.source.as_ref(),
        matches: checked.matches.iter().map(line).collect(),
        elapsed_us: u64::try_from(checked.elapsed.as_micros()).unwrap_or(u64::MAX),
    }
}

/// The answer as prose. `passages` of each match are shown, the longest first.
#[must_use]
pub fn prose(article: &Article<'_>, checked: &Checked, style: Style) -> String {
    let mut out = String::new();
    let name = article.title.as_deref().unwrap_or(&article.id);
    let verdict = match checked.verdict {
        _ if !checked.judged => "too short to judge".to_owned(),
        None => "no reprint found".to_owned(),
        Some(relation) => relation.name().replace('_', " "),
    };
    let _ = writeln!(out, "{}  ({} words)", style.bold(&one_line(name)), checked.words);
    let _ = writeln!(out, "verdict: {}", style.verdict(&verdict, checked.verdict.is_some()));
    if let Some(source) = &checked.source {
        let _ = writeln!(out, "likely source: {}  ({})", style.bold(&one_line(&source.id)), source.why);
    }
    if let (Some(own), Some(other)) = (checked.credit, conflicting(checked)) {
        let _ = writeln!(out, "note: it credits {own}, the copy it shares credits {other}");
    }
    for found in &checked.matches {
        out.push('\n');
        out.push_str(&match_prose(&article.text, found, style));
    }
    out
}

/// The agency that the best match credits, where the article credits another.
fn conflicting(checked: &Checked) -> Option<&'static str> {
    let other = checked.matches.iter().find(|found| found.is_reprint())?.credit?;
    (Some(other) != checked.credit).then_some(other)
}

/// One match as prose.
#[must_use]
pub fn match_prose(text: &str, found: &Match, style: Style) -> String {
    let mut out = String::new();
    let (article, verdict) = (&found.article, &found.comparison.verdict);
    let relation = verdict.relation.name().replace('_', " ");
    let published = article.published.map(|published| published.to_string());
    let about = [article.outlet.as_deref(), published.as_deref(), found.credit, Some(&article.id)];
    let about: Vec<String> = about.into_iter().flatten().map(one_line).collect();
    let _ =
        writeln!(out, "{}  {}", style.verdict(&format!("{relation:<11}"), verdict.reprint), about.join("  "));
    if let Some(title) = &article.title {
        let same = if found.comparison.same_headline { "  (same headline)" } else { "" };
        let _ = writeln!(out, "  {}{same}", style.bold(&one_line(title)));
    }
    let percent = |share: f32| (100.0 * share).round() as u32;
    let _ = writeln!(
        out,
        "  {}% of this text stands in it, {}% of it stands here; {}",
        percent(verdict.coverage[0]),
        percent(verdict.coverage[1]),
        verdict.why.sentence()
    );
    let mut passages: Vec<&Span> = found.comparison.passages.iter().collect();
    passages.sort_by_key(|span| std::cmp::Reverse(span.words));
    for span in passages.iter().take(3) {
        let _ = writeln!(out, "  {:>4} words  {}", span.words, style.passage(&excerpt(text, span.article)));
    }
    if passages.len() > 3 {
        let _ = writeln!(out, "  and {} more passages", passages.len() - 3);
    }
    out
}

/// The beginning and end of a passage, on one line.
fn excerpt(text: &str, [start, end]: [u32; 2]) -> String {
    const SHOWN: usize = 60;
    let passage = text.get(start as usize..end as usize).unwrap_or_default();
    let line = passage.split_whitespace().collect::<Vec<_>>().join(" ");
    let count = line.chars().count();
    if count <= 2 * SHOWN + 3 {
        return one_line(&line);
    }
    let head: String = line.chars().take(SHOWN).collect();
    let tail: String = line.chars().skip(count - SHOWN).collect();
    one_line(&format!("{head} … {tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_passage_is_shown_by_its_ends() {
        let text = "word ".repeat(100);
        let shown = excerpt(&text, [0, 500]);
        assert!(shown.contains(" … ") && shown.chars().count() < 130);
        assert_eq!(excerpt("one\n two", [0, 8]), "one two");
        assert_eq!(excerpt("short", [3, 99]), "");
    }
}
