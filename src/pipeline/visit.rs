//! The candidates of an article from outside, segment by segment.

use crate::article::Published;
use crate::find::{Candidate, Visitor, Wanted};
use crate::index::{Entry, IndexError, Segment};
use crate::sketch::Sketch;
use crate::text::hashed::Sought;

use super::outlet::outlet_key;

/// An article that is looked for, and by whom it was published.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inquirer<'a> {
    /// Its sketch.
    pub sketch: &'a Sketch,
    /// Its outlet's key; zero if that is not known.
    pub outlet: u32,
    /// The shingles its outlet repeats.
    pub furniture: &'a Sought,
}

impl Inquirer<'_> {
    /// Its queries, without what its outlet repeats: that makes nobody a candidate.
    pub fn queries(&self) -> Vec<u32> {
        let queries = self.sketch.queries.iter().copied();
        queries.filter(|&query| !self.furniture.contains(query)).collect()
    }
}

/// Which indexed articles are asked.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Among {
    /// Those published before.
    pub before: Option<Published>,
    /// Those of this outlet, by key.
    pub outlet: Option<u32>,
}

/// An article's way through the segments of an index.
pub(super) struct Visit<'a> {
    inquirer: Inquirer<'a>,
    keys: Wanted<'a>,
    visitor: Visitor<'a>,
    among: Among,
}

impl<'a> Visit<'a> {
    /// Before the first segment; `queries` are the inquirer's.
    pub fn new(inquirer: Inquirer<'a>, queries: &'a [u32], among: Among) -> Self {
        let keys = Wanted { bands: &inquirer.sketch.bands, queries };
        Self { inquirer, keys, visitor: Visitor::new(keys), among }
    }

    /// The candidates of the next segment. Of its postings only what stands under the article's keys is read.
    pub fn segment(&mut self, segment: &Segment) -> Result<Vec<(Candidate, Entry)>, IndexError> {
        let stores = (segment.bands_for(self.keys.bands)?, segment.prints_for(self.keys.queries)?);
        let mut candidates = Vec::new();
        self.visitor.seek(stores, |doc| segment.is_live(doc), &mut candidates);
        // Most share too little whoever published them, and need not be looked up.
        candidates.retain(Candidate::may_be_worth);
        let mut found = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            let entry = segment.entry(candidate.doc)?;
            if self.is_early(&entry) && self.is_worth(candidate, segment, &entry)? {
                found.push((candidate, entry));
            }
        }
        Ok(found)
    }

    /// Whether the article is one of those that are asked, and shares enough.
    fn is_worth(&self, candidate: Candidate, segment: &Segment, entry: &Entry) -> Result<bool, IndexError> {
        let outlet = self.outlet_of(segment, entry)?;
        let is_own = outlet != 0 && outlet == self.inquirer.outlet;
        let is_asked = self.among.outlet.is_none_or(|wanted| wanted == outlet);
        Ok(is_asked && candidate.is_worth(is_own, self.filed(entry)))
    }

    fn outlet_of(&self, segment: &Segment, entry: &Entry) -> Result<u32, IndexError> {
        let matters = self.inquirer.outlet != 0 || self.among.outlet.is_some();
        let number = entry.outlet.filter(|_| matters);
        Ok(number.map(|number| segment.outlet_name(number)).transpose()?.map_or(0, outlet_key))
    }

    /// Fingerprints filed of the one of which they are fewer; of an indexed article only its words are known.
    fn filed(&self, entry: &Entry) -> usize {
        let sketch = self.inquirer.sketch;
        let share = f64::from(entry.words) / f64::from(sketch.words.max(1));
        (sketch.prints.len() as f64 * share.min(1.0)) as usize
    }

    fn is_early(&self, entry: &Entry) -> bool {
        let before = |limit: Published| entry.published.is_some_and(|time| time.seconds < limit.seconds);
        self.among.before.is_none_or(before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::Sketcher;
    use crate::text::furniture::Recurrent;
    use crate::text::recurring::Recurring;

    const OUTLET: u32 = 7;

    #[test]
    fn what_an_outlet_repeats_is_looked_up_for_others_only() {
        let text = (0..400).map(|word| format!("word{word}")).collect::<Vec<_>>().join(" ");
        let sketch = Sketcher::new().sketch(&text);
        let shingle = sketch.queries[0];
        let row = Recurrent { outlet: OUTLET, shingle, standing: 40, votes: 40 };
        let known = Recurring::from(&[row], &[OUTLET; 40]).furniture();
        let queries = |outlet, furniture| Inquirer { sketch: &sketch, outlet, furniture }.queries();
        assert_eq!(queries(OUTLET, &known), sketch.queries[1..]);
        assert_eq!(queries(8, &Sought::default()), sketch.queries);
    }
}
