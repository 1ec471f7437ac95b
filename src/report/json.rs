//! The records of every output, field by field, as docs and acceptance know them.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::value::RawValue;

/// One line of `--pairs`.
#[derive(Debug, Serialize)]
pub struct Pair<'a> {
    /// The article read first.
    pub a: &'a str,
    /// The other.
    pub b: &'a str,
    /// What they are to each other.
    pub relation: &'static str,
    /// Whether one carries the other's copy.
    pub reprint: bool,
    /// Whose text stands in whose.
    pub direction: &'static str,
    /// Exact resemblance of their shingle sets, 0 to 1.
    pub jaccard: f64,
    /// Share of a's own words that stand in b, 0 to 1.
    pub coverage_a: f64,
    /// Share of b's own words that stand in a, 0 to 1.
    pub coverage_b: f64,
    /// Words of the longest passage.
    pub longest_run: u32,
    /// Whether both have the same headline.
    pub same_headline: bool,
    /// Outlet of a, as stated.
    pub a_outlet: Option<&'a str>,
    /// Outlet of b, as stated.
    pub b_outlet: Option<&'a str>,
    /// The rule that decided.
    pub why: &'static str,
}

/// One line of `--clusters`.
#[derive(Debug, Serialize)]
pub struct Cluster<'a> {
    /// Number of the cluster, from 1.
    pub cluster: u64,
    /// Members, the canonical included.
    pub size: usize,
    /// Different outlets among them.
    pub outlets: usize,
    /// Id of the member the others are shown to have copied.
    pub canonical: &'a str,
    /// Why that one.
    pub canonical_why: &'a str,
    /// The earliest stated time.
    pub first_published: Option<String>,
    /// Everyone, the canonical first.
    pub members: Vec<Member<'a>>,
}

/// One member of a cluster.
#[derive(Debug, Serialize)]
pub struct Member<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its outlet, as stated.
    pub outlet: Option<&'a str>,
    /// When it says it was published.
    pub published: Option<String>,
    /// Its headline.
    pub title: Option<&'a str>,
    /// What it is to the canonical; `identical` for the canonical itself.
    pub relation: &'static str,
    /// Share of its own words that stand in the canonical, 0 to 1.
    pub coverage: f64,
    /// Whether it is a reprint of the canonical.
    pub reprint: bool,
    /// The agency it credits.
    pub credit: Option<&'a str>,
}

/// One line of `--dropped`.
#[derive(Debug, Serialize)]
pub struct Dropped<'a> {
    /// The id of the record that is dropped.
    pub id: &'a str,
    /// The id of the one that stays.
    pub copy_of: &'a str,
    /// What the two are to each other.
    pub relation: &'static str,
    /// Share of the dropped record's own words that stand in the one that stays, 0 to 1.
    pub coverage: f64,
    /// The record as it was read.
    pub record: &'a RawValue,
}

/// The totals of a run.
#[derive(Debug, Default, Clone, Serialize)]
pub struct Summary {
    /// Records met: kept, dropped, too short and rejected together.
    pub read: u64,
    /// Judged and written.
    pub kept: u64,
    /// Left out of the output.
    pub dropped: u64,
    /// Written unjudged.
    pub too_short: u64,
    /// Not readable.
    pub rejected: u64,
    /// Parts of crawls that hold no article, such as requests and images; not among the records.
    pub passed_over: u64,
    /// Groups of articles that carry one story.
    pub clusters: u64,
    /// Groups too large to join every pair.
    pub capped_groups: u64,
    /// Reported pairs by relation.
    pub relations: BTreeMap<&'static str, u64>,
    /// Bytes of input, as stored.
    pub bytes: u64,
    /// Seconds from start to end.
    pub seconds: f64,
    /// Articles read a second.
    pub articles_per_second: f64,
    /// Largest resident memory, in bytes; zero where the system does not tell.
    pub peak_bytes: u64,
}

/// A fraction with four decimals: more is noise, and the same on every machine.
#[must_use]
pub fn fraction(value: f32) -> f64 {
    (f64::from(value) * 10_000.0).round() / 10_000.0
}
