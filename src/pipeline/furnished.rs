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
        segments.iter().try_for_each(ends_with_a_row)?;
        Ok(Self { segments, outlets: RwLock::default() })
    }

    /// Of those lists that are sound as a whole, and what is wrong with the others.
    #[must_use]
    pub fn of_sound(snapshot: &Snapshot) -> (Self, Vec<IndexError>) {
        let (mut segments, mut damage) = (Vec::new(), Vec::new());
        for segment in taught(snapshot) {
            match segment.extra(FURNITURE).and_then(|_| ends_with_a_row(segment)) {
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

/// The segments in which lists may stand: of commits whose articles, gone ones as well, taught what outlets repeat.
fn taught(snapshot: &Snapshot) -> impl Iterator<Item = &Segment> {
    snapshot.segments().iter().chain(snapshot.aside())
}

fn ends_with_a_row(segment: &Segment) -> Result<(), IndexError> {
    let torn = || segment.file().corrupt(Part::extra(FURNITURE), "it ends within a row");
    segment.extra_len(FURNITURE).is_multiple_of(ROW).then_some(()).ok_or_else(torn)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::article::Article;
    use crate::index::{Index, Options, Writer};
    use crate::sketch::Sketcher;
    use crate::text::furniture::Recurrent;

    /// Outlets, each with ten articles, in all of which one shingle stands: more rows than a chunk has room for.
    const OUTLETS: u32 = 9000;

    /// The bytes of a list.
    fn list() -> Vec<u8> {
        let row = |outlet| Recurrent { outlet, shingle: 7 * outlet, standing: 10, votes: 10 };
        let learned: Vec<Recurrent> = (1..=OUTLETS).map(row).collect();
        let outlets: Vec<u32> = (0..10 * OUTLETS).map(|article| 1 + article / 10).collect();
        Recurring::from(&learned, &outlets).encode()
    }

    /// An index of one article that knows of furniture what the list says.
    fn index(folder: &Path, list: &[u8]) {
        Index::create(folder, Options::default()).unwrap();
        let mut writer = Writer::open(folder).unwrap();
        let article = Article { id: "a".into(), ..Article::default() };
        writer.add(&article, &Sketcher::new().sketch("")).unwrap();
        writer.extra(FURNITURE, list.to_vec());
        writer.commit().unwrap();
    }

    fn open(folder: &Path) -> Snapshot {
        Index::open(folder).unwrap().snapshot()
    }

    /// Changes a byte of the list where it stands in its file.
    fn damage(folder: &Path, list: &[u8], at: usize) {
        let file = open(folder).segments()[0].file().file().to_owned();
        let mut bytes = std::fs::read(&file).unwrap();
        let start = bytes.windows(list.len()).position(|window| window == list).unwrap();
        bytes[start + at] ^= 1;
        std::fs::write(&file, bytes).unwrap();
    }

    #[test]
    fn damage_is_refused_where_it_is_met_and_done_without_where_that_is_wanted() {
        let (folder, list) = (tempfile::tempdir().unwrap(), list());
        index(folder.path(), &list);
        let known = |furnished: &Furnished, outlet| Ok(furnished.outlet(outlet)?.contains(7 * outlet));
        let sound = Furnished::of(&open(folder.path())).unwrap();
        assert!(
            [1, 4000, OUTLETS]
                .iter()
                .all(|&outlet| matches!(known(&sound, outlet), Ok::<_, IndexError>(true)))
        );
        drop(sound);

        damage(folder.path(), &list, list.len() - 1);
        let furnished = Furnished::of(&open(folder.path())).unwrap();
        assert!(matches!(known(&furnished, 1), Ok::<_, IndexError>(true)));
        assert!(matches!(known(&furnished, OUTLETS), Err(IndexError::Corrupt { .. })));
        let (without, damage) = Furnished::of_sound(&open(folder.path()));
        assert!(damage.len() == 1 && without.outlet(1).unwrap().is_empty());
    }

    #[test]
    fn a_list_that_ends_within_a_row_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        index(folder.path(), &[0; ROW + 1]);
        assert!(Furnished::of(&open(folder.path())).is_err());
        assert_eq!(Furnished::of_sound(&open(folder.path())).1.len(), 1);
    }
}
