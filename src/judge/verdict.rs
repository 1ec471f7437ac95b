//! The verdict: what two bodies are to each other, decided from the evidence alone, and the rule that decided.

use super::evidence::Evidence;
use super::relation::{Direction, Relation};
use super::rule::Rule;
use super::rules::decide;

/// What is known of a pair beside its bodies. Each holds or not whatever the others do.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, Copy, Default)]
pub struct Circumstances {
    /// One outlet published both.
    pub same_outlet: bool,
    /// One agency is credited in both, if only as having contributed; or both were published within days under
    /// headlines of all but the same words.
    pub same_report: bool,
    /// The bodies are equal but for spacing, case and punctuation.
    pub same_body: bool,
    /// They were published so many days apart that neither is a version of the other ([`DAYS_APART`]).
    pub days_apart: bool,
}

/// Days after which no newsroom sends a new version of a running story. Of the judged pairs from one outlet every
/// version and every correction came within two days, and every filled-in form later.
pub const DAYS_APART: u64 = 3;

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
    /// The rule that decided.
    pub why: Rule,
}

/// The verdict on equal bodies, even where all of them is furniture.
pub const SAME_BODY: Verdict = Verdict {
    relation: Relation::Identical,
    reprint: true,
    direction: Direction::Both,
    coverage: [1.0, 1.0],
    why: Rule::SameBody,
};

/// Decides what two bodies are to each other.
#[must_use]
pub fn judge(evidence: &Evidence, circumstances: Circumstances, limits: Limits) -> Verdict {
    if circumstances.same_body {
        return SAME_BODY;
    }
    let coverage = [0, 1].map(|side| evidence.copied[side] as f32 / evidence.own[side].max(1) as f32);
    let (relation, reprint, why) = decide(evidence, circumstances, limits, coverage);
    let direction = if reprint { Direction::between(coverage, relation) } else { Direction::None };
    Verdict { relation, reprint, direction, coverage, why }
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
        let direction = if reprint { Direction::between(coverage, relation) } else { Direction::None };
        Self { relation, reprint, direction, coverage, why: Rule::Estimated }
    }

    /// Whether it may be another one if the two go back to one report.
    #[must_use]
    pub fn may_depend_on_report(&self) -> bool {
        self.reprint && matches!(self.relation, Relation::Extended | Relation::Partial)
    }

    /// The same verdict with the two articles exchanged.
    #[must_use]
    pub fn turned(self) -> Self {
        Self { direction: self.direction.turned(), coverage: [self.coverage[1], self.coverage[0]], ..self }
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

    /// What a pair could amount to, likely or not.
    fn evidence() -> impl Strategy<Value = Evidence> {
        let both = || [60_u32..160, 60_u32..160];
        let share = 0.0_f32..1.0;
        let whole = (both(), [0_u32..12, 0_u32..12], [0_u32..40, 0_u32..40], both());
        (whole, 0_u32..140, 0_u32..40, [0.0_f32..3.0, 0.0_f32..3.0], [share.clone(), share.clone(), share])
            .prop_map(|((copied, interior, before, rest), longest, lede, rates, shares)| Evidence {
                own: [copied[0] + rest[0] - 60, copied[1] + rest[1] - 60],
                copied,
                interior,
                before,
                longest,
                lede,
                facts: rates[0],
                replaced: rates[1],
                kept: shares[0],
                numeric: shares[1],
                quoted: shares[2],
                ..Evidence::default()
            })
    }

    proptest! {
        #[test]
        fn the_rules_treat_both_sides_alike(
            evidence in evidence(),
            same_outlet in any::<bool>(),
            same_report in any::<bool>(),
            days_apart in any::<bool>(),
        ) {
            let known = Circumstances { same_outlet, same_report, days_apart, ..Circumstances::default() };
            let verdict = judge(&evidence, known, Limits::default());
            prop_assert_eq!(judge(&evidence.turned(), known, Limits::default()), verdict.turned());
        }

        #[test]
        fn where_the_report_cannot_matter_it_does_not(evidence in evidence(), same_outlet in any::<bool>(), days_apart in any::<bool>()) {
            let known = Circumstances { same_outlet, days_apart, ..Circumstances::default() };
            let [apart, of_versions] = [false, true]
                .map(|same_report| judge(&evidence, Circumstances { same_report, ..known }, Limits::default()));
            prop_assert!(apart.may_depend_on_report() || apart == of_versions);
        }

        #[test]
        fn the_order_of_two_texts_does_not_matter(
            (a, b) in pair(),
            same_outlet in any::<bool>(),
            same_report in any::<bool>(),
            days_apart in any::<bool>(),
        ) {
            let (a, b) = (Body::new(&a), Body::new(&b));
            let known = Circumstances { same_outlet, same_report, days_apart, ..Circumstances::default() };
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
