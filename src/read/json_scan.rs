//! Tells where each value of a JSON text ends, without building any of them.

use memchr::memchr3;

/// What the scanner came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// All bytes are used up.
    More,
    /// A value is whole; it began on this line.
    Value(u64),
    /// A bracket that closes nothing stands on this line.
    Stray(u64),
}

/// Between, in or behind a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Between,
    /// In an object or list, at this depth.
    Nested(u32),
    /// In a number or a word.
    Bare,
}

/// In or outside a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quoted {
    Outside,
    Inside,
    /// Inside, right behind a backslash.
    Escaped,
}

/// Cuts JSON text, in pieces of any size, into the elements of its outermost list, or its values one after another.
/// Space between tokens is dropped, so that each value is one line.
#[derive(Debug)]
pub(super) struct JsonScan {
    state: State,
    in_list: bool,
    quoted: Quoted,
    spaced: bool,
    line: u64,
    began: u64,
    /// The value so far; emptied when it grows over the limit.
    pub(super) value: Vec<u8>,
    limit: u64,
    /// Bytes of the value so far, held or not.
    length: u64,
}

impl JsonScan {
    pub(super) fn new(limit: u64) -> Self {
        let (state, value) = (State::Between, Vec::new());
        let (in_list, quoted, spaced) = (false, Quoted::Outside, false);
        JsonScan { state, in_list, quoted, spaced, line: 1, began: 1, value, limit, length: 0 }
    }

    /// Whether the value just ended was longer than the limit; then it was not held.
    pub(super) fn overran(&self) -> bool {
        self.length > self.limit
    }

    /// Whether the text may end here; if not, the line on which the open value began. A bare value ends with the text.
    pub(super) fn finish(&mut self) -> Result<Option<Step>, u64> {
        match self.state {
            State::Nested(_) => Err(self.began),
            State::Between if self.quoted != Quoted::Outside => Err(self.began),
            State::Between if self.in_list => Err(self.line),
            State::Between => Ok(None),
            State::Bare => Ok(Some(self.end())),
        }
    }

    /// Forgets the value just ended.
    pub(super) fn next(&mut self) {
        self.value.clear();
        self.length = 0;
    }

    /// Scans on; `bytes` is advanced past what was used.
    pub(super) fn scan(&mut self, bytes: &mut &[u8]) -> Step {
        while let Some(&byte) = bytes.first() {
            if self.quoted != Quoted::Outside {
                if let Some(step) = self.string(bytes) {
                    return step;
                }
                continue;
            }
            if self.state == State::Bare && matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n')
            {
                return self.end();
            }
            *bytes = &bytes[1..];
            if let Some(step) = self.token(byte) {
                return step;
            }
        }
        Step::More
    }

    /// Within a string: runs to its end or to the next byte that matters.
    fn string(&mut self, bytes: &mut &[u8]) -> Option<Step> {
        if self.quoted == Quoted::Escaped {
            self.quoted = Quoted::Inside;
            self.take(bytes, 1);
            return None;
        }
        let plain = memchr3(b'"', b'\\', b'\n', bytes).unwrap_or(bytes.len());
        self.take(bytes, plain);
        let byte = *bytes.first()?;
        self.take(bytes, 1);
        match byte {
            b'"' => {
                self.quoted = Quoted::Outside;
                (self.state == State::Between).then(|| self.end())
            }
            b'\\' => {
                self.quoted = Quoted::Escaped;
                None
            }
            _ => None,
        }
    }

    /// Moves bytes of a string into the value. A line feed there is against JSON; as a carriage return it still is.
    fn take(&mut self, bytes: &mut &[u8], count: usize) {
        let (taken, rest) = bytes.split_at(count);
        if taken == b"\n" {
            self.line += 1;
            self.hold(b"\r");
        } else {
            self.hold(taken);
        }
        *bytes = rest;
    }

    fn hold(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        if self.overran() {
            self.value.clear();
        } else {
            self.value.extend_from_slice(bytes);
        }
    }

    /// One byte outside strings.
    fn token(&mut self, byte: u8) -> Option<Step> {
        self.line += u64::from(byte == b'\n');
        match (byte, self.state) {
            (b' ' | b'\t' | b'\r' | b'\n', _) => self.spaced = true,
            (b',', State::Between) => {}
            (b'[', State::Between) if !self.in_list => self.in_list = true,
            (b']', State::Between) if self.in_list => self.in_list = false,
            (b']' | b'}', State::Between) => return Some(Step::Stray(self.line)),
            (b'{' | b'[', State::Between) => self.open(byte, 0),
            (b'{' | b'[', State::Nested(depth)) => self.open(byte, depth),
            (b'}' | b']', State::Nested(depth)) => return self.close(byte, depth),
            (b'"', _) => self.quote(),
            (_, State::Between) => self.bare(byte),
            (_, State::Nested(_) | State::Bare) => self.mark(byte),
        }
        None
    }

    fn open(&mut self, byte: u8, depth: u32) {
        self.begin();
        self.state = State::Nested(depth + 1);
        self.mark(byte);
    }

    fn close(&mut self, byte: u8, depth: u32) -> Option<Step> {
        self.mark(byte);
        self.state = State::Nested(depth - 1);
        (depth == 1).then(|| self.end())
    }

    fn quote(&mut self) {
        self.begin();
        self.quoted = Quoted::Inside;
        self.mark(b'"');
    }

    fn bare(&mut self, byte: u8) {
        self.begin();
        self.state = State::Bare;
        self.mark(byte);
    }

    fn begin(&mut self) {
        if self.state == State::Between {
            (self.began, self.spaced) = (self.line, false);
        }
    }

    fn end(&mut self) -> Step {
        self.state = State::Between;
        Step::Value(self.began)
    }

    /// Adds a byte outside strings; space before it is kept only where it parts two words, which JSON does not allow.
    fn mark(&mut self, byte: u8) {
        let structural = |byte: u8| matches!(byte, b'{' | b'}' | b'[' | b']' | b',' | b':');
        let parts = self.value.last().is_some_and(|&last| !structural(last)) && !structural(byte);
        if std::mem::take(&mut self.spaced) && parts {
            self.hold(b" ");
        }
        self.hold(&[byte]);
    }
}
