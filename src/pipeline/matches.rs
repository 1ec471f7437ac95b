//! What a check found: matches in their order, and the likely source among them.

use std::cmp::Reverse;

use crate::article::Article;
use crate::cluster::{Claim, canonical};
use crate::extract::credit::{Credit, CreditKind};

use super::side::Comparison;

/// One indexed article that shares copy with the one that is checked.
#[derive(Debug, Clone)]
pub struct Match {
    /// The indexed article.
    pub article: Article<'static>,
    /// What the two have in common; `a` is the article that is checked.
    pub comparison: Comparison,
    /// The agency the match credits.
    pub credit: Option<&'static str>,
    is_agency: bool,
    words: u32,
}

impl Match {
    /// Of an article of so many words that carries this credit.
    #[must_use]
    pub fn new(article: Article<'static>, wire: Option<&Credit>, words: u32, comparison: Comparison) -> Self {
        let is_agency = wire.is_some_and(|credit| credit.kind == CreditKind::Outlet);
        Self { article, comparison, credit: wire.map(|credit| credit.agency), is_agency, words }
    }

    /// Whether one of the two carries the other's copy.
    #[must_use]
    pub fn is_reprint(&self) -> bool {
        self.comparison.verdict.reprint
    }

    /// Its place among the matches of `article`: reprints first, by relation; of equals the article itself, then what shares
    /// most, the earliest, by id.
    pub(super) fn rank(&self, article: &Article<'_>) -> impl Ord + use<'_> {
        let verdict = &self.comparison.verdict;
        let itself = self.article.id != article.id;
        let shared = Reverse((5_000.0 * (verdict.coverage[0] + verdict.coverage[1])) as u32);
        let published = self.article.published.map_or(i64::MAX, |published| published.seconds);
        (!verdict.reprint, verdict.relation, itself, shared, published, self.article.id.as_ref())
    }

    /// What it says for being the source, as the `order`-th.
    fn claim(&self, order: usize) -> Claim<'_> {
        Claim {
            agency_outlet: self.credit.filter(|_| self.is_agency),
            credit: self.credit,
            published: self.article.published,
            words: self.words,
            order: order as u64,
        }
    }
}

/// The likely source of an article.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Why that one.
    pub why: String,
}

impl Source {
    /// That of an article, among all that matches it, in the order of the matches.
    pub(super) fn among(matches: &[Match]) -> Option<Self> {
        let reprints: Vec<&Match> = matches.iter().filter(|found| found.is_reprint()).collect();
        let claims: Vec<Claim<'_>> =
            reprints.iter().enumerate().map(|(order, found)| found.claim(order)).collect();
        let (chosen, why) = canonical(&claims)?;
        let chosen = reprints[chosen];
        let credit = chosen.credit.map_or_else(String::new, |agency| format!("; credits {agency}"));
        Some(Self { id: chosen.article.id.to_string(), why: format!("{}{credit}", why.phrase()) })
    }
}
