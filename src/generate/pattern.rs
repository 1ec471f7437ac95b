//! Sentences with gaps: `"{The} {noun} {did} {the} {noun} on {day}."`

use std::fmt::Write;

use super::lexicon::Lexicon;
use super::lists;
use super::random::Random;

/// A sentence, headline or line of furniture whose gaps are filled anew each time.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
enum Part {
    Text(&'static str),
    Gap(Gap),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Noun,
    Did,
    Adjective,
    How,
    First,
    Last,
    Place,
    The,
    Opener,
    Of,
    And,
    Day,
    Month,
    Few,
    Many,
    Decimal,
    Said,
    Role,
}

impl Gap {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "noun" => Self::Noun,
            "did" => Self::Did,
            "adj" => Self::Adjective,
            "how" => Self::How,
            "first" => Self::First,
            "last" => Self::Last,
            "place" => Self::Place,
            "the" => Self::The,
            "The" => Self::Opener,
            "of" => Self::Of,
            "and" => Self::And,
            "day" => Self::Day,
            "month" => Self::Month,
            "few" => Self::Few,
            "many" => Self::Many,
            "decimal" => Self::Decimal,
            "said" => Self::Said,
            "role" => Self::Role,
            _ => return None,
        })
    }
}

impl Pattern {
    /// Reads the gaps. What is not a known gap stays as it stands.
    pub(super) fn parse(source: &'static str) -> Self {
        let mut parts = Vec::new();
        for piece in source.split_inclusive('}') {
            match piece
                .split_once('{')
                .and_then(|(text, gap)| Some((text, Gap::named(gap.strip_suffix('}')?)?)))
            {
                Some((text, gap)) => parts.extend([Part::Text(text), Part::Gap(gap)]),
                None => parts.push(Part::Text(piece)),
            }
        }
        parts.retain(|part| !matches!(part, Part::Text("")));
        Self { parts }
    }

    /// Reads a whole list.
    pub(super) fn parse_all(sources: &[&'static str]) -> Vec<Self> {
        sources.iter().map(|source| Self::parse(source)).collect()
    }

    /// Appends the sentence with its gaps filled.
    pub(super) fn fill(&self, lexicon: &Lexicon, random: &mut Random, out: &mut String) {
        for part in &self.parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Gap(gap) => fill_gap(*gap, lexicon, random, out),
            }
        }
    }

    /// The sentence with its gaps filled, by itself.
    pub(super) fn filled(&self, lexicon: &Lexicon, random: &mut Random) -> String {
        let mut out = String::new();
        self.fill(lexicon, random, &mut out);
        out
    }
}

fn fill_gap(gap: Gap, lexicon: &Lexicon, random: &mut Random, out: &mut String) {
    let words = match gap {
        Gap::Noun => &lexicon.nouns,
        Gap::Did => &lexicon.verbs,
        Gap::Adjective => &lexicon.adjectives,
        Gap::How => &lexicon.adverbs,
        Gap::Last => &lexicon.surnames,
        Gap::Place => &lexicon.places,
        _ => return fill_small(gap, random, out),
    };
    out.push_str(words.draw(random));
}

fn fill_small(gap: Gap, random: &mut Random, out: &mut String) {
    let words = match gap {
        Gap::First => lists::FIRST_NAMES,
        Gap::The => lists::DETERMINERS,
        Gap::Opener => lists::OPENERS,
        Gap::Of => lists::PREPOSITIONS,
        Gap::And => lists::JOINS,
        Gap::Day => lists::DAYS,
        Gap::Month => lists::MONTHS,
        Gap::Said => lists::SAYINGS,
        Gap::Role => lists::ROLES,
        _ => return fill_number(gap, random, out),
    };
    let word: &&str = random.pick(words);
    out.push_str(word);
}

/// Writing to a `String` cannot fail, so the results are dropped.
fn fill_number(gap: Gap, random: &mut Random, out: &mut String) {
    let _ = match gap {
        Gap::Many => write!(out, "{},{:03}", random.between(1, 98), random.below(1000)),
        Gap::Decimal => write!(out, "{}.{}", random.below(30), random.below(100)),
        _ => write!(out, "{}", random.between(2, 99)),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_and_the_rest_is_kept() {
        let filled =
            Pattern::parse("On {day}, {few} {nonsense}.").filled(&Lexicon::new(), &mut Random::new(1));
        assert!(filled.starts_with("On ") && filled.ends_with(" {nonsense}."), "{filled}");
        assert!(!filled.contains("{day}") && !filled.contains("{few}"), "{filled}");
    }
}
