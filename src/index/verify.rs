//! The complete check: every byte against its checksum, and what must hold between sections and files.

use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use super::error::IndexError;
use super::format::Kind;
use super::map::Mapped;
use super::names;
use super::record::{Manifest, SegmentRecord};
use super::sealed::Sealed;
use super::snapshot::open_segment;

/// What a complete check read and found.
#[derive(Debug, Default)]
pub struct VerifyReport {
    /// Files read.
    pub files: usize,
    /// Bytes read.
    pub bytes: u64,
    /// Articles that are live and readable.
    pub articles: u64,
    /// Everything that is not as it was written, each with its file and section.
    pub damage: Vec<IndexError>,
}

impl VerifyReport {
    /// Whether nothing is damaged.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        self.damage.is_empty()
    }
}

/// Reads all of an index and lists all damage.
///
/// # Errors
/// The folder is no index, or of another format or other parameters. Damage is no error here: it is in the
/// report.
pub fn verify(folder: &Path) -> Result<VerifyReport, IndexError> {
    let mut check = Check::default();
    check.bytes(&folder.join(names::MANIFEST), Kind::Manifest);
    match Manifest::read(folder) {
        Ok(manifest) => manifest.segments.iter().for_each(|record| check.segment(folder, record)),
        Err(error @ IndexError::Corrupt { .. }) => check.found(error),
        Err(error) => return Err(error),
    }
    check.repeated_ids(folder);
    Ok(check.report)
}

#[derive(Default)]
struct Check {
    report: VerifyReport,
    ids: Vec<u64>,
}

impl Check {
    fn segment(&mut self, folder: &Path, record: &SegmentRecord) {
        let before = self.report.damage.len();
        self.bytes(&folder.join(names::segment(record.file.number)), Kind::Segment);
        if let Some(deletes) = record.deletes {
            self.bytes(&folder.join(names::deletes(deletes.number)), Kind::Deletes);
        }
        match open_segment(folder, record, None) {
            Err(error) => self.found(error.of_a_named_file()),
            // Violations would only repeat what the checksums said.
            Ok(_) if self.report.damage.len() > before => {}
            Ok(segment) => {
                let violations = segment.violations(|article| self.ids.push(xxh3_64(article.id.as_bytes())));
                self.report.damage.extend(violations);
            }
        }
    }

    /// Checks every byte of a file.
    fn bytes(&mut self, path: &Path, kind: Kind) {
        self.report.files += 1;
        // One that cannot be opened is left out here: opening it for its content says why.
        if let Ok(sealed) = Mapped::open(path).and_then(|mapped| Sealed::open(mapped, path, kind)) {
            self.report.bytes += sealed.len() as u64;
            self.report.damage.extend(sealed.all_damage());
        }
    }

    /// Notes damage, once: several readers may meet the same.
    fn found(&mut self, error: IndexError) {
        let known = self.report.damage.iter().any(|other| other.to_string() == error.to_string());
        if !known {
            self.report.damage.push(error);
        }
    }

    fn repeated_ids(&mut self, folder: &Path) {
        self.report.articles = self.ids.len() as u64;
        self.ids.sort_unstable();
        let repeated = self.ids.windows(2).filter(|pair| pair[0] == pair[1]).count();
        if repeated > 0 {
            let why = format!("{repeated} articles have the id of another");
            self.found(IndexError::corrupt(folder, "ids", why));
        }
    }
}
