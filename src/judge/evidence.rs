//! What the aligned passages of a pair amount to, in numbers.

use std::ops::Range;

use super::align::Run;
use super::body::{Body, part};
use super::count::{Role, count_both, count_in};
use super::passage::{Passage, Passages};

/// Parts of a word that states a fact.
const FACTS: u8 = part::NUMBER | part::NAME;

/// Of an own word that states one.
const FACT: Role = Role { any: FACTS, none: part::FURNITURE };

/// Of a number.
const NUMBER: Role = Role { any: part::NUMBER, none: 0 };

/// Of a word that is quoted.
const QUOTED: Role = Role { any: part::QUOTED, none: 0 };

/// Of an own word that is not quoted.
const TOLD: Role = Role { any: 0, none: part::FURNITURE | part::QUOTED };

/// Own words that may stand before a passage that opens a story.
const OPENING: usize = 12;

/// The pair in numbers. Arrays hold the value for the one body, then for the other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    /// Words.
    pub words: [u32; 2],
    /// Words that are not furniture.
    pub own: [u32; 2],
    /// Of these, words that stand in the other body.
    pub copied: [u32; 2],
    /// Words of any kind that stand in the other body.
    pub shared: [u32; 2],
    /// Equal words in the longest passage.
    pub longest: u32,
    /// Words that are not furniture, do not stand in the other body, but lie between words that do.
    pub interior: [u32; 2],
    /// Words that are not furniture before the first that stands in the other body.
    pub before: [u32; 2],
    /// Equal words, not quoted, in a passage that opens one of the stories (its lede, run elsewhere).
    pub lede: u32,
    /// Share of numbers among the equal words, 0 to 1.
    pub numeric: f32,
    /// Share of the copied words that are quoted in both, 0 to 1.
    pub quoted: f32,
    /// Places where numbers or names were replaced by others, a hundred equal words.
    pub facts: f32,
    /// Places where words were replaced by others, a hundred equal words.
    pub replaced: f32,
    /// Of the numbers and names between the first and the last word copied, the share that is copied too, in the body
    /// where it is less, 0 to 1.
    pub kept: f32,
    /// Both are written without spaces: two of their words tell about as much as one of another script.
    pub is_unspaced: bool,
}

impl Evidence {
    /// The same with the two bodies exchanged.
    #[must_use]
    pub fn turned(mut self) -> Self {
        for both in [
            &mut self.words,
            &mut self.own,
            &mut self.copied,
            &mut self.shared,
            &mut self.interior,
            &mut self.before,
        ] {
            both.reverse();
        }
        self
    }

    /// Of two bodies, as if they shared nothing.
    pub(super) fn of_none(a: &Body, b: &Body) -> Self {
        Self {
            words: [a.len() as u32, b.len() as u32],
            own: [a.own() as u32, b.own() as u32],
            is_unspaced: a.is_unspaced && b.is_unspaced,
            ..Self::default()
        }
    }

    /// Measures the passages that count, of each body in the other. What is copied is known.
    pub(super) fn measure(&mut self, (a, forth): (&Body, &Passages), (b, back): (&Body, &Passages)) {
        let between = [a.own_in(forth.stretch()), b.own_in(back.stretch())];
        self.interior = [0, 1].map(|side| (between[side] as u32).saturating_sub(self.copied[side]));
        self.before = [before(a, forth), before(b, back)];
        self.lede = lede(a, forth).max(lede(b, back));
        self.kept = kept(a, forth).min(kept(b, back));
        self.describe(a, b, forth);
    }

    /// Says what kinds of words the passages of `a` in `b` are, and how they were edited.
    pub(super) fn describe(&mut self, a: &Body, b: &Body, passages: &Passages) {
        let all = passages.matched().max(1) as f32;
        self.longest = passages.list().iter().map(|passage| passage.matched).max().unwrap_or(0);
        self.quoted = passages.runs().map(|run| quoted(a, b, run)).sum::<usize>() as f32 / all;
        self.numeric = matched(a, passages.runs(), NUMBER) as f32 / all;
        let (mut facts, mut replaced) = (0, 0);
        for (left, right) in passages.list().iter().flat_map(|passage| gaps(passages.runs_of(passage))) {
            let (left, right) = (&a.parts[left], &b.parts[right]);
            replaced += usize::from(!left.is_empty() && !right.is_empty());
            facts += usize::from(left.iter().copied().any(is_fact) && right.iter().copied().any(is_fact));
        }
        self.facts = 100.0 * facts as f32 / all;
        self.replaced = 100.0 * replaced as f32 / all;
    }
}

/// Words of `body` in these runs that play this role.
pub(super) fn matched(body: &Body, runs: impl Iterator<Item = Run>, role: Role) -> u32 {
    runs.map(|run| count_in(&body.parts, run.in_a(), role) as u32).sum()
}

/// Own words before the first copied one.
fn before(body: &Body, passages: &Passages) -> u32 {
    body.own_in(0..passages.stretch().start) as u32
}

/// Words of the passage that opens the story, if one does: it may follow a dateline, a byline or furniture.
fn lede(body: &Body, passages: &Passages) -> u32 {
    let opens = |passage: &&Passage| body.own_in(0..passage.a.start as usize) <= OPENING;
    let told = |passage| matched(body, passages.runs_of(passage).iter().copied(), TOLD);
    // They ascend: before a later one stand no fewer.
    passages.list().iter().take_while(opens).map(told).max().unwrap_or(0)
}

/// Words of a run that are quoted in both bodies.
fn quoted(a: &Body, b: &Body, run: Run) -> usize {
    count_both((&a.parts, run.a as usize), (&b.parts, run.b as usize), run.len as usize, QUOTED)
}

/// Of the facts between the first and the last word in the passages, the share that is in them. A form filled with
/// other facts keeps its words and loses these; a story cut or rewritten keeps both alike.
fn kept(body: &Body, passages: &Passages) -> f32 {
    let all = count_in(&body.parts, passages.stretch(), FACT);
    let matched = matched(body, passages.runs(), FACT);
    if all == 0 { 1.0 } else { (matched as f32 / all as f32).min(1.0) }
}

fn is_fact(parts: u8) -> bool {
    parts & FACTS != 0
}

/// The unmatched words between neighbouring runs of a passage, as ranges of either text.
fn gaps(runs: &[Run]) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    let between = |runs: &[Run]| {
        let [before, after] = [runs[0], runs[1]];
        (before.in_a().end..after.in_a().start, before.in_b().end..after.in_b().start)
    };
    runs.windows(2).map(between).filter(|(left, right)| !left.is_empty() || !right.is_empty())
}
