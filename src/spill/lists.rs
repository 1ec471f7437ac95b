//! Lists of numbers, one an article, written once in any order and read through in order a few times.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Write};

use rayon::prelude::*;

use super::Result;

/// Numbers held in memory before others go to the temporary file: 32 MiB of them.
const HELD: usize = 8 << 20;

/// Lists of numbers. They come in chunks, each with a place among the others.
#[derive(Debug, Default)]
pub struct Lists {
    chunks: BTreeMap<usize, Chunk>,
    held: usize,
    file: Option<File>,
    filed: u64,
}

/// Lists that are kept together.
#[derive(Debug, Default)]
pub struct Lot {
    lengths: Vec<u32>,
    numbers: Vec<u32>,
}

impl Lot {
    /// Adds a list.
    pub fn push(&mut self, list: impl IntoIterator<Item = u32>) {
        let before = self.numbers.len();
        self.numbers.extend(list);
        self.lengths.push((self.numbers.len() - before) as u32);
    }

    /// Whether it holds no list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }
}

/// A lot, held or set aside.
#[derive(Debug)]
struct Chunk {
    /// Numbers in each list.
    lengths: Vec<u32>,
    numbers: Numbers,
}

#[derive(Debug)]
enum Numbers {
    Held(Vec<u32>),
    /// From this byte of the file on.
    Filed(u64),
}

impl Lists {
    /// Keeps some lists. Those of a lesser `place` come before them.
    ///
    /// # Errors
    /// The temporary file cannot be written.
    pub fn keep(&mut self, place: usize, Lot { lengths, numbers }: Lot) -> Result<()> {
        let numbers = if self.held + numbers.len() <= HELD {
            self.held += numbers.len();
            Numbers::Held(numbers)
        } else {
            Numbers::Filed(self.file(&numbers)?)
        };
        self.chunks.insert(place, Chunk { lengths, numbers });
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

    /// How many lists there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.chunks.values().map(|chunk| chunk.lengths.len()).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many numbers each list has, in order.
    pub fn lengths(&self) -> impl Iterator<Item = u32> + '_ {
        self.chunks.values().flat_map(|chunk| chunk.lengths.iter().copied())
    }

    /// Reads all lists, in order of their places.
    #[must_use]
    pub fn read(&self) -> impl IndexedParallelIterator<Item = Result<Run<'_>>> {
        let mut chunks: Vec<(u32, &Chunk)> = Vec::with_capacity(self.chunks.len());
        let mut first = 0;
        for chunk in self.chunks.values() {
            chunks.push((first, chunk));
            first += chunk.lengths.len() as u32;
        }
        chunks
            .into_par_iter()
            .map(|(first, chunk)| Ok(Run { first, lengths: &chunk.lengths, numbers: self.numbers(chunk)? }))
    }

    fn numbers<'a>(&self, chunk: &'a Chunk) -> Result<Cow<'a, [u32]>> {
        let start = match &chunk.numbers {
            Numbers::Held(numbers) => return Ok(Cow::Borrowed(numbers)),
            Numbers::Filed(start) => *start,
        };
        let count: usize = chunk.lengths.iter().map(|&length| length as usize).sum();
        let mut bytes = vec![0; 4 * count];
        let file = self.file.as_ref().ok_or(std::io::Error::from(ErrorKind::NotFound))?;
        crate::read::read_at(file, &mut bytes, start)?;
        let (words, _) = bytes.as_chunks::<4>();
        Ok(Cow::Owned(words.iter().map(|word| u32::from_le_bytes(*word)).collect()))
    }
}

/// Consecutive lists.
#[derive(Debug)]
pub struct Run<'a> {
    first: u32,
    lengths: &'a [u32],
    numbers: Cow<'a, [u32]>,
}

impl Run<'_> {
    /// Each list, with its number among all.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &[u32])> {
        let mut rest = &*self.numbers;
        (self.first..).zip(self.lengths).map(move |(number, &length)| {
            let (list, after) = rest.split_at(length as usize);
            rest = after;
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
        assert_eq!((lists.len(), lists.lengths().collect::<Vec<_>>()), (3, vec![2, 0, 1]));
    }

    #[test]
    fn what_is_in_the_file_is_read_as_what_is_held() {
        let mut lists = Lists { held: HELD, ..Lists::default() };
        lists.keep(1, lot(&[&[7], &[u32::MAX]])).unwrap();
        lists.keep(0, lot(&[&[1, 2, 3]])).unwrap();
        assert_eq!(lists.filed, 20);
        assert_eq!(all(&lists), [(0, vec![1, 2, 3]), (1, vec![7]), (2, vec![u32::MAX])]);
    }
}
