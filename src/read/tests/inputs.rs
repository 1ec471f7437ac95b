//! Files, folders, globs, and how they are compressed.

use super::*;

#[test]
fn every_compression_gives_the_same_records() {
    let files = Files::new()
        .with("a.jsonl", TWO)
        .with("b.jsonl.gz", gzip(TWO.as_bytes()))
        .with("c.jsonl.zst", zstd::encode_all(TWO.as_bytes(), 1).unwrap())
        .with("d.jsonl.bz2", bzip(TWO.as_bytes()))
        .with("unnamed", gzip(TWO.as_bytes()));
    for name in ["a.jsonl", "b.jsonl.gz", "c.jsonl.zst", "d.jsonl.bz2", "unnamed"] {
        let outcome = files.read(name);
        assert_eq!(outcome.ids, ["a", "b"], "{name}");
        assert_eq!(outcome.origins, [format!("{name}:1"), format!("{name}:2")]);
        assert!(outcome.rejected.is_empty());
    }
}

#[test]
fn every_member_of_a_gzip_file_is_read() {
    let members = [gzip(b"{\"id\":1,\"text\":\"x\"}\n"), gzip(b"{\"id\":2,\"text\":\"y\"}\n")].concat();
    assert_eq!(Files::new().with("a.jsonl.gz", members).read("a.jsonl.gz").ids, ["1", "2"]);
}

#[test]
fn a_truncated_gzip_file_keeps_what_came_before() {
    let lines: Vec<_> =
        (0..5000).map(|n| format!("{{\"id\":{n},\"text\":\"word {}\"}}", n * 7919 % 1013)).collect();
    let text = lines.join("\n");
    let mut bytes = gzip(text.as_bytes());
    bytes.truncate(bytes.len() / 2);
    let outcome = Files::new().with("a.jsonl.gz", bytes).read("a.jsonl.gz");
    assert!(outcome.ids.len() > 1000);
    let line = outcome.ids.len() + 1;
    assert_eq!(
        outcome.rejected,
        [format!("a.jsonl.gz:{line}: the gzip data ends too early; what came before was read")]
    );
}

#[test]
fn folders_are_walked_in_order_without_hidden_files() {
    let one = |id: &str| format!("{{\"id\":\"{id}\",\"text\":\"t\"}}");
    let files = Files::new()
        .with("in/b.jsonl", one("b"))
        .with("in/a/z.jsonl", one("az"))
        .with("in/.hidden.jsonl", one("hidden"))
        .with("in/.git/x.jsonl", one("git"))
        .with("in/blob.bin", [0, 1, 2, 0]);
    let outcome = files.read("in");
    assert_eq!(outcome.ids, ["az", "b"]);
    assert_eq!(outcome.rejected.len(), 1);
    assert!(outcome.rejected[0].starts_with("blob.bin: "));
}

#[test]
fn globs_expand_in_order_and_must_match() {
    let files = Files::new().with("2.jsonl", TWO).with("1.jsonl", TWO).with("3.other", TWO);
    assert_eq!(files.read("*.jsonl").origins, ["1.jsonl:1", "1.jsonl:2", "2.jsonl:1", "2.jsonl:2"]);
    let missing = open(&[files.path("*.nothing")], &ReadOptions::default());
    assert!(matches!(missing, Err(ReadError::NothingMatches { .. })));
}

#[test]
fn an_input_that_is_not_there_is_an_error() {
    let missing = open(&[Files::new().path("no.jsonl")], &ReadOptions::default());
    assert!(matches!(missing, Err(ReadError::NotFound { .. })));
}
