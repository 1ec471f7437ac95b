//! `check`: one article against an index.

use serde_json::Value;

use crate::kit::prose::{edited, prose, record};
use crate::kit::{Dir, corpus, records, text};

/// An index `idx` of a wire story, a cut version of it, and something else.
fn desk() -> Dir {
    let story = prose(1, 264);
    let head: Vec<&str> = story.lines().take(3).collect();
    let lines = [
        record("wire", "Agence Littoral", "2025-03-01T08:00:00Z", &story),
        record("trim", "Ferring Star", "2025-03-04T09:00:00Z", &head.join("\n")),
        record("other", "Tarn Observer", "2025-03-05T09:00:00Z", &prose(3, 200)),
    ];
    let dir = Dir::new();
    dir.write("news.jsonl", lines.concat());
    dir.reprint(&["index", "create", "idx", "news.jsonl"]).done();
    dir
}

fn answers(dir: &Dir, args: &[&str]) -> Vec<Value> {
    let args = [&["check"], args, &["-i", "idx", "--json"]].concat();
    records(&dir.reprint(&args).done().stdout)
}

fn matched(answer: &Value) -> Vec<&str> {
    answer["matches"].as_array().unwrap().iter().map(|found| text(found, "id")).collect()
}

#[test]
fn every_article_of_a_corpus_finds_itself_first() {
    let dir = Dir::new();
    let news = corpus("news.jsonl");
    dir.reprint(&["index", "create", "idx", &news]).done();
    let mut judged = 0;
    // Two records of one id are told apart in the same way when they are indexed and when they are checked.
    for answer in answers(&dir, &[&news, "--limit", "1"]) {
        if answer["article"]["too_short"] == false {
            let found = &answer["matches"][0];
            assert_eq!((&found["id"], &found["relation"]), (&answer["article"]["id"], &"identical".into()));
            judged += 1;
        }
    }
    assert!(judged > 50, "{judged}");
}

#[test]
fn a_copy_is_traced_to_its_source_with_the_copied_passages() {
    let dir = desk();
    let copy = edited(&prose(1, 264), &[60, 61, 180]);
    dir.write("copy.txt", &copy);
    let answer = answers(&dir, &["copy.txt"]).remove(0);
    assert_eq!((text(&answer, "verdict"), text(&answer["source"], "id")), ("light_edit", "wire"));
    assert_eq!(matched(&answer), ["wire", "trim"]);
    let wire = &answer["matches"][0];
    for field in ["outlet", "title", "published", "relation", "direction"] {
        assert!(wire[field].is_string(), "{field} in {wire}");
    }
    let (passage, stored) = (&wire["passages"][0], prose(1, 264));
    let cut = |text: &str, range: &Value| {
        let at = |end: usize| usize::try_from(range[end].as_u64().unwrap()).unwrap();
        text[at(0)..at(1)].to_owned()
    };
    let (copied, original) = (cut(&copy, &passage["article"]), cut(&stored, &passage["match"]));
    let ends = |text: &str| (text[..30].to_owned(), text[text.len() - 30..].to_owned());
    assert_eq!(ends(&copied), ends(&original));
}

#[test]
fn among_hundreds_of_copies_the_earliest_is_the_source_wherever_it_stands() {
    let dir = Dir::new();
    let story = prose(1, 264);
    let copy = |day: usize| {
        let (outlet, published) =
            (format!("Outlet {day}"), format!("2024-{:02}-{:02}", 12 - day / 28, 28 - day % 28));
        record(&format!("copy{day}"), &outlet, &published, &story)
    };
    let copies: Vec<String> = (0..330).map(copy).collect();
    dir.write("news.jsonl", copies.concat());
    dir.write("early.jsonl", copies[165..].concat());
    dir.write("late.jsonl", copies[..165].concat());
    dir.write("asked.txt", &story);
    dir.reprint(&["index", "create", "idx", "news.jsonl"]).done();
    let answer = answers(&dir, &["asked.txt"]).remove(0);
    assert_eq!((text(&answer, "verdict"), text(&answer["source"], "id")), ("identical", "copy329"));
    assert_eq!(matched(&answer)[..2], ["copy329", "copy328"]);
    dir.reprint(&["index", "create", "two", "early.jsonl"]).done();
    dir.reprint(&["index", "add", "two", "late.jsonl"]).done();
    let other = records(&dir.reprint(&["check", "asked.txt", "-i", "two", "--json"]).done().stdout).remove(0);
    assert_eq!((&answer["matches"], &answer["source"]), (&other["matches"], &other["source"]));
}

