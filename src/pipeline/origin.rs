//! What an article says of where it comes from, and whether two say the same: then they may be versions of one
//! report, and not one outlet's story built on another's.

use crate::article::{Article, Published};
use crate::extract::credit::Credits;
use crate::text::words;

/// Seconds between two versions of a running story.
const DAYS: u64 = 2 * DAY;

/// Seconds in a day.
pub(super) const DAY: u64 = 86_400;

/// Share of the words of two headlines that both have, from which they differ by a figure or a name.
const ALIKE: f64 = 0.7;

/// What an article says of its origin.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The agencies it credits.
    agencies: Vec<&'static str>,
    /// Hashes of its headline's words, ascending and distinct.
    headline: Vec<u64>,
    published: Option<Published>,
}

impl Origin {
    /// Of an article, and the credits that were found in it.
    #[must_use]
    pub fn of(article: &Article<'_>, credits: &Credits) -> Self {
        let agencies = credits.iter().map(|credit| credit.agency);
        Self::new(article.title.as_deref(), agencies.collect(), article.published)
    }

    /// Of an article of this headline that credits these agencies.
    #[must_use]
    pub fn new(title: Option<&str>, agencies: Vec<&'static str>, published: Option<Published>) -> Self {
        let mut headline = title.map_or_else(Vec::new, |title| words(title).hashes);
        headline.sort_unstable();
        headline.dedup();
        Self { agencies, headline, published }
    }

    /// Whether both name one agency, if only as having contributed, or were published within days of each other
    /// under headlines of all but the same words.
    #[must_use]
    pub fn is_shared_with(&self, other: &Self) -> bool {
        let agency = self.agencies.iter().any(|agency| other.agencies.contains(agency));
        agency || self.is_near(other) && alike(&self.headline, &other.headline)
    }

    fn is_near(&self, other: &Self) -> bool {
        match (self.published, other.published) {
            (Some(one), Some(other)) => one.seconds.abs_diff(other.seconds) <= DAYS,
            _ => false,
        }
    }
}

fn alike(a: &[u64], b: &[u64]) -> bool {
    let both = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    both > 0 && both as f64 >= ALIKE * (a.len() + b.len() - both) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Precision;
    use crate::extract::credit::credits;

    fn origin(title: &str, day: i64, text: &str) -> Origin {
        let published = Published { seconds: day * 86_400, precision: Precision::Day };
        let article = Article {
            title: Some(title.into()),
            text: text.into(),
            published: Some(published),
            ..Article::default()
        };
        Origin::of(&article, &credits(&article))
    }

    #[test]
    fn a_figure_changed_in_the_headline_makes_a_version() {
        let first = origin("Ferry strikes pier in Port Ansel; 25 hurt", 1, "");
        assert!(first.is_shared_with(&origin("Ferry Strikes Pier in Port Ansel; 27 Hurt", 2, "")));
        assert!(
            !first.is_shared_with(&origin("Ferry strikes pier in Port Ansel; 27 hurt", 9, "")),
            "too late"
        );
        assert!(!first.is_shared_with(&origin("Mayor of Port Ansel resigns", 1, "")));
    }

    #[test]
    fn one_agency_is_enough_however_it_is_credited() {
        let wire = origin("Ferry sinks", 1, "PORT ANSEL (AP) — The ferry sank.");
        let paper = origin(
            "We saw it sink",
            40,
            "It sank.\nAssociated Press writer Jo Marsh contributed to this report.",
        );
        assert!(wire.is_shared_with(&paper));
    }
}
