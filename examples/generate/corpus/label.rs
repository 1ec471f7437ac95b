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
/// Of the pairs of two papers' copies, every so manyth is kept: the agency's own page is in all the others.
const COPIES_KEPT: usize = 6;
/// Furnished pages of one outlet, compared so far apart in the corpus.
const SAME_OUTLET: usize = 3;
/// Unrelated articles, compared so far apart.
const UNRELATED: [usize; 2] = [37, 101];

/// Every pair that is worth labelling.
pub fn pairs(articles: &[Article]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (number, a) in articles.iter().enumerate() {
        for b in articles.iter().skip(number + 1) {
            pairs.extend(of_one_story(a, b).or_else(|| carried(a, b)).map(|pair| (a, b, pair)));
        }
    }
    let mut pairs = thinned(pairs);
    pairs.extend(furnished(articles));
    pairs.extend(unrelated(articles));
    pairs
}

fn thinned(pairs: Vec<(&Article, &Article, Pair)>) -> Vec<Pair> {
    let mut copies = 0;
    let mut kept = |a: &Article, b: &Article, pair: &Pair| {
        let between_copies = pair.reprint != "no" && ![a.recipe, b.recipe].contains(&Recipe::Source);
        copies += usize::from(between_copies);
        !between_copies || copies % COPIES_KEPT == 0
    };
    pairs.into_iter().filter(|(a, b, pair)| kept(a, b, pair)).map(|(_, _, pair)| pair).collect()
}

/// Two versions of a story, two notices of one form.
fn of_one_story(a: &Article, b: &Article) -> Option<Pair> {
    if a.story != b.story || [a.recipe, b.recipe].contains(&Recipe::Digest) {
        return None;
    }
    if let Some((relations, stratum)) = not_copied(a, b) {
        return Some(denied(a, b, relations, stratum));
    }
    let (relations, stratum) = match (a.recipe, b.recipe) {
        (x, y) if x.is_whole() && y.is_whole() => whole(x, y),
        (x, y) if [x, y].contains(&Recipe::Partial) => lifted(a, b)?,
        _ => rewritten(a, b)?,
    };
    Some(copied(a, b, relations, stratum))
}

/// Relations that are right to name, and the kind of case.
type Case<'a> = (&'static [&'static str], &'a str);

fn not_copied<'a>(a: &'a Article, b: &Article) -> Option<Case<'a>> {
    match (a.recipe, b.recipe) {
        (Recipe::Form, Recipe::Form) => Some((&["template"], &a.story)),
        (Recipe::Partial | Recipe::Host, _) | (_, Recipe::Partial | Recipe::Host) => None,
        (_, Recipe::Rival) | (Recipe::Rival, _) => Some((&["same_event"], "same_event")),
        _ => None,
    }
}

fn whole(a: Recipe, b: Recipe) -> Case<'static> {
    match (a, b) {
        (Recipe::Fused, _) | (_, Recipe::Fused) => (&["identical", "light_edit"], "fused"),
        (Recipe::Disguised, _) | (_, Recipe::Disguised) => (&["identical"], "disguised"),
        _ => (&["identical"], "identical"),
    }
}

/// The account that lifts two paragraphs holds another's account whole, and less of the agency's; where that is half of
/// the shorter all the same, it has been extended.
fn lifted(a: &Article, b: &Article) -> Option<Case<'static>> {
    match (a.recipe, b.recipe) {
        (Recipe::Rival, _) | (_, Recipe::Rival) => Some((&["extended", "embedded"], "extended")),
        _ if !a.recipe.is_whole() && !b.recipe.is_whole() => None,
        _ if share(a, b) >= 50.0 => Some((&["extended", "partial"], "partial")),
        _ => Some((&["partial"], "partial")),
    }
}

/// Words of each that stand in the other, in percent of the shorter article.
fn share(a: &Article, b: &Article) -> f64 {
    let words = a.body.words_in(&b.body).min(b.body.words_in(&a.body));
    100.0 * words as f64 / a.body.words().min(b.body.words()).max(1) as f64
}

/// Whether one has lost more than a tenth of the other's length.
fn shortened(a: &Article, b: &Article) -> bool {
    let (a, b) = (a.body.words(), b.body.words());
    10 * a.min(b) < 9 * a.max(b)
}

/// What the one that is not whole is to the one that is, or two cut or edited versions to each other.
fn rewritten(a: &Article, b: &Article) -> Option<Case<'static>> {
    let rewritten = match (a.recipe, b.recipe) {
        (whole, other) | (other, whole) if whole.is_whole() => other,
        (Recipe::LightEdit, Recipe::Trimmed) | (Recipe::Trimmed, Recipe::LightEdit) => Recipe::Trimmed,
        _ => return None,
    };
    Some(match rewritten {
        // In a language with few synonyms the desk may have found nothing to change.
        Recipe::LightEdit if a.body.text() == b.body.text() => (&["identical"], "identical"),
        Recipe::LightEdit if shortened(a, b) => (&["light_edit", "trimmed"], "light_edit"),
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
        Recipe::Source => Some(denied(a, b, &["partial", "same_event"], "background")),
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
        let apart = pages.iter().zip(pages.iter().skip(SAME_OUTLET)).take(8);
        pairs.extend(
            apart
                .filter(|(a, b)| strangers(a, b))
                .map(|(a, b)| denied(a, b, &["boilerplate", "unrelated"], "boilerplate")),
        );
    }
    pairs
}

fn unrelated(articles: &[Article]) -> Vec<Pair> {
    let apart = |step: usize| articles.iter().zip(articles.iter().skip(step)).step_by(5);
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
    let share = share(a, b);
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
