//! What reports show of the members of groups. Their records are read again in the order of the input, neighbours
//! together: of a corpus larger than memory each alone would be an access to the disk.

use std::ops::Range;

use rayon::prelude::*;

use crate::article::Article;
use crate::error::Result;
use crate::extract::credit::{CreditKind, credits};
use crate::read::Place;

use super::corpus::Corpus;

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
    let mut members: Vec<Member> =
        (0..).zip(numbers).map(|(at, &number)| (corpus.row(number).place, number, at)).collect();
    members.par_sort_unstable();
    if corpus.outgrows_memory() {
        corpus.gathered.shelf.announce(members.iter().map(|member| member.0).collect());
    }
    let read = |bytes: &mut Vec<u8>, run: Run| run.read(corpus, &members, bytes);
    let read: Vec<Vec<(usize, Face)>> =
        runs(&members).into_par_iter().map_init(Vec::new, read).collect::<Result<_>>()?;
    let mut faces = vec![Face::default(); numbers.len()];
    read.into_iter().flatten().for_each(|(at, face)| faces[at] = face);
    Ok(faces)
}

/// Where an article stands, its number, and its place among those asked for.
type Member = (Place, u32, usize);

/// Members that are read together.
struct Run {
    whole: Place,
    members: Range<usize>,
}

/// Members, ascending, as they are read together.
fn runs(members: &[Member]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, (place, ..)) in members.iter().enumerate() {
        let longer = runs.last().and_then(|run| run.whole.reaching(*place, GAP, RUN));
        match (longer, runs.last_mut()) {
            (Some(whole), Some(run)) => (run.whole, run.members.end) = (whole, at + 1),
            _ => runs.push(Run { whole: *place, members: at..at + 1 }),
        }
    }
    runs
}

impl Run {
    fn read(self, corpus: &Corpus, members: &[Member], bytes: &mut Vec<u8>) -> Result<Vec<(usize, Face)>> {
        corpus.gathered.shelf.fetch(self.whole, bytes)?;
        let face = |&(place, number, at): &Member| {
            (at, Face::of(&corpus.article_in(number, &bytes[place.within(self.whole)])))
        };
        Ok(members[self.members].iter().map(face).collect())
    }
}
