//! What the machine can do now, beside what it could: by the fixed loops that both runs timed.

use crate::pipeline::bench::calibration::LOOPS;
use crate::pipeline::bench::report::Report;
use crate::pipeline::bench::{Part, Spent};

/// By what factor a loop that is quicker than it was is taken to be less so. It is short, and on a busy machine finds a
/// quiet moment that a long stage does not: of more rounds, more often.
const LUCK: f64 = 1.1;

/// By what factor what the program does takes longer in another run, and what the system does for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Factor {
    program: f64,
    system: f64,
}

impl Factor {
    const EQUAL: Self = Self { program: 1.0, system: 1.0 };

    /// Of a time of which so large a share is the system's.
    pub fn with(self, system_share: f64) -> f64 {
        self.program + (self.system - self.program) * system_share
    }

    /// The program takes longer as the loop does that was slowed most: a stage may be like either. Of what they are quicker,
    /// or the system is, some is luck.
    fn between(now: [f64; LOOPS], before: [f64; LOOPS]) -> Self {
        let longer = |of: usize| (now[of] > 0.0 && before[of] > 0.0).then(|| now[of] / before[of]);
        let program = longer(0).into_iter().chain(longer(1)).reduce(f64::max).unwrap_or(1.0);
        let system = longer(2).unwrap_or(program);
        let [program, system] = [program, system].map(|longer| longer.max((longer * LUCK).min(1.0)));
        Self { program, system }
    }

    /// The larger of two, of each.
    fn max(self, other: Self) -> Self {
        Self { program: self.program.max(other.program), system: self.system.max(other.system) }
    }
}

/// By what factor times of one run are longer in another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// What all threads do, on the clock.
    pub clock: Factor,
    /// The same in processor time.
    pub processor: Factor,
    /// What one thread does.
    pub alone: Factor,
    /// What one thread does, or all.
    pub either: Factor,
}

impl Pace {
    pub const EQUAL: Self =
        Self { clock: Factor::EQUAL, processor: Factor::EQUAL, alone: Factor::EQUAL, either: Factor::EQUAL };

    /// From one run to another.
    pub fn between(now: &Report, before: &Report) -> Self {
        let factor = |of: fn(&Report) -> [f64; LOOPS]| Factor::between(of(now), of(before));
        let clock = factor(|run| on_all_threads(run).map(|spent| spent.seconds));
        let processor = factor(|run| on_all_threads(run).map(|spent| spent.cpu_seconds));
        let alone = factor(on_one_thread);
        Self { clock, processor, alone, either: alone.max(clock) }
    }

    /// Of a stage's processor time, and of its time on the clock. Articles are checked on one thread, but for those that
    /// have many candidates.
    pub fn of(self, part: Part) -> (Factor, Factor) {
        if part == Part::Check { (self.alone, self.either) } else { (self.processor, self.clock) }
    }
}

fn on_all_threads(run: &Report) -> [Spent; LOOPS] {
    [run.calibration, run.calibration_dense, run.calibration_system]
}

fn on_one_thread(run: &Report) -> [f64; LOOPS] {
    [run.calibration_alone, run.calibration_dense_alone, run.calibration_system_alone]
}

#[cfg(test)]
mod tests {
    use super::super::compare;
    use super::super::tests::spent;
    use super::*;
    use crate::pipeline::bench::Checks;

    /// Half of reading is the system's, and of seeking nothing.
    fn before() -> Report {
        Report {
            articles_per_second: 1000.0,
            check: Checks { articles: 10, p50_us: 100.0, p99_us: 900.0 },
            stages: [
                (Part::Read, Spent { system_seconds: 0.5, ..spent(1.0) }),
                (Part::Seek, spent(1.0)),
                (Part::Check, spent(0.1)),
            ]
            .into(),
            calibration: spent(0.1),
            calibration_alone: 0.1,
            calibration_dense: spent(0.1),
            calibration_dense_alone: 0.1,
            calibration_system: spent(0.1),
            calibration_system_alone: 0.1,
            ..Report::default()
        }
    }

    fn worse(change: impl FnOnce(&mut Report)) -> Vec<String> {
        let mut now = before();
        change(&mut now);
        compare(&now, &before(), 0.1).unwrap().into_iter().map(|regression| regression.figure).collect()
    }

    fn takes(now: &mut Report, part: Part, seconds: f64) {
        now.stages.insert(part, spent(seconds));
    }

    #[test]
    fn a_slower_system_excuses_what_it_does_of_a_stage_and_no_more() {
        let with = |read, seek| {
            move |now: &mut Report| {
                now.calibration_system = spent(0.2);
                takes(now, Part::Read, read);
                takes(now, Part::Seek, seek);
            }
        };
        assert_eq!(worse(with(1.6, 1.0)), [""; 0]);
        assert_eq!(worse(with(1.7, 1.0)), ["stages.read"]);
        assert_eq!(worse(with(1.6, 1.2)), ["stages.seek", "stages.seek.seconds"]);
    }

    #[test]
    fn a_slower_program_excuses_nothing_that_the_system_does() {
        let with = |read| {
            move |now: &mut Report| {
                now.calibration = spent(0.2);
                takes(now, Part::Read, read);
            }
        };
        assert_eq!(worse(with(1.6)), [""; 0]);
        assert_eq!(worse(with(1.9)), ["stages.read", "stages.read.seconds"]);
    }

    #[test]
    fn checks_are_held_against_what_one_thread_can_do_but_the_slowest_wait_for_all() {
        let checks = |p50_us, p99_us| Checks { articles: 10, p50_us, p99_us };
        let busy = |now: &mut Report| {
            now.calibration = spent(0.2);
            now.check = checks(120.0, 1700.0);
            takes(now, Part::Check, 0.12);
        };
        assert_eq!(worse(busy), ["check.p50_us", "stages.check"]);
        let slower = |now: &mut Report| {
            busy(now);
            now.calibration_alone = 0.12;
        };
        assert_eq!(worse(slower), [""; 0]);
    }

    #[test]
    fn a_quicker_system_is_expected_to_be_but_for_luck() {
        let with = |read| {
            move |now: &mut Report| {
                now.calibration_system = spent(0.05);
                now.articles_per_second = 1e9;
                takes(now, Part::Read, read);
            }
        };
        assert_eq!(worse(with(0.84)), [""; 0]);
        assert_eq!(worse(with(0.87)), ["stages.read"]);
    }

    #[test]
    fn a_slower_system_excuses_of_all_of_dedup_what_it_does_of_that() {
        let with = |speed| {
            move |now: &mut Report| {
                now.calibration_system = spent(0.2);
                now.articles_per_second = speed;
            }
        };
        assert_eq!(worse(with(730.0)), [""; 0]);
        assert_eq!(worse(with(710.0)), ["articles_per_second"]);
    }
}
