//! What an index knows of its outlets' furniture, read for an outlet when it is first asked about: a reader that changes
//! to a newer commit would otherwise read the lists of all outlets, of which a check needs a few.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, PoisonError, RwLock};

use crate::index::format::Part;
use crate::index::{IndexError, Segment, Snapshot};
use crate::text::hashed::Sought;
use crate::text::recurring::{ROW, Recurring};

use super::filing::FURNITURE;

/// The furniture of the outlets of one state of an index.
#[derive(Debug, Default)]
pub struct Furnished {
    segments: Vec<Segment>,
    outlets: RwLock<HashMap<u32, Arc<Sought>>>,
}

impl Furnished {
    /// Of every list; of each is read, and checked, what an outlet asks for.
    ///
    /// # Errors
    /// A list ends within a row.
    pub fn of(snapshot: &Snapshot) -> Result<Self, IndexError> {
        let segments: Vec<Segment> = taught(snapshot).cloned().collect();
        segments.iter().try_for_each(has_rows)?;
        Ok(Self { segments, outlets: RwLock::default() })
    }

    /// Of those lists that are sound as a whole, and what is wrong with the others.
    #[must_use]
    pub fn of_sound(snapshot: &Snapshot) -> (Self, Vec<IndexError>) {
        let (mut segments, mut damage) = (Vec::new(), Vec::new());
        for segment in taught(snapshot) {
            match segment.extra(FURNITURE).and_then(|_| has_rows(segment)) {
                Ok(()) => segments.push(segment.clone()),
                Err(error) => damage.push(error),
            }
        }
        (Self { segments, outlets: RwLock::default() }, damage)
    }

    /// The shingles that are furniture of an outlet, by its key.
    ///
    /// # Errors
    /// What stands of the outlet, or on the way to it, is damaged.
    pub fn outlet(&self, outlet: u32) -> Result<Arc<Sought>, IndexError> {
        let known = self.outlets.read().unwrap_or_else(PoisonError::into_inner).get(&outlet).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let read = Arc::new(self.read(outlet)?);
        let mut outlets = self.outlets.write().unwrap_or_else(PoisonError::into_inner);
        Ok(Arc::clone(outlets.entry(outlet).or_insert(read)))
    }

    fn read(&self, outlet: u32) -> Result<Sought, IndexError> {
        let lists = self.segments.iter().map(|segment| {
            let rows = |rows: Range<usize>| segment.extra_bytes(FURNITURE, rows.start * ROW..rows.end * ROW);
            (segment.extra_len(FURNITURE) / ROW, rows)
        });
        Ok(Recurring::of_outlet(outlet, lists)?.furniture())
    }
}

/// The segments of which articles, gone ones as well, taught what outlets repeat.
fn taught(snapshot: &Snapshot) -> impl Iterator<Item = &Segment> {
    snapshot.segments().iter().chain(snapshot.aside())
}

fn has_rows(segment: &Segment) -> Result<(), IndexError> {
    let torn = || segment.file().corrupt(Part::extra(FURNITURE), "it ends within a row");
    segment.extra_len(FURNITURE).is_multiple_of(ROW).then_some(()).ok_or_else(torn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{Index, Options};
    use crate::pipeline::filing::{FilingOptions, create};
    use crate::pipeline::watch::Silent;

    #[test]
    fn damage_is_refused_when_it_is_met_and_done_without_where_that_is_wanted() {
        let (folder, news) =
            (tempfile::tempdir().unwrap(), concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/news.jsonl"));
        create(folder.path(), Options::default(), &[news.to_owned()], &FilingOptions::default(), &Silent)
            .unwrap();
        let open = || Index::open(folder.path()).unwrap().snapshot();
        let list = open().segments()[0].extra(FURNITURE).unwrap().unwrap().to_vec();
        assert!(Furnished::of(&open()).unwrap().outlet(7).is_ok());

        let file = open().segments()[0].file().file().to_owned();
        let mut bytes = std::fs::read(&file).unwrap();
        let at = bytes.windows(list.len()).position(|window| window == list).unwrap();
        bytes[at + list.len() / 2] ^= 1;
        std::fs::write(&file, bytes).unwrap();
        assert!(matches!(Furnished::of(&open()).unwrap().outlet(7), Err(IndexError::Corrupt { .. })));
        let (sound, damage) = Furnished::of_sound(&open());
        assert!(damage.len() == 1 && sound.outlet(7).unwrap().is_empty());
    }
}
