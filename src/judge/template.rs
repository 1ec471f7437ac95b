//! Same form, other facts: what is filled in differs, and the story with it.

use super::evidence::Evidence;
use super::rules::{LONG_PASSAGE, LONG_SHARED};
use super::verdict::Circumstances;

/// Replaced numbers and names a hundred equal words, from which the form is shared and not the story.
const TEMPLATE_FACTS: f32 = 4.5;

/// The same where the facts that stay are few: a hoax told of another town changes hardly any word but its names.
const RETOLD_FACTS: f32 = 1.0;

/// Share of one of the two that the same tale takes.
const RETOLD_SHARE: f32 = 0.5;

/// Share of the facts that may stay then.
const RETOLD_KEPT: f32 = 0.45;

/// The same where one outlet wrote both, and neither has a long passage of the other.
pub(super) const FORM_FACTS: f32 = 2.0;

/// Share of the facts within the copied part, up to which that is a form.
const FORM_KEPT: f32 = 0.6;

/// The same for what an outlet used again after days.
const FILLED_KEPT: f32 = 0.9;

/// Share of numbers from which one changed figure makes another table of the same form.
const TABLE: f32 = 0.2;

/// Words of the longest passage up to which what is mostly numbers shares the rows of a table.
const ROWS: u32 = 40;

/// Whether what two bodies share is a form; `share` of the one of which it is more.
pub(super) fn is_template(evidence: &Evidence, circumstances: Circumstances, share: f32) -> bool {
    let retold = evidence.facts >= RETOLD_FACTS && evidence.kept <= RETOLD_KEPT && share >= RETOLD_SHARE;
    let form = is_form(evidence, circumstances) || is_filled_anew(evidence, circumstances);
    evidence.facts >= TEMPLATE_FACTS || is_table(evidence, circumstances) || retold || form
}

/// Whether an outlet's two texts are tables of the same form.
fn is_table(evidence: &Evidence, circumstances: Circumstances) -> bool {
    let changed = evidence.facts > 0.0 || evidence.longest < ROWS && !is_whole(evidence);
    circumstances.same_outlet && evidence.numeric >= TABLE && changed
}

/// Whether all but a few words of either stand in the other.
fn is_whole(evidence: &Evidence) -> bool {
    let is_copied = |side: usize| 20 * u64::from(evidence.copied[side]) >= 19 * u64::from(evidence.own[side]);
    is_copied(0) && is_copied(1)
}

/// Whether an outlet used its words again after days and anything in them is another.
fn is_filled_anew(evidence: &Evidence, circumstances: Circumstances) -> bool {
    let replaced = evidence.facts > 0.0 || evidence.replaced > 0.0 || evidence.kept < FILLED_KEPT;
    let apart = circumstances.same_outlet && circumstances.days_apart;
    apart && evidence.longest < LONG_PASSAGE && (replaced || !is_whole(evidence))
}

/// Whether an outlet's two short texts share a form: they break where the facts stand, and lose most of them.
fn is_form(evidence: &Evidence, circumstances: Circumstances) -> bool {
    let shared = [0, 1].map(|side| 5 * u64::from(evidence.copied[side]) >= u64::from(evidence.own[side]));
    let differs = evidence.facts >= FORM_FACTS || evidence.kept <= FORM_KEPT;
    circumstances.same_outlet && evidence.longest < LONG_SHARED && (shared[0] || shared[1]) && differs
}
