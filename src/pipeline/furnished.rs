//! What an index knows of its outlets' furniture, read for an outlet when it is first asked about: a reader that changes
//! to a newer commit would otherwise read the lists of all outlets, of which a check needs a few.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::index::{IndexError, Segment, Snapshot};
use crate::text::hashed::Sought;
use crate::text::recurring::Recurring;

use super::filing::{FURNITURE, furniture};

/// The furniture of the outlets of one state of an index.
#[derive(Debug, Default)]
pub struct Furnished {
    segments: Vec<Segment>,
    outlets: RwLock<HashMap<u32, Arc<Sought>>>,
}

impl Furnished {
    /// Sees which lists are sound, and says what is wrong with the others.
    #[must_use]
    pub fn of(snapshot: &Snapshot) -> (Self, Vec<IndexError>) {
        let (mut segments, mut damage) = (Vec::new(), Vec::new());
        for segment in snapshot.segments().iter().chain(snapshot.aside()) {
            match furniture(segment) {
                Ok(_) => segments.push(segment.clone()),
                Err(error) => damage.push(error),
            }
        }
        (Self { segments, outlets: RwLock::default() }, damage)
    }

    /// The shingles that are furniture of an outlet, by its key.
    #[must_use]
    pub fn outlet(&self, outlet: u32) -> Arc<Sought> {
        let known = self.outlets.read().unwrap_or_else(PoisonError::into_inner).get(&outlet).cloned();
        known.unwrap_or_else(|| {
            let read = Arc::new(self.read(outlet));
            let mut outlets = self.outlets.write().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(outlets.entry(outlet).or_insert(read))
        })
    }

    fn read(&self, outlet: u32) -> Sought {
        let mut sum = Recurring::default();
        // Every list was found sound when this was made, and what was read once is not hashed again.
        for bytes in self.segments.iter().filter_map(|segment| segment.extra(FURNITURE).ok().flatten()) {
            sum.add_outlet(bytes, outlet);
        }
        sum.of_outlet(outlet)
    }
}
