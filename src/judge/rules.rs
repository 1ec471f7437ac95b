//! The rules that decide, in the order in which they are asked.

use super::evidence::Evidence;
use super::relation::Relation;
use super::rule::Rule;
use super::template::{FORM_FACTS, is_template};
use super::verdict::{Circumstances, Limits};

/// Copied words below which nothing is called a reprint.
pub(super) const LEAST_COPIED: u32 = 16;

/// Unbroken quotation share from which shared words are the speaker's and not the reporter's.
const QUOTED: f32 = 0.6;

/// The same from which a passage is in part the speaker's.
const SPOKEN: f32 = 0.3;

/// Share of both bodies from which they are the same text, even an interview that is quoted speech throughout.
const INTERVIEW: f32 = 0.7;

/// Words of an unquoted passage that make a quarter of a story enough.
pub(super) const LONG_PASSAGE: u32 = 100;

/// Share of either story that a brief must be, twice that in a script without spaces.
const LEAST_BRIEF: f32 = 0.02;

/// Share of a story that a brief from the same outlet must take: one desk often opens two reports alike.
const OWN_BRIEF: f32 = 0.18;

/// Share of either body from which a shared form or shared furniture is worth a mention.
const NOTABLE: f32 = 0.2;

/// The same for furniture of two outlets: a notice that both run, the pages of one house under two names.
const NOTABLE_ABROAD: f32 = 0.5;

/// Share of a story that a reader calls half of it: what was reworded is copied to him, and not counted here.
const HALF: f32 = 0.47;

/// Share of the shorter story up to which the longer is not all it has: neither is the other cut short.
const WHOLE: f32 = 0.95;

/// Words of a passage that are worth a mention where too little is shared for a reprint.
pub(super) const LONG_SHARED: u32 = 60;

/// Places where words were replaced, a hundred equal words, from which a story was rewritten and not added to.
const REWRITTEN: f32 = 1.5;

/// Places where words were replaced, a hundred equal words, from which two reporters heard the same.
const REWORDED: f32 = 3.0;

/// Words within the copied part of either story that are not copied, to each that is, that say the same.
const REWRITTEN_INNER: f32 = 0.05;

/// The same that say that words were changed within it, and not only cut.
const EDITED_INNER: f32 = 0.01;

/// Words of a story's opening that count as a brief taken from it.
const BRIEF: u32 = 18;

/// A relation, whether it is a reprint, and why.
pub(super) type Ruling = (Relation, bool, Rule);

pub(super) fn decide(
    evidence: &Evidence,
    circumstances: Circumstances,
    limits: Limits,
    coverage: [f32; 2],
) -> Ruling {
    let share = coverage[0].max(coverage[1]);
    let unquoted = share * (1.0 - evidence.quoted);
    let word = if evidence.is_unspaced { 2 } else { 1 };
    let long = is_long(evidence, circumstances, word) && unquoted >= 0.625 * limits.threshold;
    if evidence.copied[0].max(evidence.copied[1]) < word * LEAST_COPIED {
        return nothing_copied(evidence, circumstances);
    }
    let interview = coverage[0].min(coverage[1]) >= INTERVIEW;
    if evidence.quoted >= QUOTED && unquoted < limits.threshold && !interview {
        return (Relation::SameEvent, false, Rule::Quotation);
    }
    if is_template(evidence, circumstances, share) {
        return template(share);
    }
    if share >= limits.threshold && (unquoted >= 0.625 * limits.threshold || interview) {
        return reprint(evidence, circumstances, coverage);
    }
    if long {
        return (Relation::Partial, true, Rule::LongPassage);
    }
    let least_brief = if circumstances.same_outlet && circumstances.days_apart {
        limits.threshold
    } else if circumstances.same_outlet {
        OWN_BRIEF
    } else {
        word as f32 * LEAST_BRIEF
    };
    if evidence.lede >= word * BRIEF && share >= least_brief {
        return (Relation::Partial, true, Rule::Opening);
    }
    little(evidence, circumstances, share)
}

/// Whether the longest passage is too long to have been written twice.
fn is_long(evidence: &Evidence, circumstances: Circumstances, word: u32) -> bool {
    // A reporter at the same event rewords what he hears; one outlet uses its own background again.
    let lifted = evidence.replaced < REWORDED && evidence.quoted < SPOKEN && !circumstances.same_outlet;
    evidence.longest >= word * if lifted { LONG_SHARED } else { LONG_PASSAGE }
}

