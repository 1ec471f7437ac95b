//! Which words are quoted, in the marks of every language.

use super::body::part;

/// Longest quotation, in words, that is believed without its closing mark.
const LONGEST_QUOTATION: usize = 120;

/// Follows quotation marks from gap to gap.
#[derive(Debug, Default)]
pub(super) struct Quotation {
    open: bool,
    /// Opened by a low mark, which “ closes: „so“.
    low: bool,
    words: usize,
}

impl Quotation {
    /// Whether the word after `gap` is quoted. An unclosed quotation ends with its paragraph's end, if the next
    /// paragraph does not open one, and after [`LONGEST_QUOTATION`] words in any case.
    pub fn inside(&mut self, gap: &str, first: bool) -> bool {
        for c in gap.chars() {
            match c {
                '„' => (self.low, self.open) = (true, true),
                '“' => self.turn(!self.low),
                '「' | '『' => self.turn(true),
                '”' | '」' | '』' | '\n' => self.turn(false),
                // French points them outwards, German inwards.
                '"' | '＂' | '«' | '»' => self.turn(!self.open),
                _ => continue,
            }
            self.words = 0;
        }
        if first {
            self.words = 0;
            return self.open;
        }
        self.goes_on()
    }

    /// How many of the words that follow are quoted, where no mark stands before any of them, but perhaps the end of a line.
    pub fn reaches(&mut self, parts: &[u8]) -> usize {
        if !self.open {
            return 0;
        }
        let line = parts.iter().position(|parts| parts & part::LINE != 0);
        let left = LONGEST_QUOTATION.saturating_sub(self.words);
        self.words += parts.len();
        if line.is_some() {
            self.turn(false);
        }
        left.min(line.unwrap_or(parts.len()))
    }

    fn goes_on(&mut self) -> bool {
        self.words += 1;
        self.open && self.words <= LONGEST_QUOTATION
    }

    fn turn(&mut self, open: bool) {
        (self.low, self.open) = (false, open);
    }
}
