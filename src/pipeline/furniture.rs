//! What an outlet repeats on its pages, in words: an index keeps hashes only, so its articles are read again.

use std::collections::{BTreeSet, HashMap};

use crate::error::Result;
use crate::index::Snapshot;
use crate::judge::body::part;
use crate::text::hashed::Sought;

use super::check::Checker;
use super::outlet::outlet_key;
use super::side::Side;

/// Articles of the outlet that are read.
const READ: usize = 300;

/// Texts listed.
const LISTED: usize = 50;

/// Words below which a recurring text is not worth listing.
const LEAST: usize = 4;

/// The outlet's furniture, each text with the number of articles, of those read, in which it stands.
///
/// # Errors
/// The index is damaged.
pub fn list(snapshot: &Snapshot, outlet: &str) -> Result<Vec<(String, usize)>> {
    let checker = Checker::new(snapshot.clone())?;
    let mut counts: HashMap<String, usize> = HashMap::new();
    let wanted = outlet_key(outlet);
    let known = checker.furniture(wanted)?;
    let mut read = 0;
    for article in snapshot.articles() {
        let article = article?;
        if article.outlet.as_deref().map(outlet_key) == Some(wanted) {
            read += 1;
            for text in recurring(&article, &known) {
                *counts.entry(text).or_default() += 1;
            }
        }
        if read == READ {
            break;
        }
    }
    let mut listed: Vec<(String, usize)> = counts.into_iter().filter(|(_, count)| *count > 1).collect();
    listed.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    listed.truncate(LISTED);
    Ok(listed)
}

/// What recurs in an article, each text once.
fn recurring(article: &crate::article::Article<'_>, furniture: &Sought) -> BTreeSet<String> {
    let side = Side::new(article, furniture);
    let body = side.body();
    let mut found = BTreeSet::new();
    let mut at = 0;
    for run in body.parts.chunk_by(|a, b| (a & part::FURNITURE) == (b & part::FURNITURE)) {
        if run[0] & part::FURNITURE != 0 && run.len() >= LEAST {
            let (first, last) = (side.spans()[at].0, side.spans()[at + run.len() - 1].1);
            found.insert(article.text[first as usize..last as usize].to_owned());
        }
        at += run.len();
    }
    found
}
