//! What is known of a pair from how its articles were made.

use super::desk::Recipe;
use super::page::Article;

/// One labelled pair.
pub struct Pair {
    /// An article.
    pub a: String,
    /// Another.
    pub b: String,
    /// Every relation that is right to name.
    pub relations: Vec<String>,
    /// `yes`, `no` or `contested`.
    pub reprint: String,
    /// `a_in_b`, `b_in_a`, `both` or `none`.
    pub direction: String,
    /// Percent of the shorter article's own words that stand in the other.
    pub share: f64,
    /// Whether the headlines are the same but for decoration.
    pub same_headline: bool,
    /// The kind of case.
    pub stratum: String,
}

/// Bodies of fewer words are too short to judge.
const MIN_WORDS: usize = 30;
/// Furnished pages of one outlet, compared so far apart in the corpus.
const SAME_OUTLET: usize = 3;
/// Unrelated articles, compared so far apart.
const UNRELATED: [usize; 2] = [37, 101];

/// Every pair that is worth labelling.
pub fn pairs(articles: &[Article]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (number, a) in articles.iter().enumerate() {
        for b in articles.iter().skip(number + 1) {
            pairs.extend(of_one_story(a, b).or_else(|| carried(a, b)));
        }
    }
    pairs.extend(furnished(articles));
    pairs.extend(unrelated(articles));
    pairs
}

/// Two versions of a story, two notices of one form.
fn of_one_story(a: &Article, b: &Article) -> Option<Pair> {
    if a.story != b.story || (a.recipe, b.recipe).0 == Recipe::Digest || b.recipe == Recipe::Digest {
        return None;
    }
    let (relations, stratum): (&[&str], &str) = match (a.recipe, b.recipe) {
        (Recipe::Form, Recipe::Form) => return Some(denied(a, b, &["template"], &a.story)),
        (Recipe::Rival, Recipe::Partial) => (&["extended", "embedded"], "extended"),
        (Recipe::Partial, _) | (_, Recipe::Partial) if a.recipe.is_whole() || b.recipe.is_whole() => {
            (&["partial"], "partial")
        }
        (Recipe::Partial, _) | (_, Recipe::Partial | Recipe::Host | Recipe::RoundUp) | (Recipe::Host, _) => {
            return None;
        }
        (_, Recipe::Rival) | (Recipe::Rival, _) => return Some(denied(a, b, &["same_event"], "same_event")),
        (x, y) if x.is_whole() && y.is_whole() => (&["identical"], whole_stratum(x, y)),
        (x, y) if x.is_whole() || y.is_whole() => rewritten(if x.is_whole() { y } else { x })?,
        (Recipe::LightEdit, Recipe::Trimmed) | (Recipe::Trimmed, Recipe::LightEdit) => {
            (&["trimmed"], "trimmed")
        }
        _ => return None,
    };
    Some(copied(a, b, relations, stratum))
}

fn whole_stratum(a: Recipe, b: Recipe) -> &'static str {
    match (a, b) {
        (Recipe::Disguised, _) | (_, Recipe::Disguised) => "disguised",
        (Recipe::Fused, _) | (_, Recipe::Fused) => "fused",
        _ => "identical",
    }
}

fn rewritten(recipe: Recipe) -> Option<(&'static [&'static str], &'static str)> {
    Some(match recipe {
        Recipe::LightEdit => (&["light_edit"], "light_edit"),
        Recipe::Trimmed => (&["trimmed"], "trimmed"),
        Recipe::Extended => (&["extended"], "extended"),
        Recipe::Update => (&["update"], "update"),
        _ => return None,
    })
}

/// A page that carries a story whole or begins to tell it, and the story's own page. Also any two agency pages that
/// share a paragraph.
fn carried(a: &Article, b: &Article) -> Option<Pair> {
    let (page, story) = if a.recipe == Recipe::Source { (b, a) } else { (a, b) };
    if story.recipe != Recipe::Source || story.body.words_in(&page.body) < 8 {
        return None;
    }
    match page.recipe {
        Recipe::Host if page.story == story.story => {
            Some(copied(a, b, &["embedded", "extended"], "related_posts"))
        }
        Recipe::Host => Some(copied(a, b, &["identical", "extended", "embedded"], "related_posts")),
        Recipe::RoundUp => Some(copied(a, b, &["embedded"], "round_up")),
        Recipe::Digest => Some(copied(a, b, &["partial", "embedded"], "lede")),
        Recipe::Source => Some(copied(a, b, &["partial", "same_event"], "background")),
        _ => None,
    }
}

/// Other stories of one outlet, under the same furniture.
fn furnished(articles: &[Article]) -> Vec<Pair> {
    let outlets: std::collections::BTreeSet<&str> =
        articles.iter().filter(|article| article.furnished).map(|article| article.outlet.as_str()).collect();
    let mut pairs = Vec::new();
    for outlet in outlets {
        let pages: Vec<&Article> = articles.iter().filter(|article| article.outlet == outlet).collect();
        let apart = pages.iter().zip(pages.iter().skip(SAME_OUTLET)).step_by(2).take(5);
        pairs.extend(
            apart
                .filter(|(a, b)| strangers(a, b))
                .map(|(a, b)| denied(a, b, &["boilerplate", "unrelated"], "boilerplate")),
        );
    }
    pairs
}

fn unrelated(articles: &[Article]) -> Vec<Pair> {
    let apart = |step: usize| articles.iter().zip(articles.iter().skip(step)).step_by(13);
    let pairs = UNRELATED.iter().flat_map(|step| apart(*step));
    pairs.filter(|(a, b)| strangers(a, b)).map(|(a, b)| denied(a, b, &["unrelated"], "unrelated")).collect()
}

fn strangers(a: &Article, b: &Article) -> bool {
    a.story != b.story && a.body.words_in(&b.body) == 0
}

fn denied(a: &Article, b: &Article, relations: &[&str], stratum: &str) -> Pair {
    Pair { reprint: "no".to_owned(), direction: "none".to_owned(), ..copied(a, b, relations, stratum) }
}

fn copied(a: &Article, b: &Article, relations: &[&str], stratum: &str) -> Pair {
    let (words_a, words_b) = (a.body.words().max(1), b.body.words().max(1));
    let words = a.body.words_in(&b.body).min(b.body.words_in(&a.body));
    let share = 100.0 * words as f64 / words_a.min(words_b) as f64;
    let short = words_a.min(words_b) < MIN_WORDS;
    let reprint = if short { "contested" } else { verdict(share) };
    Pair {
        a: a.known_as.clone(),
        b: b.known_as.clone(),
        relations: relations.iter().map(ToString::to_string).collect(),
        reprint: reprint.to_owned(),
        direction: direction(reprint, words as f64 / words_a as f64, words as f64 / words_b as f64)
            .to_owned(),
        share,
        same_headline: bare(&a.headline) == bare(&b.headline),
        stratum: if short { "tiny" } else { stratum }.to_owned(),
    }
}

/// A reprint is copy of about a quarter or more of the shorter story.
fn verdict(share: f64) -> &'static str {
    match share {
        30.0.. => "yes",
        22.0.. => "contested",
        _ => "no",
    }
}

fn direction(reprint: &str, coverage_a: f64, coverage_b: f64) -> &'static str {
    match coverage_a - coverage_b {
        _ if reprint == "no" => "none",
        0.08.. => "a_in_b",
        ..-0.08 => "b_in_a",
        _ => "both",
    }
}

/// A headline without its version tag.
fn bare(headline: &str) -> &str {
    headline.strip_prefix("UPDATE 1-").unwrap_or(headline)
}
