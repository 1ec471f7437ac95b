//! A fixed piece of work that no change to this library makes faster or slower: what the machine can do now.

use super::clock::{Moment, Spent};

/// Slots of the table each thread walks: 2 MiB, more than the nearest caches hold, as a corpus is.
const SLOTS: usize = 1 << 18;

/// Steps of the walk. Takes some 100 ms.
const STEPS: u64 = 12_000_000;

/// Runs the loop on every thread at once.
pub(super) fn calibrate() -> Spent {
    let start = Moment::now();
    let sums = rayon::broadcast(|thread| walk(thread.index() as u64));
    std::hint::black_box(sums);
    start.elapsed()
}

/// Half arithmetic, half memory, each step waiting for the one before, in about the proportion of hashing and
/// look-ups. It uses no function of this library on purpose.
fn walk(seed: u64) -> u64 {
    let mut table: Vec<u64> =
        (0..SLOTS as u64).map(|slot| slot.wrapping_mul(0x9E37_79B9_7F4A_7C15)).collect();
    let mut state = seed | 1;
    for _ in 0..STEPS {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let slot = (state >> 40) as usize & (SLOTS - 1);
        table[slot] = table[slot].wrapping_add(state);
        state = state.wrapping_add(table[slot] & 1);
    }
    table.iter().fold(state, |sum, value| sum ^ value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_walk_is_the_same_every_time() {
        assert_eq!(walk(1), walk(1));
        assert_ne!(walk(1), walk(3));
    }
}
