//! Bytes of any charset to text.

use std::borrow::Cow;

/// How far into a document it is looked at to tell whether it is text.
const LOOKED_AT: usize = 4096;

/// Whether bytes are text in no charset: more than one in 50 of the first is a control character that text does not have.
#[must_use]
pub fn is_binary(bytes: &[u8]) -> bool {
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    if start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF") {
        return false;
    }
    // Tabs, line ends and form feeds are text, and escapes begin the letters of some Japanese charsets.
    let foreign = |byte: &&u8| matches!(byte, 0..=8 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F);
    start.iter().filter(foreign).count() * 50 > start.len()
}

/// Decodes a text by its byte order mark, as UTF-8, by the charset it was sent with, else by what its bytes look like.
#[cfg(feature = "html")]
#[must_use]
pub fn decode<'a>(bytes: &'a [u8], label: Option<&str>) -> Cow<'a, str> {
    use encoding_rs::{Encoding, UTF_8};
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let stated = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let stated = stated.filter(|stated| *stated != UTF_8 || is_nearly_utf_8(bytes));
    stated.unwrap_or_else(|| guess(bytes)).decode_without_bom_handling(bytes).0
}

/// Whether text said to be UTF-8 is so but for a few damaged characters.
#[cfg(feature = "html")]
fn is_nearly_utf_8(bytes: &[u8]) -> bool {
    let foreign = |chunk: std::str::Utf8Chunk<'_>| chunk.valid().chars().filter(|c| !c.is_ascii()).count();
    let damaged = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    bytes.utf8_chunks().map(foreign).sum::<usize>() >= damaged
}

#[cfg(feature = "html")]
fn guess(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Decodes UTF-8; without the feature `html` anything else is taken for Latin-1.
#[cfg(not(feature = "html"))]
#[must_use]
pub fn decode<'a>(bytes: &'a [u8], _: Option<&str>) -> Cow<'a, str> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().copied().map(char::from).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_text_in_no_charset_is_told() {
        assert!(is_binary(b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x02"));
        assert!(is_binary(b"U\0T\0F\0-\x001\x006\0"));
        assert!(!is_binary(b"\xFF\xFEm\0a\0r\0k\0e\0d\0"));
        assert!(!is_binary(b"one NUL\0 in a text that is long enough to have been damaged somewhere"));
        assert!(!is_binary(b"\x1B$B0l\x1B(B \t\x0C\r\n"));
        assert!(!is_binary(b""));
    }
}
