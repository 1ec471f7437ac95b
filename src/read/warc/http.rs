//! An archived HTTP response to the body the server meant.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};

use super::header::Header;
use super::page::begins_like_page;

/// Bytes that are decompressed at a time.
const BROTLI_BUFFER: usize = 4096;

/// An HTTP response.
pub(super) struct Response<'a> {
    pub(super) header: Header,
    pub(super) body: &'a [u8],
}

/// A body as the server meant it, or as much of it as there is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Body<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    /// Why it ends before it should, if it does.
    pub(super) cut: Option<String>,
}

impl<'a> Body<'a> {
    fn whole(bytes: Cow<'a, [u8]>) -> Self {
        Body { bytes, cut: None }
    }
}

impl<'a> Response<'a> {
    /// Parts a response into header and body, as stored; `None` when it does not begin like one.
    pub(super) fn parse(content: &'a [u8]) -> Option<Self> {
        if !content.starts_with(b"HTTP/") {
            return None;
        }
        let (head, body) = content.split_at(blank_line(content));
        Some(Response { header: Header::parse(head), body })
    }

    /// The status code.
    pub(super) fn status(&self) -> Option<u16> {
        self.header.first.split_ascii_whitespace().nth(1)?.parse().ok()
    }

    /// Undoes chunking and compression; what decodes to more than `limit` bytes is refused.
    pub(super) fn decoded(&self, limit: u64) -> Result<Body<'a>, String> {
        let chunked = self.header.lower("Transfer-Encoding").contains("chunked");
        let mut body = if chunked { dechunked(self.body) } else { self.sized() };
        for coding in self.header.lower("Content-Encoding").rsplit(',') {
            let inner = inflated(body.bytes, coding.trim(), limit)?;
            // What was cut first is why the rest is.
            body = Body { cut: body.cut.or(inner.cut), ..inner };
        }
        Ok(body)
    }

    /// A body that is not chunked, against the length it was sent with. A body stored decoded has another one.
    fn sized(&self) -> Body<'a> {
        let (stored, stated) = (self.body.len() as u64, self.header.get("Content-Length"));
        let encoded = !matches!(&*self.header.lower("Content-Encoding"), "" | "identity" | "none");
        let stated = stated.and_then(|length| length.parse().ok());
        let stated = stated.filter(|length| stored < *length && !(encoded && is_decoded(self.body)));
        let cut = stated.map(|length: u64| format!("its body has {stored} of {length} bytes"));
        Body { bytes: Cow::Borrowed(self.body), cut }
    }
}

fn blank_line(content: &[u8]) -> usize {
    let double = [b"\r\n\r\n".as_slice(), b"\n\n"];
    let ends = double.iter().filter_map(|mark| memchr::memmem::find(content, mark).map(|at| at + mark.len()));
    ends.min().unwrap_or(content.len())
}

/// Joins chunks. A body whose first chunk has no size was stored joined already; one cut short is kept as far as it goes.
fn dechunked(stored: &[u8]) -> Body<'_> {
    let mut body = Vec::with_capacity(stored.len());
    let mut rest = stored;
    let cut = loop {
        let Some((size, after)) = chunk_size(rest) else {
            if body.is_empty() && rest.len() == stored.len() {
                return Body::whole(Cow::Borrowed(stored));
            }
            let what = if rest.is_empty() { "has no end" } else { "is damaged" };
            break Some(format!("its chunked body {what} behind {} bytes", body.len()));
        };
        if size == 0 {
            break None;
        }
        let chunk = after.get(..size).unwrap_or(after);
        body.extend_from_slice(chunk);
        if chunk.len() < size {
            break Some(format!(
                "its chunked body ends {} bytes before its last chunk does",
                size - chunk.len()
            ));
        }
        rest = &after[size..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    };
    Body { bytes: Cow::Owned(body), cut }
}

/// A chunk's size in hexadecimal, perhaps with an extension, and what follows its line.
fn chunk_size(rest: &[u8]) -> Option<(usize, &[u8])> {
    let end = memchr::memchr(b'\n', rest).filter(|end| *end < 256)?;
    let line = std::str::from_utf8(&rest[..end]).ok()?;
    let size = line.split(';').next()?.trim();
    Some((usize::from_str_radix(size, 16).ok()?, &rest[end + 1..]))
}

/// Whether a body was stored decoded, as crawlers often do that leave the header as it was sent.
fn is_decoded(body: &[u8]) -> bool {
    begins_like_page(body) || std::str::from_utf8(body.get(..64).unwrap_or(body)).is_ok()
}

fn inflated<'a>(body: Cow<'a, [u8]>, coding: &str, limit: u64) -> Result<Body<'a>, String> {
    match coding {
        "gzip" | "x-gzip" if body.starts_with(&[0x1F, 0x8B]) => bounded(GzDecoder::new(&*body), limit),
        "zstd" if body.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) => {
            bounded(zstd::Decoder::new(&*body).map_err(|error| damaged(&error))?, limit)
        }
        "" | "identity" | "none" | "gzip" | "x-gzip" | "utf-8" => Ok(Body::whole(body)),
        _ if begins_like_page(&body) => Ok(Body::whole(body)),
        "br" => match bounded(brotli_decompressor::Decompressor::new(&*body, BROTLI_BUFFER), limit) {
            Err(_) if is_decoded(&body) => Ok(Body::whole(body)),
            outcome => outcome,
        },
        "deflate" => {
            bounded(ZlibDecoder::new(&*body), limit).or_else(|_| bounded(DeflateDecoder::new(&*body), limit))
        }
        other => Err(format!("its content encoding `{other}` is not read")),
    }
}

