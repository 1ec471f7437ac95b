//! Maps and sets of keys that are hashes already.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map of keys that are hashes already.
pub type KeyMap<V> = HashMap<u64, V, BuildHasherDefault<AsIs>>;

/// A set of keys that are hashes already.
pub type KeySet = HashSet<u64, BuildHasherDefault<AsIs>>;

/// Takes a key for its own hash.
#[derive(Debug, Default)]
pub struct AsIs(u64);

impl Hasher for AsIs {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxhash_rust::xxh3::xxh3_64(bytes);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
