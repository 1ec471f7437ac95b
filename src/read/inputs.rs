//! From what was typed to the list of files to read, in order.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::ReadError;
use super::batch::{Rejection, Spot};

/// One file to read, or the standard input.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// How messages and origins name it.
    pub(super) name: String,
    /// Where it is; empty for the standard input.
    pub(super) path: PathBuf,
    /// Whether it was typed, not found in a folder: then it must be readable.
    pub(super) typed: bool,
}

impl Source {
    fn new(path: &Path, typed: bool) -> Self {
        Source { name: path.to_string_lossy().into_owned(), path: path.to_owned(), typed }
    }

    /// Stands for a file that could not be looked at.
    pub(super) fn nameless() -> Arc<Self> {
        Arc::new(Source { name: String::new(), path: PathBuf::new(), typed: false })
    }

    fn stdin() -> Self {
        Source { name: "<stdin>".to_owned(), path: PathBuf::new(), typed: true }
    }

    pub(super) fn is_stdin(&self) -> bool {
        self.path.as_os_str().is_empty()
    }

    pub(super) fn unreadable(&self, source: io::Error) -> ReadError {
        ReadError::Unreadable { file: self.name.clone(), source }
    }
}

/// A file to read, or why one found in a folder cannot be.
pub(super) type Found = Result<Arc<Source>, Rejection>;

/// Expands folders and globs; a name that is a file is never taken for a glob.
pub(super) fn expand(inputs: &[String]) -> Result<Vec<Found>, ReadError> {
    let mut found = Vec::new();
    for input in inputs {
        match input.as_str() {
            "-" => found.push(Ok(Arc::new(Source::stdin()))),
            _ if Path::new(input).exists() => found.extend(walk(Path::new(input), true)),
            _ if input.contains(['*', '?', '[']) => found.extend(matches(input)?),
            _ => return Err(ReadError::NotFound { input: input.clone() }),
        }
    }
    Ok(found)
}

fn matches(pattern: &str) -> Result<Vec<Found>, ReadError> {
    let bad = |error: glob::PatternError| ReadError::BadPattern {
        pattern: pattern.to_owned(),
        reason: error.msg.to_owned(),
    };
    let mut found = Vec::new();
    for path in glob::glob(pattern).map_err(bad)? {
        match path {
            Ok(path) => found.extend(walk(&path, false)),
            Err(error) => found.push(Err(rejected(error.path(), error.error()))),
        }
    }
    if found.is_empty() {
        return Err(ReadError::NothingMatches { pattern: pattern.to_owned() });
    }
    Ok(found)
}

/// A file itself; a folder's files in the order of their names, hidden ones left out.
fn walk(path: &Path, typed: bool) -> Vec<Found> {
    if !path.is_dir() {
        return vec![found(path, typed)];
    }
    let entries = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
    entries.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)).filter_map(file_of).collect()
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn file_of(entry: walkdir::Result<DirEntry>) -> Option<Found> {
    match entry {
        Ok(entry) if entry.file_type().is_dir() => None,
        Ok(entry) => Some(found(entry.path(), false)),
        Err(error) => Some(Err(unwalked(&error))),
    }
}

/// A file. A pipe or socket that was not typed is none: nobody may ever write to it.
fn found(path: &Path, typed: bool) -> Found {
    match path.metadata() {
        // A link that leads nowhere, or round in a circle.
        Err(error) if !typed => return Err(rejected(path, &error)),
        Ok(about) if !typed && !about.is_file() => {
            return Err(rejected(path, &"no file; a pipe is read where it is named itself"));
        }
        _ => {}
    }
    Ok(Arc::new(Source::new(path, typed)))
}

/// Why an entry of a folder cannot be looked at; the path stands before it.
fn unwalked(error: &walkdir::Error) -> Rejection {
    let path = error.path().unwrap_or(Path::new(""));
    match error.io_error() {
        Some(reason) => rejected(path, reason),
        None => rejected(path, error),
    }
}

fn rejected(path: &Path, reason: &dyn std::fmt::Display) -> Rejection {
    Rejection::new(&path.to_string_lossy(), Spot::Whole, reason.to_string())
}
