//! Forms that carry one story, joined as stars: each to the hub it matches itself, never through another.

use rayon::prelude::*;

use super::form::Form;
use crate::text::hashed::{KeyMap, KeySet};

use super::keys::{Sequence, step_back};
use super::reading::{Reading, Title};

/// Words and bytes of a cut-off headline that may be completed.
const MIN_CUT_WORDS: usize = 4;
const MIN_CUT_BYTES: usize = 28;
/// Words up to which it needs an agreeing date to be.
const SHORT_CUT_WORDS: usize = 5;
/// Words of a cut-off headline that needs no date to be completed.
const SURE_CUT_WORDS: usize = 9;
/// Words of the shorter of two headlines when the other has a phrase more, and of that phrase.
const MIN_SHORT_WORDS: usize = 5;
const MAX_PHRASE: usize = 3;
/// Days that may lie between two headlines that are not equal.
const DAYS_APART: i64 = 3;
/// Days between a cut-off headline and its whole.
const CUT_DAYS_APART: i64 = 30;

/// The keys of one form.
#[derive(Debug, Default)]
struct Keys {
    /// Its readings, whole. The first is certain.
    whole: Vec<u64>,
    /// Prefixes that some cut-off form has whole.
    prefixes: Vec<u64>,
    /// Its first reading with a phrase left out, where some form has that whole.
    shorter: Vec<u64>,
}

/// How a form matched a hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    Whole,
    Completed,
    PhraseApart,
}

/// Hubs by key.
#[derive(Debug, Default)]
struct Hubs {
    whole: Filed,
    prefixes: Filed,
    shorter: Filed,
}

/// Numbers filed under keys, as linked lists: most keys have one, and a list for each would be a million.
#[derive(Debug, Default)]
struct Filed {
    /// By key: the position of its latest number, plus one.
    latest: KeyMap<u32>,
    /// Each number with the position, plus one, of the one filed under its key before; zero for none.
    links: Vec<(u32, u32)>,
}

impl Filed {
    fn file(&mut self, key: u64, number: u32) {
        let at = self.links.len() as u32 + 1;
        let before = self.latest.insert(key, at).unwrap_or(0);
        self.links.push((number, before));
    }

    /// The numbers under a key, the latest first.
    fn under(&self, key: u64) -> impl Iterator<Item = u32> {
        let link = |at: u32| self.links.get((at as usize).checked_sub(1)?).copied();
        let first = self.latest.get(&key).and_then(|&at| link(at));
        std::iter::successors(first, move |&(_, before)| link(before)).map(|(number, _)| number)
    }
}

