//! Texts that are ready, by the thread that made them so.

use std::sync::{Mutex, PoisonError};

use super::loaded::{Loaded, NumberedText};

/// Texts that one thread made ready.
#[derive(Debug)]
pub(super) struct Made {
    texts: Vec<NumberedText>,
    /// The thread's place among those of the pool.
    by: usize,
}

impl Made {
    /// What this thread has made ready.
    pub fn here(texts: Vec<NumberedText>) -> Self {
        Self { texts, by: rayon::current_thread_index().unwrap_or(0) }
    }
}

/// Texts that are compared together.
#[derive(Debug, Default)]
pub(super) struct Ready(Vec<Made>);

impl Ready {
    /// All that was made ready, and that before it.
    pub fn with(mut self, made: Vec<Made>) -> Self {
        self.0.extend(made);
        self
    }

    /// Every text, in the order of the numbers.
    pub fn in_order(&self) -> Vec<(u32, &Loaded)> {
        let texts = self.0.iter().flat_map(|made| &made.texts);
        let mut texts: Vec<(u32, &Loaded)> = texts.map(|(number, loaded)| (*number, loaded)).collect();
        // Mostly they are in order, which this finds out.
        texts.sort_by_key(|text| text.0);
        texts
    }

    /// Every text, in the order in which they were made ready.
    pub fn into_texts(self) -> Vec<NumberedText> {
        self.0.into_iter().flat_map(|made| made.texts).collect()
    }

    /// Gives the memory back: each thread that of what it made, for who gives back another's waits until that one asks for
    /// none, and the other way round.
    pub fn give_back(self) {
        let shares: Vec<Mutex<Vec<Made>>> =
            (0..rayon::current_num_threads()).map(|_| Mutex::default()).collect();
        let share =
            |thread: usize| shares[thread % shares.len()].lock().unwrap_or_else(PoisonError::into_inner);
        self.0.into_iter().for_each(|made| share(made.by).push(made));
        rayon::broadcast(|thread| {
            let own = std::mem::take(&mut *share(thread.index()));
            drop(own);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::Body;

    #[test]
    fn texts_are_in_the_order_of_their_numbers_whoever_made_them() {
        let text = |number: u32| (number, Loaded::of(Body::from_words(vec![number; 9])));
        let made =
            |numbers: &[u32], by| Made { texts: numbers.iter().map(|&number| text(number)).collect(), by };
        let ready =
            || Ready::default().with(vec![made(&[3, 4], 1)]).with(vec![made(&[1, 7], 0), made(&[5], 99)]);
        let first_words = |(number, loaded): (u32, &Loaded)| (number, loaded.body.words[0]);
        let in_order: Vec<_> = ready().in_order().into_iter().map(first_words).collect();
        assert_eq!(in_order, [1, 3, 4, 5, 7].map(|number| (number, number)));
        let as_made: Vec<u32> = ready().into_texts().into_iter().map(|text| text.0).collect();
        assert_eq!(as_made, [3, 4, 1, 7, 5]);
        ready().give_back();
        Ready::default().give_back();
    }
}
