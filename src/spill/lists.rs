//! Lists of numbers, one an article, written once in any order and read through in order a few times.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::{Range, RangeBounds};

use rayon::prelude::*;

use super::aside::Aside;
use super::chunk::Chunk;
use super::lot::Lot;
use super::{Result, Source};

/// Numbers held in memory, if nothing else is said, before all go to the temporary file: 64 MiB of them.
const HELD: usize = 16 << 20;

/// Lists of numbers. They come in chunks, each with a place among the others.
#[derive(Debug)]
pub struct Lists {
    chunks: BTreeMap<usize, Chunk>,
    /// Numbers that may still be held in memory.
    room: usize,
    aside: Aside,
}

impl Default for Lists {
    fn default() -> Self {
        Self::holding(HELD)
    }
}

impl Lists {
    /// No lists yet; those that come are held in memory while they are so many numbers at most.
    #[must_use]
    pub fn holding(room: usize) -> Self {
        Self { chunks: BTreeMap::new(), room, aside: Aside::default() }
    }

    /// Keeps some lists. Those of a lesser `place` come before them; no two lots have the same.
    ///
    /// # Errors
    /// The temporary file cannot be written.
    pub fn keep(&mut self, place: usize, lot: Lot) -> Result<()> {
        if lot.is_empty() {
            return Ok(());
        }
        let chunk = if lot.numbers.len() <= self.room {
            self.room -= lot.numbers.len();
            Chunk::held(lot)
        } else {
            if self.aside.is_empty() {
                // Of so many lists that not all can be held, none need be.
                self.room = 0;
                self.chunks.values_mut().try_for_each(|chunk| chunk.set_aside(&mut self.aside))?;
            }
            Chunk::filed(lot, &mut self.aside)?
        };
        self.chunks.insert(place, chunk);
        Ok(())
    }

    /// The lists of the lots at some of the places.
    #[must_use]
    pub fn between(&self, places: Range<usize>) -> Lots<'_> {
        Lots { lists: self, chunks: self.numbered(places) }
    }

    /// The chunks at some of the places, in order, each with the number of its first list.
    pub(super) fn numbered(&self, places: impl RangeBounds<usize>) -> Vec<(u32, &Chunk)> {
        let number = |first: &mut u32, (_, chunk)| {
            Some((std::mem::replace(first, *first + Chunk::len(chunk) as u32), chunk))
        };
        self.chunks.range(places).scan(0, number).collect()
    }

    fn run<'a>(&self, first: u32, chunk: &'a Chunk) -> Result<Run<'a>> {
        Ok(Run { first, ends: Cow::Borrowed(&chunk.ends), numbers: self.numbers(chunk, chunk.all())? })
    }

    /// Tells the system which of the numbers are read soon.
    pub(super) fn announce<'a>(&self, places: impl Iterator<Item = (&'a Chunk, Range<usize>)>) {
        self.aside.announce(places.filter_map(|(chunk, place)| chunk.bytes(place)).collect());
    }

    /// Some of the numbers of a chunk.
    pub(super) fn numbers<'a>(&self, chunk: &'a Chunk, place: Range<usize>) -> Result<Cow<'a, [u32]>> {
        chunk.numbers(place, &self.aside)
    }
}

impl Source for Lists {
    fn len(&self) -> usize {
        self.chunks.values().map(Chunk::len).sum()
    }

    fn runs(&self) -> usize {
        self.chunks.len()
    }

    fn read_some(&self, runs: Range<usize>) -> impl IndexedParallelIterator<Item = Result<Run<'_>>> {
        let run = |(first, chunk)| self.run(first, chunk);
        let chunks: Vec<_> = self.numbered(..).drain(runs).collect();
        chunks.into_par_iter().map(run)
    }
}

/// Some of the lots. As a source their lists are numbered anew, from zero.
#[derive(Debug)]
pub struct Lots<'a> {
    lists: &'a Lists,
    chunks: Vec<(u32, &'a Chunk)>,
}

