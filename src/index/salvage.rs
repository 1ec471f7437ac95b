//! Saves the articles that are still readable from a damaged index.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::error::IndexError;
use super::names;
use super::record::Manifest;
use super::segment::Segment;
use super::snapshot::open_segment;
use crate::article::Article;

/// What could be saved.
#[derive(Debug, Default)]
pub struct Salvaged {
    /// Articles handed on.
    pub articles: u64,
    /// Articles known to be there and not readable.
    pub lost: u64,
    /// Whether the manifest was unreadable: articles removed earlier may then be among those saved, and an
    /// article that was replaced is saved as it was last added.
    pub without_manifest: bool,
    /// What was met, each with its file and section.
    pub damage: Vec<IndexError>,
}

/// Hands every readable article of an index to `each`, whatever parameters its sketches are of.
///
/// # Errors
/// The folder cannot be read, or is of another format.
pub fn salvage(folder: &Path, mut each: impl FnMut(Article<'static>)) -> Result<Salvaged, IndexError> {
    let mut saved = Salvaged::default();
    match Manifest::read_any(folder) {
        Ok(manifest) => {
            for record in &manifest.segments {
                let opened = open_segment(folder, record, None);
                // Deleted articles are better saved than lost with the file that names them.
                let opened = opened.or_else(|error| {
                    saved.damage.push(error);
                    Segment::map(&folder.join(names::segment(record.file.number)))
                });
                saved.segment(opened, u64::from(record.docs - record.deleted), |_| true, &mut each);
            }
        }
        Err(error @ IndexError::Corrupt { .. }) => {
            saved.damage.push(error);
            saved.without_manifest(&segment_files(folder)?, &mut each);
        }
        Err(error) => return Err(error),
    }
    Ok(saved)
}

impl Salvaged {
    /// Saves from all segments in the folder, the newest first: of articles with one id the first met is kept.
    fn without_manifest(&mut self, files: &[PathBuf], each: &mut impl FnMut(Article<'static>)) {
        self.without_manifest = true;
        let mut seen = HashSet::new();
        for file in files.iter().rev() {
            self.segment(Segment::map(file), 0, |article| seen.insert(article.id.clone()), each);
        }
    }

    fn segment(
        &mut self,
        opened: Result<Segment, IndexError>,
        expected: u64,
        mut wanted: impl FnMut(&Article<'static>) -> bool,
        each: &mut impl FnMut(Article<'static>),
    ) {
        let segment = match opened {
            Ok(segment) => segment,
            Err(error) => {
                self.lost += expected;
                return self.damage.push(error);
            }
        };
        for (_, article) in segment.articles() {
            match article {
                Ok(article) if wanted(&article) => {
                    self.articles += 1;
                    each(article);
                }
                Ok(_) => {}
                Err(error) => self.lose(error),
            }
        }
    }

    /// Counts an article and notes why, once for each cause.
    fn lose(&mut self, error: IndexError) {
        self.lost += 1;
        if self.damage.last().is_none_or(|last| last.to_string() != error.to_string()) {
            self.damage.push(error);
        }
    }
}

fn segment_files(folder: &Path) -> Result<Vec<PathBuf>, IndexError> {
    let failed = |source| IndexError::io(folder, source);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.file_name().to_str().is_some_and(names::is_segment) {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}
