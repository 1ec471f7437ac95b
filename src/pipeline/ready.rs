//! Texts that are ready to be compared, where they were made so: to put them all into one list would be the work of one core.

use rayon::prelude::*;

use super::loaded::{Loaded, NumberedText};

/// Texts that are compared together, in lists of a few.
#[derive(Debug, Default)]
pub(super) struct Ready(Vec<Vec<NumberedText>>);

impl Ready {
    /// These as well.
    pub fn with(mut self, texts: Vec<Vec<NumberedText>>) -> Self {
        self.0.extend(texts);
        self
    }

    /// Every text, in the order of the numbers.
    pub fn in_order(&self) -> Vec<(u32, &Loaded)> {
        let texts = self.0.iter().flatten();
        let mut texts: Vec<(u32, &Loaded)> = texts.map(|(number, loaded)| (*number, loaded)).collect();
        // Mostly they are in order, which this finds out.
        texts.sort_by_key(|text| text.0);
        texts
    }

    /// Gives the memory back, on all cores, for it takes a while.
    pub fn give_back(self) {
        self.0.into_par_iter().for_each(drop);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::Body;

    #[test]
    fn texts_are_in_the_order_of_their_numbers_however_they_came() {
        let text = |number: u32| (number, Loaded::of(Body::from_words(vec![number; 9])));
        let texts = |numbers: &[u32]| numbers.iter().map(|&number| text(number)).collect();
        let ready = Ready::default().with(vec![texts(&[3, 4])]).with(vec![texts(&[1, 7]), texts(&[5])]);
        let first_words = |(number, loaded): (u32, &Loaded)| (number, loaded.body.words[0]);
        let in_order: Vec<_> = ready.in_order().into_iter().map(first_words).collect();
        assert_eq!(in_order, [1, 3, 4, 5, 7].map(|number| (number, number)));
    }
}
