//! What reports show of the members of groups. Their records are read again in the order of the input, neighbours
//! together: of a corpus larger than memory each alone would be an access to the disk.

use rayon::prelude::*;

use crate::article::Article;
use crate::error::Result;
use crate::extract::credit::{CreditKind, credits};
use crate::read::Place;

use super::corpus::Corpus;
use super::sweep::sweep;

/// Bytes of records that are read together, at most.
const RUN: u32 = 1 << 20;

/// Bytes between two records that are read with them: it takes no longer than another access to a disk.
const GAP: u32 = 8 << 10;

/// What a report shows of an article, read again when it turned out to be part of a group.
#[derive(Debug, Clone, Default)]
pub struct Face {
    /// Its outlet, as stated.
    pub outlet: Option<String>,
    /// Its headline, as stated.
    pub title: Option<String>,
    /// The agency whose copy it says it is.
    pub credit: Option<&'static str>,
    /// Whether its outlet is that agency.
    pub is_agency: bool,
}

impl Face {
    fn of(article: &Article<'_>) -> Self {
        let found = credits(article);
        Self {
            outlet: article.outlet.as_deref().map(str::to_owned),
            title: article.title.as_deref().map(str::to_owned),
            credit: found.wire().map(|credit| credit.agency),
            is_agency: found.wire().is_some_and(|credit| credit.kind == CreditKind::Outlet),
        }
    }
}

/// The faces of articles, in the order of their numbers as given.
///
/// # Errors
/// A record cannot be read again.
pub(super) fn faces(corpus: &Corpus, numbers: &[u32]) -> Result<Vec<Face>> {
    let row = |number: u32| corpus.order[number as usize];
    let mut members: Vec<(u32, u32)> = (0..).zip(numbers).map(|(at, &number)| (row(number), at)).collect();
    members.par_sort_unstable();
    let (rows, places): (Vec<u32>, Vec<u32>) = members.into_iter().unzip();
    let (mut faces, mut done) = (vec![Face::default(); numbers.len()], 0);
    sweep(corpus, &rows, |rows| {
        let read =
            runs(corpus, rows).into_par_iter().map_init(Vec::new, |bytes, run| run.read(corpus, bytes));
        let read: Vec<Vec<Face>> = read.collect::<Result<_>>()?;
        places[done..]
            .iter()
            .zip(read.into_iter().flatten())
            .for_each(|(&at, face)| faces[at as usize] = face);
        done += rows.len();
        Ok(())
    })?;
    Ok(faces)
}

/// Rows whose records are read together.
struct Run<'r> {
    whole: Place,
    rows: &'r [u32],
}

/// Rows, ascending, as their records are read together.
fn runs<'r>(corpus: &Corpus, rows: &'r [u32]) -> Vec<Run<'r>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut start = 0;
    for (at, &row) in rows.iter().enumerate() {
        let place = corpus.rows()[row as usize].place;
        let longer = runs.last_mut().and_then(|run| Some((run.whole.reaching(place, GAP, RUN)?, run)));
        if let Some((whole, run)) = longer {
            *run = Run { whole, rows: &rows[start..=at] };
        } else {
            start = at;
            runs.push(Run { whole: place, rows: &rows[start..=at] });
        }
    }
    runs
}

impl Run<'_> {
    fn read(self, corpus: &Corpus, bytes: &mut Vec<u8>) -> Result<Vec<Face>> {
        corpus.gathered.shelf.fetch(self.whole, bytes)?;
        let face = |&row: &u32| {
            let line = &bytes[corpus.rows()[row as usize].place.within(self.whole)];
            Face::of(&corpus.article_in(corpus.number(row), line))
        };
        Ok(self.rows.iter().map(face).collect())
    }
}
