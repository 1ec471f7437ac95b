//! Articles made ready to be filed: pieces of the input, sketched on all cores.

use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::read::{Batch, Cut, FieldMap, Reader, Rejection};
use crate::sketch::{Sketch, Sketcher};

use super::bundle::Bundle;
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

/// How a body is sketched, as far as it is needed.
pub(super) type Draw = fn(&mut Sketcher, &str, &mut Sketch);

/// A piece of the input, sketched.
pub(super) struct Sketched {
    pub batch: Batch,
    /// The records' articles; those that were rejected have none.
    pub bundle: Bundle,
    /// Of each record, what was not understood.
    pub outcomes: Vec<Result<Option<String>, Rejection>>,
}

impl Sketched {
    fn of(
        piece: Cut,
        mut bundle: Bundle,
        fields: &FieldMap,
        mut draw: impl FnMut(&str, &mut Sketch),
    ) -> Self {
        let batch = piece.extracted(fields);
        let mut outcomes = Vec::new();
        for record in batch.records(fields) {
            outcomes.push(record.map(|record| {
                let sketch = bundle.push(&record.article, record.origin());
                draw(&record.article.text, sketch);
                record.remark
            }));
        }
        Self { batch, bundle, outcomes }
    }
}

/// Sketches pieces of the input that follow one another, whose articles are put into the emptied bundles there are.
pub(super) fn sketched(
    pieces: Vec<Cut>,
    mut emptied: Vec<Bundle>,
    fields: &FieldMap,
    draw: Draw,
) -> Vec<Sketched> {
    emptied.resize_with(pieces.len(), Bundle::default);
    let sketch = |sketcher: &mut Sketcher, (piece, bundle)| {
        Sketched::of(piece, bundle, fields, |text, sketch| draw(sketcher, text, sketch))
    };
    pieces.into_par_iter().zip(emptied).map_init(Sketcher::new, sketch).collect()
}
