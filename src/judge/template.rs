//! Same form, other facts: what is filled in differs, and the story with it.

use super::evidence::Evidence;
use super::rules::LONG_SHARED;
use super::verdict::Circumstances;

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

/// Whether what two bodies share is a form.
pub(super) fn is_template(evidence: &Evidence, circumstances: Circumstances) -> bool {
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