#[test]
fn standard_input_may_hold_text_html_or_records() {
    let dir = desk();
    let story = prose(1, 264);
    let paragraphs = story.replace('\n', "</p><p>");
    let page = format!("<html><body><article><h1>Storm</h1><p>{paragraphs}</p></article></body></html>");
    for input in [story.clone(), page, record("mine", "Selby Mercury", "2025-04-01", &story)] {
        let found = dir.reprint(&["check", "-", "-i", "idx", "--json"]).input(input).done().json();
        assert_eq!(text(&found, "verdict"), "identical", "{found}");
    }
}

#[test]
fn the_exit_code_says_whether_a_reprint_was_found() {
    let dir = desk();
    dir.write("own.txt", prose(77, 150)).write("short.txt", prose(1, 12)).write("copy.txt", prose(3, 200));
    let answer = dir.reprint(&["check", "own.txt", "-i", "idx", "--json"]).exits(1).json();
    assert_eq!((text(&answer, "verdict"), matched(&answer).len()), ("none", 0));
    let answer = dir.reprint(&["check", "short.txt", "-i", "idx", "--json"]).exits(1).json();
    assert_eq!(answer["article"]["too_short"], true);
    dir.reprint(&["check", "own.txt", "copy.txt", "-i", "idx"]).done();
    dir.reprint(&["check", "own.txt", "-i", "nowhere"]).exits(2);
    dir.reprint(&["check", "nowhere.txt", "-i", "idx"]).exits(2);
    dir.reprint(&["check", "own.txt", "-i", "idx", "--before", "soon"]).exits(2);
}

#[test]
fn matches_are_narrowed_by_limit_date_and_outlet() {
    let dir = desk();
    dir.write("copy.txt", prose(1, 264));
    let found = |more: &[&str]| {
        let answer = answers(&dir, &[&["copy.txt"], more].concat()).remove(0);
        matched(&answer).join(" ")
    };
    assert_eq!(found(&[]), "wire trim");
    assert_eq!(found(&["--limit", "1"]), "wire");
    assert_eq!(found(&["--before", "2025-03-02"]), "wire");
    assert_eq!(found(&["--outlet", "Ferring Star"]), "trim");
}

#[test]
fn a_limit_narrows_what_is_shown_and_not_what_is_found() {
    let dir = desk();
    dir.write("copy.txt", prose(1, 264));
    for (limit, shown) in [("0", 0), ("18446744073709551615", 2)] {
        let answer = answers(&dir, &["copy.txt", "--limit", limit]).remove(0);
        assert_eq!((text(&answer, "verdict"), matched(&answer).len()), ("identical", shown), "{limit}");
    }
}

#[test]
fn prose_for_people_names_verdict_source_and_share() {
    let dir = desk();
    dir.write("copy.txt", prose(1, 264));
    let out = dir.reprint(&["check", "copy.txt", "-i", "idx"]).done().stdout;
    let out = String::from_utf8(out).unwrap();
    for word in ["verdict: identical", "likely source: wire", "Agence Littoral", "100%", "words"] {
        assert!(out.contains(word), "{word} not in: {out}");
    }
    assert!(!out.contains('\u{1B}'), "no colour where there is no terminal");
}

#[test]
fn an_index_without_texts_still_knows_its_own() {
    let dir = Dir::new();
    dir.write("news.jsonl", record("wire", "Agence Littoral", "2025-03-01", &prose(1, 264)));
    dir.reprint(&["index", "create", "idx", "news.jsonl", "--no-text"]).done();
    let answer = answers(&dir, &["news.jsonl"]).remove(0);
    assert_eq!((text(&answer, "verdict"), matched(&answer)), ("identical", vec!["wire"]));
    assert_eq!(answer["matches"][0]["passages"], Value::Array(Vec::new()));
}

#[test]
fn a_damaged_index_is_refused_or_passed_over_loudly() {
    let dir = desk();
    dir.write("more.jsonl", record("late", "Calder Post", "2025-03-09", &prose(1, 264)));
    dir.reprint(&["index", "add", "idx", "more.jsonl"]).done();
    dir.write("copy.txt", prose(1, 264));
    let name = "idx/00000001.segment";
    let whole = dir.read(name);
    // The header, the articles themselves, and the last byte of all.
    for at in [20, 70, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[at] ^= 8;
        dir.write(name, bytes);
        let refused = dir.reprint(&["check", "copy.txt", "-i", "idx", "--json"]).exits(2);
        assert!(refused.stderr.contains(name) && refused.stdout.is_empty(), "byte {at}: {}", refused.stderr);
        let passed = dir.reprint(&["check", "copy.txt", "-i", "idx", "--json", "--allow-damaged"]).done();
        assert!(passed.stderr.contains(name), "byte {at}: {}", passed.stderr);
        assert_eq!(matched(&passed.json()), ["late"], "byte {at}");
    }
}
