//! Files of which so much is read that the memory which the system keeps of files would hold nothing else. What was read of
//! such a file is let go, for everything else there is asked for again sooner: the temporary files above all.

use std::fs::File;
use std::io::{self, Read};

use super::ahead::let_go;

/// Bytes after which what was read is let go.
const STEP: u64 = 16 << 20;

/// Bytes that crowd nothing out, however little memory there is: such an input is read again here and there.
const FEW: u64 = 4 << 30;

/// Whether so many bytes, read once, would drive out most of what the system can hold of files.
pub(crate) fn crowds_out(bytes: u64) -> bool {
    bytes > FEW && available().is_some_and(|available| bytes > available / 2)
}

/// Bytes of memory that programs and files may still take, where the system tells (`proc(5)`, meminfo).
fn available() -> Option<u64> {
    let about = std::fs::read_to_string("/proc/meminfo").ok()?;
    let value = about.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    Some(1024 * value.split_whitespace().next()?.parse::<u64>().ok()?)
}

/// A file that is read through once.
pub(super) struct Passing {
    file: File,
    read: u64,
    gone: u64,
}

impl Passing {
    /// From its beginning on.
    pub(super) fn through(file: File) -> Self {
        Self { file, read: 0, gone: 0 }
    }
}

impl Read for Passing {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        self.read += read as u64;
        let is_end = read == 0 && !into.is_empty();
        if is_end || self.read - self.gone >= STEP {
            let_go(&self.file, self.gone..self.read);
            self.gone = self.read;
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Seek, Write};

    use super::*;

    #[test]
    fn a_file_that_is_let_go_is_read_whole() {
        let bytes: Vec<u8> = (0..2 * STEP + 9).map(|at| (at % 251) as u8).collect();
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes).unwrap();
        file.rewind().unwrap();
        let mut read = Vec::new();
        Passing::through(file).read_to_end(&mut read).unwrap();
        assert!(read == bytes);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_little_crowds_nothing_out_and_more_than_there_is_does() {
        assert!(!crowds_out(FEW) && crowds_out(u64::MAX));
    }
}
