//! Input as bad as it comes: nothing panics, nothing vanishes, every loss is named by its place.

use std::io::Write;

use flate2::write::GzEncoder;

use crate::kit::prose::{prose, record};
use crate::kit::{Answer, Dir, count};

fn good(id: &str, seed: u64) -> String {
    record(id, "Selby Mercury", "2025-03-01", &prose(seed, 60))
}

/// Runs `dedup` on a file and sees that the totals add up, that each loss is reported, and that `--strict` refuses it.
fn survived(name: &str, bytes: &[u8], more: &[&str], (read, rejected): (u64, u64)) -> Answer {
    let dir = Dir::new();
    dir.write(name, bytes);
    let args = [&["dedup", name, "-o", "kept.jsonl", "--json"], more].concat();
    let answer = dir.reprint(&args).done();
    let summary = answer.json();
    let parts: u64 =
        ["kept", "dropped", "too_short", "rejected"].map(|part| count(&summary, part)).iter().sum();
    assert_eq!(
        (count(&summary, "read"), parts, count(&summary, "rejected")),
        (read, read, rejected),
        "{name}"
    );
    assert_eq!(
        answer.stderr.lines().filter(|line| line.starts_with(name)).count() as u64,
        rejected,
        "{name}"
    );
    dir.reprint(&[&args[..], &["--strict"]].concat()).exits(if rejected == 0 { 0 } else { 2 });
    answer
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

#[test]
fn a_bad_line_between_good_ones_is_lost_alone() {
    let deep = [b"{\"text\":".as_slice(), &b"[".repeat(50_000)].concat();
    let bad: [&[u8]; 14] = [
        b"{\"id\":\"x\",\"text\":\"cut",
        b"{\"id\":\"x\",\"text\":\"a\",}",
        b"{\"id\":\"x\",\"text\":\"a\"} more",
        b"{\"id\":\"x\",\"text\":NaN}",
        b"{\"id\":\"x\",\"text\":\"a \\ud83d b\"}",
        b"{\"id\":\"x\",\"text\":\"a\0b\"}",
        b"{\"id\":\"x\",\"text\":\"a\xFF\"}",
        b"{\"id\":\"x\",\"text\":\"\xED\xA0\x80\"}",
        b"{\"id\":\"x\",\"text\":[\"a\"]}",
        b"{\"foo\":\"bar\"}",
        b"[1, 2]",
        b"\0\0\0",
        b"<html>",
        &deep,
    ];
    for line in bad {
        let bytes = [good("a", 1).as_bytes(), line, b"\n", good("b", 2).as_bytes()].concat();
        let answer = survived("crawl.jsonl", &bytes, &[], (3, 1));
        assert!(answer.stderr.starts_with("crawl.jsonl:2: "), "{}", answer.stderr);
    }
}

#[test]
fn a_stream_cut_short_keeps_what_came_before() {
    let lines: String = (0..300).map(|seed| good(&seed.to_string(), seed)).collect();
    for (name, bytes) in [
        ("crawl.jsonl.gz", gzip(lines.as_bytes())),
        ("crawl.jsonl.zst", zstd::encode_all(lines.as_bytes(), 1).unwrap()),
    ] {
        let dir = Dir::new();
        dir.write(name, &bytes[..bytes.len() - 9]);
        let answer = dir.reprint(&["dedup", name, "-o", "kept.jsonl", "--json"]).done();
        assert_eq!(count(&answer.json(), "rejected"), 1, "{name}");
        assert!(answer.stderr.contains("ends too early"), "{}", answer.stderr);
    }
}

#[test]
fn a_bomb_is_not_held_in_memory() {
    let text = [b"{\"id\":\"x\",\"text\":\"".as_slice(), &b"a".repeat(200_000_000), b"\"}\n"].concat();
    let bomb = zstd::encode_all(&text[..], 1).unwrap();
    let answer = survived("crawl.jsonl.zst", &bomb, &["--max-record", "1000000"], (1, 1));
    assert!(count(&answer.json(), "peak_bytes") < 120_000_000, "{}", answer.json());
}

#[test]
fn rows_that_do_not_fit_the_header_are_named_by_line() {
    let row = |id: &str, seed| format!("{id},\"{}\"\n", prose(seed, 60));
    let table = ["id,text\n", &row("a", 1), "x\n", "x,y,z\n", &row("b", 2)].concat();
    survived("crawl.csv", table.as_bytes(), &[], (4, 2));
    let open = ["id,text\n", "x,\"never closed\n", &"b,words without a mark\n".repeat(400)].concat();
    let answer = survived("crawl.csv", open.as_bytes(), &["--max-record", "5000"], (1, 1));
    assert!(answer.stderr.starts_with("crawl.csv:2: "), "{}", answer.stderr);
}

#[cfg(feature = "parquet")]
#[test]
fn what_only_looks_like_parquet_is_refused() {
    for bytes in [&b""[..], b"PAR1", b"PAR1PAR1", b"PAR1 so many bytes \xFF\xFF\xFF\x7FPAR1"] {
        survived("crawl.parquet", bytes, &[], (1, 1));
    }
}

#[cfg(feature = "html")]
#[test]
fn a_page_nested_without_end_is_read() {
    let page = ["<html><body>", &"<div>".repeat(100_000), &prose(1, 60)].concat();
    survived("deep.html", page.as_bytes(), &[], (1, 0));
}

#[test]
fn an_unreadable_file_in_a_folder_is_one_loss() {
    let dir = Dir::new();
    dir.write("crawl/1.jsonl", good("a", 1))
        .write("crawl/2.bin", b"\0\x01\x02")
        .write("crawl/3.jsonl", good("b", 2));
    let answer = dir.reprint(&["dedup", "crawl", "-o", "kept.jsonl", "--json"]).done();
    assert_eq!((count(&answer.json(), "rejected"), dir.ids("kept.jsonl")), (1, vec!["a".into(), "b".into()]));
    assert!(answer.stderr.contains("2.bin: "), "{}", answer.stderr);
}

#[test]
fn an_id_with_a_line_feed_stays_on_its_line() {
    let dir = Dir::new();
    let line =
        |seed| format!("{{\"id\":\"a\\nforged.jsonl:1: \\u001b[31m\",\"text\":\"{}\"}}\n", prose(seed, 20));
    dir.write("crawl.jsonl", line(1) + &line(2));
    let answer = dir.reprint(&["dedup", "crawl.jsonl", "-o", "kept.jsonl"]).done();
    assert!(!answer.stderr.contains('\u{1B}'));
    assert!(!answer.stderr.lines().any(|line| line.starts_with("forged")), "{}", answer.stderr);
}

#[test]
fn a_field_mistyped_is_noticed() {
    let dir = Dir::new();
    dir.write("crawl.jsonl", good("a", 1));
    let answer = dir.reprint(&["dedup", "crawl.jsonl", "--text-field", "boddy"]).done();
    assert!(answer.stderr.contains("id, outlet, published, text, title"), "{}", answer.stderr);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_not_waited_for() {
    let dir = Dir::new();
    dir.write("crawl/1.jsonl", good("a", 1)).write("crawl/3.jsonl", good("b", 2));
    let pipe = dir.path("crawl/2.jsonl");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let answer = dir.reprint(&["dedup", "crawl", "-o", "kept.jsonl", "--json"]).done();
    assert_eq!((count(&answer.json(), "rejected"), count(&answer.json(), "read")), (1, 3));
    assert!(answer.stderr.contains("crawl/2.jsonl: no file"), "{}", answer.stderr);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_said_to() {
    let dir = Dir::new();
    dir.write("crawl/1.jsonl", good("a", 1));
    std::os::unix::fs::symlink("/nowhere/at/all", dir.path("crawl/2.jsonl")).unwrap();
    for input in ["crawl", "crawl/*"] {
        let answer = dir.reprint(&["dedup", input, "-o", "kept.jsonl", "--json"]).done();
        assert_eq!((count(&answer.json(), "rejected"), count(&answer.json(), "read")), (1, 2));
        assert!(answer.stderr.contains("crawl/2.jsonl: No such file"), "{}", answer.stderr);
    }
}

#[test]
fn an_image_is_no_article_whatever_its_name() {
    let image: Vec<u8> = [b"\xFF\xD8\xFF\xE0\0\x10JFIF\0".to_vec(), (0..=255).collect()].concat();
    for name in ["image.html", "image.txt"] {
        let answer = survived(name, &image, &[], (1, 1));
        assert!(answer.stderr.contains("binary data") || !cfg!(feature = "html"), "{}", answer.stderr);
    }
}

#[test]
fn an_empty_file_is_not_a_field_mistyped() {
    let answer = survived("empty.txt", b"", &[], (1, 0));
    assert!(answer.stderr.contains("no record has a text that is not empty"), "{}", answer.stderr);
}

#[test]
fn a_number_that_is_no_time_is_told_of() {
    for time in ["1e300", "1000000000000000000000000000000", "99999999999"] {
        let line = format!(
            "{{\"id\":\"a\",\"published\":{time},\"text\":\"{}\"}}\n",
            prose(1, 60).replace('\n', " ")
        );
        let answer = survived("crawl.jsonl", line.as_bytes(), &[], (1, 0));
        assert!(answer.stderr.contains("crawl.jsonl:1: not a time that is understood"), "{}", answer.stderr);
        assert!(answer.stderr.len() < 300, "{}", answer.stderr);
    }
}

#[test]
fn every_loss_is_listed_however_many() {
    let lines = good("a", 1) + &"not a record\n".repeat(250);
    survived("crawl.jsonl", lines.as_bytes(), &[], (251, 250));
}

#[test]
fn utf_16_is_read_as_what_it_holds() {
    let utf_16 = |text: &str| {
        "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let table = format!("id,text\na,\"{}\"\n", prose(1, 60));
    for (name, text) in
        [("crawl.csv", table), ("crawl.jsonl", good("a", 1)), ("crawl.json", format!("[{}]", good("a", 1)))]
    {
        let bytes: Vec<u8> = utf_16(&text);
        assert_eq!(count(&survived(name, &bytes, &[], (1, 0)).json(), "kept"), 1, "{name}");
    }
}

#[test]
fn a_quote_left_open_is_told_of() {
    let table = ["id,text\n", "a,\"never closed\n", "b,words\n", "c,words\n"].concat();
    let answer = survived("crawl.csv", table.as_bytes(), &[], (1, 0));
    assert!(answer.stderr.contains("crawl.csv:2: a quote is left open"), "{}", answer.stderr);
    let closed = ["id,text\n", "a,\"one\ntwo\n\"\n"].concat();
    assert!(!survived("crawl.csv", closed.as_bytes(), &[], (1, 0)).stderr.contains("quote"));
}

#[test]
fn a_time_that_is_not_understood_is_told_of_and_the_record_kept() {
    let line = |time: &str| record("a", "Selby Mercury", time, &prose(1, 60));
    let understood = ["2025-03-01", "1 March 2025", "", "None", "null", "NaT"].map(|time| (time, false));
    for (time, told) in understood.into_iter().chain([("yesterday", true), ("2025-13-45", true)]) {
        let answer = survived("crawl.jsonl", line(time).as_bytes(), &[], (1, 0));
        let message = format!("crawl.jsonl:1: not a time that is understood: {time};");
        assert_eq!(answer.stderr.contains(&message), told, "{}", answer.stderr);
    }
}

#[test]
fn no_text_and_no_headline_are_noticed_by_every_command() {
    let dir = Dir::new();
    dir.write("crawl.jsonl", "{\"id\":\"a\",\"date\":\"2025-03-01\",\"words\":\"fog lifts\"}\n");
    let says = |args: &[&str], what: &str| {
        let answer = dir.reprint(args).done();
        let message = format!("no record has a {what}; the first one has the fields date, id, words");
        assert!(answer.stderr.contains(&message), "{args:?}: {}", answer.stderr);
        answer
    };
    says(&["dedup", "crawl.jsonl"], "text");
    let filed = says(&["index", "create", "news.idx", "crawl.jsonl", "--json"], "text");
    assert_eq!(count(&filed.json(), "without_text"), 1);
    says(&["index", "add", "news.idx", "crawl.jsonl"], "text");
    says(&["headlines", "crawl.jsonl"], "headline");
}

#[test]
fn a_bad_record_among_those_to_check_is_one_loss() {
    let dir = Dir::new();
    dir.write("crawl.jsonl", good("a", 1) + "cut {\n" + &good("b", 2));
    dir.reprint(&["index", "create", "news.idx", "crawl.jsonl"]).done();
    let answer = dir.reprint(&["check", "crawl.jsonl", "-i", "news.idx", "--json"]).done();
    assert_eq!(crate::kit::records(&answer.stdout).len(), 2);
    assert!(answer.stderr.starts_with("crawl.jsonl:2: "), "{}", answer.stderr);
    dir.reprint(&["check", "crawl.jsonl", "-i", "news.idx", "--strict"]).exits(2);
}
