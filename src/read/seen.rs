//! What to say when a field seems to go by another name.

use serde_json::{Map, Value};

/// The keys of a record, as text: "id, page, title"; empty where the line is no object.
#[must_use]
pub fn fields_seen(line: &[u8]) -> String {
    let object: Map<String, Value> = serde_json::from_slice(line).unwrap_or_default();
    object.keys().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// When no record has a `what`: the fields the first one has, and the option that names the field.
#[must_use]
pub fn nowhere(what: &str, option: &str, seen: &str) -> String {
    format!("no record has a {what}; the first one has the fields {seen}: {option} says which is the {what}")
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
