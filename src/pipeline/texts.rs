//! The texts of one part of the pairs after the other, ready to be compared.
//!
//! A text is read when a part first needs it, and what was made of it is sent on to the next part that does. Of a corpus
//! larger than memory the texts that a part needs stand all over the input: all are read before the first part, in one sweep,
//! and each is sent to the part that needs it first. What the articles say of themselves is noted on the way.

use crate::error::{Error, Result};

use super::about::Noted;
use super::corpus::Corpus;
use super::forward::{Forward, Parcels};
use super::loaded::{Loaded, NumberedText, load_all, load_rows, load_with_abouts};
use super::parts::{Part, Parts};
use super::ready::Ready;
use super::sweep::sweep;
use super::watch::{Stage, Watch};

/// Texts, and those on their way.
pub(super) struct Texts<'a> {
    corpus: &'a Corpus,
    forward: Forward,
    /// To be sent.
    parcels: Parcels,
}

impl<'a> Texts<'a> {
    /// Those that the parts need.
    ///
    /// # Errors
    /// A record cannot be read any more, the temporary file not be written, or the watch stopped the job.
    pub fn of(corpus: &'a Corpus, parts: &Parts, watch: &dyn Watch) -> Result<Self> {
        let mut texts = Self { corpus, forward: Forward::none(), parcels: Parcels::default() };
        if corpus.room.is_outgrown {
            texts.send_all(parts, watch)?;
            texts.forward.announce(0);
        }
        Ok(texts)
    }

    fn send_all(&mut self, parts: &Parts, watch: &dyn Watch) -> Result<()> {
        let corpus = self.corpus;
        let first = |row: u32| parts.first(corpus.number(row));
        let rows: Vec<u32> = (0..corpus.rows().len() as u32).filter(|&row| first(row).is_some()).collect();
        watch.begin(Stage::Recalling, Some(rows.len() as u64));
        // Of the first sweep. What is asked for later are articles that were in it.
        let mut noted = corpus.noted.get().is_none().then(Noted::default);
        sweep(corpus, &rows, |rows| {
            if watch.stopped() {
                return Err(Error::Stopped);
            }
            // Writing is the work of one core: meanwhile the others read on.
            let (loaded, sent) = rayon::join(|| recalled(corpus, rows, noted.as_mut()), || self.send());
            sent?;
            let loaded = loaded?;
            let texts = loaded.iter().map(|(number, loaded)| (*number, loaded));
            self.parcels = parcels_of(texts, rows.iter().map(|&row| first(row)));
            watch.advance(rows.len() as u64);
            Ok(())
        })?;
        self.send()?;
        if let Some(noted) = noted {
            corpus.noted.get_or_init(|| noted);
        }
        Ok(())
    }

    /// The texts of a part, by number, which [`Texts::send`] sends on to other parts that need them; those of the next are
    /// brought into memory meanwhile. To be asked for each part in turn.
    ///
    /// # Errors
    /// A record cannot be read any more, or the temporary file not be read back.
    pub fn of_part(&mut self, at: u32, part: &Part) -> Result<Ready> {
        let ready = rayon::join(|| self.load(at, part), || self.announce(at + 1)).0?;
        let texts = ready.in_order();
        debug_assert!(texts.iter().map(|text| text.0).eq(part.articles.iter().map(|needed| needed.number)));
        self.parcels = parcels_of(texts, part.articles.iter().map(|needed| needed.next()));
        Ok(ready)
    }

    /// Sends on what the last part, or what was read last, leaves for others: before the next part is asked for.
    ///
    /// # Errors
    /// The temporary file cannot be written.
    pub fn send(&mut self) -> Result<()> {
        Ok(self.forward.send(std::mem::take(&mut self.parcels))?)
    }

    fn load(&self, at: u32, part: &Part) -> Result<Ready> {
        let arrived = self.forward.arrived(at)?.into_iter();
        let mut arrived: Vec<NumberedText> =
            arrived.map(|(number, body)| (number, Loaded::of(body))).collect();
        arrived.sort_unstable_by_key(|text| text.0);
        let is_there = |number| arrived.binary_search_by_key(&number, |text| text.0).is_ok();
        let others = part.articles.iter().map(|needed| needed.number).filter(|&number| !is_there(number));
        let others = load_all(self.corpus, &others.collect::<Vec<u32>>())?;
        Ok(Ready::default().with(vec![arrived]).with(others))
    }

    fn announce(&self, at: u32) {
        if self.corpus.room.is_outgrown {
            self.forward.announce(at);
        }
    }
}

/// Texts made ready to be sent to the parts that come with them, if any does.
fn parcels_of<'l>(
    texts: impl IntoIterator<Item = (u32, &'l Loaded)>,
    parts: impl Iterator<Item = Option<u32>>,
) -> Parcels {
    let sent = texts.into_iter().zip(parts);
    let sent = sent.filter_map(|((number, loaded), part)| Some((part?, number, &loaded.body)));
    Parcels::of(sent.collect())
}

/// The texts of some rows, in their order. What their articles say of themselves is noted, where it is to be.
fn recalled(corpus: &Corpus, rows: &[u32], noted: Option<&mut Noted>) -> Result<Vec<NumberedText>> {
    let Some(noted) = noted else { return load_rows(corpus, rows) };
    let (loaded, abouts) = load_with_abouts(corpus, rows)?;
    rows.iter().zip(abouts).for_each(|(&row, about)| noted.push(row, about));
    Ok(loaded)
}
