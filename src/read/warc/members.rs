//! gzip members and zstd frames one by one: a crawl keeps each record in its own, so that damage to one leaves the others
//! readable.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

use crate::read::decode::{Compression, Stored};

/// The first bytes of every gzip member.
const GZIP: &[u8] = &[0x1F, 0x8B, 0x08];
/// The first bytes of every zstd frame.
const ZSTD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];
/// The first bytes of the frame that holds the dictionary of all others, as crawlers write it before them.
const DICTIONARY: [u8; 4] = [0x5D, 0x2A, 0x4D, 0x18];
/// Bytes a dictionary may have.
const LONGEST_DICTIONARY: u64 = 16 << 20;

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
    Gzip(Box<GzDecoder<Positioned>>),
    Zstd(zstd::Decoder<'static, Positioned>),
    Finished,
}

/// A compressed file as the sequence of its members.
pub(in crate::read) struct Members {
    state: State,
    /// Where the current member begins, in the file.
    start: u64,
    zstd: bool,
    /// What zstd frames are decoded with; empty for most files.
    dictionary: Vec<u8>,
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
    /// The members of a file that is read from its beginning; gzip, unless it is zstd.
    pub(in crate::read) fn new(stored: Stored, compression: Compression) -> Self {
        let state = State::Between(Positioned { stored, position: 0 });
        Members { state, start: 0, zstd: compression == Compression::Zstd, dictionary: Vec::new() }
    }

    /// What to call a member in a message.
    pub(super) fn kind(&self) -> &'static str {
        if self.zstd { "zstd frame" } else { "gzip member" }
    }

    /// Reads on; each member is announced before its bytes.
    pub(super) fn read(&mut self, into: &mut [u8]) -> io::Result<Piece> {
        let read = match &mut self.state {
            State::Finished => return Ok(Piece::End),
            State::Between(_) => return self.enter(),
            State::Gzip(decoder) => decoder.read(into)?,
            State::Zstd(decoder) => decoder.read(into)?,
        };
        if read > 0 {
            return Ok(Piece::Data(read));
        }
        self.leave();
        self.enter()
    }

    fn enter(&mut self) -> io::Result<Piece> {
        let State::Between(mut stored) = std::mem::replace(&mut self.state, State::Finished) else {
            return Ok(Piece::End);
        };
        if self.zstd && stored.position == 0 && stored.fill_buf()?.starts_with(&DICTIONARY) {
            self.dictionary = dictionary(&mut stored)?;
        }
        if stored.fill_buf()?.is_empty() {
            return Ok(Piece::End);
        }
        self.start = stored.position;
        self.state = if self.zstd {
            State::Zstd(zstd::Decoder::with_dictionary(stored, &self.dictionary)?.single_frame())
        } else {
            State::Gzip(Box::new(GzDecoder::new(stored)))
        };
        Ok(Piece::Member(self.start))
    }

    fn leave(&mut self) {
        self.state = match std::mem::replace(&mut self.state, State::Finished) {
            State::Gzip(decoder) => State::Between(decoder.into_inner()),
            State::Zstd(decoder) => State::Between(decoder.finish()),
            other => other,
        };
    }

    /// After damage: goes to the next bytes that could begin a member.
    pub(super) fn resync(&mut self) -> io::Result<()> {
        self.leave();
        let magic = if self.zstd { ZSTD } else { GZIP };
        let State::Between(stored) = &mut self.state else { return Ok(()) };
        if stored.position == self.start {
            stored.consume(1);
        }
        loop {
            let buffer = stored.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            let (skip, found) = to_magic(buffer, magic);
            stored.consume(skip);
            if found {
                return Ok(());
            }
        }
    }
}

/// The dictionary in the frame that begins here: as it is, or compressed itself.
fn dictionary(stored: &mut Positioned) -> io::Result<Vec<u8>> {
    let mut head = [0; 8];
    stored.read_exact(&mut head)?;
    let [.., a, b, c, d] = head;
    let length = u64::from(u32::from_le_bytes([a, b, c, d]));
    let mut content = Vec::new();
    stored.take(length.min(LONGEST_DICTIONARY)).read_to_end(&mut content)?;
    if content.starts_with(ZSTD) {
        let inner = zstd::Decoder::new(content.as_slice())?;
        let mut whole = Vec::new();
        inner.take(LONGEST_DICTIONARY).read_to_end(&mut whole)?;
        return Ok(whole);
    }
    Ok(content)
}

/// How far it is to the next magic, and whether it is there: one cut by the buffer's end counts as there.
fn to_magic(buffer: &[u8], magic: &[u8]) -> (usize, bool) {
    let first = magic.first().copied().unwrap_or_default();
    let is_magic = |at: usize| buffer[at..].iter().zip(magic).all(|(byte, magic)| byte == magic);
    let found = memchr::memchr_iter(first, buffer).find(|at| is_magic(*at));
    found.map_or((buffer.len(), false), |at| (at, true))
}
