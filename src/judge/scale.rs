//! Lays one body on another: which passages they share, and which of these count.

use super::align::{Run, Seeds};
use super::body::{Body, OWN};
use super::evidence::{Evidence, matched};
use super::passage::{Passage, Passages};

/// Equal words, furniture left out, that make a passage count as copied. Shorter ones are turns of phrase.
const LEAST_MATCHED: u32 = 8;

/// Measures pairs; keeps what it noted of a body while that is compared with one after the other.
#[derive(Debug, Default)]
pub struct Scale<'a> {
    shorter: Seeds<'a>,
    longer: Seeds<'a>,
    runs: Vec<Run>,
    /// The passages of the shorter in the longer.
    forth: Passages,
    /// Those of the longer in the shorter.
    back: Passages,
    /// Own words of each passage.
    own: Vec<u32>,
    /// Whether the longer body came first.
    is_turned: bool,
}

impl<'a> Scale<'a> {
    /// Aligns two bodies and measures what they share. The shorter is laid on the longer whichever comes first,
    /// so that no verdict depends on the order of the two.
    pub fn weigh(&mut self, a: &'a Body, b: &'a Body) -> Evidence {
        let rank = |body: &'a Body| (body.len(), &body.words, &body.parts);
        self.is_turned = rank(a) > rank(b);
        if self.is_turned { self.lay(b, a).turned() } else { self.lay(a, b) }
    }

    /// The passages that count of the two bodies weighed last, in the order of the first.
    #[must_use]
    pub fn passages(&self) -> Vec<Passage> {
        let mut found = self.forth.list().to_vec();
        if self.is_turned {
            found = found.into_iter().map(Passage::turned).collect();
            found.sort_by_key(|passage| passage.a.start);
        }
        found
    }

    fn lay(&mut self, a: &'a Body, b: &'a Body) -> Evidence {
        let Self { shorter, longer, runs, forth, back, own, .. } = self;
        longer.note(b);
        join(longer, a, b, runs, forth);
        let mut evidence = Evidence::of_none(a, b);
        if forth.list().is_empty() {
            return evidence;
        }
        let least = if evidence.is_unspaced { 2 * LEAST_MATCHED } else { LEAST_MATCHED };
        note_own(a, forth, own);
        if own.iter().all(|&own| own < least) {
            // Most candidates end here: what they share is furniture or turns of phrase, and as much of one as of
            // the other, so the second alignment is saved.
            evidence.shared = [forth.matched(); 2];
            evidence.describe(a, b, forth);
            forth.clear();
            return evidence;
        }
        shorter.note(a);
        join(shorter, b, a, runs, back);
        evidence.shared = [forth.matched(), back.matched()];
        evidence.copied[0] = leave_counting(forth, own, least);
        note_own(b, back, own);
        evidence.copied[1] = leave_counting(back, own, least);
        evidence.measure((a, forth), (b, back));
        evidence
    }
}

/// Finds the passages of `a` in `b`, whose seeds are noted.
fn join(seeds: &Seeds<'_>, a: &Body, b: &Body, runs: &mut Vec<Run>, passages: &mut Passages) {
    seeds.runs(a, runs);
    passages.join(&a.words, &b.words, runs);
}

/// Notes how many of the words of each passage are the body's own.
fn note_own(body: &Body, passages: &Passages, own: &mut Vec<u32>) {
    let of = |passage| matched(body, passages.runs_of(passage).iter().copied(), OWN);
    own.clear();
    own.extend(passages.list().iter().map(of));
}

/// Leaves the passages that count, which have so many own words, and returns how many these have together.
fn leave_counting(passages: &mut Passages, own: &[u32], least: u32) -> u32 {
    let mut of_each = own.iter();
    passages.retain(|_| of_each.next().is_some_and(|&own| own >= least));
    own.iter().filter(|&&own| own >= least).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_are_told_in_the_order_of_the_first_whichever_is_longer() {
        let (first, second): (Vec<u32>, Vec<u32>) = ((0..20).collect(), (50..70).collect());
        let short = Body::from_words([&first[..], &second].concat());
        let long = Body::from_words([&second[..], &[99], &first, &[98]].concat());
        let mut scale = Scale::default();
        let mut places = |a, b| {
            scale.weigh(a, b);
            let found = scale.passages().into_iter();
            found.map(|passage| (passage.a, passage.b, passage.matched)).collect::<Vec<_>>()
        };
        assert_eq!(places(&short, &long), [(0..20, 21..41, 20), (20..40, 0..20, 20)]);
        assert_eq!(places(&long, &short), [(0..20, 20..40, 20), (21..41, 0..20, 20)]);
        // Words that count are more than these.
        let few = Body::from_words(&first[..6]);
        assert!(places(&few, &long).is_empty() && places(&few, &Body::default()).is_empty());
    }
}
