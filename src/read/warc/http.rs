//! An archived HTTP response to the body the server meant.

use std::io::Read;

use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};

use super::header::Header;

/// An HTTP response.
pub(super) struct Response {
    pub(super) header: Header,
    pub(super) body: Vec<u8>,
}

impl Response {
    /// Parts a response into header and body, as stored; `None` when it does not begin like one.
    pub(super) fn parse(content: &[u8]) -> Option<Response> {
        if !content.starts_with(b"HTTP/") {
            return None;
        }
        let end = blank_line(content);
        let header = Header::parse(&content[..end]);
        Some(Response { header, body: content[end..].to_vec() })
    }

    /// The status code.
    pub(super) fn status(&self) -> Option<u16> {
        self.header.first.split_ascii_whitespace().nth(1)?.parse().ok()
    }

    /// Undoes chunking and compression; what decodes to more than `limit` bytes is refused.
    pub(super) fn decoded(&self, limit: u64) -> Result<Vec<u8>, String> {
        let chunked = self.header.lower("Transfer-Encoding").contains("chunked");
        let mut body = if chunked { dechunked(&self.body)? } else { self.body.clone() };
        for coding in self.header.lower("Content-Encoding").rsplit(',') {
            body = inflated(body, coding.trim(), limit)?;
        }
        Ok(body)
    }
}

fn blank_line(content: &[u8]) -> usize {
    let double = [b"\r\n\r\n".as_slice(), b"\n\n"];
    let ends = double.iter().filter_map(|mark| memchr::memmem::find(content, mark).map(|at| at + mark.len()));
    ends.min().unwrap_or(content.len())
}

/// Joins chunks. A body whose first chunk has no size was stored joined already; one cut short is kept as far as it goes.
fn dechunked(stored: &[u8]) -> Result<Vec<u8>, String> {
    let mut body = Vec::with_capacity(stored.len());
    let mut rest = stored;
    while !rest.is_empty() {
        let Some((size, after)) = chunk_size(rest) else {
            let whole = body.is_empty() && rest.len() == stored.len();
            return if whole { Ok(stored.to_vec()) } else { Err("its chunked body is damaged".to_owned()) };
        };
        if size == 0 {
            break;
        }
        let chunk = after.get(..size).unwrap_or(after);
        body.extend_from_slice(chunk);
        rest = &after[chunk.len()..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
    Ok(body)
}

/// A chunk's size in hexadecimal, perhaps with an extension, and what follows its line.
fn chunk_size(rest: &[u8]) -> Option<(usize, &[u8])> {
    let end = memchr::memchr(b'\n', rest).filter(|end| *end < 256)?;
    let line = std::str::from_utf8(&rest[..end]).ok()?;
    let size = line.split(';').next()?.trim();
    Some((usize::from_str_radix(size, 16).ok()?, &rest[end + 1..]))
}

fn inflated(body: Vec<u8>, coding: &str, limit: u64) -> Result<Vec<u8>, String> {
    match coding {
        "gzip" | "x-gzip" if body.starts_with(&[0x1F, 0x8B]) => bounded(GzDecoder::new(&*body), limit),
        "deflate" => {
            bounded(ZlibDecoder::new(&*body), limit).or_else(|_| bounded(DeflateDecoder::new(&*body), limit))
        }
        // Crawlers often store the body decoded and leave the header as it was sent.
        "" | "identity" | "none" | "gzip" | "x-gzip" | "utf-8" => Ok(body),
        other => Err(format!("its content encoding `{other}` is not read")),
    }
}

/// Decodes up to the limit; a stream that breaks later than at its beginning is kept as far as it goes.
fn bounded(decoder: impl Read, limit: u64) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let outcome = decoder.take(limit.saturating_add(1)).read_to_end(&mut out);
    match outcome {
        _ if out.len() as u64 > limit => Err(crate::read::batch::too_long(limit)),
        Err(error) if out.is_empty() => Err(format!("its compressed body is damaged ({error})")),
        _ => Ok(out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(fields: &str, body: &[u8]) -> Response {
        Response::parse(&[b"HTTP/1.1 200 OK\r\n", fields.as_bytes(), b"\r\n\r\n", body].concat()).unwrap()
    }

    #[test]
    fn chunks_are_joined() {
        let decoded = |body: &[u8]| response("Transfer-Encoding: chunked", body).decoded(1000);
        assert_eq!(decoded(b"4\r\nfog \r\nA;x=1\r\nlifts soon\r\n0\r\n\r\n").unwrap(), b"fog lifts soon");
        assert_eq!(decoded(b"<p>never chunked</p>\n").unwrap(), b"<p>never chunked</p>\n");
        assert_eq!(decoded(b"FF\r\ncut sh").unwrap(), b"cut sh");
        assert!(decoded(b"3\r\nfog\r\nzz\r\n").is_err());
    }

    #[test]
    fn compressed_bodies_are_bounded() {
        let zeros = std::io::repeat(0).take(1 << 20);
        let mut bomb = Vec::new();
        flate2::read::GzEncoder::new(zeros, flate2::Compression::fast()).read_to_end(&mut bomb).unwrap();
        let response = response("Content-Encoding: gzip", &bomb);
        assert_eq!(response.decoded(1 << 20).unwrap().len(), 1 << 20);
        assert!(response.decoded(1000).unwrap_err().contains("longer than"));
    }

    #[test]
    fn unknown_encodings_are_named() {
        assert!(response("Content-Encoding: br", b"x").decoded(10).unwrap_err().contains("`br`"));
        assert_eq!(response("Content-Encoding: gzip", b"plain").decoded(10).unwrap(), b"plain");
    }
}
