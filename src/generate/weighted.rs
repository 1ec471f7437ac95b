//! Draws from an uneven distribution in constant time.

use super::random::Random;

/// Vose's alias table (IEEE Transactions on Software Engineering 17(9), 1991). Built with additions, multiplications and
/// divisions only, so that it is bit for bit the same on every machine.
#[derive(Debug, Clone)]
pub(super) struct Weighted {
    cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    /// Of 2^32 draws that land here, how many stay.
    stay: u32,
    /// Where the others go.
    other: u32,
}

impl Weighted {
    /// Ranks 0 to `count` - 1, the `k`th with weight 1 / (k + `shift`): Zipf's law with Mandelbrot's shift, which keeps
    /// the first ranks from taking everything.
    pub(super) fn zipf(count: usize, shift: f64) -> Self {
        Self::new(&(0..count).map(|rank| 1.0 / (rank as f64 + shift)).collect::<Vec<_>>())
    }

    /// Index `i` with a probability proportional to `weights[i]`.
    pub(super) fn new(weights: &[f64]) -> Self {
        let scale = weights.len() as f64 / weights.iter().sum::<f64>();
        let mut load: Vec<f64> = weights.iter().map(|weight| weight * scale).collect();
        let mut cells: Vec<Cell> =
            (0..weights.len()).map(|index| Cell { stay: u32::MAX, other: index as u32 }).collect();
        let (mut small, mut large): (Vec<usize>, Vec<usize>) = (0..load.len()).partition(|&i| load[i] < 1.0);
        while let (Some(low), Some(&high)) = (small.pop(), large.last()) {
            cells[low] = Cell { stay: (load[low] * f64::from(u32::MAX)) as u32, other: high as u32 };
            load[high] -= 1.0 - load[low];
            if load[high] < 1.0 {
                small.extend(large.pop());
            }
        }
        Self { cells }
    }

    /// Draws an index.
    pub(super) fn draw(&self, random: &mut Random) -> usize {
        let bits = random.next_u64();
        let index = (((bits >> 32) * self.cells.len() as u64) >> 32) as usize;
        let cell = self.cells[index];
        if bits as u32 <= cell.stay { index } else { cell.other as usize }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_follow_the_weights() {
        let weighted = Weighted::new(&[6.0, 3.0, 1.0]);
        let mut random = Random::new(1);
        let mut seen = [0; 3];
        for _ in 0..100_000 {
            seen[weighted.draw(&mut random)] += 1;
        }
        assert!((59_000..61_000).contains(&seen[0]) && (9_000..11_000).contains(&seen[2]), "{seen:?}");
    }

    #[test]
    fn a_low_rank_is_drawn_more_often_than_a_high_one() {
        let weighted = Weighted::zipf(1000, 4.0);
        let mut random = Random::new(2);
        let first = (0..10_000).filter(|_| weighted.draw(&mut random) < 10).count();
        assert!((2_000..2_600).contains(&first), "{first}");
    }
}
