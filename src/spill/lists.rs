//! Lists of numbers, one an article, written once in any order and read through in order a few times.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::ops::Range;

use rayon::prelude::*;

use super::{Result, Source};

/// Numbers held in memory, if nothing else is said, before others go to the temporary file: 32 MiB of them.
const HELD: usize = 8 << 20;

/// Lists of numbers. They come in chunks, each with a place among the others.
#[derive(Debug)]
pub struct Lists {
    chunks: BTreeMap<usize, Chunk>,
    /// Numbers that may still be held in memory.
    room: usize,
    file: Option<File>,
    filed: u64,
}

/// Lists that are kept together.
#[derive(Debug, Default)]
pub struct Lot {
    /// Where each list ends among the numbers.
    ends: Vec<u32>,
    numbers: Vec<u32>,
}

impl Lot {
    /// Adds a list.
    pub fn push(&mut self, list: impl IntoIterator<Item = u32>) {
        self.numbers.extend(list);
        self.ends.push(self.numbers.len() as u32);
    }

    /// Whether it holds no list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

/// A lot, held or set aside.
#[derive(Debug)]
pub(super) struct Chunk {
    /// Where each list ends among the numbers.
    ends: Vec<u32>,
    numbers: Numbers,
}

impl Chunk {
    /// How many lists it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Where a list stands among the numbers.
    pub fn place(&self, list: usize) -> Range<usize> {
        let start = list.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[list] as usize
    }

    /// Whether its numbers are in memory.
    pub fn is_held(&self) -> bool {
        matches!(self.numbers, Numbers::Held(_))
    }
}

#[derive(Debug)]
enum Numbers {
    Held(Vec<u32>),
    /// From this byte of the file on.
    Filed(u64),
}

impl Default for Lists {
    fn default() -> Self {
        Self::holding(HELD)
    }
}

impl Lists {
    /// No lists yet; of those that come, so many numbers are held in memory.
    #[must_use]
    pub fn holding(room: usize) -> Self {
        Self { chunks: BTreeMap::new(), room, file: None, filed: 0 }
    }

    /// Keeps some lists. Those of a lesser `place` come before them; no two lots have the same.
    ///
    /// # Errors
    /// The temporary file cannot be written.
    pub fn keep(&mut self, place: usize, lot: Lot) -> Result<()> {
        if lot.is_empty() {
            return Ok(());
        }
        let Lot { ends, numbers } = lot;
        let numbers = if numbers.len() <= self.room {
            self.room -= numbers.len();
            Numbers::Held(numbers)
        } else {
            Numbers::Filed(self.file(&numbers)?)
        };
        self.chunks.insert(place, Chunk { ends, numbers });
        Ok(())
    }

    fn file(&mut self, numbers: &[u32]) -> Result<u64> {
        if self.file.is_none() {
            self.file = Some(tempfile::tempfile()?);
        }
        let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        if let Some(file) = &mut self.file {
            file.write_all(&bytes)?;
        }
        let start = self.filed;
        self.filed += bytes.len() as u64;
        Ok(start)
    }

    /// The chunks in order, each with the number of its first list.
    pub(super) fn numbered(&self) -> Vec<(u32, &Chunk)> {
        let number = |first: &mut u32, chunk| {
            Some((std::mem::replace(first, *first + Chunk::len(chunk) as u32), chunk))
        };
        self.chunks.values().scan(0, number).collect()
    }

    /// Some of the numbers of a chunk.
    pub(super) fn numbers<'a>(&self, chunk: &'a Chunk, place: Range<usize>) -> Result<Cow<'a, [u32]>> {
        let start = match &chunk.numbers {
            Numbers::Held(numbers) => return Ok(Cow::Borrowed(&numbers[place])),
            Numbers::Filed(start) => start + 4 * place.start as u64,
        };
        let mut bytes = vec![0; 4 * place.len()];
        let file = self.file.as_ref().ok_or(std::io::Error::from(ErrorKind::NotFound))?;
        crate::read::read_at(file, &mut bytes, start)?;
        let (words, _) = bytes.as_chunks::<4>();
        Ok(Cow::Owned(words.iter().map(|word| u32::from_le_bytes(*word)).collect()))
    }
}

impl Source for Lists {
    fn len(&self) -> usize {
        self.chunks.values().map(Chunk::len).sum()
    }

    fn read(&self) -> impl IndexedParallelIterator<Item = Result<Run<'_>>> {
        self.numbered().into_par_iter().map(|(first, chunk)| {
            let all = 0..chunk.ends.last().map_or(0, |&end| end as usize);
            Ok(Run { first, ends: Cow::Borrowed(&chunk.ends), numbers: self.numbers(chunk, all)? })
        })
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

    fn all(lists: &Lists) -> Vec<(u32, Vec<u32>)> {
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
        assert_eq!(lists.filed, 20);
        assert_eq!(all(&lists), [(0, vec![1, 2, 3]), (1, vec![7]), (2, vec![u32::MAX])]);
    }
}
