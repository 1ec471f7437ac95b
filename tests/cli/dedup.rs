//! `dedup` on the corpus of this repository: nothing is lost, nothing is changed, nothing depends on luck.

use std::fs;

use serde_json::Value;

use crate::kit::prose::{prose, record};
use crate::kit::{Dir, corpus, count, text};

const ALL_OUTPUTS: [&str; 8] = [
    "-o",
    "kept.jsonl",
    "--dropped",
    "dropped.jsonl",
    "--pairs",
    "pairs.jsonl",
    "--clusters",
    "clusters.jsonl",
];

fn dedup(dir: &Dir, more: &[&str]) {
    let news = corpus("news.jsonl");
    dir.reprint(&[&["dedup", &news][..], &ALL_OUTPUTS, more].concat()).done();
}

#[test]
fn every_record_is_accounted_for() {
    let dir = Dir::new();
    let bad = format!("{}/*.jsonl", corpus("bad"));
    let answer = dir.reprint(&["dedup", &corpus("news.jsonl"), &bad, "-o", "kept.jsonl", "--json"]).done();
    let summary = answer.json();
    let parts = ["kept", "dropped", "too_short", "rejected"].map(|part| count(&summary, part));
    assert_eq!(parts.iter().sum::<u64>(), count(&summary, "read"));
    assert!(parts.iter().all(|&part| part > 0), "{summary}");
    let written = dir.read("kept.jsonl").split_inclusive(|&byte| byte == b'\n').count() as u64;
    assert_eq!(written, count(&summary, "kept") + count(&summary, "too_short"));
}

#[test]
fn kept_records_are_the_bytes_that_were_read_in_their_order() {
    let dir = Dir::new();
    dedup(&dir, &[]);
    let (news, kept) = (fs::read(corpus("news.jsonl")).unwrap(), dir.read("kept.jsonl"));
    let mut before = news.split(|&byte| byte == b'\n');
    let mut lines = kept.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
    assert!(lines.all(|line| before.any(|other| other == line)));
    assert!(!kept.is_empty() && kept.len() < news.len());
}

/// More than is read at a time before it is written, with dropped records among them and one that is larger.
#[test]
fn kept_records_of_some_megabytes_are_the_bytes_that_were_read() {
    let dir = Dir::new();
    let copied = prose(1, 264);
    let line = |n: usize| match n {
        500 => record("large", "Calder Post", "2025-03-01", &"word ".repeat(300_000)),
        n if n % 97 == 0 => record(&format!("copy{n}"), "Calder Post", "2025-03-01", &copied),
        n => record(&format!("note{n}"), "Calder Post", "2025-03-01", &"-".repeat(n)),
    };
    let lines: Vec<String> = (0..2000).map(line).collect();
    let is_kept = |(n, line): (usize, &String)| (n == 0 || n % 97 != 0).then(|| line.clone());
    let expected: String = lines.iter().enumerate().filter_map(is_kept).collect();
    dir.write("news.jsonl", lines.concat());
    dir.reprint(&["dedup", "news.jsonl", "-o", "kept.jsonl"]).done();
    assert!(dir.read("kept.jsonl") == expected.as_bytes());
    let piped = dir.reprint(&["dedup", "-", "-o", "-"]).input(lines.concat()).done();
    assert!(piped.stdout == expected.as_bytes());
}

#[test]
fn kept_and_dropped_are_all_there_was_and_every_copy_names_what_stays() {
    let dir = Dir::new();
    dedup(&dir, &[]);
    let kept = dir.ids("kept.jsonl");
    let news = fs::read_to_string(corpus("news.jsonl")).unwrap();
    let dropped = String::from_utf8(dir.read("dropped.jsonl")).unwrap();
    assert_eq!(kept.len() + dropped.lines().count(), news.lines().count());
    for line in dropped.lines() {
        let raw = line.split_once("\"record\":").and_then(|(_, rest)| rest.strip_suffix('}')).unwrap();
        assert!(news.lines().any(|other| other == raw), "{line}");
        let record: Value = serde_json::from_str(line).unwrap();
        // The second record of an id is called `ID#2`; its own bytes still say `ID`.
        let copy_of = text(&record, "copy_of").trim_end_matches("#2");
        assert!(kept.iter().any(|id| id == copy_of), "{line}");
        assert!(["identical", "light_edit", "trimmed"].contains(&text(&record, "relation")), "{line}");
    }
}

#[test]
fn threads_and_repetition_change_no_byte() {
    let (one, two, again) = (Dir::new(), Dir::new(), Dir::new());
    dedup(&one, &["--threads", "1"]);
    dedup(&two, &["--threads", "2"]);
    dedup(&again, &["--threads", "2"]);
    for name in ALL_OUTPUTS.iter().filter(|name| name.contains(".jsonl")) {
        assert_eq!(one.read(name), two.read(name), "{name}");
        assert_eq!(two.read(name), again.read(name), "{name}");
    }
}

#[test]
fn every_member_of_a_cluster_is_a_verified_pair_with_its_canonical() {
    let dir = Dir::new();
    dedup(&dir, &[]);
    let pairs = dir.records("pairs.jsonl");
    let joins = |pair: &Value, a: &str, b: &str| (text(pair, "a"), text(pair, "b")) == (a, b);
    let verified = |a: &str, b: &str| pairs.iter().find(|pair| joins(pair, a, b) || joins(pair, b, a));
    for cluster in dir.records("clusters.jsonl") {
        let members = cluster["members"].as_array().unwrap();
        assert_eq!(members.len() as u64, count(&cluster, "size"));
        assert_eq!(text(&members[0], "id"), text(&cluster, "canonical"));
        for member in &members[1..] {
            let pair = verified(text(&cluster, "canonical"), text(member, "id"));
            let pair = pair.unwrap_or_else(|| panic!("{} was never verified", text(member, "id")));
            assert_eq!(pair["reprint"], member["reprint"]);
        }
    }
}

#[test]
fn a_second_pass_finds_nothing_to_drop() {
    let dir = Dir::new();
    dedup(&dir, &[]);
    let summary = dir.reprint(&["dedup", "kept.jsonl", "-o", "again.jsonl", "--json"]).done().json();
    assert!(count(&summary, "dropped") * 50 < count(&summary, "read"), "{summary}");
}

#[test]
fn compressed_outputs_hold_the_same_bytes() {
    use std::io::Read;
    let dir = Dir::new();
    let news = corpus("news.jsonl");
    for name in ["kept.jsonl", "kept.jsonl.gz", "kept.jsonl.zst"] {
        dir.reprint(&["dedup", &news, "-o", name]).done();
    }
    let mut gzip = Vec::new();
    flate2::read::MultiGzDecoder::new(&dir.read("kept.jsonl.gz")[..]).read_to_end(&mut gzip).unwrap();
    assert_eq!(gzip, dir.read("kept.jsonl"));
    let zstd = zstd::decode_all(&dir.read("kept.jsonl.zst")[..]).unwrap();
    assert_eq!(zstd, dir.read("kept.jsonl"));
}
