//! Whose copy an article says it is: explicit wire credits, and the words that prove them.
//!
//! A credit counts only where desks put one: a dateline, a byline, the closing lines, or the outlet itself. An agency
//! mentioned in running text ("told AFP") is a source being quoted, not a credit. Only the head and the tail of a
//! text are read, so the cost does not grow with its length.

mod agency;
mod byline;
mod dateline;
mod han;
mod list;
mod lookup;
mod marks;
mod tail;
mod version;

use std::ops::Range;

pub use dateline::leading;
pub use version::{Version, version};

use crate::article::Article;
use crate::extract::bounds::{ceil, floor};

/// Bytes at the start of a text in which a dateline or byline is looked for.
const HEAD: usize = 600;
/// Bytes at the end of a text in which a closing credit is looked for.
const TAIL: usize = 500;

/// Where a credit stands, strongest proof first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CreditKind {
    /// The outlet is the agency.
    Outlet,
    /// In the dateline: "LONDON, Nov 24 (AFP) -".
    Dateline,
    /// In the byline: "By Mira Holt, Associated Press".
    Byline,
    /// In the closing lines: "© AFP", "Quelle: dpa".
    Tail,
    /// The agency supplied part of it: "mit Material von dpa".
    Contributed,
}

/// One credit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The agency's usual name.
    pub agency: &'static str,
    /// Where the credit stands.
    pub kind: CreditKind,
    /// Bytes of the article's text that prove it; `None` when the outlet does.
    pub evidence: Option<Range<usize>>,
    /// Bytes of the article's text that name the dateline's place, where there is one.
    pub place: Option<Range<usize>>,
}

/// The credits of one article: one per agency, strongest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Credits(Vec<Credit>);

impl Credits {
    /// The credit that says whose copy this is; an agency that only contributed is none.
    #[must_use]
    pub fn wire(&self) -> Option<&Credit> {
        self.0.first().filter(|credit| credit.kind != CreditKind::Contributed)
    }

    /// All credits, strongest first. Two agencies may both be credited.
    pub fn iter(&self) -> std::slice::Iter<'_, Credit> {
        self.0.iter()
    }

    fn from_found(mut found: Vec<Credit>) -> Self {
        found.sort_by_key(|credit| (credit.kind, credit.evidence.as_ref().map(|range| range.start)));
        let mut kept: Vec<Credit> = Vec::with_capacity(found.len());
        for credit in found {
            if kept.iter().all(|earlier| earlier.agency != credit.agency) {
                kept.push(credit);
            }
        }
        Self(kept)
    }
}

impl<'a> IntoIterator for &'a Credits {
    type Item = &'a Credit;
    type IntoIter = std::slice::Iter<'a, Credit>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The explicit wire credits of an article.
#[must_use]
pub fn credits(article: &Article<'_>) -> Credits {
    let text: &str = &article.text;
    let mut found = Vec::new();
    found.extend(article.outlet.as_deref().and_then(of_outlet));
    let head = &text[..floor(text, HEAD)];
    let tail_start = ceil(text, text.len().saturating_sub(TAIL));
    dateline::credits(head, &mut found);
    byline::credits(head, &mut found);
    han::credits(head, &mut found);
    tail::credits(text, tail_start, &mut found);
    Credits::from_found(found)
}

fn of_outlet(outlet: &str) -> Option<Credit> {
    let agency = lookup::by_outlet(outlet)?;
    Some(Credit { agency: agency.name, kind: CreditKind::Outlet, evidence: None, place: None })
}

#[cfg(test)]
mod tests;
