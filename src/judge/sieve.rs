//! Lets go of texts that share too few words with another, before anything is known of them but their words: most
//! candidates of a check.

use super::align::Seeds;
use super::body::Body;
use super::passage::Passages;
use super::rules::LEAST_COPIED;

/// One text, by which many others are sifted.
#[derive(Debug)]
pub struct Sieve<'a> {
    body: &'a Body,
    seeds: Seeds<'a>,
}

impl<'a> Sieve<'a> {
    /// Sifts by this text.
    #[must_use]
    pub fn of(body: &'a Body) -> Self {
        let mut seeds = Seeds::default();
        seeds.note(body);
        Self { body, seeds }
    }

    /// Whether the pair may be of a relation that is written, whatever parts its words play. Of one that may not, at most
    /// the letters are equal, run together in other words.
    #[must_use]
    pub fn holds(&self, other: &Body) -> bool {
        let forth = matched(&self.seeds, other, self.body);
        if forth == 0 || forth >= LEAST_COPIED {
            return forth > 0;
        }
        // What stands in the other once may stand in this one several times.
        let mut seeds = Seeds::default();
        seeds.note(other);
        matched(&seeds, self.body, other) >= LEAST_COPIED
    }
}

/// Words of `a` that stand in `b`, whose seeds are noted.
fn matched(seeds: &Seeds<'_>, a: &Body, b: &Body) -> u32 {
    let (mut runs, mut passages) = (Vec::new(), Passages::default());
    seeds.runs(a, &mut runs);
    passages.join(&a.words, &b.words, &runs);
    passages.matched()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Circumstances, Limits, Scale, judge};
    use super::*;

    /// Words of a small language, some of them furniture of any outlet, in lines.
    fn text() -> impl Strategy<Value = String> {
        let word = "(the|ferry|board|voted|Brandt|41|7|late|close|read more|subscribe)[ ]?[.,\"\n]?";
        prop::collection::vec(word.prop_map(|word| word + " "), 0..40).prop_map(|words| words.concat())
    }

    proptest! {
        #[test]
        fn what_falls_through_is_never_written(
            (a, b, both) in (text(), text(), text()),
            same_outlet in any::<bool>(),
            recurring in 0_usize..90,
        ) {
            let (a, mut b) = (Body::new(&format!("{a}{both}")), Body::new(&format!("{both}{b}")));
            let words = Body::from_words(b.words.clone());
            b.mark_furniture(0, recurring);
            if !Sieve::of(&a).holds(&words) {
                let known = Circumstances { same_outlet, ..Circumstances::default() };
                let verdict = judge(&Scale::default().weigh(&a, &b), known, Limits::default());
                prop_assert!(!verdict.relation.is_written(), "{verdict:?}");
            }
        }
    }

    #[test]
    fn a_phrase_falls_through_and_a_sentence_does_not() {
        let story = "The mayor of Port Ansel resigned after eleven years in office, and her deputy follows her in May, \
            the board of the town said";
        let others = "She thanked nobody. In other news it was said that the mayor of Port Ansel likes fish";
        let holds = |other: &str| Sieve::of(&Body::new(story)).holds(&Body::new(other));
        assert!(!holds(others) && !holds(""));
        assert!(holds(&format!("{others}. {story}")));
        let twice = format!("{story}, {story}");
        assert!(
            Sieve::of(&Body::new(&twice)).holds(&Body::new("and her deputy follows her in May, the board"))
        );
    }
}
