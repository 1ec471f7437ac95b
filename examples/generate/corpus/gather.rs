//! Pages that carry several stories: round-ups of whole briefs, digests of opening paragraphs.

use super::Failure;
use super::body::Body;
use super::desk::Recipe;
use super::notes::{self, Entry};
use super::outlet::Outlets;
use super::page::{Article, Credit, Dress};

/// A kind of such page.
struct Shape {
    recipe: Recipe,
    tag: &'static str,
    headline: &'static str,
    take: fn(&Entry) -> Body,
}

const ROUND_UP: Shape =
    Shape { recipe: Recipe::RoundUp, tag: "-roundup", headline: "In brief", take: with_headline };
const DIGEST: Shape =
    Shape { recipe: Recipe::Digest, tag: "-digest", headline: "The week at a glance", take: opening };

fn with_headline(story: &Entry) -> Body {
    let headline: Vec<String> = story.field("title").into_iter().map(str::to_owned).collect();
    Body::new(&headline).then(story.body())
}

fn opening(story: &Entry) -> Body {
    let body = story.body();
    body.part(0, body.paragraph(1))
}

/// Three briefs to a round-up, and three digests of five long stories.
pub fn pages(stories: &[Entry], outlets: &Outlets) -> Result<Vec<Article>, Failure> {
    let briefs: Vec<&Entry> = stories.iter().filter(|story| story.key.starts_with("brief-")).collect();
    let is_long = |story: &&Entry| story.lang() == "en" && story.body().words() > 200;
    let long: Vec<&Entry> = stories.iter().filter(is_long).collect();
    let round_ups = briefs.chunks_exact(3).map(|three| (&ROUND_UP, three)).enumerate();
    let digests = long.chunks_exact(5).take(3).map(|five| (&DIGEST, five)).enumerate();
    round_ups.chain(digests).map(|(number, (shape, stories))| page(shape, number, stories, outlets)).collect()
}

fn page(shape: &Shape, number: usize, stories: &[&Entry], outlets: &Outlets) -> Result<Article, Failure> {
    let papers = outlets.papers("en");
    let last = stories.last().ok_or("nothing to gather")?;
    let dress = Dress {
        outlet: papers[(5 * number + 2) % papers.len()],
        entry: &last.dated(notes::latest(stories)),
        recipe: shape.recipe,
        tag: shape.tag,
        headline: shape.headline.to_owned(),
        minutes: 2_000,
        credit: Credit::None,
        related: None,
    };
    dress.print(stories.iter().map(|story| (shape.take)(story)).fold(Body::default(), Body::then))
}
