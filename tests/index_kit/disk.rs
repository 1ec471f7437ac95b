//! Disks that record what is done to them, or fail.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use reprint::index::disk::{Disk, Folder, NewFile};

/// One thing done to a disk. Files are numbered as they are made: names move between them.
#[derive(Debug, Clone)]
pub enum Op {
    Create(String),
    Write(usize, Vec<u8>),
    Sync(usize),
    Rename(String, String),
    Remove(String),
    SyncFolder,
}

/// What each file's content and each name is once a power cut has taken what was not made durable.
#[derive(Debug, Clone, Copy)]
pub enum Cut {
    /// The process died, the system did not: all is there.
    Nothing,
    /// Contents not synced are lost, the names are there.
    Contents,
    /// Names not synced are as they were, and contents not synced are lost.
    Names,
}

/// Does everything in a folder, and keeps a record.
pub struct Recording {
    folder: Folder,
    ops: Arc<Mutex<Vec<Op>>>,
    files: AtomicUsize,
}

impl Recording {
    pub fn at(path: &Path) -> Self {
        Self { folder: Folder::at(path), ops: Arc::default(), files: AtomicUsize::new(0) }
    }

    pub fn ops(&self) -> Vec<Op> {
        self.ops.lock().unwrap().clone()
    }

    fn note(&self, op: Op) {
        self.ops.lock().unwrap().push(op);
    }
}

struct RecordedFile {
    inner: Box<dyn NewFile>,
    number: usize,
    ops: Arc<Mutex<Vec<Op>>>,
}

impl Write for RecordedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.ops.lock().unwrap().push(Op::Write(self.number, bytes[..written].to_vec()));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl NewFile for RecordedFile {
    fn sync(&mut self) -> io::Result<()> {
        self.ops.lock().unwrap().push(Op::Sync(self.number));
        Ok(())
    }
}

impl Disk for Recording {
    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn create(&self, name: &str) -> io::Result<Box<dyn NewFile>> {
        let inner = self.folder.create(name)?;
        self.note(Op::Create(name.to_owned()));
        let number = self.files.fetch_add(1, Ordering::Relaxed);
        Ok(Box::new(RecordedFile { inner, number, ops: Arc::clone(&self.ops) }))
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.note(Op::Rename(from.to_owned(), to.to_owned()));
        self.folder.rename(from, to)
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        self.note(Op::Remove(name.to_owned()));
        self.folder.remove(name)
    }

    fn sync_folder(&self) -> io::Result<()> {
        self.note(Op::SyncFolder);
        Ok(())
    }

    fn names(&self) -> io::Result<Vec<String>> {
        self.folder.names()
    }
}

/// Puts into `folder` what a disk holds after `ops` and a cut.
pub fn replay(ops: &[Op], cut: Cut, folder: &Path) {
    let mut state = State::default();
    for op in ops {
        state.take(op);
    }
    let names = if matches!(cut, Cut::Names) { &state.durable_names } else { &state.names };
    let contents = if matches!(cut, Cut::Nothing) { &state.contents } else { &state.durable_contents };
    for (name, file) in names {
        std::fs::write(folder.join(name), &contents[*file]).unwrap();
    }
}

#[derive(Default)]
struct State {
    names: BTreeMap<String, usize>,
    durable_names: BTreeMap<String, usize>,
    contents: Vec<Vec<u8>>,
    durable_contents: Vec<Vec<u8>>,
}

impl State {
    fn take(&mut self, op: &Op) {
        match op {
            Op::Create(name) => {
                self.names.insert(name.clone(), self.contents.len());
                self.contents.push(Vec::new());
                self.durable_contents.push(Vec::new());
            }
            Op::Write(file, bytes) => self.contents[*file].extend(bytes),
            Op::Sync(file) => self.durable_contents[*file] = self.contents[*file].clone(),
            Op::Rename(from, to) => {
                let file = self.names.remove(from).unwrap();
                self.names.insert(to.clone(), file);
            }
            Op::Remove(name) => drop(self.names.remove(name)),
            Op::SyncFolder => self.durable_names = self.names.clone(),
        }
    }
}

/// Runs out of space after some operations.
pub struct Filling {
    folder: Folder,
    left: Arc<AtomicUsize>,
}

impl Filling {
    pub fn at(path: &Path, operations: usize) -> Self {
        Self { folder: Folder::at(path), left: Arc::new(AtomicUsize::new(operations)) }
    }

    /// There is room again for so many.
    pub fn make_room(&self, operations: usize) {
        self.left.store(operations, Ordering::Relaxed);
    }
}

fn spend(left: &AtomicUsize) -> io::Result<()> {
    let spent = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
    spent.map(drop).map_err(|_| io::ErrorKind::StorageFull.into())
}

struct FillingFile {
    inner: Box<dyn NewFile>,
    left: Arc<AtomicUsize>,
}

impl Write for FillingFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        spend(&self.left)?;
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl NewFile for FillingFile {
    fn sync(&mut self) -> io::Result<()> {
        spend(&self.left)
    }
}

impl Disk for Filling {
    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn create(&self, name: &str) -> io::Result<Box<dyn NewFile>> {
        spend(&self.left)?;
        Ok(Box::new(FillingFile { inner: self.folder.create(name)?, left: Arc::clone(&self.left) }))
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        spend(&self.left)?;
        self.folder.rename(from, to)
    }

    /// Removing needs no room.
    fn remove(&self, name: &str) -> io::Result<()> {
        self.folder.remove(name)
    }

    fn sync_folder(&self) -> io::Result<()> {
        spend(&self.left)
    }

    fn names(&self) -> io::Result<Vec<String>> {
        self.folder.names()
    }
}
