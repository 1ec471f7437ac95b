//! A window on an archive's bytes that knows where in the file they stand.

use std::collections::VecDeque;
use std::io::{self, Read};

use super::boundary::{
    LONGEST_LINE, LONGEST_VERSION, MAGIC, arc_line, begins_record, end_of_head, is_magic, is_start,
    next_arc_line,
};
use super::members::{Members, Piece};
use crate::read::lines::broken;

const PIECE: usize = 64 << 10;

/// The bytes of an archive.
pub(in crate::read) enum Bytes {
    /// gzip members or zstd frames, each found again after damage.
    Members(Members),
    /// Anything else, decoded, with what its compression is called.
    Whole(Box<dyn Read + Send>, &'static str),
}

/// Why a record could not be read to its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// The record cannot be used; what comes next can be read.
    Unusable(String),
    /// The record itself is damaged: what is wrong with it.
    Damaged(String),
    /// The bytes cannot be decoded any further.
    Broken(String),
    /// The bytes end in the middle of what they decode to.
    Short(String),
}

/// A record's content, as much of it as there is.
pub(super) struct Taken {
    pub(super) content: Vec<u8>,
    /// Why it is less than was promised, if it is.
    pub(super) stop: Option<Stop>,
}

impl Stop {
    /// Whether the bytes before it are those that were stored.
    pub(super) fn leaves_sound_bytes(&self) -> bool {
        matches!(self, Stop::Unusable(_) | Stop::Short(_))
    }

    pub(super) fn reason(&self) -> &str {
        match self {
            Stop::Unusable(reason) | Stop::Damaged(reason) | Stop::Broken(reason) | Stop::Short(reason) => {
                reason
            }
        }
    }
}

/// A window on decoded bytes.
pub(super) struct Stream {
    bytes: Bytes,
    window: Vec<u8>,
    /// The window's first byte not yet used.
    used: usize,
    /// Decoded bytes before the window.
    before: u64,
    /// Where members begin: their first byte, counted in decoded bytes, and their place in the file.
    members: VecDeque<(u64, u64)>,
    ended: bool,
    /// Bytes of the whole archive, where they are known.
    total: Option<u64>,
    /// What went wrong when it was looked ahead, to be met when reading comes that far.
    failed: Option<Stop>,
}

impl Stream {
    pub(super) fn new(bytes: Bytes, total: Option<u64>) -> Self {
        let (window, members) = (Vec::new(), VecDeque::new());
        Stream { bytes, window, used: 0, before: 0, members, ended: false, total, failed: None }
    }

    /// How many of the next `length` bytes are not there, as far as that is known.
    pub(super) fn missing(&self, length: u64) -> u64 {
        let left = self.total.map_or(u64::MAX, |total| total.saturating_sub(self.position()));
        length.saturating_sub(left)
    }

    fn position(&self) -> u64 {
        self.before + self.used as u64
    }

    fn rest(&self) -> &[u8] {
        self.window.get(self.used..).unwrap_or_default()
    }

    /// Where the next byte stands: in the file, or in what it decodes to unless it is made of gzip members.
    pub(super) fn offset(&self) -> u64 {
        let position = self.position();
        let member = self.members.iter().rev().find(|(start, _)| *start <= position);
        member.map_or(position, |(_, place)| *place)
    }

    /// Adds decoded bytes to the window; `false` at the end.
    fn fill(&mut self) -> Result<bool, Stop> {
        if let Some(stop) = self.failed.take() {
            return Err(stop);
        }
        if self.ended {
            return Ok(false);
        }
        self.drop_used();
        let start = self.window.len();
        self.window.resize(start + PIECE, 0);
        let piece = match &mut self.bytes {
            Bytes::Members(members) => {
                let kind = members.kind();
                members.read(&mut self.window[start..]).map_err(|error| (kind, error))
            }
            Bytes::Whole(input, kind) => {
                whole(input, &mut self.window[start..]).map_err(|error| (*kind, error))
            }
        };
        let (read, outcome) = match piece {
            Ok(Piece::Data(read)) => (read, Ok(true)),
            Ok(Piece::Member(place)) => {
                self.members.push_back((self.before + start as u64, place));
                (0, Ok(true))
            }
            Ok(Piece::End) => (0, Ok(false)),
            Err((kind, error)) => (0, Err(stop(kind, &error))),
        };
        self.window.truncate(start + read);
        self.ended = matches!(outcome, Ok(false));
        outcome
    }

    fn drop_used(&mut self) {
        self.window.drain(..self.used);
        self.before += self.used as u64;
        self.used = 0;
        while self.members.get(1).is_some_and(|(start, _)| *start <= self.before) {
            self.members.pop_front();
        }
    }

