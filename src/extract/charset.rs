//! Bytes of any charset to text.

use std::borrow::Cow;

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
