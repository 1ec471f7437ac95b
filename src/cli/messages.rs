//! What is said on stderr beside progress: errors, warnings, rejected records. Text that came from input is made
//! harmless first.

use std::error::Error;
use std::io::Write;

/// Prints an error with what caused it.
pub fn error(error: &dyn Error) {
    say(&format!("reprint: {error}"));
}

/// Prints a line on stderr; a closed stderr is nobody's loss.
pub fn say(message: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", harmless(message));
}

/// Replaces what could move a terminal's cursor, colour it or turn the reading direction: control characters
/// but the line feed, and directional marks.
pub fn harmless(text: &str) -> String {
    let safe = |c: char| match c {
        '\n' => c,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{61C}' => '\u{FFFD}',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    };
    text.chars().map(safe).collect()
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
}
