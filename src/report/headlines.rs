//! What `headlines` writes.

use serde::Serialize;

use crate::pipeline::headlines::Group;
use crate::pipeline::titles::{Titled, Titles};

/// One line of `headlines --clusters`.
#[derive(Debug, Serialize)]
#[allow(clippy::struct_field_names, reason = "the fields' names are the output's")]
pub struct Cluster<'a> {
    cluster: usize,
    headline: &'a str,
    size: usize,
    outlets: usize,
    generic: bool,
    same_body: Option<bool>,
    canonical: &'a str,
    canonical_why: &'static str,
    first_published: Option<String>,
    /// Empty for a generic headline: it is reported, but its records are no group.
    members: Vec<Member<'a>>,
}

#[derive(Debug, Serialize)]
struct Member<'a> {
    id: &'a str,
    outlet: Option<&'a str>,
    published: Option<String>,
    title: &'a str,
}

/// The groups of stories, then the generic headlines, numbered from 1.
pub fn clusters(titles: &Titles) -> impl Iterator<Item = Cluster<'_>> {
    let groups = titles.groups.stories.iter().chain(&titles.groups.generic);
    groups.zip(1..).map(|(group, number)| cluster(titles, group, number))
}

fn cluster<'a>(titles: &'a Titles, group: &'a Group, number: usize) -> Cluster<'a> {
    let record = |&at: &usize| &titles.records[at];
    let dated = group.members.iter().map(record).filter(|record| record.published.is_some());
    let first = dated.min_by_key(|record| record.published.map(|published| published.seconds));
    let canonical = first.or_else(|| group.members.first().map(record));
    Cluster {
        cluster: number,
        headline: &group.headline,
        size: group.members.len(),
        outlets: group.outlets,
        generic: group.generic,
        same_body: group.same_body,
        canonical: canonical.map_or("", |record| &record.id),
        canonical_why: if first.is_some() { "earliest" } else { "no dates, the first read" },
        first_published: first.and_then(|record| record.published).map(|published| published.to_string()),
        members: group.members.iter().filter(|_| !group.generic).map(record).map(member).collect(),
    }
}

fn member(record: &Titled) -> Member<'_> {
    Member {
        id: &record.id,
        outlet: record.outlet.as_deref(),
        published: record.published.map(|published| published.to_string()),
        title: &record.title,
    }
}
