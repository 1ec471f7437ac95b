//! Named fields: of archived records and of HTTP responses.

/// A first line and the named fields after it.
#[derive(Debug)]
pub(super) struct Header {
    /// The first line: version or status.
    pub(super) first: String,
    fields: Vec<(String, String)>,
}

impl Header {
    /// Reads a header; bytes that are not UTF-8 are replaced, lines without a colon passed over.
    pub(super) fn parse(head: &[u8]) -> Header {
        let text = String::from_utf8_lossy(head);
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default().trim().to_owned();
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in lines {
            match (line.starts_with([' ', '\t']), fields.last_mut()) {
                // A line that begins with a space continues the one before.
                (true, Some((_, value))) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                _ => fields.extend(field(line)),
            }
        }
        Header { first, fields }
    }

    /// What a WARC would say of a record of an ARC file.
    pub(super) fn of_arc(url: &str) -> Header {
        let kind = if url.starts_with("filedesc:") { "warcinfo" } else { "response" };
        let about = if url.starts_with("dns:") { "text/dns" } else { "application/http" };
        let fields = [("WARC-Type", kind), ("WARC-Target-URI", url), ("Content-Type", about)];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Header { first: "ARC".to_owned(), fields: fields.to_vec() }
    }

    /// The value of a field; names are written in any case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// A field's value in lower case, empty when it is not there.
    pub(super) fn lower(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_ascii_lowercase()
    }
}

fn field(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_owned(), value.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_in_any_case_and_continue_over_lines() {
        let header = Header::parse(
            b"HTTP/1.1 200 OK\r\ncontent-TYPE: text/html;\r\n  charset=utf-8\r\nnonsense\r\nX:\r\n\r\n",
        );
        assert_eq!(header.first, "HTTP/1.1 200 OK");
        assert_eq!(header.get("Content-Type"), Some("text/html; charset=utf-8"));
        assert_eq!((header.get("x"), header.get("y")), (Some(""), None));
    }
}
