//! A body as an outlet prints it: headline, credit, furniture, a date.

use jiff::{SignedDuration, Timestamp};

use super::Failure;
use super::body::Body;
use super::desk::Recipe;
use super::notes::Entry;
use super::outlet::Outlet;

/// One article of the corpus and how it came about.
pub struct Article {
    /// The id in its record.
    pub id: String,
    /// The id it goes by once a duplicate has been given another.
    pub known_as: String,
    /// The story it tells.
    pub story: String,
    /// How it came about.
    pub recipe: Recipe,
    /// Short name of its outlet.
    pub outlet: String,
    /// The outlet's name, as stated.
    pub outlet_name: String,
    /// Address.
    pub url: String,
    /// Headline without decoration.
    pub headline: String,
    /// Headline as printed.
    pub title: String,
    /// Publication time, if stated.
    pub published: Option<String>,
    /// Language.
    pub lang: String,
    /// Its own words.
    pub body: Body,
    /// The page.
    pub text: String,
    /// Whether the outlet prints furniture.
    pub furnished: bool,
    /// Where it stands in the corpus: by time, then by id.
    pub order: (Timestamp, String),
}

/// How a page says whose copy it is.
pub enum Credit {
    /// Not at all.
    None,
    /// Before the first word.
    Dateline(String),
    /// In a line above.
    Byline(String),
    /// In a line below.
    Footer(String),
}

/// Everything a page needs beside its body.
pub struct Dress<'a> {
    /// Who prints it.
    pub outlet: &'a Outlet,
    /// The story.
    pub entry: &'a Entry,
    /// How it came about.
    pub recipe: Recipe,
    /// What tells it from others of the same story and outlet.
    pub tag: &'a str,
    /// Headline without decoration.
    pub headline: String,
    /// Minutes after the story's own time.
    pub minutes: i64,
    /// Whose copy it says it is.
    pub credit: Credit,
    /// A story that the page carries under "Related posts", with its headline.
    pub related: Option<(String, Body)>,
}

impl Dress<'_> {
    /// Prints a page.
    pub fn print(self, body: Body) -> Result<Article, Failure> {
        let time: Timestamp = self.entry.required("date")?.parse()?;
        let time = time + SignedDuration::from_mins(self.minutes);
        let slug = format!("{}{}", self.entry.key, self.tag);
        let id = self.entry.field("id").map_or_else(|| format!("{}:{slug}", self.outlet.key), str::to_owned);
        let (title, text) = (self.title(), self.text(&body));
        Ok(Article {
            known_as: self.entry.field("refer").unwrap_or(&id).to_owned(),
            story: self.entry.key.clone(),
            recipe: self.recipe,
            outlet: self.outlet.key.clone(),
            outlet_name: self.outlet.name.clone(),
            url: format!("https://www.{}/{}/{slug}", self.outlet.domain, time.strftime("%Y/%m/%d")),
            published: self.published(time),
            lang: self.entry.lang().to_owned(),
            furnished: !self.outlet.below.is_empty(),
            order: (time, self.entry.field("refer").unwrap_or(&id).to_owned()),
            body: match self.related {
                Some((_, related)) => body.then(related),
                None => body,
            },
            headline: self.headline,
            id,
            title,
            text,
        })
    }

    fn title(&self) -> String {
        match &self.outlet.suffix {
            Some(suffix) => format!("{} {suffix}", self.headline),
            None => self.headline.clone(),
        }
    }

    fn published(&self, time: Timestamp) -> Option<String> {
        match self.outlet.dates.as_deref() {
            Some("none") => None,
            Some("day") => Some(time.strftime("%Y-%m-%d").to_string()),
            _ => Some(time.to_string()),
        }
    }

    fn text(&self, body: &Body) -> String {
        let mut lines: Vec<String> = Vec::new();
        if self.outlet.crawled {
            lines.extend([self.title(), self.headline.clone(), self.headline.clone()]);
        }
        lines.extend(self.outlet.above.iter().cloned());
        lines.extend(self.credited(body.text()));
        lines.extend(self.related.iter().flat_map(related_posts));
        lines.extend(self.outlet.below.iter().cloned());
        lines.join("\n")
    }

    fn credited(&self, text: String) -> Vec<String> {
        match &self.credit {
            Credit::None => vec![text],
            Credit::Dateline(line) => vec![format!("{line}{text}")],
            Credit::Byline(line) => vec![line.clone(), text],
            Credit::Footer(line) => vec![text, line.clone()],
        }
    }
}

/// A block in which another story stands whole, its paragraphs run together and with crumbs of another site.
fn related_posts((headline, body): &(String, Body)) -> Vec<String> {
    vec!["Related posts".to_owned(), format!("{headline} Текст: {}", body.text().replace('\n', " "))]
}
