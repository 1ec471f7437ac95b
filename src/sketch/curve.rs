//! What share of reprints the sketches find: the S-curve of the bands joined with that of the fingerprints.

use crate::params::{BANDS, QUERY_RATE, ROWS, SAMPLING};

/// Chance that two bodies of resemblance `j` (0 to 1) share a band key.
#[must_use]
pub fn banded(j: f64) -> f64 {
    1.0 - (1.0 - j.powi(ROWS as i32)).powi(BANDS as i32)
}

/// Chance that at least two of a story's prints are found in a page that holds the first `words` of it, where
/// each shingle survived editing with chance `survival` (0 to 1).
#[must_use]
pub fn printed(words: usize, survival: f64) -> f64 {
    let (mut none, mut one) = (1.0, 0.0);
    for place in 0..words.saturating_sub(crate::params::SHINGLE - 1) {
        let hit = survival / rate_at(place) as f64;
        one = one * (1.0 - hit) + none * hit;
        none *= 1.0 - hit;
    }
    1.0 - none - one
}

/// Chance that two bodies of `words` words each, of resemblance `j`, become candidates by either way.
#[must_use]
pub fn found(words: usize, j: f64) -> f64 {
    let shared = 2.0 * j / (1.0 + j);
    1.0 - (1.0 - banded(j)) * (1.0 - printed(words, shared))
}

fn rate_at(place: usize) -> u64 {
    SAMPLING.iter().find(|(end, _)| place < *end).map_or(QUERY_RATE, |&(_, rate)| rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curves_rise_from_nothing_to_certainty() {
        assert!(banded(0.0) < 1e-12 && banded(1.0) > 1.0 - 1e-12);
        assert!(printed(400, 0.0) < 1e-12 && printed(4, 1.0) < 1e-12);
        for step in 1..100 {
            let (low, high) = (f64::from(step - 1) / 100.0, f64::from(step) / 100.0);
            assert!(found(300, low) <= found(300, high));
        }
    }

    #[test]
    fn a_resemblance_of_seven_tenths_is_all_but_certain() {
        assert!(banded(0.7) > 0.97 && found(300, 0.7) > 0.9999);
    }
}
