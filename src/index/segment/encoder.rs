//! Writes postings that come in order, a part at a time.

use super::postings::{HEAD, size};

/// Writes the postings of a corpus whose records are never all in memory.
#[derive(Debug)]
pub struct Encoder {
    /// Low bytes of a key that are written.
    width: usize,
    count: u32,
    /// Where each shard met so far begins.
    directory: Vec<u32>,
    /// Room for the head and the directory, then the documents.
    bytes: Vec<u8>,
    keys: Vec<u8>,
}

impl Encoder {
    /// Begins; about `expected` records will come.
    #[must_use]
    pub fn new(expected: usize) -> Self {
        let width = (1..=3).min_by_key(|&width| size(width, expected)).unwrap_or(3);
        let shards = 1 << (32 - 8 * width);
        let mut bytes = Vec::with_capacity(size(width, expected));
        bytes.resize(HEAD + 4 * (shards + 1), 0);
        let (directory, keys) = (Vec::with_capacity(shards + 1), Vec::with_capacity(width * expected));
        Self { width, count: 0, directory, bytes, keys }
    }

    /// Adds `(key, document)` records; all that are added ascend and are distinct.
    pub fn push(&mut self, records: &[(u32, u32)]) {
        for &(key, doc) in records {
            let shard = u64::from(key) >> (8 * self.width);
            self.reach(shard as usize);
            self.bytes.extend_from_slice(&doc.to_le_bytes());
            self.keys.extend_from_slice(&key.to_le_bytes()[..self.width]);
            self.count += 1;
        }
    }

    /// Notes where every shard up to this one begins.
    fn reach(&mut self, shard: usize) {
        while self.directory.len() <= shard {
            self.directory.push(self.count);
        }
    }

    /// The postings' bytes.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        self.reach(1 << (32 - 8 * self.width));
        let head = [self.width as u32, 8 * self.width as u32, self.count, 0];
        let words = head.iter().chain(&self.directory);
        for (place, word) in self.bytes.chunks_exact_mut(4).zip(words) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        self.bytes.append(&mut self.keys);
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::segment::postings::encode;

    proptest! {
        #[test]
        fn parts_give_what_the_whole_gives(
            records in prop::collection::btree_set((prop_oneof![0_u32..50, any::<u32>()], 0_u32..40), 0..300),
            part in 1_usize..40,
        ) {
            let records: Vec<(u32, u32)> = records.into_iter().collect();
            let mut encoder = Encoder::new(records.len());
            records.chunks(part).for_each(|part| encoder.push(part));
            prop_assert_eq!(encoder.finish(), encode(records));
        }
    }
}
