//! Colour, where it is wanted, and text made harmless for a terminal.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether prose is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Write escape sequences.
    pub coloured: bool,
}

impl Style {
    fn wrap(self, code: &str, text: &str) -> String {
        if self.coloured { format!("\u{1B}[{code}m{text}\u{1B}[0m") } else { text.to_owned() }
    }

    /// A name.
    #[must_use]
    pub fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }

    /// A verdict: red for a reprint, green for none.
    #[must_use]
    pub fn verdict(self, text: &str, reprint: bool) -> String {
        self.wrap(if reprint { "1;31" } else { "32" }, text)
    }

    /// Copied words.
    #[must_use]
    pub fn passage(self, text: &str) -> String {
        self.wrap("33", text)
    }
}

/// What could move a terminal's cursor, colour it or turn the reading direction: control characters but the line feed,
/// line separators and directional marks.
fn is_obeyed(c: char) -> bool {
    let turns =
        matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{206F}' | '\u{200E}' | '\u{200F}' | '\u{61C}');
    turns || (c.is_control() && c != '\n')
}

/// Replaces what a terminal would obey.
#[must_use]
pub fn harmless(text: &str) -> String {
    text.chars().map(|c| if is_obeyed(c) { '\u{FFFD}' } else { c }).collect()
}

/// JSON with every character that a terminal would obey written as an escape: the same values to whoever parses it.
#[must_use]
pub fn escaped(json: &[u8]) -> Cow<'_, [u8]> {
    let Ok(text) = std::str::from_utf8(json) else { return Cow::Borrowed(json) };
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(text.len() + 32);
    for c in text.chars() {
        if is_obeyed(c) {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out.into_bytes())
}

/// The same on one line: a title or an id with a line feed cannot pass for two lines of output.
#[must_use]
pub fn one_line(text: &str) -> String {
    harmless(text).replace('\n', "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_title_cannot_reach_the_terminal() {
        assert_eq!(
            harmless("a\u{1B}[31mred\u{202E}b\r\u{7}\nc"),
            "a\u{FFFD}[31mred\u{FFFD}b\u{FFFD}\u{FFFD}\nc"
        );
    }

    #[test]
    fn json_for_a_terminal_says_the_same_in_escapes() {
        let title = "a\u{202E}b\u{9B}31m\u{7F}\u{1B}c";
        let line = serde_json::to_vec(title).unwrap();
        let escaped = escaped(&line);
        assert_eq!(&*escaped, br#""a\u202eb\u009b31m\u007f\u001bc""#);
        assert_eq!(serde_json::from_slice::<String>(&escaped).unwrap(), title);
    }

    #[test]
    fn a_title_cannot_forge_a_line() {
        assert_eq!(one_line("a\nb\u{2028}c"), "a\u{FFFD}b\u{FFFD}c");
    }

    #[test]
    fn plain_style_writes_no_escapes() {
        assert_eq!(Style { coloured: false }.bold("x"), "x");
        assert_eq!(Style { coloured: true }.bold("x"), "\u{1B}[1mx\u{1B}[0m");
    }
}
