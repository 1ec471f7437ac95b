//! The fixed-width part of an article: what a search filters and ranks by without decompressing anything.

use crate::article::{Precision, Published};
use crate::index::format::{ENTRY, u32_at, u64_at};

/// Stands for "no outlet".
const NO_OUTLET: u32 = u32::MAX;

/// What is kept of an article at a fixed place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Hash of the whole word sequence.
    pub body: u64,
    /// Words in the body.
    pub words: u32,
    /// Bytes of the text, whether it is stored or not.
    pub text_bytes: u32,
    /// Number of the outlet within the segment.
    pub outlet: Option<u32>,
    /// When the article was published.
    pub published: Option<Published>,
}

impl Entry {
    pub(super) fn encode(&self) -> [u8; ENTRY] {
        let mut bytes = [0; ENTRY];
        let precision = self.published.map_or(0, |published| precision_code(published.precision));
        bytes[0..8].copy_from_slice(&self.body.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.published.map_or(0, |published| published.seconds).to_le_bytes());
        bytes[16..20].copy_from_slice(&self.words.to_le_bytes());
        bytes[20..24].copy_from_slice(&self.text_bytes.to_le_bytes());
        bytes[24..28].copy_from_slice(&self.outlet.unwrap_or(NO_OUTLET).to_le_bytes());
        bytes[28..32].copy_from_slice(&precision.to_le_bytes());
        bytes
    }

    /// `None` if the bytes are no entry.
    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let seconds = u64_at(bytes, 8)? as i64;
        let published = match u32_at(bytes, 28)? {
            0 => None,
            code => Some(Published { seconds, precision: precision_of(code)? }),
        };
        let outlet = u32_at(bytes, 24).filter(|outlet| *outlet != NO_OUTLET);
        let (body, words, text_bytes) = (u64_at(bytes, 0)?, u32_at(bytes, 16)?, u32_at(bytes, 20)?);
        Some(Self { body, words, text_bytes, outlet, published })
    }
}

fn precision_code(precision: Precision) -> u32 {
    match precision {
        Precision::Day => 1,
        Precision::Local => 2,
        Precision::Instant => 3,
    }
}

fn precision_of(code: u32) -> Option<Precision> {
    match code {
        1 => Some(Precision::Day),
        2 => Some(Precision::Local),
        3 => Some(Precision::Instant),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_entry_is_read_as_it_was_written(
            body: u64, words: u32, text_bytes: u32, outlet in proptest::option::of(0..u32::MAX), at in proptest::option::of((any::<i64>(), 1_u32..4)),
        ) {
            let published = at.map(|(seconds, code)| Published { seconds, precision: precision_of(code).unwrap() });
            let entry = Entry { body, words, text_bytes, outlet, published };
            prop_assert_eq!(Entry::decode(&entry.encode()), Some(entry));
        }
    }

    #[test]
    fn an_unknown_precision_is_no_entry() {
        assert_eq!(Entry::decode(&[9; ENTRY]), None);
    }
}
