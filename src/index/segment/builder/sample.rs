//! The dictionary of a segment: some of its own texts.

use super::texts::Texts;

/// Longest dictionary, in bytes: of a longer one zstd would forget more than there is to gain.
const LONGEST: usize = 64 << 10;
/// Shortest that gains more than it takes.
const SHORTEST: usize = 16 << 10;
/// Texts are so many times as long as their dictionary.
const TEXTS: usize = 64;
/// Bytes that are taken of one text. What begins a text is said most often.
const PIECE: usize = 1 << 10;

/// The beginnings of texts, evenly spread over all; nothing where texts are too few to be worth it.
pub(super) fn sample(texts: &Texts) -> Vec<u8> {
    let length = (texts.bytes() / TEXTS).min(LONGEST);
    let mut sample = Vec::new();
    if length < SHORTEST {
        return sample;
    }
    // Half as many again, for some texts are shorter than a piece.
    let step = (texts.len() / (3 * length / PIECE / 2)).max(1);
    for doc in (0..texts.len()).step_by(step) {
        let text = texts.get(doc as u32);
        sample.extend_from_slice(&text[..text.len().min(PIECE).min(length - sample.len())]);
    }
    sample
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_a_small_part_and_of_many_texts() {
        let gathered = |count: usize, length: usize| {
            let mut texts = Texts::default();
            (0..count).for_each(|n| texts.push(&vec![n as u8; length]));
            texts
        };
        assert_eq!(sample(&Texts::default()), b"");
        assert_eq!(sample(&gathered(100, 1000)), b"");
        for (count, length) in [(2000, 600), (1000, 3000), (9000, 3000), (3, 500_000)] {
            let (texts, taken) = (gathered(count, length), sample(&gathered(count, length)));
            assert!(taken.len() <= (texts.bytes() / TEXTS).min(LONGEST));
            assert!(
                count < 100 || taken.len() > 4 * (texts.bytes() / TEXTS).min(LONGEST) / 5,
                "{}",
                taken.len()
            );
            let pieces = taken.chunk_by(|one, other| one == other);
            assert!(pieces.clone().all(|piece| piece.len() <= PIECE));
            assert!(pieces.count() >= taken.len() / PIECE);
        }
    }
}
