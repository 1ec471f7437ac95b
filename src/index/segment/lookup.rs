//! Postings, checked as far as some keys reach: a lookup in a large index reads little more than its answer.

use std::ops::Range;

use super::form::Form;
use super::postings::Postings;
use super::{Core, bits, shards};
use crate::index::error::IndexError;
use crate::index::format::POSTINGS_HEAD;
use crate::index::sealed::Section;

impl<D: AsRef<[u8]>> Core<D> {
    /// Postings of which only what stands under `keys` is checked, and may be asked for.
    pub(super) fn postings_for(&self, section: Section, keys: &[u32]) -> Result<Postings<'_>, IndexError> {
        let torn = || self.file.corrupt(section.part, "its lengths do not agree");
        let head = self.file.bytes(section, 0..POSTINGS_HEAD.min(section.len()))?;
        let (form, count) = Form::read(head).ok_or_else(torn)?;
        let postings = Postings::open(self.file.unchecked(section)).ok_or_else(torn)?;
        // This reads what is not checked yet; nobody gets the postings before all of it is.
        let shards = postings.shards_near(keys.iter().copied());
        for (&key, shard) in keys.iter().zip(shards) {
            self.check_shard(section, form, count, form.shard(key))?.ok_or_else(torn)?;
            for (at, width) in [(POSTINGS_HEAD, form.doc_bits), (form.keys_at(count), form.key_bits)] {
                let span = bits::span(shard.clone(), width);
                self.file.bytes(section, at + span.start..at + span.end)?;
            }
        }
        Ok(postings)
    }

    /// Checks what says where a shard stands; `None` if that says nothing.
    fn check_shard(
        &self,
        section: Section,
        form: Form,
        count: usize,
        shard: usize,
    ) -> Result<Option<()>, IndexError> {
        let within = |at: usize, range: Range<usize>| at + range.start..at + range.end;
        let sampled = within(form.samples_at(count), shards::sampled(shard));
        let stated = self.file.bytes(section, sampled)?;
        let Some(marked) = shards::marked(shard, form.shards(), stated) else { return Ok(None) };
        self.file.bytes(section, within(form.marks_at(count), marked)).map(|_| Some(()))
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
        let expected = sound.prints().unwrap();
        assert!(place.len() > 4 * CHUNK);
        // In the keys, and in what says where shards stand, which ends the section and is in one chunk or two.
        for at in [place.len() / 2, place.len() - CHUNK / 2, place.len() - 12 * 1024] {
            let mut damaged = whole.clone();
            damaged[start + at] ^= 1;
            let damaged = Segment::open(damaged, Path::new("damaged")).unwrap();
            assert!(damaged.prints().is_err());
            let (mut answered, mut refused) = (0, 0);
            for n in 0..10_000_u32 {
                let keys = [n, n + 20_000].map(|n| n.wrapping_mul(0x9E37_79B9));
                match damaged.prints_for(&keys) {
                    Ok(prints) => {
                        assert!(keys.iter().all(|key| prints.docs(*key).eq(expected.docs(*key))));
                        answered += 1;
                    }
                    Err(_) => refused += 1,
                }
            }
            assert!(refused > 0 && (answered > 0 || at > place.len() / 2), "{at}: {answered} {refused}");
        }
    }
}
