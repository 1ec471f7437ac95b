//! The verdict: what two bodies are to each other, decided from the evidence alone, and the rule that decided.

use super::evidence::Evidence;

/// What two articles are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same article text; furniture, headline, dateline and byline may differ.
    Identical,
    /// A few words, a sentence or two, are different.
    LightEdit,
    /// One is a cut version of the other.
    Trimmed,
    /// Half or more of the shorter story is the other's copy, with own material added.
    Extended,
    /// A newer version of a running story, much of it carried over.
    Update,
    /// One stands whole in a much larger page.
    Embedded,
    /// Whole sentences are copied, less than half of either story.
    Partial,
    /// The same form filled with other facts.
    Template,
    /// What they share is the outlets' furniture.
    Boilerplate,
    /// Two reports of one event: shared quotations and turns of phrase at most.
    SameEvent,
    /// Nothing in common worth the name.
    Unrelated,
}

impl Relation {
    /// Every relation, strongest first.
    pub const ALL: [Relation; 11] = [
        Self::Identical,
        Self::LightEdit,
        Self::Trimmed,
        Self::Extended,
        Self::Update,
        Self::Embedded,
        Self::Partial,
        Self::Template,
        Self::Boilerplate,
        Self::SameEvent,
        Self::Unrelated,
    ];

    /// The name as written in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::LightEdit => "light_edit",
            Self::Trimmed => "trimmed",
            Self::Extended => "extended",
            Self::Update => "update",
            Self::Embedded => "embedded",
            Self::Partial => "partial",
            Self::Template => "template",
            Self::Boilerplate => "boilerplate",
            Self::SameEvent => "same_event",
            Self::Unrelated => "unrelated",
        }
    }

    /// Whether pairs of this relation are written at all.
    #[must_use]
    pub fn is_written(self) -> bool {
        !matches!(self, Self::SameEvent | Self::Unrelated)
    }
}

/// Whose text stands in whose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The first's text stands in the second, which has more.
    AInB,
    /// The second's text stands in the first, which has more.
    BInA,
    /// Each stands in the other as much.
    Both,
    /// Neither carries the other.
    None,
}

impl Direction {
    /// The same with the two articles exchanged.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::AInB => Self::BInA,
            Self::BInA => Self::AInB,
            same => same,
        }
    }

    /// The name as written in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::AInB => "a_in_b",
            Self::BInA => "b_in_a",
            Self::Both => "both",
            Self::None => "none",
        }
    }
}

impl Verdict {
    /// A verdict where no text can be aligned: from estimated shares of two bodies.
    #[must_use]
    pub fn estimated(coverage: [f32; 2], same_body: bool, limits: Limits) -> Self {
        if same_body {
            return SAME_BODY;
        }
        let (most, least) = (coverage[0].max(coverage[1]), coverage[0].min(coverage[1]));
        let relation = match (most >= limits.threshold, least) {
            (false, _) => Relation::Unrelated,
            (true, least) if least >= 0.85 => Relation::LightEdit,
            (true, _) if most >= 0.88 => Relation::Trimmed,
            (true, _) => Relation::Extended,
        };
        let reprint = relation != Relation::Unrelated;
        let direction = if reprint { direction(coverage, relation) } else { Direction::None };
        Self {
            relation,
            reprint,
            direction,
            coverage,
            why: "estimated from sketches: the index holds no texts",
        }
    }

    /// The same verdict with the two articles exchanged.
    #[must_use]
    pub fn turned(self) -> Self {
        Self { direction: self.direction.turned(), coverage: [self.coverage[1], self.coverage[0]], ..self }
    }
}

/// What is known of a pair beside its bodies.
#[derive(Debug, Clone, Copy, Default)]
pub struct Circumstances {
    /// One outlet published both.
    pub same_outlet: bool,
    /// One agency is credited in both, if only as having contributed; or both were published within days under
    /// headlines of all but the same words.
    pub same_report: bool,
    /// The bodies are equal but for spacing, case and punctuation.
    pub same_body: bool,
}

/// The limits of the relations. Fractions are of an article's own words (furniture left out).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Share of the shorter article's own words that must stand in the other for a reprint.
    pub threshold: f32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { threshold: 0.4 }
    }
}

/// A relation, and how it was come by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// What the two are to each other.
    pub relation: Relation,
    /// Whether one carries the other's copy.
    pub reprint: bool,
    /// Whose text stands in whose.
    pub direction: Direction,
    /// Share of each article's own words that stands in the other, 0 to 1.
    pub coverage: [f32; 2],
    /// The rule that decided, as a sentence for the reader.
    pub why: &'static str,
}

/// Copied words below which nothing is called a reprint.
const LEAST_COPIED: u32 = 16;

/// Unbroken quotation share from which shared words are the speaker's and not the reporter's.
const QUOTED: f32 = 0.6;

