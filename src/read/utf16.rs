//! UTF-16, as spreadsheets save tables and some systems everything, to UTF-8.

use std::io::{self, Read};

use super::decode::Sampled;

/// Bytes read at a time.
const PIECE: usize = 16 << 10;

/// Whether bytes begin with UTF-16's mark; UTF-32's begins alike and goes on with zeros.
pub(super) fn is(start: &[u8]) -> bool {
    match start {
        [0xFF, 0xFE, 0, 0, ..] => false,
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => true,
        _ => false,
    }
}

/// The same bytes, as UTF-8 if they begin as UTF-16.
pub(super) fn as_utf8(input: Sampled) -> Box<dyn Read + Send> {
    match input.sample() {
        start if !is(start) => Box::new(input),
        start => {
            let unit = if start[0] == 0xFF { u16::from_le_bytes } else { u16::from_be_bytes };
            Box::new(Utf16 { input, unit, stored: Vec::new(), ready: Vec::new(), given: 0 })
        }
    }
}

/// Decodes as it is read; what is no character becomes U+FFFD. The mark becomes UTF-8's.
struct Utf16<R> {
    input: R,
    unit: fn([u8; 2]) -> u16,
    /// Bytes that are no whole character yet.
    stored: Vec<u8>,
    /// Decoded bytes, and how many of them are given out.
    ready: Vec<u8>,
    given: usize,
}

impl<R: Read> Utf16<R> {
    /// Decodes the next piece; at the end, what is left of a character. `false` when nothing is left.
    fn refill(&mut self) -> io::Result<bool> {
        let read = self.input.by_ref().take(PIECE as u64).read_to_end(&mut self.stored)?;
        let unit = self.unit;
        let mut units: Vec<u16> = self.stored.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        // The first half of a pair waits for the second.
        if read > 0 && units.last().is_some_and(|last| (0xD800..0xDC00).contains(last)) {
            units.pop();
        }
        let is_left = read > 0 || !self.stored.is_empty();
        let text = String::from_utf16_lossy(&units);
        self.stored.drain(..2 * units.len());
        self.ready = text.into_bytes();
        if read == 0 && !self.stored.is_empty() {
            self.ready.extend_from_slice("\u{FFFD}".as_bytes());
            self.stored.clear();
        }
        self.given = 0;
        Ok(is_left)
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() {
            if !self.refill()? {
                return Ok(0);
            }
        }
        let mut left = &self.ready[self.given..];
        let read = left.read(into)?;
        self.given += read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf8(bytes: &[u8]) -> String {
        let mut text = String::new();
        as_utf8(Sampled::new(Box::new(io::Cursor::new(bytes.to_vec())))).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn both_orders_are_read_and_pairs_are_not_torn() {
        let text = "\u{FEFF}x".to_owned() + &"\u{1F30A}fog ".repeat(9000);
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert!(utf8(&little) == text && utf8(&big) == text);
    }

    #[test]
    fn what_is_cut_is_marked_and_what_is_not_utf_16_is_left() {
        assert_eq!(utf8(b"\xFF\xFEa\0b"), "\u{FEFF}a\u{FFFD}");
        assert_eq!(utf8(b"\xFF\xFEa\0\x00\xD8"), "\u{FEFF}a\u{FFFD}");
        assert_eq!(utf8("fog".as_bytes()), "fog");
    }
}