/// For each form the position of its hub: its own where it is one. `forms` are in hub order.
pub(super) fn assign(forms: &[Form], titles: &[Title<'_>]) -> Vec<u32> {
    let keys = keys(forms, titles);
    let mut hubs = Hubs::default();
    let mut hub_of = Vec::with_capacity(forms.len());
    for (at, (form, own)) in forms.iter().zip(&keys).enumerate() {
        let hub = hubs.find(form, own, forms);
        if hub.is_none() {
            hubs.insert(at as u32, own);
        }
        hub_of.push(hub.unwrap_or(at as u32));
    }
    hub_of
}

fn keys(forms: &[Form], titles: &[Title<'_>]) -> Vec<Keys> {
    let title_of = |form: &Form| &titles[form.records[0] as usize];
    let whole: Vec<Vec<u64>> = forms.par_iter().map(|form| whole_keys(title_of(form))).collect();
    let known: KeySet = whole.iter().flatten().copied().collect();
    let cut: KeySet = forms
        .iter()
        .zip(&whole)
        .filter(|(form, _)| form.cut_off)
        .flat_map(|(_, whole)| whole)
        .copied()
        .collect();
    let keys = forms.par_iter().zip(whole).map(|(form, whole)| {
        let title = title_of(form);
        let prefixes = readings(title).flat_map(prefix_keys).filter(|key| cut.contains(key)).collect();
        let shorter = shorter_keys(title).filter(|key| known.contains(key)).collect();
        Keys { whole, prefixes, shorter }
    });
    keys.collect()
}

fn readings<'t>(title: &'t Title<'_>) -> impl Iterator<Item = &'t Reading> {
    std::iter::once(&title.first).chain(&title.others)
}

fn whole_keys(title: &Title<'_>) -> Vec<u64> {
    let long_enough = |reading: &&Reading| {
        !reading.cut_off || (reading.words.len() >= MIN_CUT_WORDS && reading.bytes >= MIN_CUT_BYTES)
    };
    let whole = readings(title).filter(long_enough).map(|reading| Sequence::new(&reading.words).whole());
    let first = &title.first;
    let letters = (!first.cut_off && first.words.len() >= MIN_SHORT_WORDS).then_some(first.letters);
    whole.chain(letters).collect()
}

fn prefix_keys(reading: &Reading) -> impl Iterator<Item = u64> {
    let sequence = Sequence::new(&reading.words);
    (MIN_CUT_WORDS..sequence.len()).map(move |words| sequence.prefix(words))
}

fn shorter_keys(title: &Title<'_>) -> impl Iterator<Item = u64> {
    let sequence = Sequence::new(&title.first.words);
    let spare = if title.first.cut_off { 0 } else { sequence.len().saturating_sub(MIN_SHORT_WORDS) };
    (1..=spare.min(MAX_PHRASE)).flat_map(move |gap| without_each(&sequence, gap))
}

/// The keys of a sequence without each phrase of `gap` words.
fn without_each(sequence: &Sequence, gap: usize) -> Vec<u64> {
    let back = step_back(gap);
    (0..=sequence.len() - gap).map(|at| sequence.without(at, gap, back)).collect()
}

impl Hubs {
    fn insert(&mut self, hub: u32, keys: &Keys) {
        let file = |filed: &mut Filed, keys: &[u64]| keys.iter().for_each(|&key| filed.file(key, hub));
        file(&mut self.whole, &keys.whole);
        file(&mut self.prefixes, &keys.prefixes);
        file(&mut self.shorter, &keys.shorter);
    }

    /// The best hub for a form: the closest match, then the nearest date, then the most common.
    fn find(&self, form: &Form, keys: &Keys, forms: &[Form]) -> Option<u32> {
        let look = |filed: &Filed, keys: &[u64], how: Match| -> Option<(Match, bool, u32)> {
            let hubs = keys.iter().flat_map(|&key| filed.under(key));
            let agreeing = hubs.filter(|&hub| agrees(form, &forms[hub as usize], how));
            agreeing
                .map(|hub| (how, form.days_agree(&forms[hub as usize], DAYS_APART) != Some(true), hub))
                .min()
        };
        let prefix_of = if form.cut_off { keys.whole.as_slice() } else { &[] };
        let found = [
            look(&self.whole, &keys.whole, Match::Whole),
            look(&self.prefixes, prefix_of, Match::Completed),
            look(&self.whole, &keys.shorter, Match::PhraseApart),
            look(&self.shorter, &keys.whole, Match::PhraseApart),
        ];
        found.into_iter().flatten().min().map(|(_, _, hub)| hub)
    }
}

/// Whether date or body speak for (or not against) two forms being one story.
fn agrees(form: &Form, hub: &Form, how: Match) -> bool {
    match how {
        Match::Whole => true,
        Match::Completed if form.words <= SHORT_CUT_WORDS => {
            form.days_agree(hub, DAYS_APART).unwrap_or(false) || form.shares_body(hub)
        }
        Match::Completed if form.words >= SURE_CUT_WORDS => true,
        Match::Completed => form.days_agree(hub, CUT_DAYS_APART).unwrap_or(true) || form.shares_body(hub),
        Match::PhraseApart => form.days_agree(hub, DAYS_APART).unwrap_or(false) || form.shares_body(hub),
    }
}

/// A hub and what joined it.
#[derive(Debug)]
pub(super) struct Star {
    /// The record whose wording names the group.
    pub named: u32,
    /// All records, ascending.
    pub records: Vec<u32>,
}

/// The stars of two records or more, in order of their first record.
pub(super) fn gather(forms: &[Form], hub_of: &[u32]) -> Vec<Star> {
    let mut records: Vec<Vec<u32>> = vec![Vec::new(); forms.len()];
    for (form, hub) in forms.iter().zip(hub_of) {
        records[*hub as usize].extend(&form.records);
    }
    let named = forms.iter().map(|form| form.records[0]);
    let mut stars: Vec<Star> = named
        .zip(records)
        .filter(|(_, records)| records.len() > 1)
        .map(|(named, mut records)| {
            records.sort_unstable();
            Star { named, records }
        })
        .collect();
    stars.sort_unstable_by_key(|star| star.records[0]);
    stars
}
