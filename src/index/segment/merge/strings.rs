//! The columns of strings of segments that are merged: what stays of each, and what its blocks refer to.

use super::renumbering::Renumbering;
use crate::index::error::IndexError;
use crate::index::segment::Segment;
use crate::index::segment::column::{BlockAt, Column};

/// A segment's column of strings.
pub(super) struct Strings<'a> {
    pub input: &'a Segment,
    pub column: Column,
    /// Whose string stands at each place.
    docs: Vec<u32>,
    /// What its blocks refer to, each with the place of the first string it serves.
    dictionaries: Vec<(u32, &'a [u8])>,
}

impl<'a> Strings<'a> {
    /// The columns of metadata, if every segment has one.
    pub fn metadata(inputs: &'a [Segment]) -> Option<Vec<Self>> {
        let of = |input: &'a Segment| {
            let docs = (0..input.len()).collect();
            Some(Self { input, column: input.core.metadata?, docs, dictionaries: vec![] })
        };
        inputs.iter().map(of).collect()
    }

    /// The columns of texts, if every segment has one.
    pub fn texts(inputs: &'a [Segment]) -> Result<Option<Vec<Self>>, IndexError> {
        let of = |input: &'a Segment| {
            let Some(column) = input.core.texts else { return Ok(None) };
            let (docs, dictionaries) = (input.text_order()?, input.core.dictionary_bytes()?);
            Ok(Some(Self { input, column, docs, dictionaries }))
        };
        inputs.iter().map(of).collect()
    }

    /// What the block that begins at `place` refers to; nothing if that is empty.
    pub fn dictionary(&self, place: u32) -> &'a [u8] {
        let before = self.dictionaries.partition_point(|(first, _)| *first <= place);
        before.checked_sub(1).map_or(&[], |at| self.dictionaries[at].1)
    }

    /// The places whose articles stay, among those of a block.
    pub fn live(&self, at: &BlockAt) -> impl Iterator<Item = u32> {
        at.docs
            .clone()
            .filter(|place| self.docs.get(*place as usize).is_some_and(|doc| self.input.is_live(*doc)))
    }
}

/// The articles in the order of the strings that stay; `numbers` are those they have from now on, by segment.
pub(super) fn order(all: &[Strings<'_>], numbers: &[Renumbering<'_>]) -> Vec<u32> {
    let number = |(strings, numbers): (&Strings<'_>, &Renumbering<'_>)| {
        strings.docs.iter().filter_map(|doc| numbers.number(*doc)).collect::<Vec<u32>>()
    };
    all.iter().zip(numbers).flat_map(number).collect()
}

/// The dictionaries of all that something still refers to, each with the place that the first string it serves has from
/// now on.
pub(super) fn dictionaries<'a>(all: &[Strings<'a>]) -> Vec<(u32, &'a [u8])> {
    let mut found: Vec<(u32, &[u8])> = Vec::new();
    let mut places = 0;
    for strings in all {
        // What has none says nothing, and behind another's strings that has to be said.
        found.push((places, &[]));
        let mut passed = 0;
        let mut pass = |first: usize| {
            let docs = strings.docs.get(passed..first).unwrap_or_default();
            passed = passed.max(first);
            docs.iter().filter(|doc| strings.input.is_live(**doc)).count() as u32
        };
        for (first, bytes) in &strings.dictionaries {
            places += pass(strings.docs.len().min(*first as usize));
            found.push((places, bytes));
        }
        places += pass(strings.docs.len());
    }
    in_use(found, places)
}

/// Without those that serve none of the strings, of which there are so many.
fn in_use(mut found: Vec<(u32, &[u8])>, strings: u32) -> Vec<(u32, &[u8])> {
    found.retain(|(first, _)| *first < strings);
    found.dedup_by(|later, earlier| {
        let serves_none = later.0 == earlier.0;
        if serves_none {
            earlier.1 = later.1;
        }
        serves_none
    });
    found.dedup_by(|later, earlier| later.1.is_empty() && earlier.1.is_empty());
    let plain = found.iter().take_while(|(_, bytes)| bytes.is_empty()).count();
    found.split_off(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionaries_that_serve_no_string_are_dropped() {
        let (one, other): (&[u8], &[u8]) = (b"ferry", b"council");
        assert_eq!(in_use(vec![(0, b""), (0, one), (5, b""), (5, other)], 9), [(0, one), (5, other)]);
        assert_eq!(in_use(vec![(0, b""), (0, one), (0, b""), (3, b""), (3, other)], 9), [(3, other)]);
        assert_eq!(
            in_use(vec![(0, b""), (0, one), (5, b""), (7, b""), (9, b""), (9, other)], 9),
            [(0, one), (5, b"")]
        );
        assert_eq!(in_use(vec![(0, b""), (4, b"")], 9), []);
    }
}
