//! Postings, checked as far as some keys reach: a lookup in a large index reads little more than its answer.

use std::ops::Range;

use super::Core;
use super::postings::Postings;
use crate::index::error::IndexError;
use crate::index::format::{POSTINGS_HEAD, u32_at};
use crate::index::sealed::Section;

/// Where a postings section keeps what, as its head says.
#[derive(Debug, Clone, Copy)]
struct Layout {
    width: usize,
    docs_at: usize,
    keys_at: usize,
}

impl Layout {
    /// `None` if the head is none.
    fn read(head: &[u8]) -> Option<Self> {
        let width = u32_at(head, 0).filter(|width| (1..=3).contains(width))? as usize;
        let docs_at = POSTINGS_HEAD + 4 * ((1 << (32 - 8 * width)) + 1);
        Some(Self { width, docs_at, keys_at: docs_at + 4 * u32_at(head, 8)? as usize })
    }

    /// Where the directory says where the shard of `key` begins and ends.
    fn bounds(self, key: u32) -> Range<usize> {
        let at = POSTINGS_HEAD + 4 * (key >> (8 * self.width)) as usize;
        at..at + 8
    }

    /// Where the shard's articles and keys stand.
    fn shard(self, bounds: &[u8]) -> Option<[Range<usize>; 2]> {
        let (start, end) = (u32_at(bounds, 0)? as usize, u32_at(bounds, 4)? as usize);
        let within = |at: usize, width: usize| at + width * start..at + width * end;
        Some([within(self.docs_at, 4), within(self.keys_at, self.width)])
    }
}

impl<D: AsRef<[u8]>> Core<D> {
    /// Postings of which only what stands under `keys` is checked, and may be asked for.
    pub(super) fn postings_for(
        &self,
        section: Section,
        keys: impl IntoIterator<Item = u32>,
    ) -> Result<Postings<'_>, IndexError> {
        let torn = || self.file.corrupt(section.part, "its lengths do not agree");
        let head = self.file.bytes(section, 0..POSTINGS_HEAD.min(section.len()))?;
        let layout = Layout::read(head).ok_or_else(torn)?;
        let postings = Postings::open(self.file.unchecked(section)).ok_or_else(torn)?;
        for key in keys {
            let bounds = self.file.bytes(section, layout.bounds(key))?;
            for range in layout.shard(bounds).ok_or_else(torn)? {
                self.file.bytes(section, range)?;
            }
        }
        Ok(postings)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::article::Article;
    use crate::index::format::{CHUNK, Part};
    use crate::index::segment::{Keep, Segment, SegmentBuilder};
    use crate::sketch::{Sketch, Sketcher};

    /// A segment of articles that all have the sketch of one text, but for their fingerprints.
    fn bytes() -> Vec<u8> {
        let mut builder = SegmentBuilder::new(Keep::Sketches);
        let sketch = Sketcher::new().sketch("The ferry to the islands sails again from Monday.");
        for n in 0..2000_u32 {
            let prints = (0..20).map(|at| (n * 20 + at).wrapping_mul(0x9E37_79B9)).collect();
            builder.add(&Article::default(), &Sketch { prints, ..sketch.clone() }).unwrap();
        }
        builder.finish().unwrap().as_ref().to_vec()
    }

    #[test]
    fn a_key_is_answered_or_refused_by_the_state_of_its_own_bytes() {
        let whole = bytes();
        let sound = Segment::open(whole.clone(), Path::new("sound")).unwrap();
        let place = sound.file().section(Part::PRINTS).unwrap();
        let start = place.at();
        let mut damaged = whole;
        damaged[start + place.len() / 2] ^= 1;
        let damaged = Segment::open(damaged, Path::new("damaged")).unwrap();
        assert!(damaged.prints().is_err());
        let expected = sound.prints().unwrap();
        let (mut answered, mut refused) = (0, 0);
        for key in (0..40_000_u32).map(|n| n.wrapping_mul(0x9E37_79B9)) {
            match damaged.prints_for(&[key]) {
                Ok(prints) => {
                    assert!(prints.docs(key).eq(expected.docs(key)));
                    answered += 1;
                }
                Err(_) => refused += 1,
            }
        }
        assert!(answered > refused && refused > 0 && place.len() > 4 * CHUNK, "{answered} {refused}");
    }
}
