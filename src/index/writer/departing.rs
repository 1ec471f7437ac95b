//! A segment on its way to the disk, while articles for the next are gathered.

use std::collections::HashMap;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::{io, panic};

use rayon::ThreadPoolBuilder;

use super::file::{self, Written};
use super::pending::Pending;
use crate::index::disk::Disk;
use crate::index::error::IndexError;
use crate::index::tombstones::Tombstones;

/// Gathered articles that are being written: they can be found and deleted, and no more be added to.
#[derive(Debug)]
pub(super) struct Departing {
    numbers: HashMap<Box<str>, u32>,
    deleted: Tombstones,
    docs: u32,
    writing: JoinHandle<Result<Written, IndexError>>,
}

impl Departing {
    /// Begins to write articles into the file of this number.
    ///
    /// # Errors
    /// The system has no thread to give.
    pub fn begin(pending: Pending, disk: Arc<dyn Disk>, number: u64) -> Result<Self, IndexError> {
        let folder = disk.path().to_owned();
        let (builder, numbers, deleted) = pending.into_parts();
        let docs = builder.len();
        let threads = rayon::current_num_threads();
        let write = move || apart(threads, || file::write_built(&*disk, number, builder));
        let writing = thread::Builder::new().name("segment".to_owned()).spawn(move || write()?);
        let writing = writing.map_err(|source| IndexError::io(&folder, source))?;
        Ok(Self { numbers, deleted, docs, writing })
    }

    pub fn find(&self, id: &str) -> Option<u32> {
        self.numbers.get(id).copied().filter(|doc| !self.deleted.contains(*doc))
    }

    pub fn delete(&mut self, doc: u32) {
        self.deleted.insert(doc);
    }

    pub fn live(&self) -> u32 {
        self.docs - self.deleted.len()
    }

    /// Waits for the file, of which nothing is wanted any more.
    pub fn abandon(self) {
        // Whatever came of it: it is removed.
        let _ = self.writing.join();
    }

    /// Waits for the file. What was written, and the articles deleted by now.
    pub fn arrive(self) -> Result<(Written, Tombstones), IndexError> {
        let written = self.writing.join().unwrap_or_else(|panic| panic::resume_unwind(panic));
        Ok((written?, self.deleted))
    }
}

/// Runs a job with a pool of its own. The common pool may be waiting for this very job: were it asked for help, neither
/// would go on where it has one thread only.
fn apart<R: Send>(threads: usize, job: impl FnOnce() -> R + Send) -> Result<R, IndexError> {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    let failed = |error| IndexError::io(std::path::Path::new("building a segment"), io::Error::other(error));
    pool.map(|pool| pool.install(job)).map_err(failed)
}
