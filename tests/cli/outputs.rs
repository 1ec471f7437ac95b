//! Where results go, what becomes of them when the job ends early, and options that come from a file.

use std::collections::HashMap;

use serde_json::Value;

use crate::kit::prose::{prose, record};
use crate::kit::{Dir, corpus, records, text};

#[cfg(feature = "parquet")]
#[test]
fn kept_records_come_back_from_parquet() {
    let dir = Dir::new();
    let news = corpus("news.jsonl");
    dir.reprint(&["dedup", &news, "-o", "kept.jsonl"]).done();
    dir.reprint(&["dedup", &news, "-o", "kept.parquet"]).done();
    dir.reprint(&["index", "create", "lines.idx", "kept.jsonl"]).done();
    dir.reprint(&["index", "create", "rows.idx", "kept.parquet"]).done();
    for index in ["lines", "rows"] {
        dir.reprint(&["index", "export", &format!("{index}.idx"), "-o", &format!("{index}.jsonl")]).done();
    }
    // A second record of one id keeps its bytes in lines, and is called ID#2 in rows.
    let alike = |name: &str| {
        let mut records = dir.records(name);
        for record in &mut records {
            record["origin"] = "".into();
            record["id"] = text(record, "id").trim_end_matches("#2").into();
        }
        records
    };
    let (lines, rows) = (alike("lines.jsonl"), alike("rows.jsonl"));
    assert!(lines.len() > 100);
    assert_eq!(lines, rows);
}

#[cfg(unix)]
#[test]
fn outputs_of_one_stream_follow_each_other() {
    let dir = Dir::new();
    // Records many times what a pipe holds, and few pairs: those are ready while the records are still being written.
    let padded = |n: u64| {
        let line = record(&n.to_string(), "Selby Mercury", "2025-03-01", &prose(n / 2, 60));
        format!(r#"{{"padding":"{}",{}"#, "x".repeat(500_000), &line[1..])
    };
    let lines = (0..40).map(padded);
    dir.write("crawl.jsonl", lines.collect::<String>());
    dir.reprint(&["dedup", "crawl.jsonl", "--drop", "none", "-o", "kept.jsonl", "--pairs", "pairs.jsonl"])
        .done();
    let expected = [dir.read("kept.jsonl"), dir.read("pairs.jsonl")].concat();
    for (kept, pairs) in [("-", "-"), ("/dev/stdout", "-"), ("-", "/dev/stdout")] {
        let args = ["dedup", "crawl.jsonl", "--drop", "none", "-o", kept, "--pairs", pairs, "--quiet"];
        assert!(dir.reprint(&args).done().stdout == expected, "{kept} {pairs}");
    }
}

#[test]
fn every_member_of_a_group_shows_its_own_headline_and_outlet() {
    let dir = Dir::new();
    let news = corpus("news.jsonl");
    dir.reprint(&["dedup", &news, "--clusters", "clusters.jsonl"]).done();
    let stated: HashMap<String, Value> = records(&std::fs::read(&news).unwrap())
        .into_iter()
        .map(|record| (text(&record, "id").to_owned(), record))
        .collect();
    let mut seen = 0;
    for member in dir.records("clusters.jsonl").iter().flat_map(|group| group["members"].as_array().unwrap())
    {
        // A second record of one id is called ID#2.
        if let Some(record) = stated.get(text(member, "id")) {
            assert_eq!(
                (&member["title"], &member["outlet"]),
                (&record["title"], &record["outlet"]),
                "{member}"
            );
            seen += 1;
        }
    }
    assert!(seen > 200, "{seen}");
}

#[test]
fn options_come_from_a_file_and_typed_ones_win() {
    let dir = Dir::new();
    let story = prose(1, 60);
    let lines = ["a", "b"].map(|id| record(id, "Selby Mercury", "2025-03-01", &story));
    dir.write("crawl.jsonl", lines.concat());
    dir.write("reprint.toml", "quiet = true\n[dedup]\ndrop = 'none'\n");
    let asked = ["--config", "reprint.toml", "dedup", "crawl.jsonl", "-o", "kept.jsonl"];
    assert_eq!(dir.reprint(&asked).done().stderr, "");
    assert_eq!(dir.ids("kept.jsonl"), ["a", "b"]);
    dir.reprint(&[&asked[..], &["--drop", "near"]].concat()).done();
    assert_eq!(dir.ids("kept.jsonl"), ["a"]);
    dir.write("reprint.toml", "thredas = 2\n");
    assert!(dir.reprint(&asked).exits(2).stderr.contains("reprint.toml: thredas: "));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named() {
    let dir = Dir::new();
    let answer = dir.reprint(&["dedup", &corpus("news.jsonl"), "-o", "/dev/full"]).exits(2);
    assert!(answer.stderr.contains("/dev/full: No space left"), "{}", answer.stderr);
}
