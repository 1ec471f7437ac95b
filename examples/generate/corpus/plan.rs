//! Which paper does what to which story. Fixed turns, no chance: a story added at the end changes nothing before it.

use super::Failure;
use super::body::{Body, words};
use super::desk::{self, Recipe};
use super::disguise;
use super::notes::Entry;
use super::outlet::{Outlet, Outlets};
use super::page::{Article, Credit, Dress};

/// What is done in turn to the stories.
const TURNS: [Recipe; 6] =
    [Recipe::Identical, Recipe::LightEdit, Recipe::Trimmed, Recipe::Disguised, Recipe::Fused, Recipe::Host];
/// How much later papers print, in minutes. The first prints in the same second.
const DELAYS: [i64; 7] = [0, 7, 42, 185, 610, 1_560, 4_400];

struct Planner<'a> {
    outlets: &'a Outlets,
    stories: &'a [Entry],
    /// Copies made so far: whose turn it is.
    turn: usize,
    articles: Vec<Article>,
}

/// Every article that comes from a story.
pub fn stories(stories: &[Entry], outlets: &Outlets) -> Result<Vec<Article>, Failure> {
    let mut planner = Planner { outlets, stories, turn: 0, articles: Vec::new() };
    for (number, story) in stories.iter().enumerate() {
        planner.story(number, story)?;
    }
    planner.round_ups()?;
    planner.digests()?;
    Ok(planner.articles)
}

fn body(story: &Entry) -> Body {
    Body::new(story.lines("body"))
}

fn is_brief(story: &Entry) -> bool {
    story.key.starts_with("brief-") || story.key.starts_with("tiny-")
}

