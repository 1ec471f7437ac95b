//! The outlets of a segment, numbered in order of first appearance.
//!
//! ```text
//! count: u32   ends: [u32; count]   names: UTF-8, one after another
//! ```

use std::collections::HashMap;

use crate::index::format::u32_at;

/// Gives outlets their numbers.
#[derive(Debug, Default)]
pub(super) struct OutletNumbers {
    numbers: HashMap<Box<str>, u32>,
    ends: Vec<u32>,
    names: String,
}

impl OutletNumbers {
    /// The number of the outlet `name`.
    pub fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.ends.len() as u32;
        self.numbers.insert(name.into(), number);
        self.names.push_str(name);
        self.ends.push(self.names.len() as u32);
        number
    }

    /// Bytes of all names.
    pub fn bytes(&self) -> usize {
        self.names.len()
    }

    /// The section's bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = (self.ends.len() as u32).to_le_bytes().to_vec();
        bytes.extend(self.ends.iter().flat_map(|end| end.to_le_bytes()));
        bytes.extend(self.names.as_bytes());
        bytes
    }
}

/// How long a section that begins with these bytes says it is.
pub(super) fn length(bytes: &[u8]) -> Option<usize> {
    let count = u32_at(bytes, 0)? as usize;
    let names = if count == 0 { 0 } else { u32_at(bytes, 4 * count)? as usize };
    Some(4 + 4 * count + names)
}

/// Number of outlets; `None` if the bytes are no such section.
pub(super) fn count(bytes: &[u8]) -> Option<u32> {
    (length(bytes)? == bytes.len()).then(|| u32_at(bytes, 0))?
}

/// The name of outlet `number`; `None` if there is none.
pub(super) fn name(bytes: &[u8], number: u32) -> Option<&str> {
    let count = count(bytes)? as usize;
    let at = number as usize;
    let start = if at == 0 { 0 } else { u32_at(bytes, 4 * at)? as usize };
    let end = u32_at(bytes, 4 + 4 * at).filter(|_| at < count)? as usize;
    let names = bytes.get(4 + 4 * count..)?;
    std::str::from_utf8(names.get(start..end)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_numbered_once_and_found_by_number() {
        let mut numbers = OutletNumbers::default();
        let given = ["northgazette.example", "", "Küstenbote"].map(|name| numbers.number(name));
        assert_eq!(given, [0, 1, 2]);
        assert_eq!(numbers.number("Küstenbote"), 2);
        let bytes = numbers.encode();
        assert_eq!(count(&bytes), Some(3));
        assert_eq!(
            [0, 1, 2, 3].map(|number| name(&bytes, number)),
            [Some("northgazette.example"), Some(""), Some("Küstenbote"), None]
        );
    }

    #[test]
    fn bytes_that_are_no_section_give_no_name() {
        assert_eq!(name(&[255; 12], 0), None);
        assert_eq!(name(&[], 0), None);
        assert_eq!(count(&[1, 0, 0, 0, 9, 0, 0, 0]), None);
    }
}
