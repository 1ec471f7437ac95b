//! What `dedup` writes: the kept records, the dropped ones, pairs, clusters, the totals.

use std::collections::HashSet;

use rayon::prelude::*;
use serde_json::value::RawValue;

use crate::article::Article;
use crate::error::{Error, Result};
use crate::judge::Relation;
use crate::pipeline::dedup::{Deduplicated, Dropped};
use crate::pipeline::groups::{Group, Member};
use crate::pipeline::verify::Judged;
use crate::read::{Origins, Place, parse_record};

use super::json::{self, fraction};
use super::sink::Sink;

/// Pairs of which the lines are made on all cores before they are written.
const AT_ONCE: usize = 4096;

/// Pairs of which one core makes the lines in one go.
const TOGETHER: usize = 128;

/// Bytes of such a line, about.
const LINE: usize = 320;

/// Bytes of neighbouring records that are fetched together.
const RUN: u32 = 1 << 18;

/// Writes the records that stay, byte for byte as they were read, in the order of the input.
///
/// # Errors
/// A record cannot be read again, or the output not written.
pub fn write_kept(job: &Deduplicated, out: &mut Sink) -> Result<()> {
    let dropped: HashSet<u32> =
        job.dropped.iter().map(|record| job.corpus.order[record.number as usize]).collect();
    let rows = job.corpus.gathered.rows.iter().zip(0..);
    if out.takes_articles() {
        return write_articles(job, &dropped, out);
    }
    let mut runs = runs(rows.filter(|(_, number)| !dropped.contains(number)).map(|(row, _)| row.place));
    let (mut room, mut next) = (Vec::new(), Vec::new());
    let mut length = read_some(job, &mut runs, &mut room)?;
    while length > 0 {
        let (written, read) =
            rayon::join(|| out.write(&room[..length]), || read_some(job, &mut runs, &mut next));
        written?;
        length = read?;
        std::mem::swap(&mut room, &mut next);
    }
    Ok(())
}

/// Places of which those that follow one another are joined.
fn runs(places: impl Iterator<Item = Place>) -> impl Iterator<Item = Place> {
    let mut places = places.peekable();
    std::iter::from_fn(move || {
        let mut run = places.next()?;
        while let Some(longer) = places.peek().and_then(|place| run.joined(*place, RUN)) {
            (run, _) = (longer, places.next());
        }
        Some(run)
    })
}

/// Reads the lines of some runs into the room, and says how long they are: not at all if there are no more.
fn read_some(
    job: &Deduplicated,
    runs: &mut impl Iterator<Item = Place>,
    room: &mut Vec<u8>,
) -> Result<usize> {
    let mut length = 0;
    while length < RUN as usize {
        let Some(run) = runs.next() else { break };
        job.corpus.gathered.shelf.fetch_behind(length, run, room)?;
        let end = length + run.length() as usize;
        room.resize(room.len().max(end + 1), 0);
        room[end] = b'\n';
        length = end + 1;
    }
    Ok(length)
}

/// Writes the records that stay as articles, in the order of the input.
fn write_articles(job: &Deduplicated, dropped: &HashSet<u32>, out: &mut Sink) -> Result<()> {
    let gathered = &job.corpus.gathered;
    let (mut origins, mut room) = (Origins::new(&gathered.shelf), Vec::new());
    for (row, _) in gathered.rows.iter().zip(0..).filter(|(_, number)| !dropped.contains(number)) {
        let origin = origins.of(row.place)?;
        let line = gathered.shelf.fetch(row.place, &mut room)?;
        let article = parse_record(line, &origin, &gathered.fields);
        let article = article.map_err(|reason| Error::Argument(format!("{origin}: {reason}")))?;
        out.write_article(&Article {
            id: gathered.ids.get(row.id).into(),
            origin: (&*origin).into(),
            ..article
        })?;
    }
    Ok(())
}

/// Writes what was dropped, each with the record that stays in its place.
///
/// # Errors
/// A record cannot be read again, or the output not written.
pub fn write_dropped(job: &Deduplicated, out: &mut Sink) -> Result<()> {
    let mut dropped = job.dropped.clone();
    dropped.sort_unstable_by_key(|record| job.corpus.order[record.number as usize]);
    let mut room = Vec::new();
    dropped.iter().try_for_each(|record| write_one_dropped(job, *record, &mut room, out))
}

fn write_one_dropped(job: &Deduplicated, dropped: Dropped, room: &mut Vec<u8>, out: &mut Sink) -> Result<()> {
    let id = job.corpus.id(dropped.number);
    let line = job.corpus.gathered.shelf.fetch(job.corpus.row(dropped.number).place, room)?;
    let invalid = |error: serde_json::Error| Error::Write { path: id.to_owned(), source: error.into() };
    let record: &RawValue = serde_json::from_slice(line).map_err(invalid)?;
    out.write_line(&json::Dropped {
        id,
        copy_of: job.corpus.id(dropped.kept),
        relation: dropped.judged.verdict.relation.name(),
        coverage: fraction(coverage_of(&dropped.judged, dropped.number)),
        record,
    })
}

