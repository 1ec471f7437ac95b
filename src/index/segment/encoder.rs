//! Writes postings that come in order, a part at a time.

use super::bits::{self, Packer};
use super::form::Form;
use super::shards::Marker;
use crate::index::format::POSTINGS_HEAD;

/// Writes the postings of a corpus whose records are never all in memory.
#[derive(Debug)]
pub struct Encoder {
    form: Form,
    /// Room for the head, then the documents.
    docs: Packer,
    keys: Packer,
    shards: Marker,
}

impl Encoder {
    /// Begins; about `expected` records of documents up to `highest` will come.
    #[must_use]
    pub fn new(expected: usize, highest: u32) -> Self {
        Self::of(Form::tight(expected, highest), expected)
    }

    /// Begins in a form that fits all documents.
    pub(super) fn of(form: Form, expected: usize) -> Self {
        let mut bytes = Vec::with_capacity(form.size(expected));
        bytes.resize(POSTINGS_HEAD, 0);
        let keys = Vec::with_capacity(bits::size(expected, form.key_bits));
        Self {
            form,
            docs: Packer::behind(bytes, form.doc_bits),
            keys: Packer::behind(keys, form.key_bits),
            shards: Marker::new(expected, form.shards()),
        }
    }

    /// Adds `(key, document)` records; all that are added ascend and are distinct.
    pub fn push(&mut self, records: &[(u32, u32)]) {
        let Self { form, docs, keys, shards } = self;
        // While these are packed there is often nothing else to do.
        rayon::join(
            || records.iter().for_each(|record| docs.push(record.1)),
            || {
                for &(key, _) in records {
                    shards.posting(form.shard(key));
                    keys.push(key);
                }
            },
        );
    }

    /// The postings' bytes.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        let mut bytes = self.docs.finish();
        let head = [self.form.key_bits, self.form.doc_bits, self.shards.count(), 0];
        for (place, word) in bytes.chunks_exact_mut(4).zip(head) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        bytes.append(&mut self.keys.finish());
        self.shards.finish(self.form.shards(), &mut bytes);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::segment::postings::{Postings, encode};

    proptest! {
        #[test]
        fn parts_give_what_the_whole_gives(
            records in prop::collection::btree_set((prop_oneof![0_u32..50, any::<u32>()], 0_u32..40), 0..300),
            part in 1_usize..40,
        ) {
            let records: Vec<(u32, u32)> = records.into_iter().collect();
            let mut encoder = Encoder::new(records.len(), 39);
            records.chunks(part).for_each(|part| encoder.push(part));
            let (parts, whole) = (encoder.finish(), encode(records));
            let (parts, whole) = (Postings::open(&parts).unwrap(), Postings::open(&whole).unwrap());
            prop_assert!(parts.iter().eq(whole.iter()));
        }
    }
}
