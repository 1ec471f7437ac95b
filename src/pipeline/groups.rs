//! From judged pairs to groups: who carried one story, around its canonical.

use rayon::prelude::*;

use crate::cluster::{Claim, Link, Why, canonical, stars};
use crate::error::Result;
use crate::find::hot::EVERY_PAIR;

use super::faces::faces;
use super::verdicts::{Verdicts, pair_of};
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

/// Groups the reprints among the judged pairs, in order of their earliest member.
///
/// # Errors
/// A text cannot be read again, or the watch stopped the job.
pub fn groups(verdicts: &mut Verdicts<'_>) -> Result<Vec<Group>> {
    let mut links: Vec<Link> =
        verdicts.judged().iter().filter(|pair| pair.verdict.reprint).map(link).collect();
    let centres = loop {
        let known = |asked: Link| Some(verdicts.known((asked.earlier, asked.later))?.verdict.reprint);
        match stars(&mut links, known) {
            Ok(centres) => break centres,
            Err(open) => verdicts.ask(open.into_iter().map(|link| (link.earlier, link.later)).collect())?,
        }
    };
    grouped(verdicts, &by_centre(centres))
}

/// The groups of stars.
fn grouped(verdicts: &mut Verdicts<'_>, stars: &[Vec<u32>]) -> Result<Vec<Group>> {
    let numbers: Vec<u32> = stars.iter().flatten().copied().collect();
    let mut faces = faces(verdicts.verifier().corpus, &numbers)?.into_iter();
    let drafts: Vec<Draft<'_>> = stars
        .iter()
        .map(|numbers| Draft::of(verdicts.verifier(), numbers, faces.by_ref().take(numbers.len()).collect()))
        .collect();
    verdicts.ask(drafts.iter().flat_map(Draft::open).collect())?;
    let verdicts = &*verdicts;
    drafts.into_par_iter().map(|draft| draft.group(verdicts)).collect()
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

/// A group to be, and the member that would be its canonical.
struct Draft<'s> {
    /// The centre of the star first.
    numbers: &'s [u32],
    faces: Vec<Face>,
    chosen: usize,
    why: Why,
}

impl<'s> Draft<'s> {
    fn of(verifier: Verifier<'_>, numbers: &'s [u32], faces: Vec<Face>) -> Self {
        let claims = numbers.iter().zip(&faces).map(|(&number, face)| claim(verifier, number, face));
        let (chosen, why) = canonical(&claims.collect::<Vec<_>>()).unwrap_or((0, Why::Earliest));
        Self { numbers, faces, chosen, why }
    }

    /// The pairs of the one that was chosen, unless it is the centre, which was judged with all.
    fn open(&self) -> impl Iterator<Item = Pair> + '_ {
        let chosen = self.numbers[self.chosen];
        let others = self.numbers.iter().filter(move |&&number| self.chosen != 0 && number != chosen);
        others.map(move |&number| pair_of(number, chosen))
    }

    fn group(self, verdicts: &Verdicts<'_>) -> Result<Group> {
        let chosen = if self.is_carried_by_all(verdicts)? { self.chosen } else { 0 };
        let credit =
            self.faces[chosen].credit.map_or_else(String::new, |agency| format!("; credits {agency}"));
        let why = format!("{}{credit}", self.why.phrase());
        let canonical = self.numbers[chosen];
        let mut members = Vec::with_capacity(self.numbers.len());
        for (&number, face) in self.numbers.iter().zip(self.faces) {
            let judged = if number == canonical { None } else { Some(verdicts.of(number, canonical)?) };
            members.push(Member { number, judged, face });
        }
        members[..=chosen].rotate_right(1);
        Ok(Group { members, why })
    }

    /// Whether every other member is a verified reprint of the chosen one, as it is of the star's centre.
    fn is_carried_by_all(&self, verdicts: &Verdicts<'_>) -> Result<bool> {
        for (one, other) in self.open() {
            if !verdicts.of(one, other)?.verdict.reprint {
                return Ok(false);
            }
        }
        Ok(true)
    }
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
