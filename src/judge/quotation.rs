//! Which words are quoted, in the marks of every language.

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

    /// The same for a word whose gap holds no quotation mark, but perhaps the end of a line.
    #[inline]
    pub fn goes_on_after(&mut self, line: bool) -> bool {
        if line {
            self.turn(false);
            self.words = 0;
        }
        self.goes_on()
    }

    #[inline]
    fn goes_on(&mut self) -> bool {
        self.words += 1;
        self.open && self.words <= LONGEST_QUOTATION
    }

    fn turn(&mut self, open: bool) {
        (self.low, self.open) = (false, open);
    }
}
