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
    let stated =
        label.and_then(|label| Encoding::for_label(label.as_bytes())).filter(|stated| *stated != UTF_8);
    stated.unwrap_or_else(|| guess(bytes)).decode_without_bom_handling(bytes).0
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
