//! The candidates of an article from outside, segment by segment.

use crate::article::Published;
use crate::find::{Candidate, Visitor, Wanted};
use crate::index::{Entry, IndexError, Segment};
use crate::sketch::Sketch;

use super::outlet::outlet_key;

/// An article's way through the segments of an index.
pub(super) struct Visit<'a> {
    keys: Wanted<'a>,
    visitor: Visitor<'a>,
    before: Option<Published>,
    outlet: Option<u32>,
}

impl<'a> Visit<'a> {
    /// Before the first segment.
    pub fn new(sketch: &'a Sketch, before: Option<Published>, outlet: Option<&str>) -> Self {
        let keys = Wanted { bands: &sketch.bands, queries: &sketch.queries, furniture: &[] };
        Self { keys, visitor: Visitor::new(keys), before, outlet: outlet.map(outlet_key) }
    }

    /// The candidates of the next segment. Of its postings only what stands under the article's keys is read.
    pub fn segment(&mut self, segment: &Segment) -> Result<Vec<(Candidate, Entry)>, IndexError> {
        let stores = (segment.bands_for(self.keys.bands)?, segment.prints_for(self.keys.queries)?);
        let mut candidates = Vec::new();
        self.visitor.seek(stores, |doc| segment.is_live(doc), &mut candidates);
        candidates.retain(|candidate| candidate.is_worth(false, usize::MAX));
        let mut found = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            let entry = segment.entry(candidate.doc)?;
            if self.is_early(&entry) && self.is_from_outlet(segment, &entry)? {
                found.push((candidate, entry));
            }
        }
        Ok(found)
    }

    fn is_early(&self, entry: &Entry) -> bool {
        let before = |limit: Published| entry.published.is_some_and(|time| time.seconds < limit.seconds);
        self.before.is_none_or(before)
    }

    fn is_from_outlet(&self, segment: &Segment, entry: &Entry) -> Result<bool, IndexError> {
        let Some(wanted) = self.outlet else { return Ok(true) };
        let name = entry.outlet.map(|number| segment.outlet_name(number)).transpose()?;
        Ok(name.map(outlet_key) == Some(wanted))
    }
}
