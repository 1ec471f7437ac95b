//! Where results go, what becomes of them when the job ends early, and options that come from a file.

use crate::kit::prose::{prose, record};
#[cfg(feature = "parquet")]
use crate::kit::text;
use crate::kit::{Dir, corpus};

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

#[cfg(unix)]
#[test]
fn an_interrupted_job_ends_within_a_second_and_leaves_nothing_half_done() {
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    let dir = Dir::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_reprint"));
    command.current_dir(dir.path("")).args(["dedup", "-", "-o", "kept.jsonl"]);
    // The pipe stays open and silent: the job cannot end by itself.
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let _silent = child.stdin.take();
    while dir.names().is_empty() {
        std::thread::sleep(Duration::from_millis(10));
    }
    std::thread::sleep(Duration::from_millis(200));
    let (asked, process) = (Instant::now(), child.id().to_string());
    assert!(Command::new("kill").args(["-INT", &process]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert!(asked.elapsed() < Duration::from_millis(1500));
    assert_eq!(output.status.code(), Some(130));
    assert!(String::from_utf8_lossy(&output.stderr).contains("interrupted when 0 articles had been read"));
    assert_eq!(dir.names(), [""; 0]);
}
