//! What the readers hand on: one article as it was published.

use std::borrow::Cow;
use std::fmt;

/// How exactly a publication time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Only the calendar day is known; `seconds` is its midnight, UTC.
    Day,
    /// The time of day is known, but not the zone; it is read as UTC.
    Local,
    /// The instant is known.
    Instant,
}

/// When an article says it was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Published {
    /// Seconds since 1970-01-01T00:00:00 UTC; negative before.
    pub seconds: i64,
    /// How much of `seconds` was stated.
    pub precision: Precision,
}

/// One article. Fields borrow from the record they were read from where they can.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article<'a> {
    /// The record's own id, else its URL, else its origin.
    pub id: Cow<'a, str>,
    /// Where the record came from: `FILE`, `FILE:LINE` or `FILE@OFFSET`.
    pub origin: Cow<'a, str>,
    /// The page's address.
    pub url: Option<Cow<'a, str>>,
    /// Who published it: a name or a registrable domain.
    pub outlet: Option<Cow<'a, str>>,
    /// The headline.
    pub title: Option<Cow<'a, str>>,
    /// The publication time, where it was stated and understood.
    pub published: Option<Published>,
    /// The language tag, as stated.
    pub lang: Option<Cow<'a, str>>,
    /// The body, paragraphs separated by line feeds.
    pub text: Cow<'a, str>,
}

impl Article<'_> {
    /// The same article, independent of the record it was read from.
    #[must_use]
    pub fn into_owned(self) -> Article<'static> {
        let own = |field: Option<Cow<'_, str>>| field.map(|value| Cow::Owned(value.into_owned()));
        Article {
            id: Cow::Owned(self.id.into_owned()),
            origin: Cow::Owned(self.origin.into_owned()),
            url: own(self.url),
            outlet: own(self.outlet),
            title: own(self.title),
            published: self.published,
            lang: own(self.lang),
            text: Cow::Owned(self.text.into_owned()),
        }
    }
}

impl fmt::Display for Published {
    /// RFC 3339, with no more than was stated: `2026-03-01`, `2026-03-01T07:30:00`, `2026-03-01T07:30:00Z`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Ok(instant) = jiff::Timestamp::from_second(self.seconds) else {
            return write!(out, "{}", self.seconds);
        };
        let civil = jiff::tz::TimeZone::UTC.to_datetime(instant);
        match self.precision {
            Precision::Day => write!(out, "{}", civil.date()),
            Precision::Local => write!(out, "{civil}"),
            Precision::Instant => write!(out, "{civil}Z"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_shows_no_more_than_was_stated() {
        let shown = |precision| Published { seconds: 1_772_350_200, precision }.to_string();
        assert_eq!(shown(Precision::Day), "2026-03-01");
        assert_eq!(shown(Precision::Local), "2026-03-01T07:30:00");
        assert_eq!(shown(Precision::Instant), "2026-03-01T07:30:00Z");
    }
}
