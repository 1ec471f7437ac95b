//! A body as a list of numbers, in five bytes a word, to be set aside and read back: nothing of its text is looked at again.
//!
//! ```text
//! words: u32   unspaced: u32, 0 or 1   the words   their parts, four to a number
//! ```

use super::align::seeds;
use super::body::Body;

impl Body {
    /// The numbers of the list.
    pub fn packed(&self) -> impl Iterator<Item = u32> + '_ {
        let four = |parts: &[u8]| parts.iter().rev().fold(0, |all, &part| all << 8 | u32::from(part));
        let head = [self.words.len() as u32, self.is_unspaced.into()];
        head.into_iter().chain(self.words.iter().copied()).chain(self.parts.chunks(4).map(four))
    }

    /// The body that was packed into a list; `None` if none was.
    #[must_use]
    pub fn unpacked(list: &[u32]) -> Option<Self> {
        let (&[count, unspaced], rest) = list.split_first_chunk()?;
        let (words, packed) = rest.split_at_checked(count as usize)?;
        let mut parts = vec![0; 4 * packed.len()];
        parts.as_chunks_mut().0.iter_mut().zip(packed).for_each(|(parts, four)| *parts = four.to_le_bytes());
        let is_whole = packed.len() == words.len().div_ceil(4) && unspaced <= 1;
        parts.truncate(words.len());
        let body = || Self { words: words.to_vec(), seeds: seeds(words), parts, is_unspaced: unspaced == 1 };
        is_whole.then(body)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked(text in "([A-Z]?[a-z]{1,5}|[0-9]+|“|”|家|。)( |\n|){0,40}") {
            let body = Body::new(&text);
            prop_assert_eq!(Body::unpacked(&body.packed().collect::<Vec<_>>()), Some(body));
        }

        #[test]
        fn any_numbers_unpack_without_panic(list in prop::collection::vec(0_u32..9, 0..20)) {
            let body = Body::unpacked(&list);
            prop_assert!(body.is_none_or(|body| body.words.len() == body.parts.len()));
        }
    }

    #[test]
    fn what_is_torn_is_no_body() {
        let list: Vec<u32> = Body::new("The mayor of Port Ansel resigned in 2031").packed().collect();
        assert!(Body::unpacked(&list).is_some());
        assert!((0..list.len()).all(|length| Body::unpacked(&list[..length]).is_none()));
    }
}
