//! Ids: each is one record's of the input.

use xxhash_rust::xxh3::xxh3_64;

use crate::text::hashed::KeySet;

/// The ids given so far, hashed.
#[derive(Debug, Default)]
pub struct Ids(KeySet);

impl Ids {
    /// Takes an id; the second record of one id is `ID#2`, which is returned.
    pub fn take(&mut self, id: &str) -> Option<String> {
        if self.is_new(id) {
            return None;
        }
        (2..=u64::MAX).map(|count| format!("{id}#{count}")).find(|named| self.is_new(named))
    }

    fn is_new(&mut self, id: &str) -> bool {
        self.0.insert(xxh3_64(id.as_bytes()))
    }
}

/// What the user is told of it.
#[must_use]
pub fn stands_twice(id: &str, named: &str) -> String {
    format!("id {id} stands more than once; this record is called {named}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_records_go_by_one_id() {
        let mut ids = Ids::default();
        let named = |ids: &mut Ids, id: &str| ids.take(id).unwrap_or(id.to_owned());
        let given: Vec<String> = ["a", "a#2", "a", "a", "b"].iter().map(|id| named(&mut ids, id)).collect();
        assert_eq!(given, ["a", "a#2", "a#3", "a#4", "b"]);
    }
}
