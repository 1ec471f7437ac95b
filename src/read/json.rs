//! JSON arrays, and objects one after another over any number of lines.

use std::io::Read;
use std::sync::Arc;

use super::batch::{BOM, Batch, Spot, too_long};
use super::inputs::Source;
use super::json_scan::{JsonScan, Step};
use super::lines::broken;
use super::reader::{Feed, Limits};

const PIECE: usize = 64 << 10;

/// Streams the elements of one file.
pub(super) struct JsonValues<R> {
    input: R,
    source: Arc<Source>,
    limits: Limits,
    kind: &'static str,
    scan: JsonScan,
    piece: Vec<u8>,
    used: usize,
    begun: bool,
    done: bool,
}

impl<R: Read> JsonValues<R> {
    pub(super) fn new(input: R, source: &Arc<Source>, limits: Limits, kind: &'static str) -> Self {
        let (source, scan) = (Arc::clone(source), JsonScan::new(limits.record));
        JsonValues {
            input,
            source,
            limits,
            kind,
            scan,
            piece: Vec::new(),
            used: 0,
            begun: false,
            done: false,
        }
    }

    /// Scans what is left of the piece into the batch; `false` when it is used up.
    fn step(&mut self, batch: &mut Batch) -> bool {
        let mut rest = self.piece.get(self.used..).unwrap_or_default();
        let step = self.scan.scan(&mut rest);
        self.used = self.piece.len() - rest.len();
        match step {
            Step::More => return false,
            Step::Value(line) => self.value(line, batch),
            Step::Stray(line) => {
                self.done = true;
                batch.reject(
                    Spot::Line(line),
                    "not JSON: a bracket closes nothing; the rest of the file was not read",
                );
            }
        }
        !self.done
    }

    fn value(&mut self, line: u64, batch: &mut Batch) {
        if self.scan.overran() {
            batch.reject(Spot::Line(line), too_long(self.limits.record));
        } else {
            batch.push(Spot::Line(line), &self.scan.value);
        }
        self.scan.next();
    }

    fn refill(&mut self, batch: &mut Batch) {
        self.piece.clear();
        self.used = 0;
        match self.input.by_ref().take(PIECE as u64).read_to_end(&mut self.piece) {
            Ok(0) => self.finish(batch),
            Err(error) if self.piece.is_empty() => {
                self.done = true;
                batch.reject(Spot::Whole, broken(self.kind, &error));
            }
            // A failure behind these bytes comes again once they are used.
            Ok(_) | Err(_) => {}
        }
        if !std::mem::replace(&mut self.begun, true) && self.piece.starts_with(BOM) {
            self.used = BOM.len();
        }
    }

    fn finish(&mut self, batch: &mut Batch) {
        self.done = true;
        match self.scan.finish() {
            Ok(Some(Step::Value(line))) => self.value(line, batch),
            Ok(_) => {}
            Err(line) => {
                batch.reject(Spot::Line(line), "not JSON: the file ends before this value or list does");
            }
        }
    }
}

impl<R: Read + Send> Feed for JsonValues<R> {
    fn next_batch(&mut self) -> Option<Batch> {
        if self.done {
            return None;
        }
        let mut batch = Batch::made(&self.source, self.limits.record);
        while !self.done && batch.lines.len() < self.limits.batch {
            if !self.step(&mut batch) && !self.done {
                self.refill(&mut batch);
            }
        }
        Some(batch)
    }
}
