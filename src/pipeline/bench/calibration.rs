//! Two fixed pieces of work that no change to this library makes faster or slower: what the machine can do now. One
//! waits for itself and for memory, one does as much at once as a core can: where a core is shared with another
//! process, or its clock is lowered, they are not slowed alike, and a stage may be like either.

use super::clock::{Moment, Spent};

/// Slots of the table each thread walks: 2 MiB, more than the nearest caches hold, as a corpus is.
const SLOTS: usize = 1 << 18;

/// Steps of one walk: 12 to 25 ms, as the machine is.
const STEPS: u64 = 1_500_000;

/// Sums that do not wait for one another, more than a core multiplies at once.
const LANES: usize = 8;

/// Steps of the work that waits for nothing: some 8 ms.
const DENSE_STEPS: u64 = 2_500_000;

/// Runs of a loop, of which the quickest counts: in a hundred milliseconds another process nearly always gets a turn, in
/// ten it often does not.
const RUNS: usize = 8;

/// Both loops: the one that waits, and the one that does not.
const LOOPS: [fn(u64) -> u64; 2] = [walk, multiply];

/// Runs each loop on every thread at once, again and again: what all runs would take if each were as quick as the
/// quickest.
pub(super) fn calibrate() -> [Spent; 2] {
    LOOPS.map(|work| Spent::least((0..RUNS).map(|_| on_all_threads(work))) * RUNS as f64)
}

/// The same on one thread, in seconds, to set against what one thread does: where two share a core, the loops above
/// take longer by what each leaves the other.
pub(super) fn calibrate_alone() -> [f64; 2] {
    let alone = |work: fn(u64) -> u64| {
        let start = Moment::now();
        std::hint::black_box(work(std::hint::black_box(0)));
        start.elapsed()
    };
    LOOPS.map(|work| Spent::least((0..RUNS).map(|_| alone(work))).seconds * RUNS as f64)
}

fn on_all_threads(work: fn(u64) -> u64) -> Spent {
    let start = Moment::now();
    let sums = rayon::broadcast(|thread| work(thread.index() as u64));
    std::hint::black_box(sums);
    start.elapsed()
}

/// Arithmetic alone, each of some sums for itself, in about the proportion of hashing words and finding minima.
fn multiply(seed: u64) -> u64 {
    let mut sums: [u64; LANES] = std::array::from_fn(|lane| seed.wrapping_add(lane as u64));
    for step in 0..DENSE_STEPS {
        for sum in &mut sums {
            *sum = (*sum ^ step).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
        }
    }
    sums.into_iter().fold(0, |all, sum| all ^ sum)
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
    fn the_loops_are_the_same_every_time() {
        assert!(LOOPS.iter().all(|work| work(1) == work(1) && work(1) != work(3)));
    }

    #[test]
    fn both_loops_take_time() {
        assert!(calibrate().iter().all(|spent| spent.seconds > 0.0));
        assert!(calibrate_alone().iter().all(|seconds| *seconds > 0.0));
    }
}
