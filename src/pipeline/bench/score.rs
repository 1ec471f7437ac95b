//! What was found, against the truth.

use std::collections::{BTreeMap, HashMap};

use crate::pipeline::dedup::Deduplicated;
use crate::pipeline::verify::Judged;

use super::tally::Tally;
use super::truth::{Case, Label, Truth};

/// Recall and precision: altogether, by relation, and by kind of case.
#[derive(Debug, Clone, Default)]
pub(super) struct Score {
    pub all: Tally,
    pub relations: BTreeMap<String, Tally>,
    pub kinds: BTreeMap<String, Tally>,
}

/// A pair that a job reports.
#[derive(Debug, Clone, Copy)]
struct Found<'a> {
    pair: (&'a str, &'a str),
    relation: &'static str,
    reprint: bool,
}

/// Scores a job.
pub(super) fn score(job: &Deduplicated, truth: &Truth) -> Score {
    let groups = group_of(job);
    let in_one_group = |(a, b): (&str, &str)| {
        let (a, b) = (groups.get(a), groups.get(b));
        a.is_some() && a == b
    };
    let found: Vec<Found<'_>> = job.pairs.iter().map(|judged| found(job, judged)).collect();
    score_pairs(&found, in_one_group, truth)
}

/// By id: the group an article is in. In a crowded one not every pair is reported.
fn group_of(job: &Deduplicated) -> HashMap<&str, usize> {
    let groups = job.groups.iter().enumerate();
    let members = groups.flat_map(|(number, group)| group.members.iter().map(move |member| (member, number)));
    members.map(|(member, number)| (job.corpus.id(member.number), number)).collect()
}

fn found<'a>(job: &'a Deduplicated, judged: &Judged) -> Found<'a> {
    Found {
        pair: (job.corpus.id(judged.a), job.corpus.id(judged.b)),
        relation: judged.verdict.relation.name(),
        reprint: judged.verdict.reprint,
    }
}

fn score_pairs(found: &[Found<'_>], in_one_group: impl Fn((&str, &str)) -> bool, truth: &Truth) -> Score {
    let mut score = Score::default();
    let mut reported: HashMap<usize, Found<'_>> = HashMap::new();
    for pair in found {
        if let Some(case) = truth.case(pair.pair.0, pair.pair.1) {
            reported.insert(case, *pair);
        }
        score.report(pair, truth);
    }
    for (number, case) in truth.cases.iter().enumerate() {
        let found = reported.get(&number);
        let joined = in_one_group((&case.pair.0, &case.pair.1));
        score.look_up(case, found, joined);
    }
    score
}

impl Score {
    /// Counts a reported reprint as right or wrong, if anybody knows.
    fn report(&mut self, found: &Found<'_>, truth: &Truth) {
        let label = truth.label(found.pair.0, found.pair.1).filter(|_| found.reprint);
        let right = match label {
            Some(Label::Reprint) => true,
            Some(Label::Other) => false,
            Some(Label::Contested) | None => return,
        };
        for tally in [&mut self.all, self.relations.entry(found.relation.to_owned()).or_default()] {
            tally.reported += 1;
            tally.right += u64::from(right);
        }
    }

    /// Counts a known pair as found or missed, or as taken for a reprint though it is none.
    fn look_up(&mut self, case: &Case, found: Option<&Found<'_>>, joined: bool) {
        let kind = self.kinds.entry(case.kind.clone()).or_default();
        if case.label == Label::Other {
            kind.reported += u64::from(found.is_some_and(|found| found.reprint));
            return;
        }
        if case.label == Label::Contested {
            return;
        }
        let is_found = joined || found.is_some_and(|found| found.reprint);
        let is_named =
            found.is_some_and(|found| case.relations.iter().any(|relation| relation == found.relation));
        let relation = self.relations.entry(case.relations.first().cloned().unwrap_or_default()).or_default();
        for tally in [&mut self.all, relation, kind] {
            tally.reprints += 1;
            tally.found += u64::from(is_found);
            tally.named += u64::from(is_found && is_named);
        }
        let kind = self.kinds.entry(case.kind.clone()).or_default();
        kind.reported += u64::from(is_found);
        kind.right += u64::from(is_found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(a: &str, b: &str, relation: &str, label: Label) -> Case {
        Case {
            pair: (a.into(), b.into()),
            kind: format!("kind of {relation}"),
            relations: vec![relation.into()],
            label,
        }
    }

    fn truth() -> Truth {
        let mut truth = Truth::default();
        truth.add(case("a", "b", "trimmed", Label::Reprint));
        truth.add(case("a", "c", "trimmed", Label::Reprint));
        truth.add(case("a", "d", "partial", Label::Contested));
        truth.add(case("e", "f", "template", Label::Other));
        truth
    }

    fn reprint(a: &'static str, b: &'static str, relation: &'static str) -> Found<'static> {
        Found { pair: (a, b), relation, reprint: true }
    }

    #[test]
    fn found_missed_and_mistaken_pairs_are_counted() {
        let found = [reprint("b", "a", "light_edit"), reprint("e", "f", "light_edit")];
        let score = score_pairs(&found, |_| false, &truth());
        assert_eq!((score.all.recall(), score.all.precision()), (Some(0.5), Some(0.5)));
        assert_eq!(score.all.named, 0);
        assert_eq!(score.relations["trimmed"].recall(), Some(0.5));
        assert_eq!(score.relations["light_edit"].precision(), Some(0.5));
        assert_eq!(score.kinds["kind of template"].precision(), Some(0.0));
    }

    #[test]
    fn members_of_one_group_are_found_though_no_line_says_so() {
        let score = score_pairs(&[], |pair| pair == ("a", "c"), &truth());
        assert_eq!(score.all.recall(), Some(0.5));
    }

    #[test]
    fn contested_and_unknown_pairs_count_for_nothing() {
        let found = [reprint("a", "d", "partial"), reprint("x", "y", "partial")];
        let score = score_pairs(&found, |_| false, &truth());
        assert_eq!((score.all.reported, score.all.precision()), (0, None));
    }
}
