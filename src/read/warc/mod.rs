//! Web archives: each page of a crawl a record. WARC of every version, and the ARC files that came before it.
//!
//! ```text
//! stream -> header -> http -> page
//! bytes     WARC/     status, encodings
//! ```
//!
//! Damage is reported with the offset where it begins; reading goes on at the next record that can be found.

mod boundary;
mod header;
mod http;
mod members;
mod page;
mod stream;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use self::boundary::{next_header, next_record};
use self::header::Header;
pub(super) use self::members::Members;
pub(super) use self::page::Entry;
pub(super) use self::stream::Bytes;
use self::stream::{Stop, Stream, Taken};
use super::batch::{Batch, Spot, too_long};
use super::crude::{Content, Crude};
use super::inputs::Source;
use super::reader::{Feed, Limits};

/// Bytes a record's header may have.
const LONGEST_HEADER: usize = 1 << 16;
/// Bytes of a record without an article that are looked at: a wrong length must not hide the records behind it.
const LOOKED_AT: u64 = 1 << 16;
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
    pub(super) fn new(bytes: Bytes, total: Option<u64>, source: &Arc<Source>, limits: Limits) -> Self {
        Warc { stream: Stream::new(bytes, total), source: Arc::clone(source), limits, done: false }
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
        let (header, length) = self.head()?;
        let wanted = page::may_hold_article(&header);
        let fits = length <= self.limits.record;
        let kept = fits && (wanted || length <= LOOKED_AT);
        let missing = self.stream.missing(length);
        if missing > 0 && !kept {
            return Err(Stop::Damaged(format!("the file ends {missing} bytes before it does")));
        }
        let Taken { mut content, stop } = self.stream.take_content(length, kept);
        let swallowed = kept && self.gives_back(&mut content, stop.as_ref());
        let cut = match stop {
            _ if swallowed => Some("the next record begins before it ends".to_owned()),
            Some(stop) if stop.leaves_sound_bytes() && wanted && fits => Some(stop.reason().to_owned()),
            Some(stop) => return Err(stop),
            None if wanted && !fits => return Err(Stop::Unusable(too_long(self.limits.record))),
            None => None,
        };
        Ok(wanted.then(|| document(offset, header, content, cut)))
    }

    /// A record's header and the length it states.
    fn head(&mut self) -> Result<(Header, u64), Stop> {
        if let Some((url, length)) = self.stream.take_arc_line() {
            return Ok((Header::of_arc(&url), length));
        }
        let head = self.stream.take_head(LONGEST_HEADER)?;
        if let Some(next) = next_header(&head) {
            self.stream.put_back(&head[next..]);
            return Err(Stop::Unusable("the next record begins within its header".to_owned()));
        }
        let header = Header::parse(&head);
        let length = header.get("Content-Length").and_then(|length| length.parse::<u64>().ok());
        let length =
            length.ok_or_else(|| Stop::Damaged("its header has no valid Content-Length".to_owned()))?;
        Ok((header, length))
    }

    /// A length that is wrong has swallowed the records behind it: they are given back to be read, if that is so.
    fn gives_back(&mut self, content: &mut Vec<u8>, stop: Option<&Stop>) -> bool {
        match stop {
            Some(Stop::Short(_)) => self.stream.next_member(),
            None if !self.stream.is_between() => {}
            _ => return false,
        }
        // The next record's first line may have been swallowed in part.
        let whole = content.len();
        content.extend_from_slice(self.stream.ahead());
        let next = next_record(content);
        content.truncate(whole);
        let Some(next) = next.filter(|next| *next < whole) else { return false };
        self.stream.put_back(&content.split_off(next));
        true
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