fn template(share: f32) -> Ruling {
    if share >= NOTABLE {
        (Relation::Template, false, Rule::Form)
    } else {
        (Relation::SameEvent, false, Rule::FormPhrases)
    }
}

fn nothing_copied(evidence: &Evidence, circumstances: Circumstances) -> Ruling {
    let (shared, copied) =
        (evidence.shared[0].max(evidence.shared[1]), evidence.copied[0].max(evidence.copied[1]));
    let notable = if circumstances.same_outlet { NOTABLE } else { NOTABLE_ABROAD };
    if shared <= copied + LEAST_COPIED {
        (Relation::Unrelated, false, Rule::NoPassage)
    } else if !is_shared(evidence, notable) {
        (Relation::Unrelated, false, Rule::CommonFurniture)
    } else if circumstances.same_outlet && evidence.facts >= FORM_FACTS {
        (Relation::Template, false, Rule::OwnForm)
    } else {
        (Relation::Boilerplate, false, Rule::OwnFurniture)
    }
}

/// Whether what they share is so much of either, whatever part it plays.
fn is_shared(evidence: &Evidence, share: f32) -> bool {
    [0, 1].into_iter().any(|side| evidence.shared[side] as f32 >= share * evidence.words[side] as f32)
}

fn little(evidence: &Evidence, circumstances: Circumstances, share: f32) -> Ruling {
    let (own, long) = (circumstances.same_outlet, evidence.longest >= LONG_SHARED);
    if own && !long && share >= NOTABLE {
        (Relation::Boilerplate, false, Rule::LittleOwn)
    } else if long && share >= 0.1 && evidence.quoted < SPOKEN {
        (Relation::Partial, false, Rule::ShortPassage)
    } else {
        (Relation::SameEvent, false, Rule::Phrases)
    }
}

/// Which of the reprints it is: how much of the smaller stands in the larger, how much of the larger that is,
/// and whether what is not shared lies within or around it.
fn reprint(evidence: &Evidence, circumstances: Circumstances, coverage: [f32; 2]) -> Ruling {
    let (most, least) = (coverage[0].max(coverage[1]), coverage[0].min(coverage[1]));
    let interior = |side: usize| evidence.interior[side] as f32 / evidence.copied[side].max(1) as f32;
    let (inner, both_inner) = (interior(0).max(interior(1)), interior(0).min(interior(1)));
    let rewritten = evidence.replaced >= REWRITTEN || both_inner >= REWRITTEN_INNER;
    let version =
        circumstances.same_outlet && (rewritten || most >= 0.5) || circumstances.same_report && rewritten;
    if least >= 0.85 && inner <= 0.045 && evidence.replaced < 0.7 {
        (Relation::Identical, true, Rule::SameStory)
    } else if least >= 0.85 || least >= 0.75 && most < WHOLE && both_inner >= EDITED_INNER {
        (Relation::LightEdit, true, Rule::FewWords)
    } else if most >= 0.7 && (least <= 0.12 || stands_inside(evidence, coverage)) {
        (Relation::Embedded, true, Rule::Inside)
    } else if most >= WHOLE || most >= 0.88 && evidence.replaced < REWRITTEN {
        (Relation::Trimmed, true, Rule::Cut)
    } else if version {
        (Relation::Update, true, Rule::Version)
    } else if most >= HALF {
        (Relation::Extended, true, Rule::Half)
    } else {
        (Relation::Partial, true, Rule::Sentences)
    }
}

/// Whether the larger text has so much of its own before the other's begins that it is a page around it, and the other's
/// in one piece; a cut version stands at the top of the longer one, and a new version all over it.
fn stands_inside(evidence: &Evidence, coverage: [f32; 2]) -> bool {
    let is_larger = |side: usize| coverage[side] <= coverage[1 - side].min(0.5);
    let begins_late = |side: usize| 4 * u64::from(evidence.before[side]) >= u64::from(evidence.own[side]);
    let in_one_piece =
        |side: usize| 10 * u64::from(evidence.interior[side]) <= u64::from(evidence.copied[side]);
    let around = |side: usize| is_larger(side) && begins_late(side) && in_one_piece(side);
    evidence.replaced < REWRITTEN && (around(0) || around(1))
}
