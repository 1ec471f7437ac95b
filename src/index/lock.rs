//! One writer at a time: a lock of the operating system's on a file, which ends with the process that holds it.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use super::error::IndexError;
use super::names;

/// Held while a writer is at work.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Lock {
    /// Takes the lock of the index at `folder`, or says who holds it.
    pub fn take(folder: &Path) -> Result<Self, IndexError> {
        let path = folder.join(names::LOCK);
        let failed = |source| IndexError::io(&path, source);
        let options = || File::options().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = options().map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Self::sign(file).map_err(failed),
            Err(TryLockError::WouldBlock) => {
                Err(IndexError::Locked { path: folder.to_owned(), pid: holder(&mut file) })
            }
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }

    /// Leaves this process's number for others to read.
    fn sign(mut file: File) -> std::io::Result<Self> {
        file.set_len(0)?;
        file.rewind()?;
        write!(file, "{}", std::process::id())?;
        Ok(Self(file))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The number has no meaning once the lock is gone; if it stays, the next writer overwrites it.
        let _ = self.0.set_len(0);
    }
}

fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.take(20).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_learns_who_is_at_work() {
        let folder = tempfile::tempdir().unwrap();
        let lock = Lock::take(folder.path()).unwrap();
        let refused = Lock::take(folder.path()).unwrap_err();
        assert!(matches!(refused, IndexError::Locked { pid: Some(pid), .. } if pid == std::process::id()));
        drop(lock);
        assert!(Lock::take(folder.path()).is_ok());
    }
}
