//! Saves the articles that are still readable from a damaged index.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::error::IndexError;
use super::map::Mapped;
use super::names;
use super::record::{Manifest, SegmentRecord};
use super::sealed::states_other_parameters;
use super::segment::{Segment, Torn};
use super::snapshot::{open_deletes, open_segment};
use super::tombstones::Tombstones;
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
                match open_segment(folder, record, None) {
                    Ok(segment) => saved.segment(&segment, |_| true, &mut each),
                    Err(error) => {
                        saved.damage.push(error.of_a_named_file());
                        saved.damaged(folder, record, manifest.store_text, &mut each);
                    }
                }
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
            let mut wanted = |article: &Article<'static>| seen.insert(article.id.clone());
            match Segment::map(file) {
                Ok(segment) => self.segment(&segment, wanted, each),
                Err(error) => {
                    self.damage.push(error);
                    self.torn(file, &Remains::default(), &mut wanted, each);
                }
            }
        }
    }

    /// Saves from a segment that does not open together with its deletes.
    fn damaged(
        &mut self,
        folder: &Path,
        record: &SegmentRecord,
        with_texts: bool,
        each: &mut impl FnMut(Article<'static>),
    ) {
        let path = folder.join(names::segment(record.file.number));
        if let Ok(segment) = Segment::map(&path) {
            // Deleted articles are better saved than lost with the file that names them.
            return self.segment(&segment, |_| true, each);
        }
        let deleted = open_deletes(folder, record).unwrap_or_else(|error| {
            self.damage.push(error);
            Tombstones::default()
        });
        let expected = u64::from(record.docs - record.deleted);
        self.torn(&path, &Remains { expected, deleted, without_texts: !with_texts }, &mut |_| true, each);
    }

    /// Saves from what is left of a file that lost its head, its tail or what its texts refer to.
    fn torn(
        &mut self,
        path: &Path,
        remains: &Remains,
        wanted: &mut impl FnMut(&Article<'static>) -> bool,
        each: &mut impl FnMut(Article<'static>),
    ) {
        let (mut read, mut there) = (0, remains.expected);
        let mapped = Mapped::open(path).ok();
        let bytes = mapped.as_ref().map(AsRef::as_ref).unwrap_or_default();
        if let Some(mut torn) = Torn::read(bytes, !states_other_parameters(bytes)) {
            there = u64::from(torn.docs().saturating_sub(remains.deleted.len()));
            torn.articles(!remains.without_texts, |doc, article| {
                if !remains.deleted.contains(doc) {
                    read += 1;
                    if wanted(&article) {
                        self.articles += 1;
                        each(article);
                    }
                }
            });
        }
        self.lost += there - read;
        self.damage.push(IndexError::Torn { file: path.to_owned(), saved: read, lost: there - read });
    }

    fn segment(
        &mut self,
        segment: &Segment,
        mut wanted: impl FnMut(&Article<'static>) -> bool,
        each: &mut impl FnMut(Article<'static>),
    ) {
        if let Err(error) = segment.check_dictionaries() {
            // All texts refer to them, and most to what is whole of them.
            self.damage.push(error);
            let (expected, deleted) = (u64::from(segment.live()), segment.deleted().clone());
            let remains = Remains { expected, deleted, without_texts: false };
            return self.torn(segment.file().file(), &remains, &mut wanted, each);
        }
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

/// What is known of a segment that does not open.
#[derive(Default)]
struct Remains {
    /// Articles that are not deleted; 0 where nothing says how many there were.
    expected: u64,
    deleted: Tombstones,
    without_texts: bool,
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
