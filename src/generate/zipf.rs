//! Draws ranks by Zipf's law from a table that stays in the processor's first cache.

use super::random::Random;

/// How many slices of equal probability the law is cut into. Within a slice all ranks are drawn alike.
const SLICES: usize = 256;

/// Ranks 0 to n - 1, the `k`th about as likely as 1 / (k + shift): Zipf's law with Mandelbrot's shift, which keeps the
/// first ranks from taking everything. Built with additions, multiplications and divisions only, so that it is the same
/// on every machine.
#[derive(Debug, Clone)]
pub(super) struct Zipf {
    /// Where each slice begins, and the last rank.
    starts: Vec<u32>,
}

impl Zipf {
    pub(super) fn new(count: usize, shift: f64) -> Self {
        let weight = |rank: usize| 1.0 / (rank as f64 + shift);
        let slice = (0..count).map(weight).sum::<f64>() / SLICES as f64;
        let (mut starts, mut passed) = (Vec::with_capacity(SLICES + 1), 0.0);
        for rank in 0..count {
            passed += weight(rank);
            while starts.len() < SLICES && starts.len() as f64 * slice < passed {
                starts.push(rank as u32);
            }
        }
        starts.resize(SLICES + 1, count.saturating_sub(1) as u32);
        Self { starts }
    }

    /// Draws a rank.
    pub(super) fn draw(&self, random: &mut Random) -> usize {
        let bits = random.next_u64();
        let slice = (bits >> 56) as usize;
        let (first, last) = (self.starts[slice], self.starts[slice + 1]);
        let within = (u64::from(bits as u32) * u64::from(last - first + 1)) >> 32;
        first as usize + within as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frequencies(count: usize, shift: f64) -> Vec<f64> {
        let (zipf, mut random, mut seen) = (Zipf::new(count, shift), Random::new(1), vec![0.0; count]);
        (0..1_000_000).for_each(|_| seen[zipf.draw(&mut random)] += 1e-6);
        seen
    }

    #[test]
    fn ranks_are_drawn_by_the_law() {
        let (seen, sum) =
            (frequencies(2_000, 4.0), (0..2_000).map(|rank| 1.0 / (f64::from(rank) + 4.0)).sum::<f64>());
        let decade =
            |ranks: std::ops::Range<usize>| ranks.map(|rank| 1.0 / (rank as f64 + 4.0) / sum).sum::<f64>();
        for ranks in [0..10, 10..100, 100..1_000, 1_000..2_000] {
            let (got, want) = (seen[ranks.clone()].iter().sum::<f64>(), decade(ranks));
            assert!((got / want - 1.0).abs() < 0.05, "{got} for {want}");
        }
    }

    #[test]
    fn every_rank_can_be_drawn_and_none_beyond() {
        assert!(frequencies(3, 1.0).iter().all(|share| *share > 0.1));
        assert_eq!(frequencies(1, 1.0).len(), 1);
    }
}
