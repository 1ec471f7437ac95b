//! Numbers in a temporary file, for those who do not fit into memory.

use std::cell::RefCell;
use std::fs::File;
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::ops::Range;

use super::Result;

/// Most bytes that a thread keeps for reading into.
const ROOM_MOST: usize = 1 << 20;

thread_local! {
    /// Where bytes are read that numbers are made of: a new place for each would have to be cleared first.
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// A temporary file, once there is need of one.
#[derive(Debug, Default)]
pub(super) struct Aside {
    file: Option<File>,
    /// Bytes in it.
    length: u64,
}

impl Aside {
    /// Whether nothing was written down.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Writes numbers down and says from which byte on.
    ///
    /// # Errors
    /// The file cannot be made or written.
    pub fn add(&mut self, numbers: &[u32]) -> Result<u64> {
        // Into places that are there already: a processor then copies many at once.
        let mut bytes = vec![0; 4 * numbers.len()];
        let (words, _) = bytes.as_chunks_mut::<4>();
        words.iter_mut().zip(numbers).for_each(|(word, number)| *word = number.to_le_bytes());
        self.add_bytes(&bytes)
    }

    /// The same of bytes.
    ///
    /// # Errors
    /// The file cannot be made or written.
    pub fn add_bytes(&mut self, bytes: &[u8]) -> Result<u64> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        // Where reading at a place moves the file's own, as on Windows, it is not at the end.
        file.seek(SeekFrom::Start(self.length))?;
        file.write_all(bytes)?;
        let start = self.length;
        self.length += bytes.len() as u64;
        Ok(start)
    }

    /// Tells the system which bytes, in any order, are read soon.
    pub fn announce(&self, mut bytes: Vec<Range<u64>>) {
        bytes.sort_unstable_by_key(|bytes| bytes.start);
        self.file.iter().for_each(|file| crate::read::will_read(file, &bytes));
    }

    /// Reads so many numbers back, from a byte on.
    ///
    /// # Errors
    /// The file cannot be read, or ends before.
    pub fn read(&self, start: u64, numbers: usize) -> Result<Vec<u32>> {
        let count = 4 * numbers;
        if count > ROOM_MOST {
            return Ok(numbers_of(&self.read_bytes(start, count)?));
        }
        ROOM.with_borrow_mut(|room| {
            room.resize(count.max(room.len()), 0);
            let bytes = &mut room[..count];
            self.read_into(bytes, start)?;
            Ok(numbers_of(bytes))
        })
    }

    /// The same of bytes.
    ///
    /// # Errors
    /// The file cannot be read, or ends before.
    pub fn read_bytes(&self, start: u64, count: usize) -> Result<Vec<u8>> {
        let mut bytes = vec![0; count];
        self.read_into(&mut bytes, start)?;
        Ok(bytes)
    }

    fn read_into(&self, bytes: &mut [u8], start: u64) -> Result<()> {
        let file = self.file.as_ref().ok_or(std::io::Error::from(ErrorKind::NotFound))?;
        Ok(crate::read::read_at(file, bytes, start)?)
    }
}

fn numbers_of(bytes: &[u8]) -> Vec<u32> {
    let (words, _) = bytes.as_chunks::<4>();
    words.iter().map(|word| u32::from_le_bytes(*word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_from_where_they_were_written() {
        let mut aside = Aside::default();
        assert!(aside.read(0, 1).is_err());
        let places = [&[7_u32, u32::MAX][..], &[], &[1, 2, 3]].map(|numbers| aside.add(numbers).unwrap());
        assert_eq!(places, [0, 8, 8]);
        assert_eq!(
            (aside.read(4, 2).unwrap(), aside.read(8, 3).unwrap()),
            (vec![u32::MAX, 1], vec![1, 2, 3])
        );
        assert!(aside.read(12, 3).is_err());
        assert_eq!((aside.add(&[9]).unwrap(), aside.read(12, 3).unwrap()), (20, vec![2, 3, 9]));
        aside.announce(vec![8..20, 0..8]);
        assert_eq!(aside.read(12, 2).unwrap(), [2, 3]);
    }
}
