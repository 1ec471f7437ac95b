//! From judged pairs to groups: who carried one story, around its canonical.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::cluster::{Claim, Link, canonical, stars};
use crate::error::Result;
use crate::find::hot::EVERY_PAIR;

use super::faces::faces;
use super::verify::{Judged, Pair, Verifier};

pub use super::faces::Face;

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
    asked: Mutex<HashMap<Pair, Judged>>,
}

impl<'a> Verdicts<'a> {
    /// Knows what was judged so far, ascending.
    #[must_use]
    pub fn new(verifier: Verifier<'a>, judged: &'a [Judged]) -> Self {
        Self { verifier, judged, asked: Mutex::default() }
    }

    /// The verdict on two articles, in either order.
    ///
    /// # Errors
    /// A text cannot be read again.
    pub fn of(&self, one: u32, other: u32) -> Result<Judged> {
        let pair = (one.min(other), one.max(other));
        if let Ok(at) = self.judged.binary_search_by_key(&pair, |judged| (judged.a, judged.b)) {
            return Ok(self.judged[at]);
        }
        if let Some(judged) = self.asked().get(&pair) {
            return Ok(*judged);
        }
        let judged = self.verifier.judge_one(pair)?;
        self.asked().insert(pair, judged);
        Ok(judged)
    }

    fn asked(&self) -> MutexGuard<'_, HashMap<Pair, Judged>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Groups the reprints among `judged`, in order of their earliest member.
///
/// # Errors
/// A text cannot be read again.
pub fn groups(verdicts: &Verdicts<'_>, judged: &[Judged]) -> Result<Vec<Group>> {
    let links = judged.iter().filter(|pair| pair.verdict.reprint).map(link).collect();
    let mut failed = None;
    let centres = stars(links, |asked| match verdicts.of(asked.earlier, asked.later) {
        Ok(judged) => judged.verdict.reprint,
        Err(error) => {
            failed.get_or_insert(error);
            false
        }
    });
    match failed {
        Some(error) => Err(error),
        None => grouped(verdicts, &by_centre(centres)),
    }
}

/// The groups of stars.
fn grouped(verdicts: &Verdicts<'_>, stars: &[Vec<u32>]) -> Result<Vec<Group>> {
    let numbers: Vec<u32> = stars.iter().flatten().copied().collect();
    let mut faces = faces(verdicts.verifier.corpus, &numbers)?.into_iter();
    let with_faces: Vec<(&Vec<u32>, Vec<Face>)> =
        stars.iter().map(|star| (star, faces.by_ref().take(star.len()).collect())).collect();
    with_faces.into_par_iter().map(|(star, faces)| group(verdicts, star, faces)).collect()
}

fn link(judged: &Judged) -> Link {
    Link { earlier: judged.a, later: judged.b }
}

/// The numbers of each star, its centre first.
fn by_centre(mut centres: Vec<(u32, u32)>) -> Vec<Vec<u32>> {
    centres.par_sort_unstable_by_key(|&(number, centre)| (centre, number));
    let stars = centres.chunk_by(|a, b| a.1 == b.1).filter(|members| members.len() > 1);
    stars.map(|members| members.iter().map(|&(number, _)| number).collect()).collect()
}

fn group(verdicts: &Verdicts<'_>, numbers: &[u32], faces: Vec<Face>) -> Result<Group> {
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
fn carried_by_all(verdicts: &Verdicts<'_>, numbers: &[u32], chosen: usize) -> Result<bool> {
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
        published: row.published(),
        words: row.words,
        order: u64::from(number),
    }
}
