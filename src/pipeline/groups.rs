//! From judged pairs to groups: who carried one story, around its canonical.

use rayon::prelude::*;

use crate::cluster::{Claim, Link, Why, canonical, stars, stars_known};
use crate::error::Result;
use crate::find::hot::EVERY_PAIR;

use super::faces::faces;
use super::verdicts::{Verdicts, pair_of};
use super::verify::{Judged, Pair, Verifier};

pub use super::faces::Face;

/// Rounds in which all that is asked about centres is judged together. What is asked after them are long chains, whose every
/// link waits for the one before it.
const ROUNDS: usize = 4;

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
    let stars = by_centre(centres(verdicts)?);
    grouped(verdicts, &stars)
}

/// Every article that is part of a reprint, and the centre of its star.
fn centres(verdicts: &mut Verdicts<'_>) -> Result<Vec<(u32, u32)>> {
    let reprints = verdicts.judged().iter().filter(|pair| pair.verdict.reprint);
    let mut links: Vec<Link> = reprints.map(link).collect();
    for _ in 0..ROUNDS {
        let known = |asked| Some(verdicts.known(pair(asked))?.verdict.reprint);
        match stars_known(&mut links, known) {
            Ok(centres) => return Ok(centres),
            Err(open) => verdicts.ask(open.into_iter().map(pair).collect())?,
        }
    }
    let mut failed = None;
    let centres = stars(&mut links, |asked| match verdicts.learn(pair(asked)) {
        Ok(judged) => judged.verdict.reprint,
        Err(error) => {
            failed.get_or_insert(error);
            false
        }
    });
    failed.map_or(Ok(centres), Err)
}

/// The groups of stars.
fn grouped(verdicts: &mut Verdicts<'_>, stars: &[Vec<u32>]) -> Result<Vec<Group>> {
    let (verifier, numbers): (_, Vec<u32>) = (verdicts.verifier(), stars.iter().flatten().copied().collect());
    let mut faces = faces(verifier.corpus, &numbers)?.into_iter();
    let with_faces: Vec<(&Vec<u32>, Vec<Face>)> =
        stars.iter().map(|star| (star, faces.by_ref().take(star.len()).collect())).collect();
    let drafts = with_faces.into_par_iter().map(|(star, faces)| Draft::of(verifier, star, faces));
    let drafts: Vec<Draft<'_>> = drafts.collect();
    verdicts.ask(drafts.iter().flat_map(Draft::open).collect())?;
    let verdicts = &*verdicts;
    drafts.into_par_iter().map(|draft| draft.group(verdicts)).collect()
}

fn pair(link: Link) -> Pair {
    (link.earlier, link.later)
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::judge::Limits;
    use crate::pipeline::corpus::Corpus;
    use crate::pipeline::gather::gather;
    use crate::pipeline::watch::Silent;
    use crate::read::ReadOptions;

    #[test]
    fn a_chain_that_outruns_the_rounds_is_followed_to_its_end() {
        let story = (0..40).map(|word| format!("word{word}")).collect::<Vec<_>>().join(" ");
        let mut input = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
        for outlet in 0..12 {
            writeln!(input, r#"{{"id":"{outlet}","outlet":"{outlet}.example","text":"{story}"}}"#).unwrap();
        }
        let path = input.path().to_str().unwrap().to_owned();
        let gathered = gather(&[path], &ReadOptions::default(), true, &Silent).unwrap();
        let corpus = Corpus::new(gathered, 30).unwrap();
        let verifier = Verifier { corpus: &corpus, limits: Limits::default() };
        // All are copies of the first, but each was judged with its neighbours alone.
        let neighbours: Vec<Judged> =
            (1..12).map(|later| verifier.judge_one((later - 1, later)).unwrap()).collect();
        let groups = groups(&mut Verdicts::new(verifier, &neighbours, &Silent)).unwrap();
        let numbers: Vec<u32> = groups[0].members.iter().map(|member| member.number).collect();
        assert_eq!((groups.len(), numbers), (1, (0..12).collect()));
    }
}
