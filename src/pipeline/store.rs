//! The postings of a corpus that asks itself.

use crate::error::Result;
use crate::find::presence::Presence;
use crate::index::segment::encoder::Encoder;
use crate::index::segment::postings::Postings;
use crate::params::BANDS;
use crate::spill::regions::{Record, by_key};

use super::corpus::Corpus;

/// Records of both kinds that may be in memory together: 32 MiB of them.
const FEW: usize = 4 << 20;

/// Documents by band key and by fingerprint, as an index has them.
#[derive(Debug)]
pub struct Store {
    bands: Filed<1>,
    prints: Filed<2>,
}

/// Postings, and the keys under which at least so many documents stand, for several such numbers.
#[derive(Debug)]
struct Filed<const N: usize> {
    postings: Vec<u8>,
    present: [Presence; N],
}

/// Both postings, and what is not worth looking up in them.
#[derive(Debug)]
pub struct Shelves<'a> {
    /// Documents by band key.
    pub bands: Postings<'a>,
    /// Documents by fingerprint.
    pub prints: Postings<'a>,
    /// Every article meets itself under its own bands, so one that stands alone there is not worth the lookup.
    pub shared_bands: &'a Presence,
    /// Fingerprints under which any document stands.
    pub filed_prints: &'a Presence,
    /// Those under which two stand: as with bands, for the asker's own.
    pub shared_prints: &'a Presence,
}

impl Store {
    /// Files every article that is long enough.
    ///
    /// # Errors
    /// The keys set aside cannot be read back.
    pub fn of(corpus: &Corpus) -> Result<Self> {
        let expected = BANDS * corpus.rows().len();
        let bands = || Filed::of(corpus, expected, [2], |_, list| &list[..BANDS]);
        let count = corpus.rows().iter().map(|row| row.prints as usize).sum();
        let prints = || Filed::of(corpus, count, [1, 2], |prints, list| &list[BANDS..BANDS + prints]);
        // Of many articles one after the other, so that the records of one at a time are in memory.
        let (bands, prints) =
            if expected + count <= FEW { rayon::join(bands, prints) } else { (bands(), prints()) };
        Ok(Self { bands: bands?, prints: prints? })
    }

    /// Opens the postings; nothing if there are none.
    #[must_use]
    pub fn open(&self) -> Option<Shelves<'_>> {
        let (bands, prints) = (Postings::open(&self.bands.postings)?, Postings::open(&self.prints.postings)?);
        let ([shared_bands], [filed_prints, shared_prints]) = (&self.bands.present, &self.prints.present);
        Some(Shelves { bands, prints, shared_bands, filed_prints, shared_prints })
    }
}

impl<const N: usize> Filed<N> {
    /// Files articles under those keys, about `expected`, that `keys` takes of their lists, given how many prints each has.
    fn of(
        corpus: &Corpus,
        expected: usize,
        least: [usize; N],
        keys: impl Fn(usize, &[u32]) -> &[u32] + Sync,
    ) -> Result<Self> {
        let highest = corpus.rows().len().saturating_sub(1) as u32;
        let mut encoder = Encoder::new(expected, highest);
        let mut present = least.map(|least| Presence::new(expected, least));
        let push = |records: Vec<Record>| {
            let note = || present.iter_mut().for_each(|presence| presence.note(&records));
            rayon::join(|| encoder.push(&records), note);
            Ok(())
        };
        let lists = &corpus.gathered.keys;
        by_key(lists, expected, |row, list| own(corpus, &keys, row, list), in_order, push)?;
        Ok(Self { postings: encoder.finish(), present })
    }
}

/// An article's number, and under which of its `list` it is filed: none if it is too short.
fn own<'l>(
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
