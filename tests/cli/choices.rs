//! What `--drop`, `--keep`, `--across-outlets` and `--window` choose, on a handful of articles.

use crate::kit::prose::{edited, prose, record};
use crate::kit::{Answer, Dir, text};

/// One story as sent, and what became of it. Only its relation to the source tells the copies apart.
fn desk() -> Dir {
    let story = prose(1, 264);
    let head: Vec<&str> = story.lines().take(3).collect();
    let own = prose(2, 132);
    let dir = Dir::new();
    let lines = [
        record("same", "Selby Mercury", "2025-03-02T09:00:00Z", &story),
        record("wire", "Agence Littoral", "2025-03-01T08:00:00Z", &story),
        record("edit", "Calder Post", "2025-03-03T09:00:00Z", &edited(&story, &[60, 61, 180])),
        record("trim", "Ferring Star", "2025-03-04T09:00:00Z", &head.join("\n")),
        record("more", "Tarn Observer", "2025-03-20T09:00:00Z", &format!("{story}\n{own}")),
        record("other", "Tarn Observer", "2025-03-05T09:00:00Z", &prose(3, 200)),
    ];
    dir.write("news.jsonl", lines.concat());
    dir
}

fn dedup(dir: &Dir, more: &[&str]) -> Answer {
    dir.reprint(&[&["dedup", "news.jsonl", "-o", "kept.jsonl", "--pairs", "pairs.jsonl"][..], more].concat())
        .done()
}

fn kept(more: &[&str]) -> Vec<String> {
    let dir = desk();
    dedup(&dir, more);
    dir.ids("kept.jsonl")
}

#[test]
fn the_relations_are_told_apart() {
    let dir = desk();
    dedup(&dir, &["--drop", "none"]);
    let relation = |copy: &str| {
        let pairs = dir.records("pairs.jsonl");
        let with = |pair: &&serde_json::Value| {
            [&pair["a"], &pair["b"]].iter().all(|id| **id == "wire" || **id == copy)
        };
        text(pairs.iter().find(with).unwrap(), "relation").to_owned()
    };
    assert_eq!(relation("same"), "identical");
    assert_eq!(relation("edit"), "light_edit");
    assert_eq!(relation("trim"), "trimmed");
}

#[test]
fn drop_exact_leaves_out_identical_copies_alone() {
    assert_eq!(kept(&["--drop", "exact"]), ["wire", "edit", "trim", "more", "other"]);
}

#[test]
fn drop_near_is_the_default_and_leaves_out_edited_and_trimmed_copies_too() {
    let near = kept(&["--drop", "near"]);
    assert_eq!(near, kept(&[]));
    assert!(!near.iter().any(|id| ["same", "edit", "trim"].contains(&id.as_str())), "{near:?}");
}

#[test]
fn drop_copy_leaves_one_article_a_story() {
    assert_eq!(kept(&["--drop", "copy"]), ["wire", "other"]);
}

#[test]
fn drop_none_keeps_everything() {
    assert_eq!(kept(&["--drop", "none"]), ["same", "wire", "edit", "trim", "more", "other"]);
}

#[test]
fn each_keep_has_its_own_favourite() {
    assert_eq!(kept(&["--drop", "copy", "--keep", "earliest"]), ["wire", "other"]);
    assert_eq!(kept(&["--drop", "copy", "--keep", "first"]), ["same", "other"]);
    assert_eq!(kept(&["--drop", "copy", "--keep", "longest"]), ["more", "other"]);
}

#[test]
fn keep_wire_prefers_the_copy_that_credits_an_agency() {
    let dir = Dir::new();
    let story = prose(7, 150);
    let early = record("early", "Selby Mercury", "2025-03-01T08:00:00Z", &story);
    let wired = record("wired", "Calder Post", "2025-03-02T08:00:00Z", &format!("TARN HEAD (AP) - {story}"));
    dir.write("news.jsonl", early + &wired);
    dedup(&dir, &["--keep", "wire"]);
    assert_eq!(dir.ids("kept.jsonl"), ["wired"]);
    dedup(&dir, &["--keep", "earliest"]);
    assert_eq!(dir.ids("kept.jsonl"), ["early"]);
}

#[test]
fn across_outlets_does_not_compare_an_outlet_with_itself() {
    let dir = Dir::new();
    let story = prose(9, 120);
    let at = |id, outlet, day: u32| record(id, outlet, &format!("2025-03-0{day}"), &story);
    dir.write("news.jsonl", at("a", "Selby Mercury", 1) + &at("b", "Selby Mercury", 2));
    dedup(&dir, &["--across-outlets"]);
    assert_eq!(dir.ids("kept.jsonl"), ["a", "b"]);
    dir.write("news.jsonl", at("a", "Selby Mercury", 1) + &at("b", "Calder Post", 2));
    dedup(&dir, &["--across-outlets"]);
    assert_eq!(dir.ids("kept.jsonl"), ["a"]);
}

#[test]
fn what_is_not_to_be_compared_is_dropped_by_way_of_no_third_article() {
    let dir = Dir::new();
    let story = prose(9, 120);
    let at = |id, outlet, day: u32| record(id, outlet, &format!("2025-03-{day:02}"), &story);
    let lines = [at("a", "Selby Mercury", 1), at("b", "Calder Post", 6), at("c", "Selby Mercury", 12)];
    dir.write("news.jsonl", lines.concat());
    dedup(&dir, &[]);
    assert_eq!(dir.ids("kept.jsonl"), ["a"]);
    for narrowed in [&["--across-outlets"][..], &["--window", "7"]] {
        dedup(&dir, narrowed);
        assert_eq!(dir.ids("kept.jsonl"), ["a", "c"], "{narrowed:?}");
    }
}

#[test]
fn a_window_compares_only_what_was_published_that_close() {
    let near = kept(&["--drop", "copy", "--window", "10"]);
    assert_eq!(near, ["wire", "more", "other"]);
    assert_eq!(kept(&["--drop", "copy", "--window", "30"]), ["wire", "other"]);
}

#[test]
fn a_short_body_is_kept_unjudged_and_the_limit_is_the_users() {
    let dir = Dir::new();
    let text = prose(4, 20);
    let at = |id| record(id, "Selby Mercury", "2025-03-01", &text);
    dir.write("news.jsonl", at("a") + &at("b"));
    let summary = dedup(&dir, &["--json"]).json();
    assert_eq!((&summary["too_short"], &summary["dropped"]), (&2.into(), &0.into()));
    let summary = dedup(&dir, &["--json", "--min-words", "10"]).json();
    assert_eq!((&summary["too_short"], &summary["dropped"]), (&0.into(), &1.into()));
}

#[test]
fn records_without_a_text_are_never_copies_of_one_another() {
    let dir = Dir::new();
    dir.write(
        "news.jsonl",
        record("a", "Selby Mercury", "2025-03-01", "") + &record("b", "Calder Post", "2025-03-02", "—"),
    );
    let summary = dedup(&dir, &["--json", "--min-words", "0"]).json();
    assert_eq!((&summary["too_short"], &summary["dropped"]), (&2.into(), &0.into()));
    assert_eq!(dir.ids("kept.jsonl"), ["a", "b"]);
}
