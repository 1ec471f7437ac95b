//! Which paper does what to which story. Fixed turns, no chance: a story added at the end changes nothing before it.

use super::Failure;
use super::body::Body;
use super::desk::{self, Recipe};
use super::disguise;
use super::gather;
use super::notes::{self, Entry};
use super::outlet::Outlets;
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
    planner.articles.extend(gather::pages(stories, outlets)?);
    Ok(planner.articles)
}

impl Planner<'_> {
    fn story(&mut self, number: usize, story: &Entry) -> Result<(), Failure> {
        self.source(story, Recipe::Source, "", &story.body())?;
        if story.is_brief() {
            return self.copy(story, Recipe::Identical);
        }
        let copies = if story.lang() == "en" { 3 } else { 2 };
        for _ in 0..copies {
            let recipe = TURNS[self.turn % TURNS.len()];
            self.copy(story, possible(recipe, story.lang()))?;
        }
        if story.section("update").is_some() {
            let updated = desk::updated(&story.body(), story.lines("update"));
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
            if number.is_multiple_of(2) {
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
            entry: &story.dated(notes::latest(&[story, host.unwrap_or(story)])),
            recipe,
            tag: tag(recipe),
            headline: self.headline(story, recipe, host)?,
            minutes: DELAYS[self.turn % DELAYS.len()],
            credit: self.credit(story, recipe)?,
            related: host
                .is_some()
                .then(|| (story.required("title").unwrap_or_default().to_owned(), story.body())),
        };
        let printed = dress.print(host.map_or_else(|| self.rewritten(story, recipe), Entry::body))?;
        self.articles.push(printed);
        self.turn += 1;
        Ok(())
    }

    fn rewritten(&self, story: &Entry, recipe: Recipe) -> Body {
        let body = story.body();
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
        let others = || self.stories.iter().filter(|other| other.lang() == story.lang() && !other.is_brief());
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
