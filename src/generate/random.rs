//! Seeded pseudo-random numbers, the same on every machine and in every version.

/// `SplitMix64` (Steele, Lea and Flood, OOPSLA 2014, after Vigna's public-domain reference code): one addition and one
/// mix a number, and any seed is a good seed, so that every article can start a generator of its own.
#[derive(Debug, Clone)]
pub struct Random {
    state: u64,
}

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

fn mix(mut value: u64) -> u64 {
    value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

impl Random {
    /// Starts at `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The generator that belongs to the `number`th thing of one `purpose` in the world of `seed`.
    #[must_use]
    pub fn of(seed: u64, purpose: u64, number: u64) -> Self {
        Self::new(mix(
            mix(seed.wrapping_add(purpose.wrapping_mul(GOLDEN))).wrapping_add(number.wrapping_mul(GOLDEN))
        ))
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        mix(self.state)
    }

    /// A number below `bound`; 0 when `bound` is 0. The bias of the multiplication is below `bound` / 2^32.
    pub fn below(&mut self, bound: u32) -> u32 {
        (((self.next_u64() >> 32) * u64::from(bound)) >> 32) as u32
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below((high + 1).saturating_sub(low))
    }

    /// True `permille` times in a thousand.
    pub fn chance(&mut self, permille: u32) -> bool {
        self.below(1000) < permille
    }

    /// One of `items`, all alike. `items` must not be empty.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len() as u32) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_reference_code() {
        let mut random = Random::new(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| random.next_u64()).collect();
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn numbers_stay_in_their_range() {
        let mut random = Random::new(3);
        assert!((0..1000).all(|_| (3..=7).contains(&random.between(3, 7))));
        assert_eq!(random.below(0), 0);
    }

    #[test]
    fn neighbours_and_purposes_do_not_share_a_stream() {
        let starts = [Random::of(1, 1, 1), Random::of(1, 1, 2), Random::of(1, 2, 1), Random::of(2, 1, 1)];
        let mut firsts: Vec<u64> = starts.into_iter().map(|mut random| random.next_u64()).collect();
        firsts.sort_unstable();
        firsts.dedup();
        assert_eq!(firsts.len(), 4);
    }
}
