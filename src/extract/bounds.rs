//! Byte limits moved to the nearest character boundary.

/// The last character boundary at or before `at`.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The first character boundary at or after `at`.
pub(super) fn ceil(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_inside_a_character_move_out_of_it() {
        assert_eq!((floor("aé", 2), ceil("aé", 2)), (1, 3));
        assert_eq!((floor("aé", 9), ceil("aé", 9)), (3, 3));
        assert_eq!((floor("aé", 1), ceil("aé", 1)), (1, 1));
    }
}