/// Share of both bodies from which they are the same text, even an interview that is quoted speech throughout.
const INTERVIEW: f32 = 0.7;

/// Replaced numbers and names a hundred equal words, from which the form is shared and not the story.
const TEMPLATE_FACTS: f32 = 4.5;

/// The same where the facts that stay are few: a hoax told of another town changes hardly any word but its names.
const RETOLD_FACTS: f32 = 1.0;

/// Share of the facts that may stay then.
const RETOLD_KEPT: f32 = 0.45;

/// The same where one outlet wrote both, and neither has a long passage of the other.
const FORM_FACTS: f32 = 2.0;

/// Share of the facts within the copied part, up to which that is a form.
const FORM_KEPT: f32 = 0.6;

/// Share of numbers from which one changed figure makes another table of the same form.
const TABLE: f32 = 0.2;

/// Words of an unquoted passage that make a quarter of a story enough.
const LONG_PASSAGE: u32 = 100;

/// Share of either story that a brief must be, twice that in a script without spaces.
const LEAST_BRIEF: f32 = 0.02;

/// Share of a story that a brief from the same outlet must take: one desk often opens two reports alike.
const OWN_BRIEF: f32 = 0.15;

/// Words of a passage that are worth a mention where too little is shared for a reprint.
const LONG_SHARED: u32 = 60;

/// Places where words were replaced, a hundred equal words, from which a story was rewritten and not added to.
const REWRITTEN: f32 = 1.5;

/// Words within the copied part of either story that are not copied, to each that is, that say the same.
const REWRITTEN_INNER: f32 = 0.05;

/// Words of a story's opening that count as a brief taken from it.
const BRIEF: u32 = 18;

/// The verdict on equal bodies, even where all of them is furniture.
const SAME_BODY: Verdict = Verdict {
    relation: Relation::Identical,
    reprint: true,
    direction: Direction::Both,
    coverage: [1.0, 1.0],
    why: "the bodies are equal, word for word",
};

/// Decides what two bodies are to each other.
#[must_use]
pub fn judge(evidence: &Evidence, circumstances: Circumstances, limits: Limits) -> Verdict {
    if circumstances.same_body {
        return SAME_BODY;
    }
    let coverage = [0, 1].map(|side| evidence.copied[side] as f32 / evidence.own[side].max(1) as f32);
    let (relation, reprint, why) = decide(evidence, circumstances, limits, coverage);
    let direction = if reprint { direction(coverage, relation) } else { Direction::None };
    Verdict { relation, reprint, direction, coverage, why }
}

