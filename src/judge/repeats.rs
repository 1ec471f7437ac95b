//! What a page says twice: captions, teasers, pulled quotations. A story says nothing twice in the same eight words.

use std::ops::Range;

use super::align::{SEED_WORDS, equal_words_back};
use super::body::Body;

/// Words in a row that no story repeats by itself.
const LEAST: usize = 2 * SEED_WORDS;

/// Marks what stands in the body twice as furniture, wherever it does; but where that is half of the page or more,
/// the page holds its story twice, and only the second is.
pub fn mark(body: &mut Body) {
    let found = repeats(body);
    let own = |place: &Range<usize>| body.own_in(place.clone());
    let twice: usize = found.iter().map(|(first, second)| own(first) + own(second)).sum();
    let all = 2 * twice < body.own();
    for (first, second) in found {
        if all {
            body.mark_furniture(first.start, first.end);
        }
        body.mark_furniture(second.start, second.end);
    }
}

/// Passages that stand twice: where first and where again, not overlapping.
fn repeats(body: &Body) -> Vec<(Range<usize>, Range<usize>)> {
    let bits = (2 * body.seeds.len()).next_power_of_two().trailing_zeros().max(1);
    // Where nothing was met the first place stands, which has another seed: one comparison says both.
    let mut latest = vec![0_u32; 1 << bits];
    let mut found = Vec::new();
    let mut at = 1;
    while let Some(seed) = body.seeds.get(at) {
        let slot = &mut latest[(seed >> (u32::BITS - bits)) as usize];
        let before = std::mem::replace(slot, at as u32) as usize;
        let length = if body.seeds[before] == *seed { equal(&body.words, before, at) } else { 0 };
        if length >= LEAST {
            // Another seed may have taken the slot of the first.
            let back = equal_words_back(&body.words[..before], &body.words[found.last().map_or(0, end)..at]);
            found.push((before - back..before + length, at - back..at + length));
            at += length;
        } else {
            at += 1;
        }
    }
    found
}

/// Words from `before` on that stand again from `at` on.
fn equal(words: &[u32], before: usize, at: usize) -> usize {
    let again = words[at..].iter().zip(&words[before..at]);
    again.take_while(|(one, other)| one == other).count()
}

fn end(found: &(Range<usize>, Range<usize>)) -> usize {
    found.1.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> usize {
        Body::new(text).own()
    }

    const CAPTION: &str = "Ilse Brandt leaves the town hall after her last day";
    const STORY: &str = "The mayor of Port Ansel resigned after eleven years, and her deputy follows in May. He said he \
        would not close the fish market, as she had wanted, nor sell the ferry to the islands' own company.";

    #[test]
    fn a_caption_that_stands_twice_is_none_of_the_story() {
        assert_eq!(own(&format!("{CAPTION}\n{CAPTION}\n{STORY}")), own(STORY));
    }

    #[test]
    fn of_a_story_that_stands_twice_one_is_its_own() {
        assert_eq!(own(&format!("{STORY}\n{STORY}")), own(STORY));
    }

    #[test]
    fn refrains_of_a_few_words_are_no_repeats() {
        assert_eq!(own("We will go, he said, and we will go, she said"), 11);
    }
}