/// Decodes up to the limit; a stream that breaks later than at its beginning is kept as far as it goes.
fn bounded(decoder: impl Read, limit: u64) -> Result<Body<'static>, String> {
    let mut out = Vec::new();
    let outcome = decoder.take(limit.saturating_add(1)).read_to_end(&mut out);
    match outcome {
        _ if out.len() as u64 > limit => Err(crate::read::batch::too_long(limit)),
        Err(error) if out.is_empty() => Err(damaged(&error)),
        outcome => Ok(Body { cut: outcome.err().map(|error| damaged(&error)), bytes: Cow::Owned(out) }),
    }
}

fn damaged(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::UnexpectedEof => "its compressed body ends too early".to_owned(),
        _ => format!("its compressed body is damaged ({error})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The body of a response, and why it is cut.
    fn decoded(fields: &str, body: &[u8], limit: u64) -> Result<(Vec<u8>, Option<String>), String> {
        let stored = [b"HTTP/1.1 200 OK\r\n", fields.as_bytes(), b"\r\n\r\n", body].concat();
        let body = Response::parse(&stored).unwrap().decoded(limit)?;
        Ok((body.bytes.into_owned(), body.cut))
    }

    fn gzip(content: impl Read) -> Vec<u8> {
        let mut bytes = Vec::new();
        flate2::read::GzEncoder::new(content, flate2::Compression::fast()).read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn chunks_are_joined() {
        let whole = |body: &[u8]| decoded("Transfer-Encoding: chunked", body, 1000).unwrap();
        let joined = whole(b"4\r\nfog \r\nA;x=1\r\nlifts soon\r\n0\r\n\r\n");
        assert_eq!(joined, (b"fog lifts soon".to_vec(), None));
        assert_eq!(whole(b"<p>never chunked</p>\n"), (b"<p>never chunked</p>\n".to_vec(), None));
    }

    #[test]
    fn a_body_that_is_cut_says_so_and_is_kept_as_far_as_it_goes() {
        let zipped = gzip(&b"the fog lifts soon "[..]);
        for (fields, body, kept, reason) in [
            ("Transfer-Encoding: chunked", &b"FF\r\ncut sh"[..], &b"cut sh"[..], "ends 249 bytes before"),
            ("Transfer-Encoding: chunked", b"3\r\nfog\r\nzz\r\n", b"fog", "is damaged behind 3 bytes"),
            ("Transfer-Encoding: chunked", b"3\r\nfog\r\n", b"fog", "has no end behind 3 bytes"),
            ("Content-Length: 9", b"the fog", b"the fog", "has 7 of 9 bytes"),
            ("Content-Encoding: gzip", &zipped[..zipped.len() - 4], b"the fog lifts soon ", "ends too early"),
        ] {
            let (bytes, cut) = decoded(fields, body, 1000).unwrap();
            assert_eq!(bytes, kept);
            assert!(cut.as_deref().is_some_and(|cut| cut.contains(reason)), "{cut:?}");
        }
        let (_, cut) =
            decoded("Content-Encoding: gzip\r\nContent-Length: 900", b"stored decoded", 1000).unwrap();
        assert_eq!(cut, None);
    }

    #[test]
    fn compressed_bodies_are_bounded() {
        let bomb = gzip(std::io::repeat(0).take(1 << 20));
        assert_eq!(decoded("Content-Encoding: gzip", &bomb, 1 << 20).unwrap().0.len(), 1 << 20);
        assert!(decoded("Content-Encoding: gzip", &bomb, 1000).unwrap_err().contains("longer than"));
    }

    #[test]
    fn every_encoding_is_undone_or_named() {
        let zstd = zstd::encode_all(&b"fog"[..], 1).unwrap();
        assert_eq!(decoded("Content-Encoding: zstd", &zstd, 10).unwrap(), (b"fog".to_vec(), None));
        assert_eq!(decoded("Content-Encoding: gzip", b"plain", 10).unwrap().0, b"plain");
        assert_eq!(decoded("Content-Encoding: br", b"<html>", 10).unwrap().0, b"<html>");
        let brotli = b"\x1B\x15\0\xF8\x05\x9C\x70\xA4\x63\x0D\xFE\x9F\x4A\x2A\x59\x74\x09\x98\xEA\x0F\x9B\x43\x57\xAA\x38\x31";
        let whole = (b"the fog lifted at noon".to_vec(), None);
        assert_eq!(decoded("Content-Encoding: br", brotli, 30).unwrap(), whole);
        assert_eq!(decoded("Content-Encoding: br", &whole.0, 30).unwrap(), whole);
        assert!(
            decoded("Content-Encoding: br", &brotli[..9], 30).unwrap_err().contains("its compressed body")
        );
        assert!(decoded("Content-Encoding: br", brotli, 10).unwrap_err().contains("longer than"));
        assert!(decoded("Content-Encoding: compress", b"x", 10).unwrap_err().contains("`compress`"));
    }
}
