//! A lot as it is kept: where its lists end, and the numbers of all, in memory or in the temporary file.

use std::borrow::Cow;
use std::ops::Range;

use super::Result;
use super::aside::Aside;
use super::lot::Lot;

/// A lot, held or set aside.
#[derive(Debug)]
pub(super) struct Chunk {
    /// Where each list ends among the numbers.
    pub ends: Vec<u32>,
    numbers: Numbers,
}

#[derive(Debug)]
enum Numbers {
    Held(Vec<u32>),
    /// From this byte of the file on.
    Filed(u64),
}

impl Chunk {
    /// A lot in memory.
    pub fn held(lot: Lot) -> Self {
        Self { ends: lot.ends, numbers: Numbers::Held(lot.numbers) }
    }

    /// A lot in the temporary file.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn filed(lot: Lot, aside: &mut Aside) -> Result<Self> {
        Ok(Self { ends: lot.ends, numbers: Numbers::Filed(aside.add(&lot.numbers)?) })
    }

    /// Moves its numbers into the temporary file, if they are not there.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn set_aside(&mut self, aside: &mut Aside) -> Result<()> {
        if let Numbers::Held(numbers) = &self.numbers {
            self.numbers = Numbers::Filed(aside.add(numbers)?);
        }
        Ok(())
    }

    /// Whether its numbers are in memory.
    pub fn is_held(&self) -> bool {
        matches!(self.numbers, Numbers::Held(_))
    }

    /// How many lists it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Where a list stands among the numbers.
    pub fn place(&self, list: usize) -> Range<usize> {
        let start = list.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[list] as usize
    }

    /// Where all of them stand.
    pub fn all(&self) -> Range<usize> {
        0..self.ends.last().map_or(0, |&end| end as usize)
    }

    /// Which bytes of the temporary file some of the numbers are, if they are there.
    pub fn bytes(&self, place: Range<usize>) -> Option<Range<u64>> {
        match self.numbers {
            Numbers::Held(_) => None,
            Numbers::Filed(start) => Some(start + 4 * place.start as u64..start + 4 * place.end as u64),
        }
    }

    /// Some of the numbers.
    ///
    /// # Errors
    /// The temporary file cannot be read back.
    pub fn numbers(&self, place: Range<usize>, aside: &Aside) -> Result<Cow<'_, [u32]>> {
        let start = match &self.numbers {
            Numbers::Held(numbers) => return Ok(Cow::Borrowed(&numbers[place])),
            Numbers::Filed(start) => start + 4 * place.start as u64,
        };
        Ok(Cow::Owned(aside.read(start, place.len())?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_wherever_they_are() {
        let (mut lot, mut aside) = (Lot::default(), Aside::default());
        [&[7, 8][..], &[], &[9]].iter().for_each(|list| lot.push(list.iter().copied()));
        let mut chunk = Chunk::held(lot);
        assert_eq!((chunk.len(), chunk.place(0), chunk.place(1), chunk.place(2)), (3, 0..2, 2..2, 2..3));
        assert_eq!((chunk.is_held(), chunk.bytes(1..3)), (true, None));
        let held = chunk.numbers(1..3, &aside).unwrap().into_owned();
        aside.add(&[1]).unwrap();
        chunk.set_aside(&mut aside).unwrap();
        assert_eq!((chunk.is_held(), chunk.bytes(1..3)), (false, Some(8..16)));
        assert_eq!(*chunk.numbers(1..3, &aside).unwrap(), held);
        assert_eq!(*chunk.numbers(chunk.all(), &aside).unwrap(), [7, 8, 9]);
    }
}
