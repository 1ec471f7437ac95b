//! What a reader measured.

use std::fmt;
use std::time::Duration;

/// Times of one reader, with the writer at rest and at work.
#[derive(Debug, Default)]
pub struct Times {
    /// Which reader.
    pub reader: u64,
    /// Its checks: `[0]` with the writer at rest, `[1]` with the writer at work.
    pub checks: [Vec<Duration>; 2],
    /// Its changes to a newer commit.
    pub opened: Vec<Duration>,
}

impl Times {
    /// How many times its median without the writer is its median with it.
    pub fn slower(&self) -> f64 {
        let [alone, beside] = &self.checks;
        quantile(beside, 0.5).as_secs_f64() / quantile(alone, 0.5).as_secs_f64().max(1e-9)
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "reader {}:", self.reader)?;
        let named =
            [("alone", &self.checks[0]), ("beside the writer", &self.checks[1]), ("opening", &self.opened)];
        for (name, times) in named {
            let [median, slow] = [0.5, 0.99].map(|share| 1e3 * quantile(times, share).as_secs_f64());
            write!(f, "  {name} {} x {median:.2} ms (p99 {slow:.1})", times.len())?;
        }
        write!(f, "  ratio {:.2}", self.slower())
    }
}

/// The time that this share of all stays below.
pub fn quantile(times: &[Duration], share: f64) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let at = (share * sorted.len() as f64) as usize;
    sorted.get(at.min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
}
