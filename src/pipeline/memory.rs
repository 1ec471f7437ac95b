//! The largest resident memory of this process.

/// In bytes; zero where the system does not tell.
#[must_use]
pub fn peak_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|value| value.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}

/// From here on [`peak_bytes`] tells of what is held now or later. Where the system cannot forget, it goes on telling
/// of the largest ever held.
pub(super) fn forget_peak() {
    // `proc(5)`, clear_refs: 5 resets the peak resident set size.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn what_is_held_raises_the_peak() {
        let before = peak_bytes();
        let held = vec![1_u8; 64 << 20];
        std::hint::black_box(&held);
        assert!(before > 0 && peak_bytes() >= 64 << 20);
    }
}
