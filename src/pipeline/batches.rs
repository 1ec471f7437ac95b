//! Articles made ready to be filed: pieces of the input, sketched on all cores.

use rayon::prelude::*;

use crate::article::Article;
use crate::error::{Error, Result};
use crate::read::{self, Batch, Cut, FieldMap, Reader, Rejection};
use crate::sketch::{Sketch, Sketcher};

use super::watch::Watch;

/// Pieces of the input that are sketched together.
const TOGETHER: usize = 16;

/// The next pieces of the input.
pub(super) fn next(reader: &mut Reader, watch: &dyn Watch) -> Result<Vec<Cut>> {
    let before = reader.bytes_read();
    let pieces = reader.by_ref().take(TOGETHER).collect::<Result<_, _>>()?;
    watch.advance(reader.bytes_read() - before);
    if watch.stopped() { Err(Error::Stopped) } else { Ok(pieces) }
}

/// An article, its sketch, and what was not understood of it.
pub(super) type Sketched = Result<(Article<'static>, Sketch, Option<String>), Rejection>;

/// Pieces of the input that follow one another, sketched.
#[derive(Default)]
pub(super) struct Batches(pub Vec<(Batch, Vec<Sketched>)>);

impl Batches {
    pub fn of(pieces: Vec<Cut>, fields: &FieldMap) -> Self {
        let sketch = |sketcher: &mut Sketcher, piece: Cut| {
            let batch = piece.extracted(fields);
            let done = sketched(&batch, fields, sketcher);
            (batch, done)
        };
        Self(pieces.into_par_iter().map_init(Sketcher::new, sketch).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn sketched(batch: &Batch, fields: &FieldMap, sketcher: &mut Sketcher) -> Vec<Sketched> {
    let own = |mut record: read::Record<'_>| {
        let remark = record.remark.take();
        let origin = record.origin().to_string();
        let mut article = record.article.into_owned();
        article.origin = origin.into();
        (article, remark)
    };
    batch
        .records(fields)
        .map(|record| {
            record.map(own).map(|(article, remark)| {
                let sketch = sketcher.sketch(&article.text);
                (article, sketch, remark)
            })
        })
        .collect()
}
