//! gzip members one by one: a crawl keeps each record in its own, so that damage to one leaves the others readable.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

use crate::read::decode::Stored;

/// The first bytes of every gzip member.
const MAGIC: [u8; 3] = [0x1F, 0x8B, 0x08];

/// Bytes as stored, with the position of the next one.
struct Positioned {
    stored: Stored,
    position: u64,
}

impl Read for Positioned {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.stored.read(into)?;
        self.position += read as u64;
        Ok(read)
    }
}

impl BufRead for Positioned {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.stored.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.position += amount as u64;
        self.stored.consume(amount);
    }
}

/// Between members, or in one.
enum State {
    Between(Positioned),
    Within(Box<GzDecoder<Positioned>>),
    Finished,
}

/// A gzip file as the sequence of its members.
pub(in crate::read) struct Members {
    state: State,
    /// Where the current member begins, in the file.
    start: u64,
}

/// What came of reading a member.
pub(super) enum Piece {
    /// So many bytes of it.
    Data(usize),
    /// A member begins at this byte of the file.
    Member(u64),
    /// The file is at its end.
    End,
}

impl Members {
    pub(in crate::read) fn new(stored: Stored) -> Self {
        Members { state: State::Between(Positioned { stored, position: 0 }), start: 0 }
    }

    /// Reads on; each member is announced before its bytes.
    pub(super) fn read(&mut self, into: &mut [u8]) -> io::Result<Piece> {
        match &mut self.state {
            State::Finished => Ok(Piece::End),
            State::Within(decoder) => match decoder.read(into)? {
                0 => {
                    self.leave();
                    self.enter()
                }
                read => Ok(Piece::Data(read)),
            },
            State::Between(_) => self.enter(),
        }
    }

    fn enter(&mut self) -> io::Result<Piece> {
        let State::Between(mut stored) = std::mem::replace(&mut self.state, State::Finished) else {
            return Ok(Piece::End);
        };
        if stored.fill_buf()?.is_empty() {
            return Ok(Piece::End);
        }
        self.start = stored.position;
        self.state = State::Within(Box::new(GzDecoder::new(stored)));
        Ok(Piece::Member(self.start))
    }

    fn leave(&mut self) {
        self.state = match std::mem::replace(&mut self.state, State::Finished) {
            State::Within(decoder) => State::Between(decoder.into_inner()),
            other => other,
        };
    }

    /// After damage: goes to the next bytes that could begin a member.
    pub(super) fn resync(&mut self) -> io::Result<()> {
        self.leave();
        let State::Between(stored) = &mut self.state else { return Ok(()) };
        if stored.position == self.start {
            stored.consume(1);
        }
        loop {
            let buffer = stored.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            let (skip, found) = to_magic(buffer);
            stored.consume(skip);
            if found {
                return Ok(());
            }
        }
    }
}

/// How far it is to the next magic, and whether it is there: one cut by the buffer's end counts as there.
fn to_magic(buffer: &[u8]) -> (usize, bool) {
    let candidates = memchr::memchr_iter(MAGIC[0], buffer);
    let is_magic = |at: usize| buffer[at..].iter().zip(MAGIC).all(|(byte, magic)| *byte == magic);
    candidates.into_iter().find(|at| is_magic(*at)).map_or((buffer.len(), false), |at| (at, true))
}
