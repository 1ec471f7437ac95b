//! Colour, where it is wanted, and text made harmless for a terminal.

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

/// Replaces what could move a terminal's cursor, colour it or turn the reading direction: control characters
/// but the line feed, line separators and directional marks.
#[must_use]
pub fn harmless(text: &str) -> String {
    let safe = |c: char| match c {
        '\n' => c,
        '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{206F}' | '\u{200E}' | '\u{200F}' | '\u{61C}' => '\u{FFFD}',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    };
    text.chars().map(safe).collect()
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
    fn a_title_cannot_forge_a_line() {
        assert_eq!(one_line("a\nb\u{2028}c"), "a\u{FFFD}b\u{FFFD}c");
    }

    #[test]
    fn plain_style_writes_no_escapes() {
        assert_eq!(Style { coloured: false }.bold("x"), "x");
        assert_eq!(Style { coloured: true }.bold("x"), "\u{1B}[1mx\u{1B}[0m");
    }
}
