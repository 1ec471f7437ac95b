//! Passages: runs joined across the small edits between them.

use std::ops::Range;

use super::align::Run;

/// Widest gap, in words of either text, that two runs of one passage may leave between them.
const GAP: u32 = 14;

/// A stretch of one text that stands, perhaps edited, in the other.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Words of the one text, first and after the last.
    pub a: Range<u32>,
    /// Words of the other.
    pub b: Range<u32>,
    /// Equal words in it.
    pub matched: u32,
    /// Where its runs stand among those of all.
    runs: Range<usize>,
}

impl Passage {
    /// The same with the two texts exchanged.
    #[must_use]
    pub fn turned(self) -> Self {
        Self { a: self.b, b: self.a, ..self }
    }

    fn continues(&self, run: Run) -> bool {
        let near = |end: u32, start: u32| start >= end && start - end <= GAP;
        near(self.a.end, run.a) && near(self.b.end, run.b)
    }
}

/// The passages of one text in another, ascending in the one. Kept from one comparison to the next, for their room.
#[derive(Debug, Default)]
pub struct Passages {
    list: Vec<Passage>,
    /// The runs of equal words of each passage, ascending in both texts, one passage after the other.
    runs: Vec<Run>,
}

impl Passages {
    /// Joins `runs`, which ascend in `a`, into passages, in place of those there were.
    pub fn join(&mut self, a: &[u32], b: &[u32], runs: &[Run]) {
        self.clear();
        for &run in runs {
            if self.list.last().is_none_or(|passage| !passage.continues(run)) {
                let at = self.runs.len();
                self.list.push(Passage { a: run.a..run.a, b: run.b..run.b, matched: 0, runs: at..at });
            }
            self.append(run, a, b);
        }
    }

    /// Appends a run to the last passage, with what is equal between the two.
    fn append(&mut self, run: Run, a: &[u32], b: &[u32]) {
        let Some(passage) = self.list.last_mut() else { return };
        match_gap(a, b, passage.a.end..run.a, passage.b.end..run.b, &mut self.runs);
        // Each of those between is a word.
        passage.matched += (self.runs.len() - passage.runs.end) as u32 + run.len;
        self.runs.push(run);
        passage.runs.end = self.runs.len();
        (passage.a.end, passage.b.end) = (run.a + run.len, run.b + run.len);
    }

    /// Leaves none.
    pub fn clear(&mut self) {
        self.list.clear();
        self.runs.clear();
    }

    /// Leaves those of which `counts` holds.
    pub fn retain(&mut self, counts: impl FnMut(&Passage) -> bool) {
        self.list.retain(counts);
    }

    /// Each, ascending.
    #[must_use]
    pub fn list(&self) -> &[Passage] {
        &self.list
    }

    /// The runs of one of [`Passages::list`], ascending in both texts.
    #[must_use]
    pub fn runs_of(&self, passage: &Passage) -> &[Run] {
        self.runs.get(passage.runs.clone()).unwrap_or_default()
    }

    /// The runs of each.
    pub fn runs(&self) -> impl Iterator<Item = Run> {
        self.list.iter().flat_map(|passage| self.runs_of(passage)).copied()
    }

    /// Equal words in all.
    #[must_use]
    pub fn matched(&self) -> u32 {
        self.list.iter().map(|passage| passage.matched).sum()
    }

    /// From the first word in them to the last.
    #[must_use]
    pub fn stretch(&self) -> Range<usize> {
        let (first, last) = (self.list.first(), self.list.last());
        first.map_or(0, |passage| passage.a.start as usize)..last.map_or(0, |passage| passage.a.end as usize)
    }
}

/// Appends the longest common subsequence of two short gaps, word by word.
fn match_gap(a: &[u32], b: &[u32], in_a: Range<u32>, in_b: Range<u32>, runs: &mut Vec<Run>) {
    const SIDE: usize = GAP as usize + 1;
    let (left, right) =
        (&a[in_a.start as usize..in_a.end as usize], &b[in_b.start as usize..in_b.end as usize]);
    if left.is_empty() || right.is_empty() {
        return;
    }
    let mut best = [[0_u8; SIDE]; SIDE];
    for i in (0..left.len()).rev() {
        for j in (0..right.len()).rev() {
            let equal = u8::from(left[i] == right[j]);
            best[i][j] = (best[i + 1][j + 1] + equal).max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < left.len() && j < right.len() {
        if left[i] == right[j] {
            runs.push(Run { a: in_a.start + i as u32, b: in_b.start + j as u32, len: 1 });
            (i, j) = (i + 1, j + 1);
        } else if best[i + 1][j] >= best[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::align::Seeds;
    use super::super::body::Body;
    use super::*;

    fn of(a: &[u32], b: &[u32]) -> Passages {
        let (one, other) = (Body::from_words(a), Body::from_words(b));
        let (mut seeds, mut found, mut passages) = (Seeds::default(), Vec::new(), Passages::default());
        seeds.note(&other);
        seeds.runs(&one, &mut found);
        passages.join(a, b, &found);
        passages
    }

    #[test]
    fn an_edited_sentence_is_one_passage() {
        let a: Vec<u32> = (0..30).collect();
        let mut b = a.clone();
        b[10] = 99;
        b.insert(20, 98);
        let found = of(&a, &b);
        let [passage] = found.list() else { panic!("one passage") };
        assert_eq!((passage.a.clone(), passage.b.clone(), passage.matched), (0..30, 0..31, 29));
    }

    #[test]
    fn a_word_between_two_changes_still_matches() {
        let a = [1, 2, 3, 4, 50, 5, 51, 6, 7, 8, 9];
        let b = [1, 2, 3, 4, 60, 5, 61, 6, 7, 8, 9];
        assert_eq!(of(&a, &b).matched(), 9);
    }

    proptest! {
        #[test]
        fn runs_ascend_and_are_equal(a in prop::collection::vec(0_u32..5, 0..70), b in prop::collection::vec(0_u32..5, 0..70)) {
            let found = of(&a, &b);
            for passage in found.list() {
                let runs = found.runs_of(passage);
                let ascends = |w: &[Run]| w[0].a + w[0].len <= w[1].a && w[0].b + w[0].len <= w[1].b;
                prop_assert!(runs.windows(2).all(ascends));
                prop_assert!(runs.iter().all(|run| a[run.in_a()] == b[run.in_b()]));
                prop_assert_eq!(runs.iter().map(|run| run.len).sum::<u32>(), passage.matched);
                let (first, last) = (runs[0], runs[runs.len() - 1]);
                prop_assert_eq!((passage.a.clone(), passage.b.start), (first.a..last.a + last.len, first.b));
            }
            prop_assert!(found.list().is_sorted_by(|one, other| one.a.end <= other.a.start));
            let (first, last) = (found.list().first(), found.list().last());
            let stretch = first.map_or(0, |passage| passage.a.start)..last.map_or(0, |passage| passage.a.end);
            prop_assert_eq!(found.stretch(), stretch.start as usize..stretch.end as usize);
        }
    }
}
