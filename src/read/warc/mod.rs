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
pub(super) use self::page::Entry;
pub(super) use self::stream::Bytes;
use self::stream::{MAGIC, Stop, Stream, Taken};
use super::batch::{Batch, Spot, too_long};
use super::crude::{Content, Crude};
use super::inputs::Source;
use super::reader::{Feed, Limits};

/// Bytes a record's header may have.
const LONGEST_HEADER: usize = 1 << 16;
/// The end of a record and the beginning of the next.
const NEXT: &[u8] = b"\r\n\r\nWARC/";
/// Archived records between two looks at whether a batch is full; most of them hold no article.
const RECORDS: usize = 64;

/// Streams the records of one archive that may hold a page.
pub(super) struct Warc {
    stream: Stream,
    source: Arc<Source>,
    limits: Limits,
    done: bool,
}

impl Warc {
    pub(super) fn new(bytes: Bytes, source: &Arc<Source>, limits: Limits) -> Self {
        Warc { stream: Stream::new(bytes), source: Arc::clone(source), limits, done: false }
    }

    /// Reads the next archived record into the batch; how many bytes of it are held.
    fn step(&mut self, batch: &mut Batch) -> usize {
        let begins = self.stream.at_record();
        let offset = self.stream.offset();
        let outcome = match begins {
            Ok(None) => {
                self.done = true;
                return 0;
            }
            Ok(Some(true)) => self.record(offset),
            Ok(Some(false)) => {
                Err(Stop::Damaged("no record begins here; went on at the next one".to_owned()))
            }
            Err(stop) => Err(stop),
        };
        match outcome {
            Ok(Some(document)) => {
                let bytes = document.bytes();
                batch.add(document);
                return bytes;
            }
            Ok(None) => batch.skipped += 1,
            Err(stop) => {
                batch.reject(Spot::Offset(offset), stop.reason());
                self.go_on(&stop, batch);
            }
        }
        0
    }

    /// Reads one record to its end; `None` if it cannot hold an article.
    fn record(&mut self, offset: u64) -> Result<Option<Crude>, Stop> {
        let header = Header::parse(&self.stream.take_head(LONGEST_HEADER)?);
        let length = header.get("Content-Length").and_then(|length| length.parse::<u64>().ok());
        let length =
            length.ok_or_else(|| Stop::Damaged("its header has no valid Content-Length".to_owned()))?;
        let wanted = page::may_hold_article(&header);
        let fits = length <= self.limits.record;
        let Taken { content, stop } = self.stream.take_content(length, wanted && fits);
        match stop {
            Some(stop) if stop.leaves_sound_bytes() && wanted && fits => {
                Ok(Some(self.cut(offset, header, content, &stop)))
            }
            Some(stop) => Err(stop),
            None if !wanted => Ok(None),
            None if !fits => Err(Stop::Unusable(too_long(self.limits.record))),
            None => Ok(Some(document(offset, header, content, None))),
        }
    }

    /// A record that ends before it should, as far as it goes.
    fn cut(&mut self, offset: u64, header: Header, mut content: Vec<u8>, stop: &Stop) -> Crude {
        if let Stop::Short(_) = stop {
            self.stream.next_member();
            // A length that is wrong has swallowed the records behind it.
            if let Some(end) = memchr::memmem::find(&content, NEXT) {
                self.stream.put_back(&content.split_off(end + NEXT.len() - MAGIC.len()));
                return document(
                    offset,
                    header,
                    content,
                    Some("the next record begins before it ends".to_owned()),
                );
            }
        }
        document(offset, header, content, Some(stop.reason().to_owned()))
    }

    /// After a record that was reported: goes on at the next one that can be found.
    fn go_on(&mut self, stop: &Stop, batch: &mut Batch) {
        match stop {
            Stop::Unusable(_) => {}
            Stop::Damaged(_) => {
                if let Err(stop) = self.stream.next_line_of_record() {
                    batch.reject(Spot::Offset(self.stream.offset()), stop.reason());
                    self.go_on(&stop, batch);
                }
            }
            Stop::Broken(_) | Stop::Short(_) => self.stream.next_member(),
        }
    }
}

fn document(offset: u64, header: Header, content: Vec<u8>, cut: Option<String>) -> Crude {
    Crude { spot: Spot::Offset(offset), content: Content::Archived(Entry { header, content }), cut }
}

impl Feed for Warc {
    fn next_batch(&mut self) -> Option<Batch> {
        if self.done {
            return None;
        }
        let mut batch = Batch::made(&self.source, self.limits.record);
        let mut held = 0;
        for _ in 0..RECORDS {
            if !self.done && held < self.limits.batch {
                held += self.step(&mut batch);
            }
        }
        Some(batch)
    }
}
