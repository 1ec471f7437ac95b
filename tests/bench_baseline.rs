//! `reprint bench` as CI runs it: saved figures, a baseline, an exit code.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// How a baseline is saved that holds sizes and quality, and no times.
const EXACT: &[&str] = &["--exact", "--save"];

fn bench(folder: &Path, arguments: &[&str]) -> Output {
    let small = ["bench", "--rounds", "1", "--checks", "20", "--json"];
    Command::new(env!("CARGO_BIN_EXE_reprint"))
        .args(small)
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the binary runs")
}

fn generated(folder: &Path, more: &[&str]) -> Output {
    bench(folder, &[&["--articles", "400", "--seed", "3"], more].concat())
}

fn document(output: &Output) -> Value {
    let said = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}; {said}"))
}

/// Saves a baseline and changes one of its figures. Without `--exact` a slow moment of the machine is a regression.
fn baseline(folder: &Path, save: &[&str], figure: &str, factor: f64) {
    generated(folder, &[save, &["baseline.json"]].concat());
    let path = folder.join("baseline.json");
    let mut saved: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let value = saved.pointer_mut(figure).expect(figure);
    *value = (value.as_f64().expect(figure) * factor).into();
    std::fs::write(path, saved.to_string()).unwrap();
}

fn compared(folder: &Path) -> Output {
    generated(folder, &["--baseline", "baseline.json", "--tolerance", "0.95"])
}

#[test]
fn all_figures_are_there() {
    let folder = tempfile::tempdir().unwrap();
    let report = document(&generated(folder.path(), &[]));
    for figure in ["articles_per_second", "megabytes_per_second", "bytes_per_article", "peak_bytes"] {
        assert!(report[figure].as_f64().is_some_and(|value| value > 0.0), "{figure} in {report}");
    }
    assert!(report["check"]["p50_us"].as_f64() <= report["check"]["p99_us"].as_f64());
    for stage in ["read", "file", "seek", "verify", "group", "write", "index", "check", "headlines"] {
        assert!(report["stages"][stage]["seconds"].is_f64(), "{stage} in {report}");
    }
    for step in ["parse", "tokenise", "minhash", "sketch", "body", "align", "judge"] {
        assert!(report["steps"][step].as_f64().is_some_and(|micros| micros > 0.0), "{step} in {report}");
    }
    assert!(report["relations"]["trimmed"]["recall"].as_f64().is_some_and(|recall| recall > 0.5), "{report}");
    assert!(report["quality"]["precision"].as_f64().is_some_and(|precision| precision > 0.9), "{report}");
}

#[test]
fn the_digest_does_not_depend_on_the_thread_count_but_on_the_corpus() {
    let folder = tempfile::tempdir().unwrap();
    let digest = |more: &[&str]| document(&bench(folder.path(), more))["digest"].clone();
    let one = digest(&["--articles", "400", "--threads", "1"]);
    assert_eq!(one, digest(&["--articles", "400", "--threads", "3"]));
    assert_ne!(one, digest(&["--articles", "400", "--seed", "8"]));
}

#[test]
fn a_figure_worse_than_its_baseline_is_named_and_the_exit_code_says_so() {
    let folder = tempfile::tempdir().unwrap();
    baseline(folder.path(), EXACT, "/bytes_per_article", 0.3);
    let output = compared(folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(document(&output)["regressions"][0]["figure"], "bytes_per_article");
    assert!(String::from_utf8_lossy(&output.stderr).contains("worse than the baseline: bytes_per_article"));
}

#[test]
fn speed_that_was_a_hundred_times_as_high_is_missed() {
    let folder = tempfile::tempdir().unwrap();
    baseline(folder.path(), &["--save"], "/articles_per_second", 100.0);
    let output = compared(folder.path());
    assert_eq!(output.status.code(), Some(1));
    let regressions = document(&output)["regressions"].clone();
    let named = |entry: &Value| entry["figure"] == "articles_per_second";
    assert!(regressions.as_array().is_some_and(|all| all.iter().any(named)), "{regressions}");
}

#[test]
fn a_baseline_that_says_the_same_passes() {
    let folder = tempfile::tempdir().unwrap();
    baseline(folder.path(), EXACT, "/bytes_per_article", 1.0);
    let output = compared(folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(document(&output)["same_digest"], true);
}

#[test]
fn a_baseline_of_another_corpus_or_of_no_bench_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    generated(folder.path(), &["--save", "baseline.json"]);
    let other = bench(folder.path(), &["--articles", "300", "--baseline", "baseline.json"]);
    assert_eq!(other.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&other.stderr).contains("save a new baseline"));
    std::fs::write(folder.path().join("baseline.json"), "no JSON").unwrap();
    assert_eq!(compared(folder.path()).status.code(), Some(2));
    std::fs::remove_file(folder.path().join("baseline.json")).unwrap();
    assert_eq!(compared(folder.path()).status.code(), Some(2));
}

#[test]
fn labelled_pairs_of_a_given_corpus_are_scored() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let report = document(&bench(root, &["--input", "corpus/news.jsonl", "--gold", "corpus/pairs.jsonl"]));
    assert!(report["quality"]["reprints"].as_u64().is_some_and(|known| known > 100), "{report}");
    assert!(report["kinds"]["trimmed"]["recall"].as_f64().is_some_and(|recall| recall > 0.9), "{report}");
}
