//! One key for an outlet, however a crawler spelled it.

use xxhash_rust::xxh3::xxh3_64;

/// The key of an outlet's name: the same for `www.example.com` and `Example.com`. Never zero, which stands for
/// an unknown outlet.
#[must_use]
pub fn outlet_key(name: &str) -> u32 {
    let name = name.trim().to_lowercase();
    (xxh3_64(name.strip_prefix("www.").unwrap_or(&name).as_bytes()) as u32).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoration_does_not_make_another_outlet() {
        assert_eq!(outlet_key("www.Example.com "), outlet_key("example.com"));
        assert_ne!(outlet_key("example.com"), outlet_key("example.org"));
    }
}