impl Planner<'_> {
    fn story(&mut self, number: usize, story: &Entry) -> Result<(), Failure> {
        self.source(story, Recipe::Source, "", &body(story))?;
        if is_brief(story) {
            return self.copy(story, Recipe::Identical);
        }
        let copies = if story.lang() == "en" { 3 } else { 2 };
        for _ in 0..copies {
            let recipe = TURNS[self.turn % TURNS.len()];
            self.copy(story, possible(recipe, story.lang()))?;
        }
        if story.section("update").is_some() {
            let updated = desk::updated(&body(story), story.lines("update"));
            self.source(story, Recipe::Update, "-update", &updated)?;
        }
        if story.section("local").is_some() {
            self.copy(story, Recipe::Extended)?;
        }
        self.rivals(number, story)
    }

    fn rivals(&mut self, number: usize, story: &Entry) -> Result<(), Failure> {
        if story.section("rival").is_some() {
            self.copy(story, Recipe::Rival)?;
            if number % 2 == 0 {
                self.copy(story, Recipe::Partial)?;
            }
        }
        Ok(())
    }

    /// The agency's own page.
    fn source(&mut self, story: &Entry, recipe: Recipe, tag: &str, body: &Body) -> Result<(), Failure> {
        let (title, updates) = (story.required("title")?, recipe == Recipe::Update);
        let dress = Dress {
            outlet: self.outlets.agency(story.required("agency")?)?,
            entry: story,
            recipe,
            tag,
            headline: if updates { format!("UPDATE 1-{title}") } else { title.to_owned() },
            minutes: if updates { 1_500 } else { 0 },
            credit: Credit::Dateline(dateline(story)?),
            related: None,
        };
        self.articles.push(dress.print(body.clone())?);
        Ok(())
    }

    /// The next paper's version.
    fn copy(&mut self, story: &Entry, recipe: Recipe) -> Result<(), Failure> {
        let papers = self.outlets.papers(story.lang());
        let outlet = papers.get(self.turn % papers.len().max(1)).ok_or("a language without papers")?;
        let host = self.host(story, recipe);
        let dress = Dress {
            outlet,
            entry: story,
            recipe,
            tag: tag(recipe),
            headline: self.headline(story, recipe, host)?,
            minutes: DELAYS[self.turn % DELAYS.len()],
            credit: self.credit(story, recipe)?,
            related: host
                .is_some()
                .then(|| (story.required("title").unwrap_or_default().to_owned(), body(story))),
        };
        let printed = dress.print(host.map_or_else(|| self.rewritten(story, recipe), body))?;
        self.articles.push(printed);
        self.turn += 1;
        Ok(())
    }

    fn rewritten(&self, story: &Entry, recipe: Recipe) -> Body {
        let body = body(story);
        match recipe {
            Recipe::Disguised => disguise::disguise(&body, self.turn / TURNS.len()),
            Recipe::Fused => disguise::fused(&body),
            Recipe::LightEdit => desk::edited(&body),
            Recipe::Trimmed => desk::trimmed(&body, self.turn / TURNS.len()),
            Recipe::Extended => body.then(Body::new(story.lines("local"))),
            Recipe::Partial => desk::quarried(&body, story.lines("rival")),
            Recipe::Rival => Body::new(story.lines("rival")),
            _ => body,
        }
    }

    /// The story whose page carries this one among its "related posts": eleven further on, in the same language.
    fn host(&self, story: &Entry, recipe: Recipe) -> Option<&Entry> {
        let others = || self.stories.iter().filter(|other| other.lang() == story.lang() && !is_brief(other));
        let at = others().position(|other| other.key == story.key)?;
        (recipe == Recipe::Host).then(|| others().cycle().nth(at + 11))?
    }

    fn headline(&self, story: &Entry, recipe: Recipe, host: Option<&Entry>) -> Result<String, Failure> {
        if let (Recipe::Rival, Some(rival)) = (recipe, story.section("rival")) {
            return Ok(rival.title.clone());
        }
        let other = story.field("also").filter(|_| self.turn % 4 == 1 || recipe == Recipe::Partial);
        Ok(other
            .filter(|_| host.is_none())
            .map_or(host.unwrap_or(story).required("title")?, |other| other)
            .to_owned())
    }

    fn credit(&self, story: &Entry, recipe: Recipe) -> Result<Credit, Failure> {
        let agency = &self.outlets.agency(story.required("agency")?)?.name;
        let english = story.lang() == "en";
        Ok(match self.turn % 5 {
            _ if matches!(recipe, Recipe::Rival | Recipe::Partial | Recipe::Host) => Credit::None,
            0 | 1 => Credit::Dateline(dateline(story)?),
            2 if english && story.field("credit").is_none() => Credit::Byline(format!("By {agency}")),
            3 if english && story.field("credit").is_none() => Credit::Footer(format!("— {agency}")),
            _ => Credit::None,
        })
    }

    /// Three briefs, whole, on one page.
    fn round_ups(&mut self) -> Result<(), Failure> {
        let briefs: Vec<&Entry> =
            self.stories.iter().filter(|story| story.key.starts_with("brief-")).collect();
        for (number, three) in briefs.chunks_exact(3).enumerate() {
            self.gather(three, Recipe::RoundUp, "-roundup", "In brief", number, |story| {
                let title = story.lines("body").len().min(1);
                let headline =
                    story.field("title").into_iter().take(title).map(str::to_owned).collect::<Vec<_>>();
                Body::new(&headline).then(body(story))
            })?;
        }
        Ok(())
    }

    /// The opening paragraphs of five stories on one page.
    fn digests(&mut self) -> Result<(), Failure> {
        let long = |story: &&Entry| story.lang() == "en" && words(&body(story).text()) > 230;
        let stories: Vec<&Entry> = self.stories.iter().filter(long).collect();
        for (number, five) in stories.chunks_exact(5).take(3).enumerate() {
            self.gather(five, Recipe::Digest, "-digest", "The week at a glance", number, |story| {
                let body = body(story);
                body.part(0, body.paragraph(1))
            })?;
        }
        Ok(())
    }

    fn gather(
        &mut self,
        stories: &[&Entry],
        recipe: Recipe,
        tag: &str,
        headline: &str,
        number: usize,
        take: impl Fn(&Entry) -> Body,
    ) -> Result<(), Failure> {
        let papers: Vec<&Outlet> = self.outlets.papers("en");
        let last = stories.last().ok_or("nothing to gather")?;
        let dress = Dress {
            outlet: papers[(5 * number + 2) % papers.len()],
            entry: last,
            recipe,
            tag,
            headline: headline.to_owned(),
            minutes: 2_000,
            credit: Credit::None,
            related: None,
        };
        let body = stories.iter().map(|story| take(story)).fold(Body::default(), Body::then);
        self.articles.push(dress.print(body)?);
        Ok(())
    }
}

/// Words cannot be fused where none are parted, and only English papers print "Related posts".
fn possible(recipe: Recipe, lang: &str) -> Recipe {
    match recipe {
        Recipe::Fused if matches!(lang, "zh" | "ja" | "th") => Recipe::Identical,
        Recipe::Host if lang != "en" => Recipe::Identical,
        _ => recipe,
    }
}

fn tag(recipe: Recipe) -> &'static str {
    match recipe {
        Recipe::Rival => "-own",
        Recipe::Partial => "-mixed",
        Recipe::Extended => "-local",
        Recipe::Host => "-related",
        _ => "",
    }
}

/// `PORT SELBY (MW) - `, or what stands for it in other scripts.
fn dateline(story: &Entry) -> Result<String, Failure> {
    let mark = story.field("credit").unwrap_or(story.required("agency")?);
    let place = story.required("place")?;
    Ok(match story.lang() {
        "zh" | "ja" => format!("【{place}＝{mark}】"),
        "en" => format!("{} ({mark}) - ", place.to_uppercase()),
        _ => format!("{place} ({mark}) – "),
    })
}
