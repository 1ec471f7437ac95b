//! What an asker shares with each document it meets, added up in a table no larger than the meetings are many.

use super::candidates::Candidate;

/// Spreads the numbers of documents over the slots: 2³² divided by the golden ratio (Knuth, "The Art of Computer
/// Programming", volume 3, 6.4).
const SPREAD: u32 = 0x9E37_79B9;

/// The documents one asker has met.
#[derive(Debug, Default)]
pub(super) struct Meetings {
    met: Vec<Candidate>,
    /// For each document its place among those met, counted from one, in the first slot from its own on that was free;
    /// zero in those that are.
    slots: Vec<u32>,
    /// Bits of a spread number that are not part of its slot.
    shift: u32,
}

impl Meetings {
    /// Forgets all, and makes room for so many meetings.
    pub fn clear_for(&mut self, meetings: usize) {
        let bits = (2 * meetings).next_power_of_two().trailing_zeros().max(1);
        self.shift = u32::BITS - bits;
        self.met.clear();
        self.slots.clear();
        self.slots.resize(1 << bits, 0);
    }

    /// Meets documents once more, by a fingerprint that counts so much and may be furniture of the asker's outlet.
    #[inline]
    pub fn meet(&mut self, docs: &[u32], weight: u32, furniture: bool) {
        let (score, furniture) = if furniture { (0, weight) } else { (weight, 0) };
        for &doc in docs {
            let met = self.place(doc);
            met.score += score;
            met.furniture += furniture;
            met.prints += 1;
        }
    }

    /// Meets documents once more, by a band that counts so much.
    #[inline]
    pub fn meet_by_band(&mut self, docs: &[u32], weight: u32) {
        docs.iter().for_each(|&doc| self.place(doc).score += weight);
    }

    /// What is counted of a document.
    #[inline]
    fn place(&mut self, doc: u32) -> &mut Candidate {
        let mask = self.slots.len() - 1;
        let mut slot = (doc.wrapping_mul(SPREAD) >> self.shift) as usize;
        let place = loop {
            match self.slots[slot] {
                0 => {
                    self.met.push(Candidate { doc, score: 0, furniture: 0, prints: 0 });
                    self.slots[slot] = self.met.len() as u32;
                    break self.met.len() - 1;
                }
                place if self.met[place as usize - 1].doc == doc => break place as usize - 1,
                _ => slot = (slot + 1) & mask,
            }
        };
        &mut self.met[place]
    }

    /// The documents met but the asker that may share enough. Most share one phrase, and whoever published them need not be
    /// looked up.
    pub fn candidates(&mut self, asker: u32) -> &[Candidate] {
        self.met.retain(|met| met.doc != asker && met.may_be_worth());
        &self.met
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_meeting_counts(meetings in prop::collection::vec((0_u32..60, 1_u32..20, any::<bool>()), 0..200)) {
            let (mut table, mut model) = (Meetings::default(), BTreeMap::new());
            for room in [meetings.len() + 9, meetings.len()] {
                table.clear_for(room);
                model.clear();
                for &(doc, weight, furniture) in &meetings {
                    table.meet(&[doc, doc + 1000], weight, furniture);
                    table.meet_by_band(&[doc + 1000], weight);
                    for doc in [doc, doc + 1000] {
                        let counted: &mut [u32; 3] = model.entry(doc).or_default();
                        counted[usize::from(furniture)] += weight;
                        counted[0] += if doc < 1000 { 0 } else { weight };
                        counted[2] += 1;
                    }
                }
            }
            model.retain(|&doc, counted| doc != 7 && counted[0] + counted[1] >= 8);
            let candidates = table.candidates(7);
            let counted = |met: &Candidate| (met.doc, [met.score, met.furniture, met.prints]);
            let met: BTreeMap<u32, [u32; 3]> = candidates.iter().map(counted).collect();
            prop_assert_eq!(met.len(), candidates.len());
            prop_assert_eq!(met, model);
        }
    }
}
