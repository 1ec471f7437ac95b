//! What aggregators and desks put around any headline: labels, ages, running times, the cut-off mark.

use std::ops::Range;

use crate::extract::credit::version;

/// A headline's range in its text, and whether its end was cut off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trimmed {
    /// The bytes that are the headline.
    pub range: Range<usize>,
    /// Whether an ellipsis stood where the rest should be.
    pub cut_off: bool,
}

/// Labels that announce a form or urgency, not the story; each stands before ":" or "|".
const LABELS: [&str; 24] = [
    "breaking",
    "breaking news",
    "watch",
    "video",
    "photos",
    "photo",
    "gallery",
    "listen",
    "live",
    "live updates",
    "just in",
    "update",
    "updated",
    "opinion",
    "analysis",
    "exclusive",
    "ap news",
    "ap",
    "reuters",
    "developing",
    "watch live",
    "read",
    "audio",
    "podcast",
];
/// Units in which aggregators state a headline's age.
const AGES: [&str; 12] =
    ["minute", "minutes", "min", "mins", "hour", "hours", "day", "days", "week", "weeks", "month", "months"];

/// Trims the edges of a headline already [unified](super::unify).
#[must_use]
pub fn trim_edges(title: &str) -> Trimmed {
    let mut range = spaced(title, 0..title.len());
    range.end = before_age(title, &range).unwrap_or(range.end);
    range.start = after_running_time(title, &range).unwrap_or(range.start);
    range = spaced(title, without_version(title, range));
    range.start = after_label(title, &range).unwrap_or(range.start);
    let cut = before_ellipsis(title, &range);
    range.end = cut.unwrap_or(range.end);
    Trimmed { range: spaced(title, range), cut_off: cut.is_some() }
}

fn spaced(title: &str, range: Range<usize>) -> Range<usize> {
    let part = &title[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// "…reopensVideo3 days ago": where the headline ends.
fn before_age(title: &str, range: &Range<usize>) -> Option<usize> {
    let part = title[range.clone()].strip_suffix(" ago")?;
    let (rest, unit) = part.rsplit_once(' ')?;
    let number = rest.len() - rest.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &rest[..rest.len() - number];
    let is_age = number > 0 && AGES.contains(&unit) && !rest.ends_with(' ');
    is_age.then(|| range.start + rest.strip_suffix("Video").unwrap_or(rest).len())
}

/// "0:26Harbour reopens": where the headline starts.
fn after_running_time(title: &str, range: &Range<usize>) -> Option<usize> {
    let part = &title[range.clone()];
    let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
    let time = &part[..part.len() - rest.len()];
    let is_time = (4..=8).contains(&time.len()) && time.contains(':') && !time.starts_with(':');
    (is_time && rest.starts_with(char::is_uppercase)).then(|| range.start + time.len())
}

fn without_version(title: &str, range: Range<usize>) -> Range<usize> {
    match version(&title[range.clone()]) {
        Some((_, tag)) if tag.start == 0 && tag.end < range.len() => range.start + tag.end..range.end,
        Some((_, tag)) if tag.start > 0 && tag.end == range.len() => range.start..range.start + tag.start,
        _ => range,
    }
}

fn after_label(title: &str, range: &Range<usize>) -> Option<usize> {
    let part = &title[range.clone()];
    let mark = part.find([':', '|'])?;
    let label = part[..mark].trim_end().to_ascii_lowercase();
    let known = mark <= 16 && LABELS.contains(&label.as_str()) && mark + 1 < part.len();
    known.then(|| range.start + mark + 1)
}

/// Where a headline was cut off: at an ellipsis that ends it, or one after a space that only a site's name follows.
fn before_ellipsis(title: &str, range: &Range<usize>) -> Option<usize> {
    const MAX_AFTER: usize = 40;
    let part = &title[range.clone()];
    let at = part.rfind("...")?;
    let after = &part[at + 3..];
    let set_off = part[..at].ends_with(' ') && after.len() <= MAX_AFTER && !after.starts_with(' ');
    let separated = part[..at].ends_with(' ')
        && after.len() <= MAX_AFTER
        && after.starts_with([' '])
        && after[1..].starts_with(['-', '|']);
    (at > 0 && (after.is_empty() || set_off || separated)).then_some(range.start + at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn trimmed(title: &str) -> (&str, bool) {
        let trimmed = trim_edges(title);
        (&title[trimmed.range], trimmed.cut_off)
    }

    #[test]
    fn labels_ages_and_times_are_not_the_headline() {
        for title in [
            "Harbour reopens",
            "WATCH: Harbour reopens",
            "UPDATE 2-Harbour reopens",
            "BREAKING NEWS: Harbour reopens",
            "Opinion | Harbour reopens",
            "0:26Harbour reopensVideo1 day ago",
            "Harbour reopens (2nd LD)",
        ] {
            assert_eq!(trimmed(title), ("Harbour reopens", false), "{title}");
        }
    }

    #[test]
    fn a_cut_off_end_is_noticed() {
        for title in
            ["Harbour reopens after ...", "Harbour reopens after ... - WOST", "Harbour reopens after ...WOST"]
        {
            assert_eq!(trimmed(title), ("Harbour reopens after", true), "{title}");
        }
        assert_eq!(trimmed("Wait... who won?"), ("Wait... who won?", false));
    }

    #[test]
    fn an_age_in_the_sentence_stays() {
        assert_eq!(trimmed("The storm of 90 years ago"), ("The storm of 90 years ago", false));
    }

    proptest! {
        #[test]
        fn the_range_is_part_of_the_title(title in "(?:[a-zA-Z0-9 :|.-]|WATCH|\\.\\.\\.| ago|é|\\PC){0,40}") {
            prop_assert!(title.get(trim_edges(&title).range).is_some());
        }
    }
}
