//! Some of the lists, wherever they stand.

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;

use super::chunk::Chunk;
use super::lists::{Lists, Run};
use super::{Result, Source};

/// Lists that are read in one go.
const TOGETHER: usize = 512;

/// Numbers for each that is wanted up to which what stands between is read with them: a read of its own costs as much as
/// some hundreds of them.
const BETWEEN: usize = 8;

/// Lists that are complete, and found by their numbers.
#[derive(Debug)]
pub struct Numbered<'a> {
    lists: &'a Lists,
    /// Each with the number of its first list.
    chunks: Vec<(u32, &'a Chunk)>,
}

impl<'a> Numbered<'a> {
    /// Numbers the lists by their places.
    #[must_use]
    pub fn of(lists: &'a Lists) -> Self {
        Self { lists, chunks: lists.numbered(..) }
    }

    /// How many numbers a list has.
    #[must_use]
    pub fn length(&self, list: u32) -> usize {
        let (first, chunk) = self.chunks[self.chunk(list)];
        chunk.place((list - first) as usize).len()
    }

    /// One list.
    ///
    /// # Errors
    /// The temporary file cannot be read back.
    pub fn list(&self, list: u32) -> Result<Cow<'_, [u32]>> {
        let (first, chunk) = self.chunks[self.chunk(list)];
        self.lists.numbers(chunk, chunk.place((list - first) as usize))
    }

    /// Tells the system which lists are read soon.
    pub fn announce(&self, lists: impl Iterator<Item = u32>) {
        self.lists.announce(lists.map(|list| {
            let (first, chunk) = self.chunks[self.chunk(list)];
            (chunk, chunk.place((list - first) as usize))
        }));
    }

    /// Some of the lists: their numbers, ascending.
    #[must_use]
    pub fn some<'s>(&'s self, wanted: &'s [u32]) -> Selection<'s> {
        Selection { numbered: self, wanted }
    }

    /// The chunk of a list.
    fn chunk(&self, list: u32) -> usize {
        self.chunks.partition_point(|&(first, _)| first <= list) - 1
    }

    /// Appends lists of one chunk to a run.
    fn append(&self, wanted: &[u32], run: &mut Run<'_>) -> Result<()> {
        let (first, chunk) = self.chunks[self.chunk(wanted[0])];
        let places = || wanted.iter().map(|list| chunk.place((list - first) as usize));
        let span = chunk.place((wanted[0] - first) as usize).start
            ..chunk.place((wanted[wanted.len() - 1] - first) as usize).end;
        let count: usize = places().map(|place| place.len()).sum();
        let all = if chunk.is_held() || span.len() <= BETWEEN * count {
            Some(self.lists.numbers(chunk, span.clone())?)
        } else {
            None
        };
        let (ends, numbers) = (run.ends.to_mut(), run.numbers.to_mut());
        for place in places() {
            match &all {
                Some(all) => numbers.extend(&all[place.start - span.start..place.end - span.start]),
                None => numbers.extend(&*self.lists.numbers(chunk, place)?),
            }
            ends.push(numbers.len() as u32);
        }
        Ok(())
    }
}

/// Some lists. As a source they are numbered anew, from zero.
#[derive(Debug)]
pub struct Selection<'a> {
    numbered: &'a Numbered<'a>,
    wanted: &'a [u32],
}

impl Source for Selection<'_> {
    fn len(&self) -> usize {
        self.wanted.len()
    }

    fn runs(&self) -> usize {
        self.wanted.len().div_ceil(TOGETHER)
    }

    fn read_some(&self, runs: Range<usize>) -> impl IndexedParallelIterator<Item = Result<Run<'_>>> {
        let start = runs.start;
        let run = move |(at, wanted): (usize, &[u32])| {
            let mut run = Run { first: ((start + at) * TOGETHER) as u32, ..Run::default() };
            let mut of_a_chunk = wanted.chunk_by(|&a, &b| self.numbered.chunk(a) == self.numbered.chunk(b));
            of_a_chunk.try_for_each(|wanted| self.numbered.append(wanted, &mut run))?;
            Ok(run)
        };
        let end = self.wanted.len().min(runs.end * TOGETHER);
        self.wanted[runs.start * TOGETHER..end].par_chunks(TOGETHER).enumerate().map(run)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::spill::Lot;

    proptest! {
        #[test]
        fn some_lists_are_what_they_are_among_all(
            chunks in prop::collection::vec(prop::collection::vec(prop::collection::vec(any::<u32>(), 0..30), 0..9), 1..9),
            held in any::<bool>(),
            every in 1_usize..20,
        ) {
            let mut lists = if held { Lists::default() } else { Lists::holding(0) };
            for (place, chunk) in chunks.iter().enumerate() {
                let mut lot = Lot::default();
                chunk.iter().for_each(|list| lot.push(list.iter().copied()));
                lists.keep(place, lot).unwrap();
            }
            let all = chunks.concat();
            let wanted: Vec<u32> = (0..all.len() as u32).step_by(every).collect();
            let numbered = Numbered::of(&lists);
            let (mut found, expected) = (Vec::new(), all.iter().step_by(every));
            for run in numbered.some(&wanted).read().collect::<Result<Vec<_>>>().unwrap() {
                found.extend(run.iter().map(|(number, list)| (number, list.to_vec())));
            }
            numbered.announce(wanted.iter().copied());
            prop_assert!(wanted.iter().all(|&list| numbered.length(list) == all[list as usize].len()));
            for (list, expected) in wanted.iter().zip(expected.clone()) {
                prop_assert_eq!(&*numbered.list(*list).unwrap(), &**expected);
            }
            prop_assert_eq!(found, (0..).zip(expected.cloned()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn runs_are_numbered_alike_whether_all_are_read_or_some() {
        let (mut lists, mut lot) = (Lists::default(), Lot::default());
        (0..5 * TOGETHER as u32).for_each(|number| lot.push([number]));
        lists.keep(0, lot).unwrap();
        let wanted: Vec<u32> = (0..5 * TOGETHER as u32).step_by(2).collect();
        let numbered = Numbered::of(&lists);
        let some = numbered.some(&wanted);
        let read = |run: Result<Run<'_>>| {
            run.unwrap().iter().map(|(number, list)| (number, list.to_vec())).collect::<Vec<_>>()
        };
        let all: Vec<_> = some.read().flat_map_iter(read).collect();
        assert_eq!(all, (0..).zip(wanted.iter().map(|&list| vec![list])).collect::<Vec<_>>());
        let one = |run| some.read_some(run..run + 1).flat_map_iter(read).collect::<Vec<_>>();
        assert_eq!((0..some.runs()).flat_map(one).collect::<Vec<_>>(), all);
        assert_eq!(some.runs(), 3);
    }
}
