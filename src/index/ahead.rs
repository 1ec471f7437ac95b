//! Memory that is needed soon, asked for all at once. A look-up in a large store waits for memory several times, for each
//! place says where the next one is; many look-ups, place by place, wait little longer than one.

/// Reads every one of the `words`. None of the reads waits for another, so a processor has many under way at a time, and
/// what is read then comes from a near cache.
#[inline]
pub(crate) fn bring_near(words: impl Iterator<Item = u64>) {
    // Nobody asks for the sum: without this, nothing would be read.
    std::hint::black_box(words.fold(0, |all, word| all ^ word));
}
