//! Who carries whose copy, as far as it is known.

use std::collections::HashMap;

use crate::generate::{Kind, Planted};

/// Shares of one story's own words between which readers disagree whether its copy is a reprint.
const CONTESTED: std::ops::Range<f32> = 0.22..0.30;

/// Whether a pair is a reprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Reprint,
    Other,
    Contested,
}

/// One pair that is known.
#[derive(Debug, Clone)]
pub(super) struct Case {
    /// The ids, in any order.
    pub pair: (String, String),
    /// What was done, or what kind of case it is.
    pub kind: String,
    /// The relations that are right to name; the first is the likeliest.
    pub relations: Vec<String>,
    /// Whether it is a reprint.
    pub label: Label,
}

/// All that is known.
#[derive(Debug, Default)]
pub(super) struct Truth {
    /// The known pairs.
    pub cases: Vec<Case>,
    by_pair: HashMap<(String, String), usize>,
    /// By number of a generated article: the story it tells. `None` if only the cases are known.
    stories: Option<Vec<Story>>,
}

/// Which story a generated article tells.
#[derive(Debug, Clone, Copy)]
struct Story {
    /// Number of the article that told it first.
    origin: u64,
    /// Whether enough of it is carried to make any two such articles reprints of one another.
    whole: bool,
}

impl Truth {
    /// The truth about a generated world, of which everything is known: two articles without a common source are
    /// no reprints.
    pub(super) fn of_a_world() -> Self {
        Self { stories: Some(Vec::new()), ..Self::default() }
    }

    /// Adds the next article of a world.
    pub(super) fn plant(&mut self, number: u64, planted: Option<Planted>) {
        let copy = planted.filter(|planted| carries(planted.kind));
        let story = copy.map_or(Story { origin: number, whole: true }, |planted| Story {
            origin: planted.source,
            whole: label(&planted) == Label::Reprint,
        });
        if let Some(stories) = &mut self.stories {
            stories.push(story);
        }
        if let Some(planted) = planted {
            self.add(Case {
                pair: (format!("n{}", planted.source), format!("n{number}")),
                kind: name(planted.kind),
                relations: vec![planted.kind.relation().to_owned()],
                label: label(&planted),
            });
        }
    }

    /// Adds a known pair. Of one that is there already, whichever article was named first, the latest counts.
    pub(super) fn add(&mut self, case: Case) {
        let number = *self.by_pair.entry(ordered(&case.pair.0, &case.pair.1)).or_insert(self.cases.len());
        if let Some(known) = self.cases.get_mut(number) {
            *known = case;
        } else {
            self.cases.push(case);
        }
    }

    /// The number of a pair's case.
    pub(super) fn case(&self, a: &str, b: &str) -> Option<usize> {
        self.by_pair.get(&ordered(a, b)).copied()
    }

    /// Whether a pair is a reprint; `None` where nobody knows.
    pub(super) fn label(&self, a: &str, b: &str) -> Option<Label> {
        if let Some(case) = self.case(a, b) {
            return Some(self.cases[case].label);
        }
        let story =
            |id: &str| self.stories.as_ref()?.get(id.strip_prefix('n')?.parse::<usize>().ok()?).copied();
        let (a, b) = (story(a)?, story(b)?);
        Some(match a.origin == b.origin {
            false => Label::Other,
            true if a.whole && b.whole => Label::Reprint,
            true => Label::Contested,
        })
    }
}

fn ordered(a: &str, b: &str) -> (String, String) {
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    (first.to_owned(), second.to_owned())
}

/// Whether this kind of article holds another's copy, and does not only look like it.
fn carries(kind: Kind) -> bool {
    !matches!(kind, Kind::Quoted | Kind::Template)
}

fn label(planted: &Planted) -> Label {
    match planted.share {
        _ if !carries(planted.kind) => Label::Other,
        share if CONTESTED.contains(&share) => Label::Contested,
        share if share < CONTESTED.start => Label::Other,
        _ => Label::Reprint,
    }
}

/// `LightEdit` as `light_edit`.
fn name(kind: Kind) -> String {
    let mut name = String::new();
    for letter in format!("{kind:?}").chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[allow(clippy::unnecessary_wraps, reason = "truth holds options")]
    fn planted(source: u64, kind: Kind, share: f32) -> Option<Planted> {
        Some(Planted { source, kind, edits: 0.0, share })
    }

    /// 0 is a story, 1 and 2 carry it, 3 carries a little of it, 4 reports the same event, 5 is another story.
    fn world() -> Truth {
        let mut truth = Truth::of_a_world();
        let plants = [
            None,
            planted(0, Kind::TailCut, 1.0),
            planted(0, Kind::Identical, 1.0),
            planted(0, Kind::Partial, 0.25),
            planted(0, Kind::Quoted, 0.0),
            None,
        ];
        (0..).zip(plants).for_each(|(number, planted)| truth.plant(number, planted));
        truth
    }

    #[test]
    fn a_pair_that_is_named_twice_counts_once_and_as_it_was_named_last() {
        let mut truth = Truth::default();
        for (a, b, label) in [("a", "b", Label::Other), ("c", "a", Label::Other), ("b", "a", Label::Reprint)]
        {
            let pair = (a.to_owned(), b.to_owned());
            truth.add(Case { pair, kind: String::new(), relations: Vec::new(), label });
        }
        assert_eq!(truth.cases.len(), 2);
        assert_eq!(truth.label("a", "b"), Some(Label::Reprint));
    }

    #[test]
    fn articles_of_one_source_are_reprints_of_one_another_and_strangers_are_not() {
        let truth = world();
        assert_eq!(truth.label("n1", "n0"), Some(Label::Reprint));
        assert_eq!(truth.label("n1", "n2"), Some(Label::Reprint));
        assert_eq!(truth.label("n0", "n3"), Some(Label::Contested));
        assert_eq!(truth.label("n2", "n3"), Some(Label::Contested));
        assert_eq!(truth.label("n4", "n0"), Some(Label::Other));
        assert_eq!(truth.label("n4", "n1"), Some(Label::Other));
        assert_eq!(truth.label("n5", "n0"), Some(Label::Other));
    }

    #[test]
    fn where_only_cases_are_known_nothing_else_is() {
        assert_eq!(Truth::default().label("n1", "n2"), None);
    }

    #[test]
    fn kinds_are_named_as_relations_are() {
        assert_eq!(name(Kind::LightEdit), "light_edit");
        assert_eq!(world().cases[0].kind, "tail_cut");
    }
}
