//! What the machine can do now, beside what it could: by the fixed loops that both runs timed.

use crate::pipeline::bench::report::Report;

/// By what factor a loop that is quicker than it was is taken to be less so. It is short, and on a busy machine finds a
/// quiet moment that a long stage does not: of more rounds, more often.
const LUCK: f64 = 1.1;

/// By what factor times of one run are longer in another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    pub clock: f64,
    pub processor: f64,
    pub alone: f64,
}

impl Pace {
    pub const EQUAL: Self = Self { clock: 1.0, processor: 1.0, alone: 1.0 };

    /// As the loop takes longer now that was slowed most: a stage may be like either. Of what both are quicker some is
    /// luck.
    pub fn between(now: &Report, before: &Report) -> Self {
        let factor = |of: fn(&Report) -> [f64; 2]| {
            let both = of(now).into_iter().zip(of(before));
            let known = both.filter(|&(now, before)| now > 0.0 && before > 0.0);
            let longer = known.map(|(now, before)| now / before).reduce(f64::max).unwrap_or(1.0);
            longer.max((longer * LUCK).min(1.0))
        };
        Self {
            clock: factor(|run| [run.calibration, run.calibration_dense].map(|spent| spent.seconds)),
            processor: factor(|run| [run.calibration, run.calibration_dense].map(|spent| spent.cpu_seconds)),
            alone: factor(|run| [run.calibration_alone, run.calibration_dense_alone]),
        }
    }
}
