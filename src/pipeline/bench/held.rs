//! What the later stages need of the corpus, read outside the clock: every title, and a sample of whole articles.

use xxhash_rust::xxh3::xxh3_64;

use crate::article::{Article, Published};
use crate::error::Result;
use crate::pipeline::headlines::Headline;
use crate::read::{self, ReadOptions};

use super::corpus::Workload;

/// One record's part in a grouping by headline.
struct Title {
    headline: String,
    outlet: String,
    published: Option<Published>,
    body: u64,
}

impl Title {
    fn headline(&self) -> Headline<'_> {
        let Self { headline, outlet, published, body } = self;
        Headline { title: headline, outlet, site: None, published: *published, body: Some(*body) }
    }
}

/// Held of one corpus.
pub(super) struct Held {
    titles: Vec<Title>,
    /// Articles spread evenly over the corpus.
    pub sample: Vec<Article<'static>>,
}

impl Held {
    /// Reads the corpus, of which `articles` articles are known to be readable, and holds `wanted` of them.
    pub(super) fn of(workload: &Workload, articles: u64, wanted: usize) -> Result<Self> {
        let options = ReadOptions::default();
        let every = (articles as usize / wanted.max(1)).max(1);
        let (mut held, mut number) = (Self { titles: Vec::new(), sample: Vec::new() }, 0);
        for piece in read::open(std::slice::from_ref(&workload.path), &options)? {
            let batch = piece?.extracted(&options.fields);
            for article in batch.records(&options.fields).filter_map(|record| Some(record.ok()?.article)) {
                held.titles.extend(title(&article));
                if number % every == 0 && held.sample.len() < wanted {
                    held.sample.push(article.into_owned());
                }
                number += 1;
            }
        }
        Ok(held)
    }

    /// The titles, as they are grouped.
    pub(super) fn headlines(&self) -> Vec<Headline<'_>> {
        self.titles.iter().map(Title::headline).collect()
    }
}

fn title(article: &Article<'_>) -> Option<Title> {
    Some(Title {
        headline: article.title.as_deref()?.to_owned(),
        outlet: article.outlet.as_deref().unwrap_or_default().to_owned(),
        published: article.published,
        body: xxh3_64(article.text.as_bytes()),
    })
}
