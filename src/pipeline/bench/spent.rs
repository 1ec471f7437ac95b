//! What a piece of work takes: time on the clock, and processor time of all threads, the program's and the system's.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

/// Time that was spent, in seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Spent {
    /// On the clock.
    pub seconds: f64,
    /// By the processors, all threads together.
    pub cpu_seconds: f64,
    /// Of these, by the system for the program: reading, writing, giving memory. The system counts them by looking every few
    /// milliseconds at what runs.
    pub system_seconds: f64,
}

impl Spent {
    /// The least of several, by each clock; nothing of none. The system's share is that of all together, for of one it is
    /// known too roughly.
    pub(super) fn least(of: impl Iterator<Item = Self>) -> Self {
        let all: Vec<Self> = of.collect();
        let least = |clock: fn(&Self) -> f64| all.iter().map(clock).reduce(f64::min).unwrap_or_default();
        let (seconds, cpu_seconds) = (least(|spent| spent.seconds), least(|spent| spent.cpu_seconds));
        let system_seconds = cpu_seconds * all.into_iter().sum::<Self>().system_share();
        Self { seconds, cpu_seconds, system_seconds }
    }

    /// What share of the processor time was the system's.
    pub(super) fn system_share(self) -> f64 {
        if self.cpu_seconds > 0.0 { (self.system_seconds / self.cpu_seconds).min(1.0) } else { 0.0 }
    }
}

impl std::ops::Add for Spent {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            seconds: self.seconds + other.seconds,
            cpu_seconds: self.cpu_seconds + other.cpu_seconds,
            system_seconds: self.system_seconds + other.system_seconds,
        }
    }
}

impl std::iter::Sum for Spent {
    fn sum<I: Iterator<Item = Self>>(of: I) -> Self {
        of.fold(Self::default(), |sum, spent| sum + spent)
    }
}

impl std::ops::Mul<f64> for Spent {
    type Output = Self;

    fn mul(self, times: f64) -> Self {
        Self {
            seconds: self.seconds * times,
            cpu_seconds: self.cpu_seconds * times,
            system_seconds: self.system_seconds * times,
        }
    }
}

/// A moment, on the clock and by what the processors did until then.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment(Instant, Processors);

impl Moment {
    pub(super) fn now() -> Self {
        Self(Instant::now(), Processors::now())
    }

    /// What was spent since.
    pub(super) fn elapsed(self) -> Spent {
        let (now, then) = (Processors::now(), self.1);
        let since = |part: fn(Processors) -> Duration| part(now).saturating_sub(part(then)).as_secs_f64();
        let system_seconds = since(|time| time.system);
        Spent {
            seconds: self.0.elapsed().as_secs_f64(),
            cpu_seconds: since(|time| time.program) + system_seconds,
            system_seconds,
        }
    }
}

/// Processor time of this process so far, all threads together.
#[derive(Debug, Clone, Copy)]
struct Processors {
    program: Duration,
    system: Duration,
}

impl Processors {
    #[cfg(unix)]
    fn now() -> Self {
        use nix::sys::resource::{UsageWho, getrusage};
        // It fails for a wrong argument only.
        let usage = getrusage(UsageWho::RUSAGE_SELF);
        let [program, system] = usage.map_or([Duration::ZERO; 2], |usage| {
            [usage.user_time(), usage.system_time()]
                .map(|time| Duration::new(time.tv_sec() as u64, 1000 * time.tv_usec() as u32))
        });
        Self { program, system }
    }

    /// Where the system does not tell, the clock has to do.
    #[cfg(not(unix))]
    fn now() -> Self {
        static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
        Self { program: START.elapsed(), system: Duration::ZERO }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sleeping_takes_time_but_no_processor() {
        let start = Moment::now();
        std::thread::sleep(Duration::from_millis(30));
        assert!(start.elapsed().seconds >= 0.03);
    }

    #[test]
    fn the_least_is_by_each_clock_and_the_share_of_the_system_that_of_all() {
        let spent = |seconds, cpu_seconds, system_seconds| Spent { seconds, cpu_seconds, system_seconds };
        let least = Spent::least([spent(1.0, 3.0, 0.0), spent(2.0, 1.0, 1.0)].into_iter());
        assert_eq!(least, spent(1.0, 1.0, 0.25));
        assert_eq!(Spent::least(std::iter::empty()), Spent::default());
    }

    #[test]
    fn the_system_never_takes_more_than_all() {
        let start = Moment::now();
        while start.elapsed().cpu_seconds == 0.0 {
            std::hint::black_box(vec![1_u8; 1 << 16]);
        }
        let spent = start.elapsed();
        assert!(spent.system_seconds <= spent.cpu_seconds);
    }
}
