//! Passages: runs joined across the small edits between them.

use std::ops::Range;

use super::align::Run;

/// Widest gap, in words of either text, that two runs of one passage may leave between them.
const GAP: u32 = 14;

/// Runs for which a passage has room from the first: an edited one need not be moved.
const RUNS: usize = 4;

/// A stretch of one text that stands, perhaps edited, in the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Words of the one text, first and after the last.
    pub a: Range<u32>,
    /// Words of the other.
    pub b: Range<u32>,
    /// Runs of equal words in it, ascending in both texts.
    pub runs: Vec<Run>,
}

impl Passage {
    /// The same with the two texts exchanged.
    #[must_use]
    pub fn turned(self) -> Self {
        let runs = self.runs.into_iter().map(|Run { a, b, len }| Run { a: b, b: a, len }).collect();
        Self { a: self.b, b: self.a, runs }
    }

    /// Equal words in it.
    #[must_use]
    pub fn matched(&self) -> u32 {
        self.runs.iter().map(|run| run.len).sum()
    }
}

/// Joins `runs`, which ascend in `a`, into passages.
#[must_use]
pub fn passages(a: &[u32], b: &[u32], runs: &[Run]) -> Vec<Passage> {
    let mut found: Vec<Passage> = Vec::new();
    for run in runs {
        match found.last_mut().filter(|passage| continues(passage, *run)) {
            Some(passage) => extend(passage, *run, a, b),
            None => found.push(begin(*run)),
        }
    }
    found
}

fn continues(passage: &Passage, run: Run) -> bool {
    let near = |end: u32, start: u32| start >= end && start - end <= GAP;
    near(passage.a.end, run.a) && near(passage.b.end, run.b)
}

fn begin(run: Run) -> Passage {
    let mut runs = Vec::with_capacity(RUNS);
    runs.push(run);
    Passage { a: run.a..run.a + run.len, b: run.b..run.b + run.len, runs }
}

fn append(passage: &mut Passage, run: Run) {
    passage.runs.push(run);
    (passage.a.end, passage.b.end) = (run.a + run.len, run.b + run.len);
}

fn extend(passage: &mut Passage, run: Run, a: &[u32], b: &[u32]) {
    match_gap(a, b, passage.a.end..run.a, passage.b.end..run.b, &mut passage.runs);
    append(passage, run);
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

    fn of(a: &[u32], b: &[u32]) -> Vec<Passage> {
        let (one, other) = (Body::from_words(a), Body::from_words(b));
        let (mut seeds, mut found) = (Seeds::default(), Vec::new());
        seeds.note(&other);
        seeds.runs(&one, &mut found);
        passages(a, b, &found)
    }

    #[test]
    fn an_edited_sentence_is_one_passage() {
        let a: Vec<u32> = (0..30).collect();
        let mut b = a.clone();
        b[10] = 99;
        b.insert(20, 98);
        let [passage] = &of(&a, &b)[..] else { panic!("one passage") };
        assert_eq!((passage.a.clone(), passage.b.clone(), passage.matched()), (0..30, 0..31, 29));
    }

    #[test]
    fn a_word_between_two_changes_still_matches() {
        let a = [1, 2, 3, 4, 50, 5, 51, 6, 7, 8, 9];
        let b = [1, 2, 3, 4, 60, 5, 61, 6, 7, 8, 9];
        assert_eq!(of(&a, &b)[0].matched(), 9);
    }

    proptest! {
        #[test]
        fn runs_ascend_and_are_equal(a in prop::collection::vec(0_u32..5, 0..70), b in prop::collection::vec(0_u32..5, 0..70)) {
            for passage in of(&a, &b) {
                let ascends = |w: &[Run]| w[0].a + w[0].len <= w[1].a && w[0].b + w[0].len <= w[1].b;
                prop_assert!(passage.runs.windows(2).all(ascends));
                let equal = |run: &Run| a[run.in_a()] == b[run.in_b()];
                prop_assert!(passage.runs.iter().all(equal));
            }
        }
    }
}
