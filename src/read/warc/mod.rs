//! Web archives: each page of a crawl a record.
//!
//! ```text
//! stream -> header -> http -> page
//! bytes     WARC/     status, encodings
//! ```
//!
//! Damage is reported with the offset where it begins; reading goes on at the next record that can be found.

mod header;
mod http;
mod members;
mod page;
mod stream;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use self::header::Header;
pub(super) use self::members::Members;
pub(super) use self::stream::Bytes;
use self::stream::{Stop, Stream};
use super::batch::{Batch, Origin, Spot, too_long};
use super::fields::FieldMap;
use super::inputs::Source;
use super::reader::{Feed, Limits};

/// Bytes a record's header may have.
const LONGEST_HEADER: usize = 1 << 16;
/// Archived records between two looks at whether a batch is full; most of them hold no article.
const RECORDS: usize = 64;

/// Streams the pages of one archive.
pub(super) struct Warc {
    stream: Stream,
    source: Arc<Source>,
    limits: Limits,
    fields: FieldMap,
    done: bool,
}

impl Warc {
    pub(super) fn new(bytes: Bytes, source: &Arc<Source>, limits: Limits, fields: &FieldMap) -> Self {
        Warc {
            stream: Stream::new(bytes),
            source: Arc::clone(source),
            limits,
            fields: fields.clone(),
            done: false,
        }
    }

    /// Reads the next archived record into the batch.
    fn step(&mut self, batch: &mut Batch) {
        let begins = self.stream.at_record();
        let offset = self.stream.offset();
        let outcome = match begins {
            Ok(None) => {
                self.done = true;
                return;
            }
            Ok(Some(true)) => self.record(offset),
            Ok(Some(false)) => {
                Err(Stop::Damaged("no record begins here; went on at the next one".to_owned()))
            }
            Err(stop) => Err(stop),
        };
        match outcome {
            Ok(Some(line)) => batch.push(Spot::Offset(offset), &line),
            Ok(None) => batch.skipped += 1,
            Err(stop) => self.damage(offset, &stop, batch),
        }
    }

    /// Reads one record to its end; its line if it holds an article.
    fn record(&mut self, offset: u64) -> Result<Option<Vec<u8>>, Stop> {
        let header = Header::parse(&self.stream.take_head(LONGEST_HEADER)?);
        let length = header.get("Content-Length").and_then(|length| length.parse::<u64>().ok());
        let length =
            length.ok_or_else(|| Stop::Damaged("its header has no valid Content-Length".to_owned()))?;
        let wanted = page::may_hold_article(&header);
        let fits = length <= self.limits.record;
        let content = self.stream.take_content(length, wanted && fits)?;
        if !wanted {
            return Ok(None);
        }
        if !fits {
            return Err(Stop::Unusable(too_long(self.limits.record)));
        }
        let origin = Origin { file: &self.source.name, spot: Spot::Offset(offset) }.to_string();
        page::line(&header, &content, &origin, &self.fields, self.limits.record).map_err(Stop::Unusable)
    }

    /// Reports a record and goes on at the next one that can be found.
    fn damage(&mut self, offset: u64, stop: &Stop, batch: &mut Batch) {
        batch.reject(Spot::Offset(offset), stop.reason());
        match stop {
            Stop::Unusable(_) => {}
            Stop::Damaged(_) => {
                if let Err(stop) = self.stream.next_line_of_record() {
                    self.damage(self.stream.offset(), &stop, batch);
                }
            }
            Stop::Broken(_) => self.stream.next_member(),
        }
    }
}

impl Feed for Warc {
    fn next_batch(&mut self) -> Option<Batch> {
        if self.done {
            return None;
        }
        let mut batch = Batch::made(&self.source, self.limits.record);
        for _ in 0..RECORDS {
            if !self.done && batch.lines.len() < self.limits.batch {
                self.step(&mut batch);
            }
        }
        Some(batch)
    }
}
