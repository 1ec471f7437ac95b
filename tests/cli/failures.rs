//! What goes wrong is said, counted, and leaves nothing half done behind.

use crate::kit::prose::{prose, record};
use crate::kit::{Dir, corpus, count};

#[test]
fn a_bad_record_is_named_by_file_and_line_and_counted() {
    let dir = Dir::new();
    let good = record("a", "Selby Mercury", "2025-03-01", &prose(1, 60));
    dir.write("crawl.jsonl", [&good, "{\"id\": \"cut off\n", "[]\n", "{\"text\": 42}\n"].concat());
    let answer = dir.reprint(&["dedup", "crawl.jsonl", "-o", "kept.jsonl", "--json"]).done();
    let reported = |place: &str| answer.stderr.lines().filter(|line| line.starts_with(place)).count();
    assert_eq!(
        (reported("crawl.jsonl:2: "), reported("crawl.jsonl:3: "), reported("crawl.jsonl:4: ")),
        (1, 1, 1)
    );
    assert_eq!((count(&answer.json(), "rejected"), count(&answer.json(), "read")), (3, 4));
    assert_eq!(dir.read("kept.jsonl"), good.as_bytes());
}

#[test]
fn strict_stops_at_the_first_bad_record_and_leaves_no_output() {
    let dir = Dir::new();
    let answer =
        dir.reprint(&["dedup", &corpus("bad/broken_json.jsonl"), "--strict", "-o", "kept.jsonl"]).exits(2);
    assert!(answer.stderr.contains("broken_json.jsonl:2: "), "{}", answer.stderr);
    assert_eq!(dir.names(), [""; 0]);
}

#[test]
fn every_bad_file_is_survived() {
    let dir = Dir::new();
    for entry in std::fs::read_dir(corpus("bad")).unwrap() {
        let path = entry.unwrap().path();
        let answer = dir.reprint(&["dedup", path.to_str().unwrap(), "-o", "kept.jsonl", "--json"]).done();
        let summary = answer.json();
        let parts = ["kept", "dropped", "too_short", "rejected"].map(|part| count(&summary, part));
        assert_eq!(parts.iter().sum::<u64>(), count(&summary, "read"), "{}", path.display());
        assert!(
            !answer.stderr.contains('\u{1B}') && !answer.stderr.contains("panicked"),
            "{}",
            answer.stderr
        );
    }
}

#[test]
fn an_output_in_a_missing_folder_is_refused_before_the_work_begins() {
    let dir = Dir::new();
    let answer = dir.reprint(&["dedup", &corpus("news.jsonl"), "-o", "missing/kept.jsonl"]).exits(2);
    assert!(answer.stderr.contains("missing/kept.jsonl"), "{}", answer.stderr);
    assert_eq!((answer.stdout, dir.names()), (Vec::new(), Vec::new()));
}

#[test]
fn two_outputs_of_one_name_are_refused() {
    let dir = Dir::new();
    let news = corpus("news.jsonl");
    let answer = dir.reprint(&["dedup", &news, "-o", "out.jsonl", "--dropped", "out.jsonl"]).exits(2);
    assert!(answer.stderr.contains("out.jsonl: named for two outputs"), "{}", answer.stderr);
    assert_eq!(dir.names(), [""; 0]);
    dir.reprint(&["dedup", &news, "-o", "/dev/null", "--dropped", "/dev/null"]).done();
}

#[test]
fn a_missing_input_is_named() {
    let dir = Dir::new();
    for input in ["nowhere.jsonl", "nothing/*.jsonl"] {
        let answer = dir.reprint(&["dedup", input, "-o", "kept.jsonl"]).exits(2);
        assert!(answer.stderr.contains(input), "{}", answer.stderr);
        assert_eq!(dir.names(), [""; 0]);
    }
}

#[test]
fn what_was_mistyped_is_an_error_and_help_is_not() {
    let dir = Dir::new();
    dir.reprint(&["dedup"]).exits(2);
    dir.reprint(&["dedup", "x.jsonl", "--threshold", "0"]).exits(2);
    dir.reprint(&["deduplicate"]).exits(2);
    assert!(!dir.reprint(&["--help"]).done().stdout.is_empty());
    assert!(!dir.reprint(&["--version"]).done().stdout.is_empty());
}

#[test]
fn every_command_teaches_by_an_example() {
    let dir = Dir::new();
    let index =
        ["create", "add", "remove", "info", "verify", "compact", "export"].map(|name| vec!["index", name]);
    let alone = ["dedup", "check", "compare", "headlines", "index", "bench", "completions", "man"]
        .map(|name| vec![name]);
    for command in index.into_iter().chain(alone) {
        let help = dir.reprint(&[&command[..], &["--help"]].concat()).done().stdout;
        let help = String::from_utf8(help).unwrap();
        assert!(help.contains(&format!("  reprint {}", command.join(" "))), "{help}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_it_quietly() {
    let dir = Dir::new();
    let answer =
        dir.reprint(&["dedup", &corpus("news.jsonl"), "-o", "-", "--drop", "none", "--quiet"]).hang_up();
    assert_eq!(answer.code, Some(0), "{}", answer.stderr);
    assert!(
        !answer.stderr.contains("roken pipe") && !answer.stderr.contains("panicked"),
        "{}",
        answer.stderr
    );
}

#[test]
fn quiet_leaves_only_errors() {
    let dir = Dir::new();
    let answer = dir.reprint(&["dedup", &corpus("news.jsonl"), "-o", "kept.jsonl", "--quiet"]).done();
    assert_eq!((answer.stdout, answer.stderr.as_str()), (Vec::new(), ""));
}
