//! The records of varying length: the manifest and an article's metadata. The only file that knows bincode.

use bincode::config::{self, Config};
use bincode::{BorrowDecode, Decode, Encode};

use super::format::{MAX_FIELD, MAX_MANIFEST};

/// Most bytes the decoder may claim for one article's metadata: four fields and the id, with their lengths.
const MAX_METADATA: usize = 5 * (MAX_FIELD + 16);

/// What makes an index, as of one commit.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Manifest {
    /// Number of commits so far.
    pub generation: u64,
    /// Number the next file will bear.
    pub next_file: u64,
    /// Whether the articles' texts are kept.
    pub store_text: bool,
    /// The segments, oldest articles first.
    pub segments: Vec<SegmentRecord>,
}

/// One segment, as the manifest knows it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct SegmentRecord {
    /// Its file.
    pub file: FileRecord,
    /// Articles in it, deleted ones included.
    pub docs: u32,
    /// Deleted articles in it.
    pub deleted: u32,
    /// The file that says which are deleted, if any.
    pub deletes: Option<FileRecord>,
}

/// A file, by number and content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct FileRecord {
    /// Number in its name.
    pub number: u64,
    /// Seal in its footer: a file put in its place is noticed.
    pub seal: u64,
}

/// What is kept of an article beside its text, its outlet and its fixed-width entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, BorrowDecode)]
pub struct Metadata<'a> {
    /// The record's id.
    pub id: &'a str,
    /// Where the record came from.
    pub origin: &'a str,
    /// The page's address.
    pub url: Option<&'a str>,
    /// The headline.
    pub title: Option<&'a str>,
    /// The language tag.
    pub lang: Option<&'a str>,
}

impl Manifest {
    /// The manifest's bytes.
    pub fn encode(&self) -> Vec<u8> {
        encode(self)
    }

    /// Reads a manifest; `None` if the bytes are not one.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let limited = config::standard().with_limit::<MAX_MANIFEST>();
        let (manifest, read) = bincode::decode_from_slice(bytes, limited).ok()?;
        (read == bytes.len()).then_some(manifest)
    }
}

impl<'a> Metadata<'a> {
    /// The record's bytes.
    pub fn encode(&self) -> Vec<u8> {
        encode(self)
    }

    /// Reads a record; `None` if the bytes are not one.
    pub fn decode(bytes: &'a [u8]) -> Option<Self> {
        let limited = config::standard().with_limit::<MAX_METADATA>();
        let (metadata, read) = bincode::borrow_decode_from_slice(bytes, limited).ok()?;
        (read == bytes.len()).then_some(metadata)
    }
}

fn encode(record: &impl Encode) -> Vec<u8> {
    bincode::encode_to_vec(record, standard()).unwrap_or_default()
}

fn standard() -> impl Config {
    config::standard()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn metadata_is_read_as_it_was_written(
            id in ".{0,40}", origin in ".{0,40}", url in proptest::option::of(".{0,40}"), title in proptest::option::of(".{0,40}"),
        ) {
            let (url, title) = (url.as_deref(), title.as_deref());
            let metadata = Metadata { id: &id, origin: &origin, url, title, lang: None };
            let bytes = metadata.encode();
            prop_assert_eq!(Metadata::decode(&bytes), Some(metadata));
        }

        #[test]
        fn any_bytes_decode_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Some(metadata) = Metadata::decode(&bytes) {
                prop_assert!(metadata.id.len() <= bytes.len());
            }
            if let Some(manifest) = Manifest::decode(&bytes) {
                prop_assert!(manifest.segments.len() <= bytes.len());
            }
        }
    }

    #[test]
    fn a_hostile_length_is_refused_without_allocating() {
        let claims_2_pow_60_segments = [&[0, 1, 1][..], &[253], &(1_u64 << 60).to_le_bytes()].concat();
        assert_eq!(Manifest::decode(&claims_2_pow_60_segments), None);
    }

    #[test]
    fn the_longest_fields_fit_the_limit() {
        let long = "x".repeat(MAX_FIELD);
        let some = Some(long.as_str());
        let metadata = Metadata { id: &long, origin: &long, url: some, title: some, lang: some };
        let bytes = metadata.encode();
        assert_eq!(Metadata::decode(&bytes), Some(metadata));
    }
}
