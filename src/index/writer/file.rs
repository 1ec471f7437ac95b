//! Files written whole and made durable, or not left behind.

use crate::index::disk::{Disk, NewFile};
use crate::index::error::{IndexError, WriteError};
use crate::index::names;
use crate::index::record::{FileRecord, SegmentRecord};
use crate::index::segment::{Segment, SegmentBuilder};

/// A segment's file, opened.
#[derive(Debug)]
pub(super) struct Written {
    pub record: SegmentRecord,
    pub segment: Segment,
}

/// Writes a file under a number and makes it durable.
pub(super) fn write(
    disk: &dyn Disk,
    number: u64,
    name: fn(u64) -> String,
    write: impl FnOnce(&mut dyn NewFile) -> Result<u64, WriteError>,
) -> Result<FileRecord, IndexError> {
    let name = name(number);
    let written = (|| {
        let mut file = disk.create(&name)?;
        let seal = write(&mut *file)?;
        file.sync()?;
        Ok(FileRecord { number, seal })
    })();
    written.map_err(|error| {
        // What was written is of no use; if it cannot be removed now, the next writer will.
        let _ = disk.remove(&name);
        match error {
            WriteError::Io(source) => IndexError::io(&disk.path().join(&name), source),
            WriteError::Index(error) => error,
        }
    })
}

/// Writes a segment's file and opens it.
pub(super) fn write_segment(
    disk: &dyn Disk,
    number: u64,
    content: impl FnOnce(&mut dyn NewFile) -> Result<u64, WriteError>,
) -> Result<Written, IndexError> {
    let file = write(disk, number, names::segment, content)?;
    let segment = Segment::map(&disk.path().join(names::segment(number)))?;
    let record = SegmentRecord { file, docs: segment.len(), deleted: 0, deletes: None };
    Ok(Written { record, segment })
}

/// Finishes a segment, writes its file and opens it.
pub(super) fn write_built(
    disk: &dyn Disk,
    number: u64,
    builder: SegmentBuilder,
) -> Result<Written, IndexError> {
    write_segment(disk, number, |file| Ok(builder.write(file)?.1))
}