/// Writes every verified pair, and makes the next lines meanwhile.
///
/// # Errors
/// The output cannot be written.
pub fn write_pairs(job: &Deduplicated, out: &mut Sink) -> Result<()> {
    let mut ready = Vec::new();
    for part in job.pairs.chunks(AT_ONCE) {
        let (next, written) = rayon::join(|| lines_of(job, part), || write_all(&ready, out));
        written?;
        ready = next?;
    }
    write_all(&ready, out)
}

fn write_all(lines: &[Vec<u8>], out: &mut Sink) -> Result<()> {
    lines.iter().try_for_each(|lines| out.write_json(lines))
}

/// The lines of some pairs, in order, some of them together.
fn lines_of(job: &Deduplicated, pairs: &[Judged]) -> Result<Vec<Vec<u8>>> {
    let lines = |some: &[Judged]| {
        let mut lines = Vec::with_capacity(LINE * some.len());
        for judged in some {
            serde_json::to_writer(&mut lines, &pair(job, judged))?;
            lines.push(b'\n');
        }
        Ok(lines)
    };
    let made: serde_json::Result<_> = pairs.par_chunks(TOGETHER).map(lines).collect();
    made.map_err(|error| Error::Write { path: "pairs".into(), source: error.into() })
}

fn pair<'a>(job: &'a Deduplicated, judged: &Judged) -> json::Pair<'a> {
    let (a, b) = (job.corpus.row(judged.a), job.corpus.row(judged.b));
    let outlet = |key: u64| job.corpus.gathered.outlets.get(&key).map(|name| &**name);
    json::Pair {
        a: job.corpus.id(judged.a),
        b: job.corpus.id(judged.b),
        relation: judged.verdict.relation.name(),
        reprint: judged.verdict.reprint,
        direction: judged.verdict.direction.name(),
        jaccard: fraction(judged.jaccard),
        coverage_a: fraction(judged.verdict.coverage[0]),
        coverage_b: fraction(judged.verdict.coverage[1]),
        longest_run: judged.longest,
        same_headline: a.headline != 0 && a.headline == b.headline,
        a_outlet: outlet(a.outlet),
        b_outlet: outlet(b.outlet),
        why: judged.verdict.why.sentence(),
    }
}

/// Writes the groups.
///
/// # Errors
/// The output cannot be written.
pub fn write_clusters(job: &Deduplicated, out: &mut Sink) -> Result<()> {
    job.groups.iter().zip(1..).try_for_each(|(group, number)| out.write_line(&cluster(job, group, number)))
}

fn cluster<'a>(job: &'a Deduplicated, group: &'a Group, number: u64) -> json::Cluster<'a> {
    let row = |member: &Member| job.corpus.row(member.number);
    let published = group.members.iter().filter_map(|member| row(member).published());
    let outlets: HashSet<u32> =
        group.members.iter().map(|member| job.corpus.outlet_key(member.number)).collect();
    json::Cluster {
        cluster: number,
        size: group.members.len(),
        outlets: outlets.iter().filter(|&&key| key != 0).count(),
        canonical: job.corpus.id(group.members[0].number),
        canonical_why: &group.why,
        first_published: published
            .min_by_key(|published| published.seconds)
            .map(|published| published.to_string()),
        members: group.members.iter().map(|shown| member(job, shown)).collect(),
    }
}

fn member<'a>(job: &'a Deduplicated, member: &'a Member) -> json::Member<'a> {
    let row = job.corpus.row(member.number);
    let judged = member.judged.as_ref();
    json::Member {
        id: job.corpus.id(member.number),
        outlet: member.face.outlet.as_deref(),
        published: row.published().map(|published| published.to_string()),
        title: member.face.title.as_deref(),
        relation: judged.map_or("identical", |judged| judged.verdict.relation.name()),
        coverage: judged.map_or(1.0, |judged| fraction(coverage_of(judged, member.number))),
        reprint: judged.is_none_or(|judged| judged.verdict.reprint),
        credit: member.face.credit,
    }
}

fn coverage_of(judged: &Judged, number: u32) -> f32 {
    judged.verdict.coverage[usize::from(judged.b == number)]
}

/// The totals; time and memory are the caller's to add.
#[must_use]
pub fn summary(job: &Deduplicated) -> json::Summary {
    let gathered = &job.corpus.gathered;
    let (articles, dropped, too_short) =
        (gathered.rows.len() as u64, job.dropped.len() as u64, job.too_short() as u64);
    let mut summary = json::Summary {
        read: articles + gathered.rejected,
        kept: articles - dropped - too_short,
        dropped,
        too_short,
        rejected: gathered.rejected,
        passed_over: gathered.passed_over,
        clusters: job.groups.len() as u64,
        capped_groups: job.groups.iter().filter(|group| group.is_capped()).count() as u64,
        bytes: gathered.bytes,
        ..json::Summary::default()
    };
    let counts = counts(&job.pairs);
    let counted = Relation::ALL.into_iter().filter(|&relation| counts[relation as usize] > 0);
    summary.relations = counted.map(|relation| (relation.name(), counts[relation as usize])).collect();
    summary
}

/// How many pairs there are of each relation.
fn counts(pairs: &[Judged]) -> [u64; Relation::ALL.len()] {
    let mut counts = [0; Relation::ALL.len()];
    pairs.iter().for_each(|pair| counts[pair.verdict.relation as usize] += 1);
    counts
}
