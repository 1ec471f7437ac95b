//! Titles, outlets and ids that would move a terminal's cursor or forge its lines: harmless wherever they are printed.

use crate::kit::prose::prose;
use crate::kit::{Answer, Dir};

/// An id, an outlet or a title with everything in it.
const HOSTILE: &str =
    "\u{1B}[2J\u{1B}]0;x\u{7}\u{9B}31m\u{202E}evil\u{2066}\u{200F}\r\nforged: <script>alert(1)</script>\u{0}";

fn hostile(seed: u64) -> String {
    let (id, text) =
        (format!("{seed}{HOSTILE}"), format!("{} {HOSTILE} {}", prose(seed, 60), prose(seed, 60)));
    let value = serde_json::json!({
        "id": id, "title": HOSTILE, "outlet": HOSTILE, "text": text, "published": HOSTILE, "url": HOSTILE,
    });
    value.to_string() + "\n"
}

/// What is printed holds no character that a terminal obeys, and no line that only a title could have begun.
fn is_harmless(answer: &Answer) {
    let printed = String::from_utf8(answer.stdout.clone()).unwrap() + &answer.stderr;
    let obeyed = |c: char| (c.is_control() && c != '\n') || "\u{202E}\u{2066}\u{200F}".contains(c);
    assert!(!printed.contains(obeyed), "{printed:?}");
    assert!(!printed.lines().any(|line| line.starts_with("forged")), "{printed}");
}

#[test]
fn nothing_hostile_is_printed() {
    let dir = Dir::new();
    // Two records of one id, one that is none, and enough copies of one outlet to be groups.
    let lines = [hostile(1), hostile(1), hostile(2), "{\"\u{1B}[31m\n".to_owned()].concat();
    dir.write("crawl.jsonl", lines).write("one.jsonl", hostile(1)).write("two.jsonl", hostile(1));
    for args in [
        &["dedup", "crawl.jsonl"][..],
        &["index", "create", "news.idx", "crawl.jsonl"],
        &["index", "add", "news.idx", "crawl.jsonl"],
        &["check", "crawl.jsonl", "-i", "news.idx"],
        &["compare", "one.jsonl", "two.jsonl"],
        &["headlines", "crawl.jsonl", "--clusters", "groups.jsonl"],
        &["index", "info", "news.idx"],
        &["index", "info", "news.idx", "--boilerplate", HOSTILE.trim_end_matches('\0')],
        &["index", "info", "news.idx", "--boilerplate", HOSTILE.trim_end_matches('\0'), "--json"],
        &["check", "crawl.jsonl", "-i", "news.idx", "--json"],
        &["compare", "one.jsonl", "two.jsonl", "--json"],
        &["headlines", "crawl.jsonl"],
        &["dedup", "crawl.jsonl", "--pairs", "-", "--clusters", "-", "--quiet"],
        &["index", "export", "news.idx"],
        &["index", "remove", "news.idx", "\u{1B}[31m\nforged"],
    ] {
        is_harmless(&dir.reprint(args).done());
    }
    is_harmless(&dir.reprint(&["dedup", "crawl.jsonl", "--strict"]).exits(2));
    is_harmless(&dir.reprint(&["dedup", "\u{1B}[31m\nforged.jsonl"]).exits(2));
    is_harmless(&dir.reprint(&["check", "one.jsonl", "-i", "\u{1B}[31m\nforged.idx"]).exits(2));
    is_harmless(&dir.reprint(&["dedup", "one.jsonl", "-o", "\u{1B}[31m\nforged/kept"]).exits(2));
}