impl Lots<'_> {
    /// Tells the system that they are read soon.
    pub fn announce(&self) {
        self.lists.announce(self.chunks.iter().map(|(_, chunk)| (*chunk, chunk.all())));
    }
}

impl Source for Lots<'_> {
    fn len(&self) -> usize {
        self.chunks.iter().map(|(_, chunk)| chunk.len()).sum()
    }

    fn runs(&self) -> usize {
        self.chunks.len()
    }

    fn read_some(&self, runs: Range<usize>) -> impl IndexedParallelIterator<Item = Result<Run<'_>>> {
        self.chunks[runs].par_iter().map(|&(first, chunk)| self.lists.run(first, chunk))
    }
}

/// Consecutive lists.
#[derive(Debug, Default)]
pub struct Run<'a> {
    pub(super) first: u32,
    /// Where each list ends among the numbers.
    pub(super) ends: Cow<'a, [u32]>,
    pub(super) numbers: Cow<'a, [u32]>,
}

impl Run<'_> {
    /// Each list, with its number among all.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &[u32])> {
        let mut start = 0;
        (self.first..).zip(&*self.ends).map(move |(number, &end)| {
            let list = &self.numbers[start..end as usize];
            start = end as usize;
            (number, list)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lot(lists: &[&[u32]]) -> Lot {
        let mut lot = Lot::default();
        lists.iter().for_each(|list| lot.push(list.iter().copied()));
        lot
    }

    fn all(lists: &impl Source) -> Vec<(u32, Vec<u32>)> {
        let run = |run: Result<Run<'_>>| {
            run.unwrap().iter().map(|(number, list)| (number, list.to_vec())).collect::<Vec<_>>()
        };
        lists.read().flat_map_iter(run).collect()
    }

    #[test]
    fn lists_are_read_in_order_of_their_places() {
        let mut lists = Lists::default();
        lists.keep(1, lot(&[&[9]])).unwrap();
        lists.keep(0, lot(&[&[5, 6], &[]])).unwrap();
        assert_eq!(all(&lists), [(0, vec![5, 6]), (1, vec![]), (2, vec![9])]);
        assert_eq!(lists.len(), 3);
    }

    #[test]
    fn a_lot_without_lists_takes_nobodys_place() {
        let mut lists = Lists::default();
        lists.keep(1, lot(&[&[9]])).unwrap();
        lists.keep(1, Lot::default()).unwrap();
        assert_eq!(all(&lists), [(0, vec![9])]);
    }

    #[test]
    fn what_is_in_the_file_is_read_as_what_is_held() {
        let mut lists = Lists::holding(0);
        lists.keep(1, lot(&[&[7], &[u32::MAX]])).unwrap();
        lists.keep(0, lot(&[&[1, 2, 3]])).unwrap();
        assert!(!lists.aside.is_empty());
        assert_eq!(all(&lists), [(0, vec![1, 2, 3]), (1, vec![7]), (2, vec![u32::MAX])]);
    }

    #[test]
    fn lots_are_read_by_their_places() {
        for room in [0, 9] {
            let mut lists = Lists::holding(room);
            for place in [7, 2, 5] {
                lists.keep(place, lot(&[&[place as u32], &[]])).unwrap();
            }
            lists.between(0..9).announce();
            assert_eq!(all(&lists.between(2..7)), [(0, vec![2]), (1, vec![]), (2, vec![5]), (3, vec![])]);
            assert_eq!((lists.between(5..8).len(), lists.between(3..5).is_empty()), (4, true));
        }
    }

    #[test]
    fn either_all_are_held_or_none() {
        let mut lists = Lists::holding(4);
        lists.keep(1, lot(&[&[7], &[8, 9]])).unwrap();
        assert!(lists.aside.is_empty());
        lists.keep(0, lot(&[&[1, 2]])).unwrap();
        lists.keep(2, lot(&[&[3]])).unwrap();
        assert!(lists.chunks.values().all(|chunk| !chunk.is_held()));
        assert_eq!(all(&lists), [(0, vec![1, 2]), (1, vec![7]), (2, vec![8, 9]), (3, vec![3])]);
    }
}
