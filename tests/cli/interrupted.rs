//! Ctrl-C, and the signal by which a system shuts down: the command ends, and leaves nothing half done.

use std::io::Write;
use std::process::{Child, Command, Output, Stdio};

use crate::kit::prose::{prose, record};
use crate::kit::{Dir, count};

/// A command whose input comes from a pipe that stays open and silent behind `input`: it cannot end by itself.
fn waiting(dir: &Dir, args: &[&str], input: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reprint"));
    command.current_dir(dir.path("")).args(args);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let stdin = child.stdin.as_mut().unwrap();
    stdin.write_all(input.as_bytes()).unwrap();
    // Blank lines are no records. They are more than a pipe holds: once they are written, the command is reading.
    stdin.write_all(&vec![b'\n'; 512 << 10]).unwrap();
    child
}

/// Sends a signal and sees that the command ends, with the exit code of one that was interrupted.
fn interrupted(mut child: Child, signal: &str) -> Output {
    let _silent = child.stdin.take();
    let process = child.id().to_string();
    assert!(Command::new("kill").args([signal, &process]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("interrupted when "), "{stderr}");
    output
}

fn good(id: &str, seed: u64) -> String {
    record(id, "Selby Mercury", "2025-03-01", &prose(seed, 60))
}

#[test]
fn outputs_are_removed() {
    for signal in ["-INT", "-TERM"] {
        for args in [
            &["dedup", "-", "-o", "kept.jsonl", "--pairs", "pairs.jsonl"][..],
            &["headlines", "-", "--clusters", "groups.jsonl"],
        ] {
            let dir = Dir::new();
            interrupted(waiting(&dir, args, &good("a", 1)), signal);
            assert_eq!(dir.names(), [""; 0], "{args:?}");
        }
    }
}

#[test]
fn an_index_is_as_its_last_commit_left_it() {
    let dir = Dir::new();
    dir.write("crawl.jsonl", good("a", 1));
    dir.reprint(&["index", "create", "news.idx", "crawl.jsonl"]).done();
    interrupted(waiting(&dir, &["index", "add", "news.idx", "-"], &good("b", 2)), "-INT");
    dir.reprint(&["index", "verify", "news.idx"]).done();
    let info = dir.reprint(&["index", "info", "news.idx", "--json"]).done().json();
    assert_eq!(count(&info, "articles"), 1);
    dir.reprint(&["index", "add", "news.idx", "crawl.jsonl"]).done();
}

#[test]
fn a_check_says_how_far_it_came() {
    let dir = Dir::new();
    dir.write("crawl.jsonl", good("a", 1));
    dir.reprint(&["index", "create", "news.idx", "crawl.jsonl"]).done();
    let output = interrupted(waiting(&dir, &["check", "-", "-i", "news.idx"], &good("b", 2)), "-INT");
    assert!(String::from_utf8_lossy(&output.stderr).contains("unfinished outputs were removed"));
}
