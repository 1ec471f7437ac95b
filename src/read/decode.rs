//! Bytes as stored to bytes as meant: opens a file, tells its compression by its first bytes, counts what is read.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::inputs::Source;
use super::passing::Passing;

/// Enough to tell a format by.
pub(super) const SAMPLE: usize = 64 << 10;

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compression {
    /// Not at all.
    Plain,
    /// gzip, perhaps of several members.
    Gzip,
    /// Zstandard, perhaps of several frames.
    Zstd,
    /// bzip2, perhaps of several streams.
    Bzip2,
}

impl Compression {
    fn of(start: &[u8]) -> Self {
        match start {
            [0x1F, 0x8B, 0x08, ..] => Compression::Gzip,
            // Or a skippable frame: dictionaries and indexes come first in some archives.
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Compression::Zstd,
            [b'B', b'Z', b'h', b'1'..=b'9', ..] => Compression::Bzip2,
            _ => Compression::Plain,
        }
    }

    /// What to call it in a message.
    pub(super) fn name(self) -> &'static str {
        match self {
            Compression::Plain => "file",
            Compression::Gzip => "gzip data",
            Compression::Zstd => "zstd data",
            Compression::Bzip2 => "bzip2 data",
        }
    }
}

/// A file's bytes as stored, counted as they are read.
pub(super) type Stored = BufReader<Counted>;

/// Opens a source and tells its compression. What was read of one that is `passing` is let go.
pub(super) fn open(
    source: &Source,
    passing: bool,
    read: Arc<AtomicU64>,
) -> io::Result<(Stored, Compression)> {
    let inner: Box<dyn Read + Send> = if source.is_stdin() {
        Box::new(io::stdin())
    } else if passing {
        Box::new(Passing::through(File::open(&source.path)?))
    } else {
        Box::new(File::open(&source.path)?)
    };
    let mut stored = BufReader::with_capacity(SAMPLE, Counted { inner, read });
    let compression = Compression::of(stored.fill_buf()?);
    Ok((stored, compression))
}

/// The bytes meant by what is stored.
pub(super) fn decoded(stored: Stored, compression: Compression) -> io::Result<Box<dyn Read + Send>> {
    Ok(match compression {
        Compression::Plain => Box::new(stored),
        Compression::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(stored)),
        Compression::Zstd => Box::new(zstd::Decoder::with_buffer(stored)?),
        Compression::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(stored)),
    })
}

/// Counts the bytes that pass, for progress.
pub(super) struct Counted {
    inner: Box<dyn Read + Send>,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Decoded bytes whose beginning has been looked at.
pub(super) struct Sampled {
    sample: Vec<u8>,
    given: usize,
    rest: Box<dyn Read + Send>,
    failed: Option<io::Error>,
}

impl Sampled {
    /// Reads the beginning of `rest`; a failure is kept until the bytes before it have been given out.
    pub(super) fn new(mut rest: Box<dyn Read + Send>) -> Self {
        let mut sample = Vec::with_capacity(SAMPLE);
        let failed = rest.by_ref().take(SAMPLE as u64).read_to_end(&mut sample).err();
        Sampled { sample, given: 0, rest, failed }
    }

    /// The first bytes, up to [`SAMPLE`].
    pub(super) fn sample(&self) -> &[u8] {
        &self.sample
    }
}

impl Read for Sampled {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut left = &self.sample[self.given..];
        if !left.is_empty() {
            let read = left.read(into)?;
            self.given += read;
            return Ok(read);
        }
        match self.failed.take() {
            Some(error) => Err(error),
            None => self.rest.read(into),
        }
    }
}
