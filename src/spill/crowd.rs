//! Records whose key stands in too few lists, told before anything is sorted. Most keys of news stand in one article
//! alone: to count them takes a fraction of the time that putting them in order does.

use crate::text::hashed::append_wanted;

use super::regions::Record;

/// Counters for each record, at least: of keys that stand alone one in three or fewer then passes for shared by two, and
/// one in twelve for shared by three.
const COUNTERS: usize = 2;

/// Of the records in `parts`, in their order, all those whose key `least` of them have or more; and some others, for
/// keys share counters. Keys are hashes, and all have the same `leading` bits.
pub(super) fn crowded(parts: &[&[Record]], leading: u32, least: u8) -> Vec<Record> {
    let count: usize = parts.iter().map(|part| part.len()).sum();
    let bits = (COUNTERS * count).next_power_of_two().trailing_zeros().clamp(1, u32::BITS - leading);
    let counter = |key: u32| ((key << leading) >> (u32::BITS - bits)) as usize;
    let mut counters = vec![0_u8; 1 << bits];
    for &(key, _) in parts.iter().copied().flatten() {
        let counted = &mut counters[counter(key)];
        *counted = counted.saturating_add(1);
    }
    let mut found = Vec::new();
    for part in parts {
        append_wanted(part, |record| (record, counters[counter(record.0)] >= least), &mut found);
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn none_that_enough_share_is_missed(
            keys in prop::collection::vec(prop_oneof![0_u32..9, any::<u32>()], 0..300),
            part in 1_usize..40,
            leading in 0_u32..7,
            least in 1_u8..5,
        ) {
            let records: Vec<Record> = keys.iter().map(|key| key >> leading).zip(0..).collect();
            let found = crowded(&records.chunks(part).collect::<Vec<_>>(), leading, least);
            let shared = |record: &&Record| records.iter().filter(|other| other.0 == record.0).count() >= least.into();
            let (wanted, kept): (Vec<_>, Vec<_>) = (records.iter().filter(shared).collect(), found.iter().filter(shared).collect());
            prop_assert_eq!(kept, wanted);
            prop_assert!(found.is_sorted_by_key(|record| record.1));
        }
    }

    #[test]
    fn most_that_stand_alone_are_left_out() {
        let records: Vec<Record> =
            (0..10_000).map(|n: u32| (n.wrapping_mul(0x9E37_79B9).rotate_left(7) ^ n, n)).collect();
        let [two, three] = [2, 3].map(|least| crowded(&[&records], 0, least).len());
        assert!(two < 4_500 && three < 1_500, "{two} {three}");
    }
}
