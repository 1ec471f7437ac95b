//! The postings of a corpus that asks itself.

use crate::error::{Error, Result};
use crate::find::presence::Presence;
use crate::index::segment::encoder::Encoder;
use crate::index::segment::postings::Postings;
use crate::params::BANDS;
use crate::spill::regions::{Record, Wanted, by_key, room};

use super::corpus::Corpus;

/// Records of both kinds that may be in memory together: 32 MiB of them.
const FEW: usize = 4 << 20;

/// Documents by band key and by fingerprint, as an index has them. Of band keys those only that two documents share: who
/// looks one up is filed under it too. A fingerprint that one is filed under may be looked up by another.
#[derive(Debug)]
pub struct Store {
    bands: Vec<u8>,
    prints: Vec<u8>,
    /// Band keys under which any document stands, and thus two.
    pub shared_bands: Presence,
    /// Fingerprints under which any document stands.
    pub filed_prints: Presence,
    /// Those under which two stand: as with bands, for the asker's own.
    pub shared_prints: Presence,
}

impl Store {
    /// Files every article that is long enough.
    ///
    /// # Errors
    /// The keys set aside cannot be read back.
    pub fn of(corpus: &Corpus) -> Result<Self> {
        let bands = BANDS * corpus.rows().len();
        let prints = corpus.rows().iter().map(|row| row.prints as usize).sum();
        let filed = (|| file_bands(corpus, bands), || file_prints(corpus, prints));
        // Of many articles one after the other, so that the records of one at a time are in memory.
        let together = bands + prints <= FEW;
        let (bands, prints) = if together { rayon::join(filed.0, filed.1) } else { (filed.0(), filed.1()) };
        let ((bands, shared_bands), (prints, filed_prints, shared_prints)) = (bands?, prints?);
        Ok(Self { bands, prints, shared_bands, filed_prints, shared_prints })
    }

    /// Opens the postings, by band key and by fingerprint; nothing if there are none.
    #[must_use]
    pub fn open(&self) -> Option<(Postings<'_>, Postings<'_>)> {
        Some((Postings::open(&self.bands)?, Postings::open(&self.prints)?))
    }
}

/// Postings by the band keys that two articles share, and which these are.
fn file_bands(corpus: &Corpus, expected: usize) -> Result<(Vec<u8>, Presence)> {
    let wanted = Wanted { expected, least: 2, room: room(corpus.rows().len()) };
    let bands = encode(corpus, wanted, |_, list| &list[..BANDS], |_| ())?;
    let postings = Postings::open(&bands);
    let shared = Presence::of(postings.map_or(0, |postings| postings.len() / 2));
    shared.note(postings.iter().flat_map(Postings::iter).map(|(key, _)| key));
    Ok((bands, shared))
}

/// Postings by fingerprint, which there are, and which of them two articles share.
fn file_prints(corpus: &Corpus, expected: usize) -> Result<(Vec<u8>, Presence, Presence)> {
    let (filed, shared) = (Presence::of(expected), Presence::of(expected / 2));
    let note = |records: &[Record]| {
        filed.note(of_keys(records, 1).map(|of_key| of_key[0].0));
        shared.note(of_keys(records, 2).map(|of_key| of_key[0].0));
    };
    let wanted = Wanted { expected, least: 1, room: room(corpus.rows().len()) };
    let prints = encode(corpus, wanted, |prints, list| &list[BANDS..BANDS + prints], note)?;
    Ok((prints, filed, shared))
}

/// Postings of those keys that `keys` takes of an article's list, given how many prints it has, and that as many documents
/// share as are wanted; `note` is shown the records in order, some at a time.
fn encode(
    corpus: &Corpus,
    wanted: Wanted,
    keys: impl Fn(usize, &[u32]) -> &[u32] + Sync,
    note: impl Fn(&[Record]) + Sync,
) -> Result<Vec<u8>> {
    let highest = corpus.rows().len().saturating_sub(1) as u32;
    let (mut encoder, mut filed_in_all) = (Encoder::new(wanted.expected, highest), 0);
    let push = |records: Vec<Record>| {
        filed_in_all += records.len() as u64;
        if countable(filed_in_all).is_ok() {
            encoder.push(&records);
        }
        Ok(())
    };
    let ready = |records: Vec<Record>| {
        let shared = shared(in_order(records), wanted.least);
        note(&shared);
        shared
    };
    by_key(&corpus.gathered.keys, wanted, |row, list| filed(corpus, &keys, row, list), ready, push)?;
    countable(filed_in_all)?;
    Ok(encoder.finish())
}

/// Refuses more postings than are counted in 32 bits: the count would begin again, and what was filed never be found.
fn countable(postings: u64) -> Result<()> {
    if u32::try_from(postings).is_ok() { Ok(()) } else { Err(Error::TooManyPostings(postings)) }
}

/// An article's number, and under which of its `list` it is filed: none if it is too short.
fn filed<'l>(
    corpus: &Corpus,
    keys: impl Fn(usize, &[u32]) -> &[u32],
    row: u32,
    list: &'l [u32],
) -> (u32, &'l [u32]) {
    let (known, number) = (&corpus.rows()[row as usize], corpus.number(row));
    (number, if corpus.is_filed(number) { keys(known.prints as usize, list) } else { &[] })
}

/// Records by key, and by document under one key, each once.
fn in_order(mut records: Vec<Record>) -> Vec<Record> {
    records.chunk_by_mut(|a, b| a.0 == b.0).filter(|run| run.len() > 1).for_each(<[Record]>::sort_unstable);
    records.dedup();
    records
}

/// Those of the records in order whose key at least so many documents share.
fn shared(records: Vec<Record>, least: u8) -> Vec<Record> {
    if least < 2 { records } else { of_keys(&records, least.into()).flatten().copied().collect() }
}

/// The records in order of each key that at least so many documents share.
fn of_keys(records: &[Record], least: usize) -> impl Iterator<Item = &[Record]> {
    records.chunk_by(|a, b| a.0 == b.0).filter(move |run| run.len() >= least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_those_of_shared_keys_once_and_in_order() {
        let records = vec![(1, 4), (3, 9), (3, 2), (3, 9), (7, 5), (7, 5), (8, 1), (8, 6)];
        let ordered = in_order(records);
        assert_eq!(ordered, [(1, 4), (3, 2), (3, 9), (7, 5), (8, 1), (8, 6)]);
        assert_eq!(shared(ordered.clone(), 2), [(3, 2), (3, 9), (8, 1), (8, 6)]);
        assert_eq!(shared(ordered.clone(), 1), ordered);
    }

    #[test]
    fn more_postings_than_32_bits_count_are_refused() {
        let most = u64::from(u32::MAX);
        assert!(countable(most).is_ok());
        let error = countable(most + 1).unwrap_err().to_string();
        assert!(error.contains("4294967296") && error.contains("less of the input"), "{error}");
    }
}
