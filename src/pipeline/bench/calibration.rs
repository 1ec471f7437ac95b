//! A fixed piece of work that no change to this library makes faster or slower: what the machine can do now.

use super::clock::{Moment, Spent};

/// Slots of the table each thread walks: 2 MiB, more than the nearest caches hold, as a corpus is.
const SLOTS: usize = 1 << 18;

/// Steps of one walk. Takes some 12 ms.
const STEPS: u64 = 1_500_000;

/// Walks, of which the quickest counts: in a hundred milliseconds another process nearly always gets a turn, in
/// twelve it often does not.
const WALKS: usize = 8;

/// Runs the loop on every thread at once, again and again: what all walks would take if each were as quick as the
/// quickest.
pub(super) fn calibrate() -> Spent {
    Spent::least((0..WALKS).map(|_| walk_on_all_threads())) * WALKS as f64
}

/// The same on one thread, in seconds, to set against what one thread does: where two share a core, the loop above
/// takes longer by what each leaves the other.
pub(super) fn calibrate_alone() -> f64 {
    let alone = |_| {
        let start = Moment::now();
        std::hint::black_box(walk(0));
        start.elapsed()
    };
    Spent::least((0..WALKS).map(alone)).seconds * WALKS as f64
}

fn walk_on_all_threads() -> Spent {
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
