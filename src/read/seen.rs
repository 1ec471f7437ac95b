//! Which fields a record has, for a message.

use std::collections::BTreeMap;

use serde::de::IgnoredAny;

/// The keys of a record, as text: "id, page, title"; empty where the line is no object.
#[must_use]
pub fn fields_seen(line: &[u8]) -> String {
    let object: BTreeMap<String, IgnoredAny> = serde_json::from_slice(line).unwrap_or_default();
    object.into_keys().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_named_and_values_left() {
        assert_eq!(fields_seen(br#"{"title":"t","page":{"body":"b"},"id":1}"#), "id, page, title");
        assert_eq!(fields_seen(b"[1]"), "");
    }
}
