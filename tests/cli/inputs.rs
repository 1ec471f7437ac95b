//! One corpus, whatever it comes in: the same records stay.

use std::fs;
use std::io::Write;

use flate2::write::GzEncoder;

use crate::kit::prose::{prose, record};
use crate::kit::{Dir, corpus};

fn news() -> Vec<u8> {
    fs::read(corpus("news.jsonl")).unwrap()
}

fn kept(dir: &Dir, input: &str) -> Vec<u8> {
    dir.reprint(&["dedup", input, "-o", "kept.jsonl"]).done();
    dir.read("kept.jsonl")
}

fn plainly_kept() -> Vec<u8> {
    let dir = Dir::new();
    dir.write("news.jsonl", news());
    kept(&dir, "news.jsonl")
}

#[test]
fn gzip_and_zstd_read_as_what_they_hold() {
    let dir = Dir::new();
    let mut gzip = GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&news()).unwrap();
    dir.write("news.jsonl.gz", gzip.finish().unwrap());
    dir.write("news.jsonl.zst", zstd::encode_all(&news()[..], 1).unwrap());
    let plain = plainly_kept();
    assert_eq!(kept(&dir, "news.jsonl.gz"), plain);
    assert_eq!(kept(&dir, "news.jsonl.zst"), plain);
}

#[test]
fn standard_input_and_output_are_a_pipe() {
    let dir = Dir::new();
    let answer = dir.reprint(&["dedup", "-", "-o", "-"]).input(news()).done();
    assert_eq!(answer.stdout, plainly_kept());
}

#[test]
fn a_folder_and_a_glob_are_their_files_in_order() {
    let dir = Dir::new();
    let news = news();
    let middle = news.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(200).unwrap().0 + 1;
    dir.write("crawl/1.jsonl", &news[..middle]).write("crawl/deep/2.jsonl", &news[middle..]);
    let plain = plainly_kept();
    assert_eq!(kept(&dir, "crawl"), plain);
    assert_eq!(kept(&dir, "crawl/**/*.jsonl"), plain);
}

#[test]
fn an_array_and_a_table_keep_the_same_articles() {
    let dir = Dir::new();
    let story = prose(1, 90);
    let lines = [
        record("a", "Selby Mercury", "2025-03-01", &story),
        record("b", "Calder Post", "2025-03-02", &story),
        record("c", "Calder Post", "2025-03-02", &prose(2, 90)),
    ];
    let array: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    dir.write("news.json", format!("[{}]", array.join(",\n")));
    let row = |id: &str, text: &str| format!("{id},\"{}\"\n", text.replace('\n', " "));
    dir.write(
        "news.csv",
        ["id,text\n".to_owned(), row("a", &story), row("b", &story), row("c", &prose(2, 90))].concat(),
    );
    for input in ["news.json", "news.csv"] {
        dir.reprint(&["dedup", input, "-o", "kept.jsonl"]).done();
        assert_eq!(dir.ids("kept.jsonl"), ["a", "c"], "{input}");
    }
}

#[test]
fn fields_are_found_under_the_names_given() {
    let dir = Dir::new();
    let line = |id: &str| {
        format!("{{\"key\":\"{id}\",\"page\":{{\"words\":\"{}\"}}}}\n", prose(5, 60).replace('\n', " "))
    };
    dir.write("news.jsonl", line("a") + &line("b"));
    let named = ["--id-field", "key", "--text-field", "page.words"];
    dir.reprint(
        &[&["dedup", "news.jsonl", "-o", "kept.jsonl", "--dropped", "dropped.jsonl"][..], &named].concat(),
    )
    .done();
    assert_eq!(dir.read("kept.jsonl"), line("a").as_bytes());
    assert_eq!(dir.ids("dropped.jsonl"), ["b"]);
}

#[test]
fn a_second_record_of_one_id_is_kept_apart_and_named() {
    let dir = Dir::new();
    let at = |seed| record("twice", "Selby Mercury", "2025-03-01", &prose(seed, 60));
    dir.write("news.jsonl", at(1) + &at(2) + &at(1));
    let answer =
        dir.reprint(&["dedup", "news.jsonl", "-o", "kept.jsonl", "--dropped", "dropped.jsonl"]).done();
    assert!(answer.stderr.contains("twice#2") && answer.stderr.contains("twice#3"), "{}", answer.stderr);
    assert_eq!(dir.ids("kept.jsonl").len(), 2);
    assert_eq!(dir.ids("dropped.jsonl"), ["twice#3"]);
}
