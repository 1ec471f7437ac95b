//! What stands above a story: its headline, byline and dateline. Outlets that carry one story write their own.

use crate::extract::bounds::floor;
use crate::extract::credit::leading;

/// Words a headline has at most.
const HEADLINE_WORDS: usize = 20;

/// Bytes of a line that no text broken into lines of one width has.
const LONG_LINE: usize = 120;

/// Lines that are looked at to see that.
const LINES: usize = 4;

/// How many times as long as its headline a story is, at least.
const STORY: usize = 4;

/// Bytes above the story.
#[must_use]
pub(super) fn above(text: &str) -> usize {
    let headline = headline(text);
    headline + leading(&text[headline..]).end
}

/// Bytes of the first line and the break after it, if that line is a headline.
fn headline(text: &str) -> usize {
    let lead = text.len() - text.trim_start().len();
    let Some(length) = memchr::memchr(b'\n', &text.as_bytes()[lead..]) else { return 0 };
    let (line, rest) = (text[lead..lead + length].trim_end(), &text[lead + length + 1..]);
    let ends_sentence = || line.ends_with(['.', ',', ';', ':', '。']);
    let is_short = || line.split_whitespace().nth(HEADLINE_WORDS).is_none();
    let is_above = rest.len() >= STORY * line.len();
    if is_above && !ends_sentence() && is_short() && stands_alone(rest) { lead + length + 1 } else { 0 }
}

/// Whether the line before `rest` is no part of a paragraph broken into lines of one width.
fn stands_alone(rest: &str) -> bool {
    // So much as the lines looked at have with their breaks if none is long.
    let rest = &rest[..floor(rest, LINES * (LONG_LINE + 2))];
    let blank = rest.lines().next().is_some_and(|line| line.trim().is_empty());
    blank || rest.lines().take(LINES).any(|line| line.len() >= LONG_LINE)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn more_of_the_text_says_no_more(rest in "([a-zé ]{0,9}|[a-zé]{110,125}\r?\n|\r?\n){0,9}[ é]{0,600}") {
            let blank = rest.lines().next().is_some_and(|line| line.trim().is_empty());
            let long = rest.lines().take(LINES).any(|line| line.len() >= LONG_LINE);
            prop_assert_eq!(stands_alone(&rest), blank || long);
        }
    }

    const STORY: &str = "PORT ANSEL (Meridian Wire) - The ferry left at noon with ninety people aboard and no lifeboats, \
        inspectors said on Monday, a day after it struck the pier at Ferring in fog and lost its mast.";

    fn story(text: &str) -> &str {
        &text[above(text)..]
    }

    #[test]
    fn a_headline_and_a_dateline_stand_above_it() {
        for headline in ["Ferry sailed without lifeboats\n", "Ferry sailed without lifeboats?\n\n", ""] {
            let text = format!("{headline}{STORY}");
            assert!(story(&text).starts_with("The ferry left"), "{headline}");
        }
    }

    #[test]
    fn the_first_line_of_a_paragraph_is_none() {
        let text = "The ferry left Port Ansel at noon\nwith ninety people aboard and no\nlifeboats, inspectors said on\n\
            Monday, a day after it struck the\npier at Ferring in fog and lost its mast.";
        assert_eq!(story(text), text);
        let sentence = format!("The mayor resigned.\n\n{STORY}");
        assert_eq!(story(&sentence), sentence);
    }
}
