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

/// The ASCII letters and digits at the beginning of a block, in lower case with zeros after, and how many they are.
#[must_use]
#[inline]
pub fn lower(block: u64) -> (u64, usize) {
    let other = !alphanumeric(block) & each(0x80);
    let length = (other.trailing_zeros() / 8) as usize;
    let kept = if length == 8 { u64::MAX } else { (1 << (8 * length)) - 1 };
    // Letters have the bit that makes them small, or get it; digits have it.
    ((block | each(0x20)) & kept, length)
}

/// The upper bit of every byte that is an ASCII letter or digit.
#[inline]
fn alphanumeric(block: u64) -> u64 {
    let ascii = block & each(0x7F);
    // No sum of two bytes under 0x80 carries into the next byte.
    let at_least = |bytes: u64, least: u8| bytes + each(0x80 - least);
    let small = ascii | each(0x20);
    let letter = at_least(small, b'a') & !at_least(small, b'z' + 1);
    let digit = at_least(ascii, b'0') & !at_least(ascii, b'9' + 1);
    (letter | digit) & !block
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
                let (lower, length) = lower(u64::from_le_bytes(bytes));
                assert_eq!(length, if byte.is_ascii_alphanumeric() { 8 } else { place }, "{byte} at {place}");
                let mut expected = bytes.map(|byte| byte.to_ascii_lowercase());
                expected[length..].fill(0);
                assert_eq!(lower.to_le_bytes(), expected);
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
