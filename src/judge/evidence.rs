//! What the aligned passages of a pair amount to, in numbers.

use std::ops::Range;

use super::align::{Run, Seeds};
use super::body::{Body, OWN, part};
use super::count::{Role, count_both, count_in};
use super::passage::{Passage, passages};

/// Equal words, furniture left out, that make a passage count as copied. Shorter ones are turns of phrase.
const LEAST_MATCHED: u32 = 8;

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
    /// Passages that count.
    pub passages: Vec<Passage>,
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
        self.passages = self.passages.into_iter().map(Passage::turned).collect();
        self.passages.sort_by_key(|passage| passage.a.start);
        self
    }
}

/// Measures pairs; keeps what it noted of a body while that is compared with one after the other.
#[derive(Debug, Default)]
pub struct Scale<'a> {
    shorter: Seeds<'a>,
    longer: Seeds<'a>,
    runs: Vec<Run>,
    /// Own words of each passage.
    own: Vec<u32>,
}

impl<'a> Scale<'a> {
    /// Aligns two bodies and measures what they share. The shorter is laid on the longer whichever comes first,
    /// so that no verdict depends on the order of the two.
    pub fn weigh(&mut self, a: &'a Body, b: &'a Body) -> Evidence {
        let rank = |body: &'a Body| (body.len(), &body.words, &body.parts);
        if rank(a) <= rank(b) { self.lay(a, b) } else { self.lay(b, a).turned() }
    }

    fn lay(&mut self, a: &'a Body, b: &'a Body) -> Evidence {
        self.longer.note(b);
        let mut forth = passages_of(&self.longer, a, b, &mut self.runs);
        let mut evidence = Evidence::of_none(a, b);
        if forth.is_empty() {
            return evidence;
        }
        let least = if evidence.is_unspaced { 2 * LEAST_MATCHED } else { LEAST_MATCHED };
        note_own(a, &forth, &mut self.own);
        if self.own.iter().all(|&own| own < least) {
            // Most candidates end here: what they share is furniture or turns of phrase, and as much of one as of
            // the other, so the second alignment is saved.
            evidence.shared = [all(&forth); 2];
            describe(&mut evidence, a, b, &forth);
            return evidence;
        }
        self.shorter.note(a);
        let mut back = passages_of(&self.shorter, b, a, &mut self.runs);
        evidence.shared = [all(&forth), all(&back)];
        evidence.copied[0] = leave_counting(&mut forth, &self.own, least);
        note_own(b, &back, &mut self.own);
        evidence.copied[1] = leave_counting(&mut back, &self.own, least);
        evidence.measure((a, forth), (b, &back));
        evidence
    }
}

impl Evidence {
    /// Of two bodies, as if they shared nothing.
    fn of_none(a: &Body, b: &Body) -> Self {
        Self {
            words: [a.len() as u32, b.len() as u32],
            own: [a.own() as u32, b.own() as u32],
            is_unspaced: a.is_unspaced && b.is_unspaced,
            ..Self::default()
        }
    }

    /// Measures the passages that count, of each body in the other. What is copied is known.
    fn measure(&mut self, (a, forth): (&Body, Vec<Passage>), (b, back): (&Body, &[Passage])) {
        let between = [a.own_in(stretch(&forth)), b.own_in(stretch(back))];
        self.interior = [0, 1].map(|side| (between[side] as u32).saturating_sub(self.copied[side]));
        self.before = [before(a, &forth), before(b, back)];
        self.lede = lede(a, &forth).max(lede(b, back));
        self.kept = kept(a, &forth).min(kept(b, back));
        describe(self, a, b, &forth);
        self.passages = forth;
    }
}

/// The passages of `a` in `b`, whose seeds are noted.
fn passages_of(seeds: &Seeds<'_>, a: &Body, b: &Body, runs: &mut Vec<Run>) -> Vec<Passage> {
    seeds.runs(a, runs);
    passages(&a.words, &b.words, runs)
}

/// Notes how many of the words of each passage are the body's own.
fn note_own(body: &Body, passages: &[Passage], own: &mut Vec<u32>) {
    own.clear();
    own.extend(passages.iter().map(|passage| matched(body, std::slice::from_ref(passage), OWN)));
}

