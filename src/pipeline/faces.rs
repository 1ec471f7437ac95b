//! What reports show of the members of groups.

use rayon::prelude::*;

use crate::error::Result;
use crate::extract::credit::CreditKind;

use super::about::About;
use super::corpus::Corpus;
use super::told::told;

/// What a report shows of an article, looked up when it turned out to be part of a group.
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
    fn of(outlet: Option<&str>, about: About) -> Self {
        let wire = about.wire();
        Self {
            outlet: outlet.map(str::to_owned),
            title: about.title,
            credit: wire.map(|(agency, _)| agency),
            is_agency: wire.is_some_and(|(_, kind)| kind == CreditKind::Outlet),
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
    let told = told(corpus, &rows, |row, about| Face::of(corpus.outlet(row), about))?;
    let mut faces = vec![Face::default(); numbers.len()];
    places.into_iter().zip(told).for_each(|(place, face)| faces[place as usize] = face);
    Ok(faces)
}
