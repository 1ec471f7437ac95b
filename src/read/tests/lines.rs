//! JSON Lines, good and bad.

use super::*;

#[test]
fn marks_carriage_returns_and_blank_lines_are_tolerated() {
    let text = "\u{FEFF}{\"id\":\"a\",\"text\":\"t\"}\r\n\r\n   \n{\"id\":\"b\",\"text\":\"t\"}";
    let outcome = Files::new().with("a.jsonl", text).read("a.jsonl");
    assert_eq!(outcome.ids, ["a", "b"]);
    assert_eq!(outcome.origins, ["a.jsonl:1", "a.jsonl:4"]);
    assert_eq!(outcome.lines[0], b"{\"id\":\"a\",\"text\":\"t\"}\r");
    assert!(outcome.rejected.is_empty());
}

#[test]
fn bad_lines_are_named_with_their_reason() {
    let lines: [&[u8]; 9] = [
        b"{\"id\":1,\"text\":\"\xFF\"}",
        b"{\"id\":2,\"text\":\"\\ud800\"}",
        b"[1,2]",
        b"{\"id\":4,\"text\":4}",
        b"{\"id\":5,\"text\":{\"html\":\"x\"}}",
        b"{\"key\":6,\"summary\":\"x\"}",
        b"{\"id\":7,\"text\":\"x\"} trailing",
        b"{\"id\":8,\"text\":\"good\"}",
        b"{\"id\":9,\"text\":\"cut",
    ];
    let outcome = Files::new().with("a.jsonl", lines.join(&b'\n')).read("a.jsonl");
    assert_eq!(outcome.ids, ["8"]);
    let reasons = [
        "a.jsonl:1: not UTF-8",
        "a.jsonl:2: not JSON: unexpected end of hex escape (column 23)",
        "a.jsonl:3: not a JSON object",
        "a.jsonl:4: the text is a number, not a string",
        "a.jsonl:5: the text is an object, not a string",
        "a.jsonl:6: no field of an article (looked for text, body,",
        "a.jsonl:7: not JSON: trailing characters (column 21)",
        "a.jsonl:9: not JSON: EOF while parsing a string",
    ];
    assert_eq!(outcome.rejected.len(), reasons.len());
    for (rejected, reason) in outcome.rejected.iter().zip(reasons) {
        assert!(rejected.starts_with(reason), "{rejected}");
    }
}

#[test]
fn deep_nesting_is_survived() {
    let deep = format!("{{\"text\":\"t\",\"x\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let files = Files::new().with("a.jsonl", &deep);
    assert_eq!(files.read("a.jsonl").texts, ["t"]);
    let nested = ReadOptions { fields: FieldMap::default().with(Field::Id, "a.b"), ..ReadOptions::default() };
    let outcome = read(&[files.path("a.jsonl")], &nested);
    assert!(outcome.rejected[0].contains("recursion limit"), "{:?}", outcome.rejected);
}

#[test]
fn a_line_over_the_limit_is_passed_over_at_any_batch_size() {
    let long = format!("{{\"id\":\"long\",\"text\":\"{}\"}}", "x".repeat(5000));
    let text = format!("{{\"id\":\"a\",\"text\":\"t\"}}\n{long}\n{{\"id\":\"b\",\"text\":\"t\"}}\n{long}");
    let files = Files::new().with("a.jsonl", text);
    for batch_bytes in [1, 100, 1000, 4000, 1 << 20] {
        let options = ReadOptions { max_record: 1000, batch_bytes, ..ReadOptions::default() };
        let outcome = read(&[files.path("a.jsonl")], &options);
        assert_eq!(outcome.ids, ["a", "b"], "{batch_bytes}");
        assert_eq!(outcome.origins, ["a.jsonl:1", "a.jsonl:3"]);
        let reason = "longer than the 1000 bytes a record may have; --max-record allows more";
        assert_eq!(outcome.rejected, [format!("a.jsonl:2: {reason}"), format!("a.jsonl:4: {reason}")]);
    }
}

#[test]
fn plain_json_lines_are_not_copied() {
    let files = Files::new().with("a.jsonl", TWO).with("b.jsonl.gz", gzip(TWO.as_bytes()));
    for (name, copied) in [("a.jsonl", 0), ("b.jsonl.gz", TWO.len() as u64)] {
        let mut shelf = Shelf::new();
        for batch in open(&[files.path(name)], &ReadOptions::default()).unwrap() {
            shelf.keep(&mut batch.unwrap().extracted(&FieldMap::default())).unwrap();
        }
        assert_eq!(shelf.copied_bytes(), copied);
    }
}
