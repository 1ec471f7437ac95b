//! From judged pairs to groups: who carried one story, around its canonical.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::cluster::{Claim, Link, Stars, canonical, stars};
use crate::error::Result;
use crate::extract::credit::{CreditKind, credits};
use crate::find::hot::EVERY_PAIR;

use super::verify::{Judged, Pair, Verifier};

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

/// One member of a group.
#[derive(Debug, Clone)]
pub struct Member {
    /// The article's number in the corpus.
    pub number: u32,
    /// What it is to the canonical; `None` for the canonical itself.
    pub judged: Option<Judged>,
    /// What a report shows of it.
    pub face: Face,
}

/// Articles that carry one story.
#[derive(Debug, Clone)]
pub struct Group {
    /// The canonical first, then the others by number.
    pub members: Vec<Member>,
    /// Why the canonical was chosen.
    pub why: String,
}

impl Group {
    /// Whether the group is so large that its members were not all joined with one another.
    #[must_use]
    pub fn is_capped(&self) -> bool {
        self.members.len() > EVERY_PAIR
    }
}

/// Judged pairs by their two numbers; asks the verifier for what is not there yet.
#[derive(Debug)]
pub struct Verdicts<'a> {
    verifier: Verifier<'a>,
    judged: &'a [Judged],
    /// What was asked for since.
    asked: HashMap<Pair, Judged>,
}

impl<'a> Verdicts<'a> {
    /// Knows what was judged so far, ascending.
    #[must_use]
    pub fn new(verifier: Verifier<'a>, judged: &'a [Judged]) -> Self {
        Self { verifier, judged, asked: HashMap::new() }
    }

    /// The verdict on two articles, in either order.
    ///
    /// # Errors
    /// A text cannot be read again.
    pub fn of(&mut self, one: u32, other: u32) -> Result<Judged> {
        let pair = (one.min(other), one.max(other));
        let known = self.judged.binary_search_by_key(&pair, |judged| (judged.a, judged.b)).ok();
        if let Some(judged) = known.map(|at| &self.judged[at]).or_else(|| self.asked.get(&pair)) {
            return Ok(*judged);
        }
        let judged = self.verifier.judge_one(pair)?;
        self.asked.insert(pair, judged);
        Ok(judged)
    }
}

/// Groups the reprints among `judged`, in order of their earliest member.
///
/// # Errors
/// A text cannot be read again.
pub fn groups(verdicts: &mut Verdicts<'_>, judged: &[Judged]) -> Result<Vec<Group>> {
    let mut links: Vec<Link> = judged.iter().filter(|pair| pair.verdict.reprint).map(link).collect();
    links.sort_unstable();
    let mut failed = None;
    let centres = stars(&links, |asked| match verdicts.of(asked.earlier, asked.later) {
        Ok(judged) => judged.verdict.reprint,
        Err(error) => {
            failed.get_or_insert(error);
            false
        }
    });
    match failed {
        Some(error) => Err(error),
        None => by_centre(&centres).into_iter().map(|numbers| group(verdicts, &numbers)).collect(),
    }
}

fn link(judged: &Judged) -> Link {
    Link { earlier: judged.a, later: judged.b }
}

/// The numbers of each star, its centre first.
fn by_centre(centres: &Stars) -> Vec<Vec<u32>> {
    let mut stars: std::collections::BTreeMap<u32, Vec<u32>> = std::collections::BTreeMap::new();
    for (&number, &centre) in centres {
        stars.entry(centre).or_default().push(number);
    }
    stars.into_values().filter(|members| members.len() > 1).collect()
}

fn group(verdicts: &mut Verdicts<'_>, numbers: &[u32]) -> Result<Group> {
    let faces: Vec<Face> =
        numbers.par_iter().map(|&number| face(verdicts.verifier, number)).collect::<Result<_>>()?;
    let claims: Vec<Claim<'_>> =
        numbers.iter().zip(&faces).map(|(&number, face)| claim(verdicts.verifier, number, face)).collect();
    let (chosen, why) = canonical(&claims).unwrap_or((0, crate::cluster::Why::Earliest));
    let chosen = if carried_by_all(verdicts, numbers, chosen)? { chosen } else { 0 };
    let credit = faces[chosen].credit.map_or_else(String::new, |agency| format!("; credits {agency}"));
    let why = format!("{}{credit}", why.phrase());
    let mut members = Vec::with_capacity(numbers.len());
    for (&number, face) in numbers.iter().zip(faces) {
        let judged =
            if number == numbers[chosen] { None } else { Some(verdicts.of(number, numbers[chosen])?) };
        members.push(Member { number, judged, face });
    }
    members[..=chosen].rotate_right(1);
    Ok(Group { members, why })
}

/// Whether every other member is a verified reprint of the chosen one, as it is of the star's centre.
fn carried_by_all(verdicts: &mut Verdicts<'_>, numbers: &[u32], chosen: usize) -> Result<bool> {
    for &number in numbers.iter().filter(|&&number| chosen != 0 && number != numbers[chosen]) {
        if !verdicts.of(number, numbers[chosen])?.verdict.reprint {
            return Ok(false);
        }
    }
    Ok(true)
}

fn claim<'a>(verifier: Verifier<'_>, number: u32, face: &'a Face) -> Claim<'a> {
    let row = verifier.corpus.row(number);
    Claim {
        agency_outlet: face.credit.filter(|_| face.is_agency),
        credit: face.credit,
        published: row.published,
        words: row.words,
        order: u64::from(number),
    }
}

fn face(verifier: Verifier<'_>, number: u32) -> Result<Face> {
    let mut line = Vec::new();
    let article = verifier.article(number, &mut line)?;
    let found = credits(&article);
    Ok(Face {
        outlet: article.outlet.as_deref().map(str::to_owned),
        title: article.title.as_deref().map(str::to_owned),
        credit: found.wire().map(|credit| credit.agency),
        is_agency: found.wire().is_some_and(|credit| credit.kind == CreditKind::Outlet),
    })
}
