//! Bodies of which a later part of the pairs will ask again: kept, in a temporary file if they are more than a few, they need
//! not be parsed, cut and marked once more.

use rayon::prelude::*;

use crate::judge::Body;
use crate::spill::{Lists, Lot, Numbered, Result, Source, SpillError};

/// Numbers held in memory before all go to the temporary file: 4 MiB of them.
const HELD: usize = 1 << 20;

/// Bodies that are kept in one go.
const TOGETHER: usize = 256;

/// Bodies by the numbers of their articles.
#[derive(Debug)]
pub(super) struct Kept {
    /// A list a body.
    lists: Lists,
    /// By article: its list, counted from one; zero if it has none.
    list_of: Vec<u32>,
    count: u32,
}

impl Kept {
    /// None yet, of so many articles.
    pub fn none(articles: usize) -> Self {
        Self { lists: Lists::holding(HELD), list_of: vec![0; articles], count: 0 }
    }

    /// Whether an article's body is kept.
    pub fn has(&self, number: u32) -> bool {
        self.list_of[number as usize] > 0
    }

    /// Keeps bodies, but for those it has.
    ///
    /// # Errors
    /// The temporary file cannot be written.
    pub fn keep<'b>(&mut self, bodies: impl Iterator<Item = (u32, &'b Body)>) -> Result<()> {
        let new: Vec<(u32, &Body)> = bodies.filter(|(number, _)| !self.has(*number)).collect();
        new.chunks(TOGETHER).try_for_each(|some| self.keep_some(some))
    }

    fn keep_some(&mut self, bodies: &[(u32, &Body)]) -> Result<()> {
        let (place, mut lot) = (self.count as usize, Lot::default());
        for &(number, body) in bodies {
            lot.push(body.packed());
            self.count += 1;
            self.list_of[number as usize] = self.count;
        }
        self.lists.keep(place, lot)
    }

    /// Tells the system which bodies are read soon, of articles that have one.
    pub fn announce(&self, numbers: &[u32]) {
        Numbered::of(&self.lists).announce(numbers.iter().map(|&number| self.list(number)));
    }

    /// The list of an article that has one.
    fn list(&self, number: u32) -> u32 {
        self.list_of[number as usize] - 1
    }

    /// The bodies of articles that have one.
    ///
    /// # Errors
    /// The temporary file cannot be read back.
    pub fn read(&self, numbers: &[u32]) -> Result<Vec<(u32, Body)>> {
        let mut numbers = numbers.to_vec();
        numbers.sort_unstable_by_key(|&number| self.list(number));
        let wanted: Vec<u32> = numbers.iter().map(|&number| self.list(number)).collect();
        let torn = || SpillError::from(std::io::Error::from(std::io::ErrorKind::InvalidData));
        let body =
            |(at, list): (u32, &[u32])| Ok((numbers[at as usize], Body::unpacked(list).ok_or_else(torn)?));
        let numbered = Numbered::of(&self.lists);
        let runs = numbered.some(&wanted);
        let read: Result<Vec<Vec<_>>> = runs.read().map(|run| run?.iter().map(body).collect()).collect();
        Ok(read?.into_iter().flatten().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_in_any_order() {
        let text = |number: u32| format!("The mayor of Port Ansel resigned after {number} years in office");
        let bodies: Vec<Body> = (0..9).map(|number| Body::new(&text(number))).collect();
        let mut kept = Kept::none(9);
        for some in [&[4_u32, 0][..], &[], &[7, 3, 0, 8]] {
            kept.keep(some.iter().map(|&number| (number, &bodies[number as usize]))).unwrap();
        }
        assert_eq!((0..9).filter(|&number| kept.has(number)).collect::<Vec<_>>(), [0, 3, 4, 7, 8]);
        kept.announce(&[8, 0, 7, 4]);
        let mut read = kept.read(&[8, 0, 7, 4]).unwrap();
        read.sort_unstable_by_key(|found| found.0);
        assert_eq!(read, [0, 4, 7, 8].map(|number| (number, bodies[number as usize].clone())));
    }
}
