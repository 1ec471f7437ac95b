//! What is known of an article beside its words, and what two of them are to each other by that and by their evidence.

use crate::article::Published;
use crate::judge::{Circumstances, DAYS_APART, Evidence, Limits, Verdict, judge};

use super::origin::DAY;

/// What is known of an article beside its words.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Facts {
    /// Its outlet's key; zero if that is not known.
    pub outlet: u32,
    /// Its body as one number, without spacing, case and punctuation; zero if there is none.
    pub body: u64,
    /// When it was published.
    pub published: Option<Published>,
}

impl Facts {
    /// Judges two articles that are not known to go back to one report; and, where the verdict hangs on it, as two that do.
    pub fn judge(self, other: Self, evidence: &Evidence, limits: Limits) -> (Verdict, Option<Verdict>) {
        let circumstances = self.beside(other);
        let verdict = judge(evidence, circumstances, limits);
        let of_versions = || judge(evidence, Circumstances { same_report: true, ..circumstances }, limits);
        let other = verdict.may_depend_on_report().then(of_versions).filter(|other| *other != verdict);
        (verdict, other)
    }

    fn beside(self, other: Self) -> Circumstances {
        Circumstances {
            same_outlet: self.outlet != 0 && self.outlet == other.outlet,
            same_body: self.body != 0 && self.body == other.body,
            same_report: false,
            days_apart: are_days_apart(self.published, other.published),
        }
    }
}

/// Whether two times are known to lie [`DAYS_APART`].
fn are_days_apart(one: Option<Published>, other: Option<Published>) -> bool {
    let apart = |(one, other): (Published, Published)| one.seconds.abs_diff(other.seconds);
    one.zip(other).is_some_and(|both| apart(both) >= DAYS_APART * DAY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Precision;

    fn facts(outlet: u32, body: u64, day: Option<i64>) -> Facts {
        let published = day.map(|day| Published { seconds: day * DAY as i64, precision: Precision::Day });
        Facts { outlet, body, published }
    }

    #[test]
    fn what_is_not_known_is_not_the_same() {
        let known = facts(7, 9, Some(1)).beside(facts(7, 9, Some(4)));
        assert!(known.same_outlet && known.same_body && known.days_apart);
        let unknown = facts(0, 0, None).beside(facts(0, 0, None));
        assert!(!unknown.same_outlet && !unknown.same_body && !unknown.days_apart);
        assert!(!facts(7, 9, Some(1)).beside(facts(7, 9, Some(3))).days_apart);
    }

    #[test]
    fn where_the_report_does_not_matter_there_is_one_verdict() {
        let (verdict, of_versions) =
            facts(1, 9, None).judge(facts(2, 9, None), &Evidence::default(), Limits::default());
        assert!(verdict.reprint && of_versions.is_none(), "the bodies are equal");
    }
}
