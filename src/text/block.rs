//! Eight bytes of text at a time, in one register.

/// A byte in every place.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The bytes from `at` on, the first lowest; zeros stand in for those beyond the end.
#[must_use]
#[inline]
pub fn at(bytes: &[u8], at: usize) -> u64 {
    let rest = &bytes[at.min(bytes.len())..];
    if let Some(eight) = rest.first_chunk::<8>() {
        return u64::from_le_bytes(*eight);
    }
    let mut padded = [0; 8];
    padded[..rest.len()].copy_from_slice(rest);
    u64::from_le_bytes(padded)
}

/// The first bytes of a block, by how many they are.
static FIRST: [u64; 9] = {
    let mut masks = [0; 9];
    let mut length = 1;
    while length < 9 {
        masks[length] = u64::MAX >> (64 - 8 * length);
        length += 1;
    }
    masks
};

/// The first `length` bytes of a block, with zeros after.
#[must_use]
#[inline]
pub fn first(block: u64, length: usize) -> u64 {
    block & FIRST[length.min(8)]
}

/// ASCII letters and digits in lower case: letters have the bit that makes them small, or get it; digits have it. Other
/// bytes become anything.
#[must_use]
#[inline]
pub const fn lower_ascii(block: u64) -> u64 {
    block | each(0x20)
}

/// The same, and the letters from U+00C0 to U+00FF: they have it in their second byte, or get it, but for ß.
#[must_use]
#[inline]
pub const fn lower(block: u64) -> u64 {
    let stays = equal(block, 0xC3) | equal(block, 0x9F);
    block | each(0x20) & !(stays >> 2)
}

/// The upper bit of every byte that is this one.
#[inline]
const fn equal(block: u64, byte: u8) -> u64 {
    let other = block ^ each(byte);
    !(((other & each(0x7F)) + each(0x7F)) | other) & each(0x80)
}

/// The upper bit of every byte that is ASCII and lies between `first` and `last`, or is one of them.
#[cfg(any(test, not(target_arch = "x86_64")))]
#[inline]
pub(super) fn among(block: u64, first: u8, last: u8) -> u64 {
    // Of bytes under 0x80 no sum carries into the next.
    let ascii = block & each(0x7F);
    (ascii + each(0x80 - first)) & !(ascii + each(0x7F - last)) & !block & each(0x80)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_byte_in_every_place_is_classed_rightly() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut bytes = [b'Q'; 8];
                bytes[place] = byte;
                let classed =
                    among(u64::from_le_bytes(bytes), b'0', b'Q').to_le_bytes().map(|byte| byte != 0);
                assert_eq!(classed, bytes.map(|byte| (b'0'..=b'Q').contains(&byte)), "{byte} at {place}");
            }
        }
    }

    #[test]
    fn ascii_is_lower_cased() {
        let block = u64::from_le_bytes(*b"Dow1987X");
        assert_eq!([lower_ascii(block), lower(block)].map(u64::to_le_bytes), [*b"dow1987x"; 2]);
    }

    #[test]
    fn behind_the_first_bytes_stand_zeros() {
        let block = u64::from_le_bytes(*b"Dow1987X");
        for length in 1..=8 {
            let expected = [&b"Dow1987X"[..length], &[0; 8][length..]].concat();
            assert_eq!(first(block, length).to_le_bytes()[..], expected);
        }
    }

    #[test]
    fn letters_of_western_europe_are_lower_cased_wherever_they_are_cut() {
        for c in ('À'..='ÿ').filter(|c| !"×÷".contains(*c)) {
            for before in 0..8 {
                let text = format!("{}{c}Zz9", "A".repeat(before));
                let small: Vec<u64> =
                    text.as_bytes().chunks(8).map(|eight| first(lower(at(eight, 0)), eight.len())).collect();
                let wanted: Vec<u64> =
                    text.to_lowercase().as_bytes().chunks(8).map(|eight| at(eight, 0)).collect();
                assert_eq!(small, wanted, "{text}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_block_is_what_stands_there(bytes in prop::collection::vec(any::<u8>(), 0..20), from in 0_usize..30) {
            let expected: Vec<u8> = bytes.iter().copied().skip(from).chain([0; 8]).take(8).collect();
            prop_assert_eq!(at(&bytes, from).to_le_bytes().to_vec(), expected);
        }
    }
}
