//! Lists of numbers that are kept together.

/// Lists that are kept together.
#[derive(Debug, Default)]
pub struct Lot {
    /// Where each list ends among the numbers.
    pub(super) ends: Vec<u32>,
    pub(super) numbers: Vec<u32>,
}

impl Lot {
    /// Adds a list.
    pub fn push(&mut self, list: impl IntoIterator<Item = u32>) {
        self.numbers.extend(list);
        self.ends.push(self.numbers.len() as u32);
    }

    /// Adds a list that comes in parts.
    pub fn push_parts<const N: usize>(&mut self, parts: [&[u32]; N]) {
        parts.iter().for_each(|part| self.numbers.extend_from_slice(part));
        self.ends.push(self.numbers.len() as u32);
    }

    /// Its lists, in no more room than they take; its own is left for others.
    #[must_use]
    pub fn taken(&mut self) -> Self {
        let lot = Self { ends: self.ends.clone(), numbers: self.numbers.clone() };
        self.ends.clear();
        self.numbers.clear();
        lot
    }

    /// Whether it holds no list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lot_is_filled_again_where_it_was() {
        let mut lot = Lot::default();
        lot.push([1, 2]);
        let (room, taken) = (lot.numbers.capacity(), lot.taken());
        assert!(lot.is_empty() && lot.numbers.capacity() == room);
        lot.push_parts([&[3], &[], &[4]]);
        lot.push([]);
        assert_eq!((taken.ends, taken.numbers), (vec![2], vec![1, 2]));
        assert_eq!((lot.ends, lot.numbers), (vec![2, 2], vec![3, 4]));
    }
}
