//! JSON Lines: cuts a stream at line ends, and nothing else.

use std::io::{self, Read};
use std::sync::Arc;

use memchr::{memchr, memchr_iter, memrchr};

use super::batch::{Batch, Home, Rejection, Spot, Spots, too_long};
use super::filled::Filled;
use super::inputs::Source;
use super::reader::{Feed, Limits};

/// Cuts one file into batches of whole lines.
pub(super) struct LineCutter<R> {
    input: R,
    source: Arc<Source>,
    limits: Limits,
    /// Whether the lines can be read from the file again, being neither compressed nor piped.
    in_place: bool,
    /// The beginning of the next batch: what follows the last line end.
    tail: Vec<u8>,
    /// Rooms for batches to come.
    rooms: Vec<Vec<u8>>,
    offset: u64,
    line: u64,
    /// What the compression is called, for a message.
    kind: &'static str,
    done: bool,
}

impl<R: Read> LineCutter<R> {
    pub(super) fn new(
        input: R,
        source: &Arc<Source>,
        limits: Limits,
        in_place: bool,
        kind: &'static str,
    ) -> Self {
        let source = Arc::clone(source);
        LineCutter {
            input,
            source,
            limits,
            in_place,
            tail: Vec::new(),
            rooms: Vec::new(),
            offset: 0,
            line: 1,
            kind,
            done: false,
        }
    }

    /// Reads until a batch is full and its last line whole, the file ends, or a line is longer than allowed.
    fn fill(&mut self, lines: &mut Filled) -> io::Result<End> {
        let (mut target, mut searched) = (self.limits.batch, 0);
        loop {
            let wanted = target.saturating_sub(lines.length).max(1);
            if !lines.read(&mut self.input, wanted)? {
                return Ok(End::File);
            }
            if let Some(last) = memrchr(b'\n', &lines.bytes()[searched..]) {
                return Ok(End::Line(searched + last + 1));
            }
            if lines.length as u64 > self.limits.record {
                return Ok(End::TooLong);
            }
            // No further than it takes to see that a line is too long.
            let longest = usize::try_from(self.limits.record).unwrap_or(usize::MAX).saturating_add(1);
            (target, searched) = ((lines.length * 2).min(longest), lines.length);
        }
    }

    fn batch(&mut self, lines: Vec<u8>) -> Batch {
        let mut batch = Batch::new(&self.source, Spots::Lines(self.line), self.limits.record);
        if self.in_place {
            batch.home = Home::Input(self.offset);
        }
        self.advance(&lines);
        batch.lines = lines;
        batch
    }

    fn advance(&mut self, passed: &[u8]) {
        self.offset += passed.len() as u64;
        self.line += memchr_iter(b'\n', passed).count() as u64;
    }

    /// Passes over the rest of a line that is too long, without holding it.
    fn skip_line(&mut self, start: &[u8]) -> io::Result<Rejection> {
        let rejection =
            Rejection::new(&self.source.name, Spot::Line(self.line), too_long(self.limits.record));
        self.advance(start);
        let mut piece = Vec::with_capacity(self.limits.batch);
        loop {
            piece.clear();
            let read = self.input.by_ref().take(self.limits.batch as u64).read_to_end(&mut piece)?;
            if let Some(end) = memchr(b'\n', &piece) {
                self.tail = piece.split_off(end + 1);
                self.advance(&piece);
                return Ok(rejection);
            }
            self.advance(&piece);
            if read < self.limits.batch {
                self.done = true;
                return Ok(rejection);
            }
        }
    }

    /// The stream broke: whole lines before the break are kept, a line it cut is not one.
    fn broken(&mut self, mut lines: Vec<u8>, error: &io::Error) -> Batch {
        self.done = true;
        let cut = memrchr(b'\n', &lines).map_or(0, |end| end + 1);
        if serde_json::from_slice::<serde::de::IgnoredAny>(&lines[cut..]).is_err() {
            lines.truncate(cut);
        }
        let mut batch = self.batch(lines);
        let reason = broken(self.kind, error);
        batch.rejected.push(Rejection::new(&self.source.name, Spot::Line(self.line), reason));
        batch
    }
}

/// What to say of a stream that cannot be read further.
pub(super) fn broken(kind: &str, error: &io::Error) -> String {
    let what = match error.kind() {
        io::ErrorKind::UnexpectedEof => "ends too early".to_owned(),
        _ => format!("cannot be read further ({error})"),
    };
    format!("the {kind} {what}; what came before was read")
}

/// Why a batch ends where it does.
enum End {
    File,
    Line(usize),
    TooLong,
}

impl<R: Read + Send> Feed for LineCutter<R> {
    fn next_batch(&mut self) -> Option<Batch> {
        if self.done {
            return None;
        }
        let mut lines = Filled::with(&self.tail, self.rooms.pop().unwrap_or_default());
        self.tail.clear();
        let batch = match self.fill(&mut lines) {
            Ok(End::Line(end)) => {
                self.tail.extend_from_slice(&lines.bytes()[end..]);
                self.batch(lines.cut(end))
            }
            Ok(End::File) => {
                self.done = true;
                let end = lines.length;
                self.batch(lines.cut(end))
            }
            Ok(End::TooLong) => self.without_long_line(lines.bytes()),
            Err(error) => {
                let end = lines.length;
                self.broken(lines.cut(end), &error)
            }
        };
        Some(batch)
    }

    fn reuse(&mut self, room: Vec<u8>) {
        if room.len() <= 2 * self.limits.batch {
            self.rooms.push(room);
        }
    }
}

impl<R: Read> LineCutter<R> {
    /// Only the batch's last line can be too long, so it is its only one.
    fn without_long_line(&mut self, line: &[u8]) -> Batch {
        match self.skip_line(line) {
            Ok(rejection) => Batch::of_rejection(&self.source, rejection),
            Err(error) => self.broken(Vec::new(), &error),
        }
    }
}
