//! Three fixed pieces of work that no change to this library makes faster or slower: what the machine can do now. One
//! waits for itself and for memory, one does as much at once as a core can: where a core is shared with another
//! process, or its clock is lowered, they are not slowed alike, and a stage may be like either. The third asks the
//! system for pages and has it copy bytes, which takes half as long again at times when the other two are as ever.

use std::io::{Read, Result, Seek, SeekFrom, Write};

use memmap2::MmapMut;

use super::spent::{Moment, Spent};

/// How many fixed loops there are.
pub(super) const LOOPS: usize = 3;

/// Runs of a loop: of processor time the quickest counts, for in a hundred milliseconds another process nearly always
/// spoils a cache, and in ten it often does not. On the clock all count: what others take of it they take of a stage too.
const RUNS: usize = 8;

type Loop = fn(u64) -> Result<u64>;

/// What waits, what does not, and what the system does.
const ALL: [Loop; LOOPS] = [|seed| Ok(walk(seed)), |seed| Ok(multiply(seed)), supply];

/// Runs each loop on every thread at once, again and again: on the clock what all runs take, and the processor time they
/// would take if each were as quick as the quickest.
///
/// # Errors
/// The system gives no pages, or no temporary file.
pub(super) fn calibrate() -> Result<[Spent; LOOPS]> {
    each(|work| {
        let runs = runs(|| rayon::broadcast(|thread| work(thread.index() as u64)).into_iter().collect())?;
        let seconds = runs.iter().map(|run| run.seconds).sum();
        Ok(Spent { seconds, ..Spent::least(runs.into_iter()) * RUNS as f64 })
    })
}

/// The same on one thread, in seconds of the quickest run, to set against what one thread does and is taken of the
/// quickest as well: where two share a core, the loops above take longer by what each leaves the other.
///
/// # Errors
/// As above.
pub(super) fn calibrate_alone() -> Result<[f64; LOOPS]> {
    each(|work| {
        let runs = runs(|| Ok(vec![work(std::hint::black_box(0))?]))?;
        Ok(Spent::least(runs.into_iter()).seconds * RUNS as f64)
    })
}

fn each<R: Copy + Default>(time: impl Fn(Loop) -> Result<R>) -> Result<[R; LOOPS]> {
    let mut all = [R::default(); LOOPS];
    for (spent, work) in all.iter_mut().zip(ALL) {
        *spent = time(work)?;
    }
    Ok(all)
}

fn runs(run: impl Fn() -> Result<Vec<u64>>) -> Result<Vec<Spent>> {
    let timed = |_| {
        let start = Moment::now();
        std::hint::black_box(run()?);
        Ok(start.elapsed())
    };
    (0..RUNS).map(timed).collect()
}

/// Sums that do not wait for one another, more than a core multiplies at once.
const LANES: usize = 8;

/// Steps of the work that waits for nothing: some 8 ms.
const DENSE_STEPS: u64 = 2_500_000;

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

/// Slots of the table each thread walks: 2 MiB, more than the nearest caches hold, as a corpus is.
const SLOTS: usize = 1 << 18;

/// Steps of one walk: 12 to 25 ms, as the machine is.
const STEPS: u64 = 1_500_000;

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

/// Bytes that are asked of the system as fresh memory, and as a file: together some 8 ms.
const SUPPLY: usize = 8 << 20;

/// Bytes of one call: what a block of input or output is.
const BLOCK: usize = 1 << 18;

/// The smallest page of any system.
const PAGE: usize = 1 << 12;

/// Touches fresh memory a page at a time, has it written to a file, and reads that back: what a stage asks of the system
/// that reads, gathers or writes.
fn supply(seed: u64) -> Result<u64> {
    let (mut fresh, mut file) = (MmapMut::map_anon(SUPPLY)?, tempfile::tempfile()?);
    for block in fresh.chunks_mut(BLOCK) {
        block.iter_mut().step_by(PAGE).for_each(|byte| *byte = seed as u8);
        file.write_all(block)?;
    }
    file.seek(SeekFrom::Start(0))?;
    let mut sum = seed;
    for _ in 0..SUPPLY / BLOCK {
        file.read_exact(&mut fresh[..BLOCK])?;
        sum = sum.wrapping_mul(31).wrapping_add(u64::from(fresh[0]));
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loops_are_the_same_every_time() {
        for work in ALL {
            assert_eq!(work(1).unwrap(), work(1).unwrap());
            assert_ne!(work(1).unwrap(), work(3).unwrap());
        }
    }

    #[test]
    fn every_loop_takes_time() {
        assert!(calibrate().unwrap().iter().all(|spent| spent.seconds > 0.0));
        assert!(calibrate_alone().unwrap().iter().all(|seconds| *seconds > 0.0));
    }
}
