//! What articles say of themselves beside their text: as much of it as reports show and verdicts hang on.

use crate::article::Article;
use crate::extract::credit::{CreditKind, credits};

use super::names::{Name, Names};

/// An agency by its usual name, and where its credit stands.
type Credited = (&'static str, CreditKind);

/// What one article says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct About {
    /// Its headline, as stated.
    pub title: Option<String>,
    /// Whom it credits, the strongest proof first.
    pub credits: Box<[Credited]>,
}

impl About {
    /// Reads it off an article.
    pub fn of(article: &Article<'_>) -> Self {
        let credits = credits(article).iter().map(|credit| (credit.agency, credit.kind)).collect();
        Self { title: article.title.as_deref().map(str::to_owned), credits }
    }

    /// The credit that says whose copy it is.
    pub fn wire(&self) -> Option<Credited> {
        self.credits.first().copied().filter(|(_, kind)| *kind != CreditKind::Contributed)
    }
}

/// What many articles say, noted when all were read in one sweep: to read them once more for it would take as long again.
#[derive(Debug, Default)]
pub(super) struct Noted {
    /// Their rows, ascending.
    rows: Vec<u32>,
    titles: Names,
    /// By row: where its title stands, if it has one, and its credits.
    abouts: Vec<(Option<Name>, Box<[Credited]>)>,
}

impl Noted {
    /// Notes what the article of a row says, further on than any before.
    pub fn push(&mut self, row: u32, about: About) {
        self.rows.push(row);
        let title = about.title.map(|title| self.titles.push(&title));
        self.abouts.push((title, about.credits));
    }

    /// What the article of a row says, if it was noted.
    pub fn get(&self, row: u32) -> Option<About> {
        let (title, credits) = &self.abouts[self.rows.binary_search(&row).ok()?];
        Some(About { title: title.map(|title| self.titles.get(title).to_owned()), credits: credits.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_is_told() {
        let about = |title: Option<&'static str>, text: &'static str| {
            About::of(&Article { title: title.map(Into::into), text: text.into(), ..Article::default() })
        };
        let abouts = [
            about(Some("Ferry sinks"), "PORT ANSEL (AP) — The ferry sank."),
            about(None, "It sank.\nAssociated Press writer Jo Marsh contributed to this report."),
            about(Some(""), "It sank."),
        ];
        assert_eq!(abouts.each_ref().map(About::wire), [Some(("AP", CreditKind::Dateline)), None, None]);
        let mut noted = Noted::default();
        [3, 4, 9].into_iter().zip(abouts.clone()).for_each(|(row, about)| noted.push(row, about));
        assert_eq!([3, 4, 9].map(|row| noted.get(row)), abouts.map(Some));
        assert_eq!(noted.get(5), None);
    }
}
