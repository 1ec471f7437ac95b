//! One block compressed, and had again: with a dictionary, or without.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::{fmt, io};

use zstd::zstd_safe::{CCtx, CParameter, DCtx, DDict, ErrorCode, compress_bound, get_error_name};

/// zstd level: level 3 saves 5 % of the texts and takes two thirds longer to compress them.
const LEVEL: i32 = 1;
/// Places of a dictionary that are found again, as a power of two: of the level's own, half as many, most would be
/// overwritten (this saves 3 to 5 % of the texts). Twice as many save 1 to 2 % more and take a sixth longer.
const HASH_LOG: u32 = 14;
/// Bytes that two places must have in common to be found.
const MIN_MATCH: u32 = 6;
/// A block reaches back over itself and a whole dictionary.
const WINDOW_LOG: u32 = 17;
/// Most bytes that a thread keeps for compressing into.
const ROOM_MOST: usize = 1 << 20;

thread_local! {
    static COMPRESSOR: RefCell<Option<CCtx<'static>>> = const { RefCell::new(None) };
    /// One that has read the dictionary of this number.
    static REFERRING: RefCell<Option<(u64, CCtx<'static>)>> = const { RefCell::new(None) };
    /// Where a block is compressed: a new place for each, as large as it might become, would mostly stay empty.
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static DECOMPRESSOR: RefCell<Option<DCtx<'static>>> = const { RefCell::new(None) };
    /// One for what refers to a dictionary: it takes one that it did not use last to be in no cache, and goes slowly.
    static LOOKING_UP: RefCell<Option<DCtx<'static>>> = const { RefCell::new(None) };
}

/// How blocks are compressed.
#[derive(Debug, Default)]
pub(super) struct Packing {
    dictionary: Vec<u8>,
    /// Tells it from others of this process.
    number: u64,
}

/// How blocks are uncompressed.
#[derive(Default)]
pub(super) struct Unpacking(Option<DDict<'static>>);

impl Packing {
    /// Compression that refers to these bytes; an empty dictionary is none.
    pub fn with(dictionary: Vec<u8>) -> Self {
        static NUMBERS: AtomicU64 = AtomicU64::new(1);
        Self { dictionary, number: NUMBERS.fetch_add(1, Ordering::Relaxed) }
    }

    pub fn pack(&self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        if compress_bound(bytes.len()) > ROOM_MOST {
            let mut packed = Vec::new();
            return self.pack_into(&mut packed, bytes).map(|()| packed);
        }
        ROOM.with_borrow_mut(|room| self.pack_into(room, bytes).map(|()| room.clone()))
    }

    fn pack_into(&self, packed: &mut Vec<u8>, bytes: &[u8]) -> io::Result<()> {
        packed.clear();
        packed.reserve(compress_bound(bytes.len()));
        let done = if self.dictionary.is_empty() {
            let compress =
                |slot: &mut _| context(slot, CCtx::try_create).map(|own| own.compress(packed, bytes, LEVEL));
            COMPRESSOR.with_borrow_mut(compress)?
        } else {
            REFERRING.with_borrow_mut(|slot| self.referring(slot).map(|own| own.compress2(packed, bytes)))?
        };
        done.map_err(failed).map(|_| ())
    }

    /// The thread's own that has read this dictionary; it reads it now if it has read another.
    fn referring<'a>(&self, slot: &'a mut Option<(u64, CCtx<'static>)>) -> io::Result<&'a mut CCtx<'static>> {
        if slot.as_ref().is_none_or(|(number, _)| *number != self.number) {
            let mut own = CCtx::try_create().ok_or_else(no_memory)?;
            let set = [
                CParameter::CompressionLevel(LEVEL),
                CParameter::HashLog(HASH_LOG),
                CParameter::MinMatch(MIN_MATCH),
                CParameter::WindowLog(WINDOW_LOG),
            ];
            set.into_iter().try_for_each(|set| own.set_parameter(set).map(|_| ())).map_err(failed)?;
            own.load_dictionary(&self.dictionary).map_err(failed)?;
            *slot = Some((self.number, own));
        }
        slot.as_mut().map(|(_, own)| own).ok_or_else(no_memory)
    }
}

impl Unpacking {
    /// For what was compressed with this dictionary.
    pub fn with(dictionary: &[u8]) -> io::Result<Self> {
        let ready = (!dictionary.is_empty()).then(|| DDict::try_create(dictionary).ok_or_else(no_memory));
        ready.transpose().map(Self)
    }

    /// The block's bytes, of which there are `unpacked` at most.
    pub fn unpack(&self, packed: &[u8], unpacked: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(unpacked);
        let done = if let Some(dictionary) = &self.0 {
            let unpack = |own: &mut DCtx<'_>| own.decompress_using_ddict(&mut bytes, packed, dictionary);
            LOOKING_UP.with_borrow_mut(|slot| context(slot, DCtx::try_create).map(unpack))?
        } else {
            let unpack = |own: &mut DCtx<'_>| own.decompress(&mut bytes, packed);
            DECOMPRESSOR.with_borrow_mut(|slot| context(slot, DCtx::try_create).map(unpack))?
        };
        done.map_err(failed).map(|_| bytes)
    }
}

/// The thread's own, made when it is first needed.
fn context<C>(slot: &mut Option<C>, make: impl FnOnce() -> Option<C>) -> io::Result<&mut C> {
    if slot.is_none() {
        *slot = make();
    }
    slot.as_mut().ok_or_else(no_memory)
}

fn no_memory() -> io::Error {
    io::ErrorKind::OutOfMemory.into()
}

fn failed(code: ErrorCode) -> io::Error {
    io::Error::other(get_error_name(code))
}

impl fmt::Debug for Unpacking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unpacking").field("dictionary", &self.0.is_some()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_dictionary_gives_the_bytes_back() {
        let text = b"the ferry to the islands sails again from Monday, the harbour master said".repeat(3);
        let (one, other) = (text.repeat(9), b"tariffs and budgets and glaciers ".repeat(9));
        let packed = Packing::with(one.clone()).pack(&text).unwrap();
        assert!(packed.len() < Packing::default().pack(&text).unwrap().len());
        let read = |dictionary: &[u8]| Unpacking::with(dictionary).unwrap().unpack(&packed, text.len()).ok();
        assert_eq!(read(&one).as_ref(), Some(&text));
        assert_ne!(read(&other).as_ref(), Some(&text));
        assert_ne!(read(b"").as_ref(), Some(&text));
    }

    #[test]
    fn more_than_was_stated_is_no_block() {
        let packed = Packing::default().pack(b"harbour").unwrap();
        assert!(Unpacking::default().unpack(&packed, 6).is_err());
        assert!(Unpacking::default().unpack(&packed[1..], 7).is_err());
    }
}