/// Leaves the passages that count, which have so many own words, and returns how many these have together.
fn leave_counting(passages: &mut Vec<Passage>, own: &[u32], least: u32) -> u32 {
    let mut of_each = own.iter();
    passages.retain(|_| of_each.next().is_some_and(|&own| own >= least));
    own.iter().filter(|&&own| own >= least).sum()
}

/// From the first word in the passages to the last.
fn stretch(passages: &[Passage]) -> Range<usize> {
    let first = passages.iter().map(|passage| passage.a.start).min().unwrap_or(0);
    let last = passages.iter().map(|passage| passage.a.end).max().unwrap_or(0);
    first as usize..last as usize
}

/// Words of the passages.
fn all(passages: &[Passage]) -> u32 {
    runs(passages).map(|run| run.len).sum()
}

/// Words of `body` in the passages that play this role.
fn matched(body: &Body, passages: &[Passage], role: Role) -> u32 {
    runs(passages).map(|run| count_in(&body.parts, run.in_a(), role) as u32).sum()
}

fn runs(passages: &[Passage]) -> impl Iterator<Item = &Run> {
    passages.iter().flat_map(|passage| &passage.runs)
}

/// Own words before the first copied one.
fn before(body: &Body, passages: &[Passage]) -> u32 {
    body.own_in(0..stretch(passages).start) as u32
}

/// Words of the passage that opens the story, if one does: it may follow a dateline, a byline or furniture.
fn lede(body: &Body, passages: &[Passage]) -> u32 {
    let opens = |passage: &&Passage| body.own_in(0..passage.a.start as usize) <= OPENING;
    // They ascend: before a later one stand no fewer.
    let opening = passages.iter().take_while(opens);
    opening.map(|passage| matched(body, std::slice::from_ref(passage), TOLD)).max().unwrap_or(0)
}

fn describe(evidence: &mut Evidence, a: &Body, b: &Body, passages: &[Passage]) {
    let all = all(passages);
    evidence.longest = passages.iter().map(Passage::matched).max().unwrap_or(0);
    let quoted = |run: &Run| quoted(a, b, *run);
    evidence.quoted = runs(passages).map(quoted).sum::<usize>() as f32 / all.max(1) as f32;
    let numbers = matched(a, passages, NUMBER);
    evidence.numeric = numbers as f32 / all.max(1) as f32;
    let (mut facts, mut replaced) = (0, 0);
    for gap in passages.iter().flat_map(gaps) {
        let (left, right) =
            (&a.parts[gap.0.0 as usize..gap.0.1 as usize], &b.parts[gap.1.0 as usize..gap.1.1 as usize]);
        replaced += usize::from(!left.is_empty() && !right.is_empty());
        facts += usize::from(left.iter().copied().any(is_fact) && right.iter().copied().any(is_fact));
    }
    evidence.facts = 100.0 * facts as f32 / all.max(1) as f32;
    evidence.replaced = 100.0 * replaced as f32 / all.max(1) as f32;
}

/// Words of a run that are quoted in both bodies.
fn quoted(a: &Body, b: &Body, run: Run) -> usize {
    count_both((&a.parts, run.a as usize), (&b.parts, run.b as usize), run.len as usize, QUOTED)
}

/// Of the facts between the first and the last word in the passages, the share that is in them. A form filled with
/// other facts keeps its words and loses these; a story cut or rewritten keeps both alike.
fn kept(body: &Body, passages: &[Passage]) -> f32 {
    let all = count_in(&body.parts, stretch(passages), FACT);
    let matched = matched(body, passages, FACT);
    if all == 0 { 1.0 } else { (matched as f32 / all as f32).min(1.0) }
}

fn is_fact(parts: u8) -> bool {
    parts & FACTS != 0
}

/// The unmatched words between neighbouring runs of a passage, as ranges of either text.
fn gaps(passage: &Passage) -> impl Iterator<Item = ((u32, u32), (u32, u32))> + '_ {
    let between = |runs: &[Run]| {
        let [before, after] = [runs[0], runs[1]];
        ((before.a + before.len, after.a), (before.b + before.len, after.b))
    };
    passage.runs.windows(2).map(between).filter(|(left, right)| left.0 < left.1 || right.0 < right.1)
}
