//! Sorts records by key, some bits at a time and the lowest first: passes over memory, a third of the time that comparing
//! takes. Bits that all keys share take no pass. Records that no cache holds are divided by their leading bits first.

/// Bits a pass looks at where records are few, and where they are [`MANY`].
const BITS: [u32; 2] = [8, 13];

/// Records from which on passes over wide digits, for which there must be room to count, take less time than more passes.
const MANY: usize = 1 << 13;

/// Records up to which comparing takes less time than any pass.
const FEW: usize = 1 << 7;

/// Records from which on they are divided: 512 KiB of them.
const TOO_MANY: usize = 1 << 16;

/// Leading bits by which they are.
const LEADING: u32 = 8;

/// Sorts `(key, document)` records by key. Records of one key keep their order.
pub fn sort_by_key(records: &mut Vec<(u32, u32)>) {
    match records.len() {
        ..FEW => records.sort_by_key(|record| record.0),
        FEW..MANY => by_digits::<{ BITS[0] }>(records),
        MANY..TOO_MANY => by_digits::<{ BITS[1] }>(records),
        TOO_MANY.. => divided(records),
    }
}

/// Divides records, and sorts one part after the other.
fn divided(records: &mut [(u32, u32)]) {
    let lead = |key: u32| (key >> (u32::BITS - LEADING)) as usize;
    let mut counts = [0; 1 << LEADING];
    records.iter().for_each(|record| counts[lead(record.0)] += 1);
    let mut parts = counts.map(Vec::with_capacity);
    records.iter().for_each(|&record| parts[lead(record.0)].push(record));
    let mut sorted = 0;
    for mut part in parts {
        sort_part(&mut part);
        records[sorted..][..part.len()].copy_from_slice(&part);
        sorted += part.len();
    }
}

/// Sorts records that have their leading bits in common, which divide them no further.
fn sort_part(records: &mut Vec<(u32, u32)>) {
    if records.len() < TOO_MANY { sort_by_key(records) } else { by_digits::<{ BITS[1] }>(records) }
}

fn by_digits<const BITS: u32>(records: &mut Vec<(u32, u32)>) {
    let mut sorted = vec![(0, 0); records.len()];
    for (pass, counts) in (0..).zip(counts::<BITS>(records).chunks_exact_mut(1 << BITS)) {
        if counts.contains(&(records.len() as u32)) {
            continue;
        }
        to_places(counts);
        for &record in &*records {
            let place = &mut counts[digit::<BITS>(record.0, pass)];
            sorted[*place as usize] = record;
            *place += 1;
        }
        std::mem::swap(records, &mut sorted);
    }
}

/// What a pass looks at.
#[inline]
fn digit<const BITS: u32>(key: u32, pass: usize) -> usize {
    (key >> (pass as u32 * BITS)) as usize & ((1 << BITS) - 1)
}

/// For every pass, the records of each digit.
fn counts<const BITS: u32>(records: &[(u32, u32)]) -> Vec<u32> {
    let passes = u32::BITS.div_ceil(BITS) as usize;
    let mut counts = vec![0; passes << BITS];
    for &(key, _) in records {
        (0..passes).for_each(|pass| counts[(pass << BITS) + digit::<BITS>(key, pass)] += 1);
    }
    counts
}

/// From how many records each digit has to where they begin.
fn to_places(counts: &mut [u32]) {
    let mut sum = 0;
    for count in counts {
        sum += std::mem::replace(count, sum);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_sorts_as_comparing_does(mut records in prop::collection::vec((prop_oneof![0_u32..50, any::<u32>()], any::<u32>()), 0..400)) {
            let mut expected = records.clone();
            expected.sort_by_key(|record| record.0);
            let [mut narrow, mut parted, mut any] = [records.clone(), records.clone(), records.clone()];
            divided(&mut parted);
            by_digits::<{ BITS[0] }>(&mut narrow);
            by_digits::<{ BITS[1] }>(&mut records);
            sort_by_key(&mut any);
            prop_assert_eq!(&narrow, &expected);
            prop_assert_eq!(&parted, &expected);
            prop_assert_eq!(&records, &expected);
            prop_assert_eq!(any, expected);
        }
    }
}
