//! The shapes of the words in a window, told for all of them at once.

use super::super::shape::{CAPITAL, DIGIT, LINE, MARK, SENTENCE};
use super::Word;
use super::classes::Classes;

/// The shapes of the words in a window.
#[derive(Debug, Clone, Copy)]
pub struct Shapes {
    /// Where words end that hold a digit.
    digits: u64,
    capitals: u64,
    /// Where words begin that stand behind such a byte: line feeds,
    lines: u64,
    /// line feeds and marks that end a sentence,
    ends: u64,
    /// and what has to be looked at.
    marks: u64,
}

impl Shapes {
    /// Those of words that stand where these letters and digits are.
    #[inline]
    pub(super) fn of(classes: &Classes, letters: u64) -> Self {
        // At the front of a window stands no gap; what stood before it is told by the window before.
        let behind = |class: u64| !(reached(!letters, class) | 1);
        let (ends, marks) = (behind(classes.ends()), behind(classes.marks()));
        let digits = !reached(letters, classes.digits);
        let lines = behind(classes.lines);
        Self { digits, capitals: classes.capitals, lines, ends, marks }
    }

    /// The [`shape`](super::super::shape) of the word in this place, by what of it stands in the window.
    #[must_use]
    #[inline]
    pub fn of_word(&self, word: Word) -> u8 {
        // A bit where it belongs, and no branch: what stands before a word no processor foresees.
        let says = |class: u64, place: usize, what: u8| (class >> place & 1) as u8 * what;
        let looks = says(self.capitals, word.start, CAPITAL) | says(self.digits, word.end, DIGIT);
        let begins = says(self.lines, word.start, LINE) | says(self.ends, word.start, SENTENCE);
        begins | looks | says(self.marks, word.start, MARK)
    }
}

/// The bits right behind those runs of set bits in which none of `class` stands: a carry is sent through each, and stops
/// at the first that is.
#[inline]
fn reached(runs: u64, class: u64) -> u64 {
    let starts = runs & !(runs << 1);
    (runs & !class).wrapping_add(starts) & !runs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_run_is_passed_if_nothing_of_the_class_stands_in_it(runs: u64, class: u64, thin: u64) {
            let (class, mut passed, mut holds) = (class & thin, 0_u64, false);
            for place in 0..64 {
                let bit = 1 << place;
                if runs & bit != 0 {
                    holds |= class & bit != 0;
                } else {
                    let behind_run = place > 0 && runs & bit >> 1 != 0;
                    passed |= if behind_run && !holds { bit } else { 0 };
                    holds = false;
                }
            }
            prop_assert_eq!(reached(runs, class), passed);
        }
    }
}
