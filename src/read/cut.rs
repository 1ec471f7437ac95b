//! A piece of the input as the reader cut it.

use std::mem;

use super::batch::Batch;
use super::fields::FieldMap;

/// Whole lines, or documents whose text is still to be taken out.
#[derive(Debug)]
pub struct Cut(pub(super) Batch);

impl Cut {
    /// The piece as lines: the text is taken out of documents. Do this on the thread that parses the lines.
    #[must_use]
    pub fn extracted(self, fields: &FieldMap) -> Batch {
        let mut batch = self.0;
        let mut rejected = mem::take(&mut batch.rejected).into_iter();
        let mut passed = 0;
        for (behind, document) in mem::take(&mut batch.documents) {
            batch.rejected.extend(rejected.by_ref().take(behind - passed));
            passed = behind;
            document.put(&mut batch, fields);
        }
        batch.rejected.extend(rejected);
        batch
    }
}
