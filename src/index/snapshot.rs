//! One state of the index, readable for as long as it is held, whatever writers do meanwhile.

use std::path::Path;
use std::sync::Arc;

use super::error::IndexError;
use super::map::Mapped;
use super::names;
use super::record::{Manifest, SegmentRecord};
use super::segment::Segment;
use super::tombstones::Tombstones;
use crate::article::Article;

/// How often a reader starts over when commits overtake it.
const ATTEMPTS: usize = 100;

/// The index as of one commit. Cheap to clone, and shared between threads.
#[derive(Debug, Clone)]
pub struct Snapshot {
    state: Arc<State>,
}

#[derive(Debug)]
struct State {
    manifest: Manifest,
    segments: Vec<Segment>,
    /// Passed over because it is not known which of their articles are deleted.
    aside: Vec<Segment>,
}

impl Snapshot {
    /// Opens the last commit of the index at `folder`. Segments that `known` has open already are shared.
    pub(super) fn open(folder: &Path, known: Option<&Snapshot>) -> Result<Self, IndexError> {
        let mut manifest = Manifest::read(folder)?;
        for _ in 0..ATTEMPTS {
            let opened = open_segments(folder, &manifest, known);
            match opened {
                Ok(segments) => return Ok(Self::of(manifest, segments, Vec::new())),
                // A commit may have replaced the manifest and removed the files it no longer names.
                Err(error) if error.is_missing_file() => {
                    let newer = Manifest::read(folder)?;
                    if newer.generation == manifest.generation {
                        return Err(error.of_a_named_file());
                    }
                    manifest = newer;
                }
                Err(error) => return Err(error),
            }
        }
        Err(IndexError::corrupt(
            &folder.join(names::MANIFEST),
            "manifest",
            "it changes faster than it can be read",
        ))
    }

    /// Opens the segments of the last commit that are sound, and says what is wrong with the others.
    pub(super) fn open_sound(folder: &Path) -> Result<(Self, Vec<IndexError>), IndexError> {
        match Self::open(folder, None) {
            Ok(whole) => return Ok((whole, Vec::new())),
            // No writer goes on from damage: what is read from here on is what was met.
            Err(IndexError::Corrupt { .. }) => {}
            Err(error) => return Err(error),
        }
        let mut manifest = Manifest::read(folder)?;
        let (mut segments, mut aside, mut damage) = (Vec::new(), Vec::new(), Vec::new());
        manifest.segments.retain(|record| match open_segment(folder, record, None) {
            Ok(segment) => {
                segments.push(segment);
                true
            }
            Err(error) => {
                damage.push(error);
                aside.extend(map_segment(folder, record, None));
                false
            }
        });
        Ok((Self::of(manifest, segments, aside), damage))
    }

    fn of(manifest: Manifest, segments: Vec<Segment>, aside: Vec<Segment>) -> Self {
        Self { state: Arc::new(State { manifest, segments, aside }) }
    }

    /// The segments, oldest articles first.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.state.segments
    }

    /// Segments that were passed over though their own file opens, because the file of their deletes is damaged: no
    /// article of theirs may be named, but what they know beside their articles holds.
    #[must_use]
    pub fn aside(&self) -> &[Segment] {
        &self.state.aside
    }

    /// Number of articles.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.segments().iter().map(|segment| u64::from(segment.live())).sum()
    }

    /// Whether there is no article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of the commit this shows.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.state.manifest.generation
    }

    /// Whether the articles' texts are kept.
    #[must_use]
    pub fn stores_text(&self) -> bool {
        self.state.manifest.store_text
    }

    /// Segment and number of the article with this id.
    ///
    /// # Errors
    /// Damage was met while looking.
    pub fn find_id(&self, id: &str) -> Result<Option<(usize, u32)>, IndexError> {
        for (at, segment) in self.segments().iter().enumerate() {
            if let Some(doc) = segment.find_id(id)? {
                return Ok(Some((at, doc)));
            }
        }
        Ok(None)
    }

    /// Every article, in the order they were added.
    pub fn articles(&self) -> impl Iterator<Item = Result<Article<'static>, IndexError>> + '_ {
        self.segments().iter().flat_map(|segment| segment.articles().map(|(_, article)| article))
    }

    pub(super) fn manifest(&self) -> &Manifest {
        &self.state.manifest
    }

    /// The open segment of this record's file.
    fn segment(&self, record: &SegmentRecord) -> Option<&Segment> {
        let at = self.manifest().segments.iter().position(|known| known.file == record.file)?;
        self.segments().get(at)
    }
}

fn open_segments(
    folder: &Path,
    manifest: &Manifest,
    known: Option<&Snapshot>,
) -> Result<Vec<Segment>, IndexError> {
    let open = |record| open_segment(folder, record, known);
    manifest.segments.iter().map(open).collect()
}

/// Opens one segment with its deletes, and sees that they are the ones the manifest means.
pub(super) fn open_segment(
    folder: &Path,
    record: &SegmentRecord,
    known: Option<&Snapshot>,
) -> Result<Segment, IndexError> {
    let segment = map_segment(folder, record, known)?;
    let deleted = open_deletes(folder, record)?;
    Ok(segment.with_deleted(deleted))
}

/// Maps a segment's own file, and sees that it is the one the manifest means.
fn map_segment(
    folder: &Path,
    record: &SegmentRecord,
    known: Option<&Snapshot>,
) -> Result<Segment, IndexError> {
    let path = folder.join(names::segment(record.file.number));
    let segment = match known.and_then(|known| known.segment(record)) {
        Some(segment) => segment.clone(),
        None => Segment::map(&path)?,
    };
    if segment.file().seal() != record.file.seal || segment.len() != record.docs {
        return Err(foreign(&path));
    }
    Ok(segment)
}

/// Opens the deletes of a segment, and sees that they are the ones the manifest means.
pub(super) fn open_deletes(folder: &Path, record: &SegmentRecord) -> Result<Tombstones, IndexError> {
    let Some(file) = record.deletes else { return Ok(Tombstones::default()) };
    let path = folder.join(names::deletes(file.number));
    let (deleted, seal) = Tombstones::open(Mapped::open(&path)?, &path, record.docs)?;
    if seal == file.seal && deleted.len() == record.deleted { Ok(deleted) } else { Err(foreign(&path)) }
}

fn foreign(path: &Path) -> IndexError {
    IndexError::corrupt(path, "footer", "it is another file than the one the manifest names")
}
