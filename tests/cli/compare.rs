//! `compare`: two articles side by side.

use crate::kit::prose::{edited, prose, record};
use crate::kit::{Dir, text};

#[test]
fn a_cut_version_is_told_from_its_whole() {
    let dir = Dir::new();
    let story = prose(1, 264);
    let head: Vec<&str> = story.lines().take(3).collect();
    dir.write("whole.txt", &story).write("cut.txt", head.join("\n"));
    let found = dir.reprint(&["compare", "cut.txt", "whole.txt", "--json"]).done().json();
    assert_eq!((text(&found, "relation"), text(&found, "direction")), ("trimmed", "a_in_b"));
    assert_eq!(found["reprint"], true);
    let turned = dir.reprint(&["compare", "whole.txt", "cut.txt", "--json"]).done().json();
    assert_eq!((text(&turned, "relation"), text(&turned, "direction")), ("trimmed", "b_in_a"));
    assert_eq!((&found["coverage_a"], &found["jaccard"]), (&turned["coverage_b"], &turned["jaccard"]));
}

#[test]
fn two_stories_of_their_own_are_no_reprint() {
    let dir = Dir::new();
    dir.write("a.txt", prose(1, 150)).write("b.txt", prose(2, 150));
    let found = dir.reprint(&["compare", "a.txt", "b.txt", "--json"]).exits(1).json();
    assert_eq!(found["reprint"], false);
}

#[test]
fn one_side_may_come_through_a_pipe_and_the_answer_as_prose() {
    let dir = Dir::new();
    let story = prose(1, 150);
    dir.write("a.json", record("a", "Selby Mercury", "2025-03-01", &story));
    let answer = dir.reprint(&["compare", "a.json", "-"]).input(edited(&story, &[40, 41, 80, 120])).done();
    let prose = String::from_utf8(answer.stdout).unwrap();
    assert!(prose.contains("light edit") && prose.contains("of this text stands in it"), "{prose}");
}

#[test]
fn a_file_of_several_articles_is_refused() {
    let dir = Dir::new();
    let one = record("a", "Selby Mercury", "2025-03-01", &prose(1, 60));
    dir.write("one.jsonl", &one).write("two.jsonl", one.clone() + &one.replace("\"a\"", "\"b\""));
    let answer = dir.reprint(&["compare", "one.jsonl", "two.jsonl"]).exits(2);
    assert!(answer.stderr.contains("two.jsonl: holds 2 articles"), "{}", answer.stderr);
    dir.reprint(&["compare", "one.jsonl", "nowhere.txt"]).exits(2);
}

/// An invented hoax that is told of any town.
fn hoax(star: &str, town: &str) -> String {
    format!(
        "A spokesman for {star} said the actor had car trouble near {town} last week and spent two days in the town \
         while it was mended. He was so taken with the people he met there that he has been talking of nothing else \
         since. The residents of {town} were kind and ordinary, the actor {star} is said to have told a friend, and \
         nobody asked him for a picture. Friends of {star} say he now looks at houses in {town} and may well retire \
         there, far from the noise of the studios."
    )
}

#[test]
fn a_hoax_with_another_town_is_a_template() {
    let dir = Dir::new();
    dir.write("a.txt", hoax("Bruno Castle", "Port Ansel")).write("b.txt", hoax("Victor Holm", "Selby Falls"));
    let found = dir.reprint(&["compare", "a.txt", "b.txt", "--json"]).exits(1).json();
    assert_eq!(text(&found, "relation"), "template");
}
