//! Where records begin and headers end, in sound archives and in damaged ones.

/// What every record begins with, but for its version.
pub(super) const MAGIC: &[u8] = b"WARC/";
/// Bytes the header line of an ARC record has at most.
pub(super) const LONGEST_LINE: usize = 1 << 13;
/// Bytes a version line has at most.
pub(super) const LONGEST_VERSION: usize = 16;

pub(super) fn is_magic(bytes: &[u8]) -> bool {
    bytes.get(..MAGIC.len()).is_some_and(|start| start.eq_ignore_ascii_case(MAGIC))
}

/// Whether a record begins here, of a WARC or of the ARC files before it. Looks at a line at most.
pub(super) fn is_start(bytes: &[u8]) -> bool {
    is_magic(bytes) || arc_line(bytes).is_some()
}

/// The header of an ARC record, if a line of that form begins here: its address, its length and the bytes of the line.
pub(super) fn arc_line(bytes: &[u8]) -> Option<(&str, &str, usize)> {
    let end = memchr::memchr(b'\n', bytes.get(..LONGEST_LINE).unwrap_or(bytes))?;
    let line = std::str::from_utf8(&bytes[..end]).ok()?.trim_end();
    let mut fields = line.rsplitn(5, ' ');
    let (length, _, time) = (fields.next()?, fields.next()?, fields.next()?);
    let url = fields.nth(1)?;
    let digits = |field: &str| !field.is_empty() && field.bytes().all(|byte| byte.is_ascii_digit());
    (digits(length) && digits(time) && time.len() == 14 && url.contains(':')).then_some((
        url,
        length,
        end + 1,
    ))
}

/// Where the next line begins that heads an ARC record.
pub(super) fn next_arc_line(bytes: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'\n', bytes).map(|at| at + 1).find(|at| arc_line(&bytes[*at..]).is_some())
}

/// Behind the first blank line, whatever the line ends are.
pub(super) fn end_of_head(bytes: &[u8], from: usize) -> Option<usize> {
    memchr::memchr_iter(b'\n', bytes.get(from..)?).map(|at| from + at + 1).find_map(|at| {
        match bytes.get(at..)? {
            [b'\n', ..] => Some(at + 1),
            [b'\r', b'\n', ..] => Some(at + 2),
            _ => None,
        }
    })
}

/// Where a record begins within bytes in which none should.
pub(super) fn next_record(bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(bytes, MAGIC).find(|at| begins_record(&bytes[*at..]))
}

/// Where the next record's header begins in a header that was torn off before its end.
pub(super) fn next_header(head: &[u8]) -> Option<usize> {
    let at = next_record(head.get(1..)?)? + 1;
    // An address may end in `/WARC/1.0`; then there is no second type.
    let types = memchr::memmem::find_iter(head, b"WARC-Type:").count();
    (head[at - 1] != b'/' || types > 1).then_some(at)
}

/// Whether these are a version line and the beginning of a field: more than a page that speaks of archives has by chance.
pub(super) fn begins_record(bytes: &[u8]) -> bool {
    let start = bytes.get(..LONGEST_VERSION).unwrap_or(bytes);
    let Some(end) = memchr::memchr(b'\n', start).filter(|_| is_magic(start)) else { return false };
    let version = start[MAGIC.len()..end].trim_ascii_end();
    let field = &bytes[end + 1..];
    let named = |name: &[u8]| field.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
    let numbered = !version.is_empty() && version.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    numbered && (named(b"WARC-") || named(b"Content-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_begins_with_its_version_and_a_field() {
        assert_eq!(next_record(b"cut off WARC/1.0\r\nWARC-Type: response\r\n"), Some(8));
        assert_eq!(next_record(b"x WARC/0.17\ncontent-length: 3\n"), Some(2));
        assert_eq!(next_record(b"of WARC/1.0\r\nand WARC/1.1\r\nfiles"), None);
        assert_eq!(next_record(b"WARC/\r\nWARC-Type: x"), None);
    }

    #[test]
    fn an_arc_record_begins_with_a_line_of_five_fields() {
        let line = b"http://a.example/x y 10.0.0.1 20070102030405 text/html 512\nHTTP/1.1 200 OK\n";
        assert_eq!(arc_line(line), Some(("http://a.example/x y", "512", 59)));
        for other in [
            &b"http://a.example 10.0.0.1 2007 text/html 5\n"[..],
            b"a b 20070102030405 c 5\n",
            b"five words stand here :\n",
        ] {
            assert_eq!(arc_line(other), None);
        }
    }

    #[test]
    fn a_torn_header_is_told_from_an_address() {
        let torn = b"WARC/1.0\r\nWARC-Type: respoWARC/1.0\r\nWARC-Type: request\r\n\r\n";
        assert_eq!(next_header(torn), Some(26));
        let whole = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/WARC/1.0\r\nWARC-IP: 1\r\n\r\n";
        assert_eq!(next_header(whole), None);
    }
}