type Ruling = (Relation, bool, &'static str);

fn decide(evidence: &Evidence, circumstances: Circumstances, limits: Limits, coverage: [f32; 2]) -> Ruling {
    let share = coverage[0].max(coverage[1]);
    let unquoted = share * (1.0 - evidence.quoted);
    let word = if evidence.is_unspaced { 2 } else { 1 };
    let long = evidence.longest >= word * LONG_PASSAGE && unquoted >= 0.625 * limits.threshold;
    if evidence.copied[0].max(evidence.copied[1]) < word * LEAST_COPIED {
        return nothing_copied(evidence);
    }
    if is_template(evidence, circumstances) {
        return (Relation::Template, false, "the form is the same, the facts in it are others");
    }
    if evidence.quoted >= QUOTED && unquoted < limits.threshold && coverage[0].min(coverage[1]) < INTERVIEW {
        return (Relation::SameEvent, false, "what they share is quoted speech");
    }
    if share >= limits.threshold && unquoted >= 0.625 * limits.threshold {
        return reprint(evidence, circumstances, coverage);
    }
    if long {
        return (Relation::Partial, true, "a long passage is copied, less than half of either story");
    }
    let least_brief = if circumstances.same_outlet { OWN_BRIEF } else { word as f32 * LEAST_BRIEF };
    if evidence.lede >= word * BRIEF && share >= least_brief {
        return (Relation::Partial, true, "the opening of one story stands in the other");
    }
    little(evidence, circumstances, share)
}

fn nothing_copied(evidence: &Evidence) -> Ruling {
    if evidence.shared[0].max(evidence.shared[1]) > evidence.copied[0].max(evidence.copied[1]) + LEAST_COPIED
    {
        (Relation::Boilerplate, false, "what they share recurs across the outlet's pages")
    } else {
        (Relation::Unrelated, false, "they share no passage")
    }
}

fn is_template(evidence: &Evidence, circumstances: Circumstances) -> bool {
    let table = evidence.numeric >= TABLE && evidence.facts > 0.0 && circumstances.same_outlet;
    let retold = evidence.facts >= RETOLD_FACTS && evidence.kept <= RETOLD_KEPT;
    evidence.facts >= TEMPLATE_FACTS || table || retold || is_form(evidence, circumstances)
}

/// Whether an outlet's two short texts share a form: they break where the facts stand, and lose most of them.
fn is_form(evidence: &Evidence, circumstances: Circumstances) -> bool {
    let shared = [0, 1].map(|side| 5 * evidence.copied[side] >= evidence.own[side]);
    let differs = evidence.facts >= FORM_FACTS || evidence.kept <= FORM_KEPT;
    circumstances.same_outlet && evidence.longest < LONG_SHARED && (shared[0] || shared[1]) && differs
}

fn little(evidence: &Evidence, circumstances: Circumstances, share: f32) -> Ruling {
    if circumstances.same_outlet && evidence.longest < LONG_SHARED {
        (Relation::Boilerplate, false, "little is shared, and one outlet wrote both")
    } else if (share >= 0.1 || circumstances.same_outlet)
        && evidence.quoted < 0.3
        && evidence.longest >= LONG_SHARED
    {
        (Relation::Partial, false, "a passage is shared, too little of either story for a reprint")
    } else {
        (Relation::SameEvent, false, "they share turns of phrase and quotations only")
    }
}

/// Which of the reprints it is: how much of the smaller stands in the larger, how much of the larger that is,
/// and whether what is not shared lies within or around it.
fn reprint(evidence: &Evidence, circumstances: Circumstances, coverage: [f32; 2]) -> Ruling {
    let (most, least) = (coverage[0].max(coverage[1]), coverage[0].min(coverage[1]));
    let interior = |side: usize| evidence.interior[side] as f32 / evidence.copied[side].max(1) as f32;
    let (inner, both_inner) = (interior(0).max(interior(1)), interior(0).min(interior(1)));
    let rewritten = evidence.replaced >= REWRITTEN || both_inner >= REWRITTEN_INNER;
    let version = circumstances.same_outlet || circumstances.same_report && rewritten;
    if least >= 0.9 && inner <= 0.04 && evidence.replaced < 0.7 {
        (Relation::Identical, true, "the bodies are the same but for what stands around them")
    } else if least >= 0.85 {
        (Relation::LightEdit, true, "the bodies are the same but for a few words")
    } else if most >= 0.7 && (least <= 0.12 || stands_inside(evidence, coverage)) {
        (Relation::Embedded, true, "one stands whole in a much larger page")
    } else if most >= 0.88 {
        (Relation::Trimmed, true, "one is the other cut short")
    } else if version {
        (Relation::Update, true, "a version of the same story, much of it carried over")
    } else if most >= 0.5 {
        (Relation::Extended, true, "half or more of the shorter is the other's, with own material added")
    } else {
        (Relation::Partial, true, "whole sentences are copied, less than half of either story")
    }
}

/// Whether the larger text has so much of its own before the other's begins that it is a page around it; a cut
/// version stands at the top of the longer one.
fn stands_inside(evidence: &Evidence, coverage: [f32; 2]) -> bool {
    let is_larger = |side: usize| coverage[side] <= coverage[1 - side].min(0.5);
    [0, 1].into_iter().any(|side| is_larger(side) && 4 * evidence.before[side] >= evidence.own[side])
}

fn direction(coverage: [f32; 2], relation: Relation) -> Direction {
    let margin = if relation <= Relation::LightEdit { 0.05 } else { 0.02 };
    match coverage[0] - coverage[1] {
        more if more > margin => Direction::AInB,
        more if more < -margin => Direction::BInA,
        _ => Direction::Both,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Body, Scale};
    use super::*;

    /// Words of a small language, some of them names, numbers and quoted, in lines.
    fn text() -> impl Strategy<Value = String> {
        let word = "(the|ferry|board|voted|Brandt|Ansel|41|7|late|in|may|to|close|it)[ ]?[.,\"\n]?";
        prop::collection::vec(word.prop_map(|word| word + " "), 0..160).prop_map(|words| words.concat())
    }

    /// Two texts that share stretches: each takes some lines of a common stock.
    fn pair() -> impl Strategy<Value = (String, String)> {
        (text(), text(), text(), text())
            .prop_map(|(stock, a, b, more)| (format!("{a}{stock}{more}"), format!("{stock}{b}{stock}")))
    }

    proptest! {
        #[test]
        fn the_order_of_two_texts_does_not_matter(
            (a, b) in pair(),
            same_outlet in any::<bool>(),
            same_report in any::<bool>(),
        ) {
            let (a, b) = (Body::new(&a), Body::new(&b));
            let known = Circumstances { same_outlet, same_report, same_body: false };
            let verdict = |a, b| judge(&Scale::default().weigh(a, b), known, Limits::default());
            prop_assert_eq!(verdict(&a, &b).turned(), verdict(&b, &a));
        }

        #[test]
        fn a_text_is_identical_with_itself_or_too_short((a, _) in pair()) {
            let body = Body::new(&a);
            let verdict = judge(&Scale::default().weigh(&body, &body), Circumstances::default(), Limits::default());
            prop_assert!(verdict.relation == Relation::Identical || !verdict.reprint);
        }
    }
}
