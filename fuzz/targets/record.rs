//! A line of JSON becomes an article or a reason, under the usual names and under names of the user's; the short way over a
//! line in the usual form gives what the parser does, which a tab before the line calls.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reprint::read::{Field, FieldMap, parse_record};

fuzz_target!(|line: &[u8]| {
    let plain = parse_record(line, &"fuzz:1", &FieldMap::default());
    let named = FieldMap::default().with(Field::Text, "page.words").with(Field::Id, "key");
    let _ = parse_record(line, &"fuzz:1", &named);
    let tabbed = [b"\t", line].concat();
    assert_eq!(parse_record(&tabbed, &"fuzz:1", &FieldMap::default()).as_ref().ok(), plain.as_ref().ok());
    if let Ok(article) = plain {
        assert!(!article.id.is_empty(), "an article without an id cannot be named in a result");
    }
});
