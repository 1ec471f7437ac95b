//! Room that is read into again and again: new from the system it would be wiped each time.

use std::io::{self, Read};

/// Bytes read so far, at the front of a room whose other bytes may be anything.
pub(super) struct Filled {
    room: Vec<u8>,
    pub length: usize,
}

impl Filled {
    /// These bytes, in this room.
    pub fn with(bytes: &[u8], mut room: Vec<u8>) -> Self {
        let kept = room.len().min(bytes.len());
        room[..kept].copy_from_slice(&bytes[..kept]);
        room.extend_from_slice(&bytes[kept..]);
        Self { room, length: bytes.len() }
    }

    /// What was read.
    pub fn bytes(&self) -> &[u8] {
        &self.room[..self.length]
    }

    /// The first `end` of the bytes that were read.
    pub fn cut(mut self, end: usize) -> Vec<u8> {
        self.room.truncate(end);
        self.room
    }

    /// Reads so many bytes more; whether there were as many. What was read before an error stays.
    pub fn read(&mut self, input: &mut impl Read, wanted: usize) -> io::Result<bool> {
        let end = self.length + wanted;
        if self.room.len() < end {
            self.room.reserve_exact(end - self.room.len());
            self.room.resize(end, 0);
        }
        while self.length < end {
            match input.read(&mut self.room[self.length..end]) {
                Ok(0) => return Ok(false),
                Ok(read) => self.length += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time, and fails in the end.
    struct Halting(u8);

    impl Read for Halting {
        fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
            self.0 += 1;
            match self.0 {
                1 => Err(io::ErrorKind::Interrupted.into()),
                2..6 => {
                    let few = room.len().min(3);
                    room[..few].fill(b'0' + self.0);
                    Ok(few)
                }
                _ => Err(io::ErrorKind::Other.into()),
            }
        }
    }

    #[test]
    fn what_stood_in_the_room_is_never_seen() {
        for room in [vec![], vec![b'x'; 2], vec![b'x'; 90]] {
            let mut filled = Filled::with(b"tail", room);
            assert!(filled.read(&mut &b"read"[..], 4).unwrap());
            assert!(!filled.read(&mut &b"and"[..], 40).unwrap());
            assert_eq!((filled.bytes(), filled.length), (&b"tailreadand"[..], 11));
            assert_eq!(filled.cut(8), b"tailread");
        }
    }

    #[test]
    fn what_came_before_an_error_stays() {
        let mut filled = Filled::with(b"", vec![b'x'; 5]);
        assert!(filled.read(&mut Halting(0), 40).is_err());
        assert_eq!(filled.bytes(), b"222333444555");
    }
}
