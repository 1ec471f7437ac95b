//! Locality-sensitive hashing (Indyk and Motwani, 1998): bodies that agree on all rows of one band meet.

use xxhash_rust::xxh3::xxh3_64;

use crate::params::{BANDS, ROWS};

/// One key a band, from [`ROWS`] untruncated minima and the band's number: bands do not meet one another. The minima are
/// those of the first permutations, as many as there are rows in all bands, or more; for fewer it does not compile.
#[must_use]
pub fn keys<const N: usize>(minima: &[u32; N]) -> [u32; BANDS] {
    const { assert!(N >= BANDS * ROWS) };
    std::array::from_fn(|band| {
        let mut rows = [0; 4 * (ROWS + 1)];
        rows[..4].copy_from_slice(&(band as u32).to_le_bytes());
        for (bytes, minimum) in rows[4..].chunks_exact_mut(4).zip(&minima[band * ROWS..]) {
            bytes.copy_from_slice(&minimum.to_le_bytes());
        }
        (xxh3_64(&rows) >> 32) as u32
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_do_not_meet_one_another() {
        let mut keys = keys(&[7; BANDS * ROWS]);
        keys.sort_unstable();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn a_band_depends_on_its_rows_alone() {
        let mut minima = [7; BANDS * ROWS];
        minima[ROWS] = 8;
        let (before, after) = (keys(&[7; BANDS * ROWS]), keys(&minima));
        assert_eq!(before.iter().zip(&after).filter(|(a, b)| a != b).count(), 1);
        assert_ne!(before[1], after[1]);
    }
}
