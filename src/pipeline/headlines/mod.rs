//! Repeated headlines across outlets: one story's headline is the same but for its decoration.
//!
//! learn (what each outlet puts around its headlines) -> read (the headline, and other ways to read it) ->
//! form (equal headlines) -> star (forms that are cut off, re-decorated or a word apart) -> groups.

mod form;
mod generic;
mod keys;
mod learn;
mod reading;
mod star;

use crate::article::Published;

use form::forms;
use learn::Learned;
use reading::{plain, readings};

/// One record's headline and what else speaks for its story.
#[derive(Debug, Clone, Copy)]
pub struct Headline<'a> {
    /// The headline as published.
    pub title: &'a str,
    /// Who published it: a name or a registrable domain.
    pub outlet: &'a str,
    /// The host of the page's address, where known: many sites sign headlines with it.
    pub site: Option<&'a str>,
    /// The publication time, where known.
    pub published: Option<Published>,
    /// Hash of the body's words, where there is a body.
    pub body: Option<u64>,
}

/// Records under one headline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The headline without its decoration, as its most common form has it.
    pub headline: String,
    /// Positions in the input, ascending.
    pub members: Vec<usize>,
    /// How many outlets the members come from.
    pub outlets: usize,
    /// Whether all bodies are equal; `None` unless all are known.
    pub same_body: Option<bool>,
    /// Whether the headline names a column or page ("Letters to the editor") rather than a story.
    pub generic: bool,
}

/// What [`group`] found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Groups {
    /// Headlines of stories that two or more outlets ran, in order of their first member.
    pub stories: Vec<Group>,
    /// Headlines of columns and pages, left out of the stories, in order of their first member.
    pub generic: Vec<Group>,
}

/// Groups records by headline across outlets. The same records give the same groups, whatever the thread count.
#[must_use]
pub fn group(records: &[Headline<'_>]) -> Groups {
    let plain = plain(records);
    let learned = Learned::from(records, &plain);
    let readings = readings(plain, &learned);
    let forms = forms(&readings, records);
    let hubs = star::assign(&forms, &readings);
    let mut groups = Groups::default();
    for star in star::gather(&forms, &hubs) {
        let named = &readings[star.named as usize];
        let told = generic::tell(named, star.records, records, &learned);
        let describe =
            |records_of: Vec<u32>, generic| describe(named, &records_of, records, &learned, generic);
        let stories = told.stories.into_iter().map(|story| describe(story, false));
        groups.stories.extend(stories.filter(|group| group.outlets > 1));
        groups.generic.extend((told.rest.len() > 1).then(|| describe(told.rest, true)));
    }
    groups.stories.sort_by_key(|group| group.members[0]);
    groups.generic.sort_by_key(|group| group.members[0]);
    groups
}

fn describe(
    named: &reading::Title<'_>,
    star: &[u32],
    records: &[Headline<'_>],
    learned: &Learned,
    generic: bool,
) -> Group {
    let members: Vec<usize> = star.iter().map(|&at| at as usize).collect();
    Group {
        headline: named.headline().to_owned(),
        outlets: form::distinct(members.iter().map(|&at| learned.of_record[at])),
        same_body: same_body(&members, records),
        generic,
        members,
    }
}

fn same_body(members: &[usize], records: &[Headline<'_>]) -> Option<bool> {
    let bodies: Option<Vec<u64>> = members.iter().map(|&at| records[at].body).collect();
    bodies.map(|bodies| bodies.windows(2).all(|pair| pair[0] == pair[1]))
}

#[cfg(test)]
mod tests;