    /// Holds at least `count` bytes in the window, if there are as many.
    fn hold(&mut self, count: usize) -> Result<bool, Stop> {
        while self.rest().len() < count {
            if !self.fill()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Passes over blank lines; says whether a record begins here, `None` at the end.
    pub(super) fn at_record(&mut self) -> Result<Option<bool>, Stop> {
        loop {
            let blank = self.rest().iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            self.used += blank;
            if !self.rest().is_empty() {
                return self.is_start().map(Some);
            }
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    /// The first of the bytes that come next, as many as are at hand.
    pub(super) fn ahead(&self) -> &[u8] {
        self.rest().get(..LONGEST_VERSION * 2).unwrap_or(self.rest())
    }

    /// Whether a record begins here.
    fn is_start(&mut self) -> Result<bool, Stop> {
        self.hold(MAGIC.len())?;
        if is_magic(self.rest()) {
            return Ok(true);
        }
        self.hold(LONGEST_LINE)?;
        Ok(is_start(self.rest()))
    }

    /// Whether what comes next is a record or the end, as it must be behind a record of the right length.
    pub(super) fn is_between(&mut self) -> bool {
        // Two line ends are between records.
        if let Err(stop) = self.hold(4 + MAGIC.len()) {
            self.failed = Some(stop);
            return true;
        }
        let next = self.rest().trim_ascii_start();
        if next.len() < MAGIC.len() || is_magic(next) {
            return true;
        }
        if let Err(stop) = self.hold(4 + LONGEST_LINE) {
            self.failed = Some(stop);
        }
        is_start(self.rest().trim_ascii_start())
    }

    /// After damage within decoded bytes: goes to the next line that begins a record, or to the end.
    pub(super) fn next_line_of_record(&mut self) -> Result<(), Stop> {
        let mut from = 1;
        loop {
            let rest = self.rest();
            let found =
                memchr::memmem::find_iter(rest.get(from..).unwrap_or_default(), MAGIC).map(|at| at + from);
            let starts = |at: &usize| {
                rest[at - 1] == b'\n' || self.is_member_start(*at) || begins_record(&rest[*at..])
            };
            let starts = [found.into_iter().find(starts), next_arc_line(rest)];
            if let Some(at) = starts.into_iter().flatten().min() {
                self.used += at;
                return Ok(());
            }
            // The last line may be the beginning of a record.
            let last = memchr::memrchr(b'\n', rest).filter(|at| rest.len() - at < LONGEST_LINE);
            self.used += last.unwrap_or(rest.len().saturating_sub(MAGIC.len()));
            from = 1;
            if !self.fill()? {
                self.used = self.window.len();
                return Ok(());
            }
        }
    }

    fn is_member_start(&self, at: usize) -> bool {
        let position = self.position() + at as u64;
        self.members.iter().any(|(start, _)| *start == position)
    }

    /// After the bytes broke: goes on with the next gzip member; without members nothing is left.
    pub(super) fn next_member(&mut self) {
        self.used = self.window.len();
        self.ended = match &mut self.bytes {
            Bytes::Members(members) => members.resync().is_err(),
            Bytes::Whole(..) => true,
        };
    }

    /// Gives back the last bytes taken, to be read once more.
    pub(super) fn put_back(&mut self, bytes: &[u8]) {
        self.before = self.position().saturating_sub(bytes.len() as u64);
        self.window = [bytes, self.rest()].concat();
        self.used = 0;
    }

    /// Takes the header line of an ARC record, if one begins here: its address and length.
    pub(super) fn take_arc_line(&mut self) -> Option<(String, u64)> {
        let (url, length, end) = arc_line(self.rest())?;
        let taken = (url.to_owned(), length.parse().ok()?);
        self.used += end;
        Some(taken)
    }

    /// Takes the lines up to a blank one.
    pub(super) fn take_head(&mut self, longest: usize) -> Result<Vec<u8>, Stop> {
        let mut searched = 0;
        loop {
            if let Some(end) = end_of_head(self.rest(), searched) {
                let head = self.rest()[..end].to_vec();
                self.used += end;
                return Ok(head);
            }
            searched = self.rest().len().saturating_sub(3);
            if self.rest().len() > longest {
                return Err(Stop::Damaged("its header has no end".to_owned()));
            }
            if !self.fill()? {
                return Err(Stop::Damaged("the file ends within its header".to_owned()));
            }
        }
    }

    /// Takes a record's content, as much of it as there is; not kept when `keep` is false. A new member's record ends it
    /// early.
    pub(super) fn take_content(&mut self, length: u64, keep: bool) -> Taken {
        let (mut content, mut left) = (Vec::new(), length);
        while left > 0 {
            if let Err(stop) = self.within(length, left) {
                return Taken { content, stop: Some(stop) };
            }
            let count = self.until_member().min(left) as usize;
            if keep {
                content.extend_from_slice(&self.rest()[..count]);
            }
            self.used += count;
            left -= count as u64;
        }
        Taken { content, stop: None }
    }

    /// Sees that there are more bytes, and that they are not the next record's.
    fn within(&mut self, length: u64, left: u64) -> Result<(), Stop> {
        if self.rest().is_empty() && !self.fill()? {
            return Err(Stop::Short(format!("the file ends {left} bytes before it does")));
        }
        if self.is_member_start(0) && left < length && self.is_start()? {
            return Err(Stop::Unusable(format!("the next record begins {left} bytes before it ends")));
        }
        Ok(())
    }

    /// Bytes in the window before the next member begins.
    fn until_member(&self) -> u64 {
        let position = self.position();
        let next = self.members.iter().map(|(start, _)| *start).find(|start| *start > position);
        next.map_or(u64::MAX, |start| start - position).min(self.rest().len() as u64)
    }
}

fn stop(kind: &str, error: &io::Error) -> Stop {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Stop::Short(broken(kind, error)),
        _ => Stop::Broken(broken(kind, error)),
    }
}

fn whole(input: &mut Box<dyn Read + Send>, into: &mut [u8]) -> io::Result<Piece> {
    loop {
        match input.read(into) {
            Ok(0) => return Ok(Piece::End),
            Ok(read) => return Ok(Piece::Data(read)),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
