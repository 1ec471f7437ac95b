//! Merges segments: their articles one after another, without the deleted ones. Blocks whose articles all stay
//! are copied as they are.

mod copier;
mod joined;
mod renumbering;
mod strings;

use std::io::Write;

use self::copier::Copier;
use self::joined::Renumbered;
use self::renumbering::{Renumbering, renumberings};
use self::strings::Strings;
use super::outlets::OutletNumbers;
use super::postings::Postings;
use super::{Segment, places};
use crate::index::error::{IndexError, WriteError};
use crate::index::format::{Kind, METADATA_BLOCK, Part, TEXT_BLOCK};
use crate::index::sealed::Sealer;

/// Makes one extra section of several segments' sections of that kind, given in order.
pub type Combine = dyn Fn(u16, &[&[u8]]) -> Vec<u8> + Send + Sync;

/// Writes the live articles of `inputs` as one segment and returns the output and its seal. An extra section of one
/// input is kept; where several have one it must be known how they are combined.
pub(crate) fn merge<W: Write>(
    inputs: &[Segment],
    combine: Option<&Combine>,
    out: W,
) -> Result<(W, u64), WriteError> {
    let sealer = Sealer::begin(out, Kind::Segment)?;
    let mut merger = Merger { inputs, numbers: renumberings(inputs), sealer };
    merger.entries()?;
    merger.signatures()?;
    merger.postings(Part::BANDS, Segment::bands)?;
    merger.postings(Part::PRINTS, Segment::prints)?;
    merger.postings(Part::IDS, Segment::ids)?;
    let (metadata, texts) = (Strings::metadata(inputs), Strings::texts(inputs)?);
    if let Some(texts) = &texts {
        let (order, dictionaries) = (strings::order(texts, &merger.numbers), strings::dictionaries(texts));
        places::before_texts(&mut merger.sealer, &order, &dictionaries)?;
    }
    if let Some(metadata) = metadata {
        merger.column(Part::METADATA, Part::METADATA_BLOCKS, METADATA_BLOCK, &metadata)?;
    }
    if let Some(texts) = texts {
        merger.column(Part::TEXTS, Part::TEXT_BLOCKS, TEXT_BLOCK, &texts)?;
    }
    merger.extra(combine)?;
    Ok(merger.sealer.finish()?)
}

struct Merger<'a, W> {
    inputs: &'a [Segment],
    numbers: Vec<Renumbering<'a>>,
    sealer: Sealer<W>,
}

impl<W: Write> Merger<'_, W> {
    fn entries(&mut self) -> Result<(), WriteError> {
        let mut outlets = OutletNumbers::default();
        let from = self.sealer.open_section()?;
        for input in self.inputs {
            for doc in live(input) {
                let mut entry = input.entry(doc)?;
                let name = entry.outlet.map(|number| input.outlet_name(number)).transpose()?;
                entry.outlet = name.map(|name| outlets.number(name));
                self.sealer.append(&entry.encode())?;
            }
        }
        self.sealer.close_section(Part::ENTRIES, from);
        Ok(self.sealer.section(Part::OUTLETS, &outlets.encode())?)
    }

    /// Signatures, where every input has them.
    fn signatures(&mut self) -> Result<(), WriteError> {
        if self.inputs.iter().any(|input| input.core.signatures.is_none()) {
            return Ok(());
        }
        let from = self.sealer.open_section()?;
        for input in self.inputs {
            for doc in live(input) {
                self.sealer.append(input.signature(doc)?.as_bytes())?;
            }
        }
        self.sealer.close_section(Part::SIGNATURES, from);
        Ok(())
    }

    fn postings(&mut self, part: Part, of: PostingsOf) -> Result<(), WriteError> {
        let inputs = self.inputs.iter().zip(&self.numbers);
        let inputs = inputs.map(|(input, numbers)| Ok(Renumbered { postings: of(input)?, numbers }));
        let inputs = inputs.collect::<Result<Vec<_>, IndexError>>()?;
        let joined = joined::joined(&inputs).ok_or_else(|| self.out_of_order(part, &inputs))?;
        Ok(self.sealer.section(part, &joined)?)
    }

    /// What is said of the segment whose postings do not ascend.
    fn out_of_order(&self, part: Part, inputs: &[Renumbered<'_>]) -> IndexError {
        let is_sound = |input: &Renumbered<'_>| input.postings.iter().is_sorted_by(|one, other| one < other);
        let at = inputs.iter().position(|input| !is_sound(input)).unwrap_or(0);
        self.inputs[at].file().corrupt(part, "its postings do not ascend")
    }

    /// Copies a column of blocks.
    fn column(
        &mut self,
        blocks: Part,
        rows: Part,
        size: usize,
        strings: &[Strings<'_>],
    ) -> Result<(), WriteError> {
        let from = self.sealer.open_section()?;
        let mut copier = Copier::into(&mut self.sealer, size);
        strings.iter().try_for_each(|strings| copier.copy(strings))?;
        let directory = copier.finish()?;
        self.sealer.close_section(blocks, from);
        Ok(self.sealer.section(rows, &directory)?)
    }

    fn extra(&mut self, combine: Option<&Combine>) -> Result<(), WriteError> {
        let mut kinds: Vec<u16> = self.inputs.iter().flat_map(Segment::extra_kinds).collect();
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds {
            let sections: Vec<Option<&[u8]>> =
                self.inputs.iter().map(|input| input.extra(kind)).collect::<Result<_, _>>()?;
            let sections: Vec<&[u8]> = sections.into_iter().flatten().collect();
            match (&sections[..], combine) {
                ([one], _) => self.sealer.section(Part::extra(kind), one)?,
                (several, Some(combine)) => {
                    self.sealer.section(Part::extra(kind), &combine(kind, several))?;
                }
                (_, None) => {}
            }
        }
        Ok(())
    }
}

type PostingsOf = fn(&Segment) -> Result<Postings<'_>, IndexError>;

fn live(input: &Segment) -> impl Iterator<Item = u32> + '_ {
    (0..input.len()).filter(|doc| input.is_live(*doc))
}
