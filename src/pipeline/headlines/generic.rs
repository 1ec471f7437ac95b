//! Headlines of columns and pages rather than stories.

use super::Headline;
use super::form::{day, distinct};
use super::star::Star;

/// Days on which one outlet runs a headline before it is a column.
const RUNS: usize = 3;

/// Whether a headline recurs as a column's or page's does.
pub(super) fn is_generic(star: &Star, records: &[Headline<'_>]) -> bool {
    let mut runs: Vec<(&str, Option<i64>)> =
        star.records.iter().map(|&at| &records[at as usize]).map(|record| (record.outlet, day(record))).collect();
    runs.sort_unstable();
    runs.chunk_by(|a, b| a.0 == b.0).any(|own| distinct(own.iter()) >= RUNS)
}
