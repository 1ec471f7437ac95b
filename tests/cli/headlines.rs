//! `headlines`: the same headline across outlets.

use serde_json::{Value, json};

use crate::kit::{Dir, count, records, text};

/// Titles as they are found, each with its outlet.
fn titled(titles: &[(&str, &str)]) -> String {
    let record = |(at, (title, outlet)): (usize, &(&str, &str))| {
        let published = format!("2025-03-{:02}", at + 1);
        format!(
            "{}\n",
            json!({"id": format!("t{at}"), "title": title, "outlet": outlet, "published": published})
        )
    };
    titles.iter().enumerate().map(record).collect()
}

fn groups(titles: &[(&str, &str)]) -> Vec<Value> {
    let dir = Dir::new();
    dir.write("titles.jsonl", titled(titles));
    records(&dir.reprint(&["headlines", "titles.jsonl", "--quiet"]).done().stdout)
}

fn members(group: &Value) -> Vec<&str> {
    group["members"].as_array().unwrap().iter().map(|member| text(member, "id")).collect()
}

#[test]
fn decoration_does_not_part_a_headline() {
    let found = groups(&[
        ("Ferry to Ardle Isle sails again after storm", "Selby Mercury"),
        ("UPDATE 1-Ferry to Ardle Isle sails again after storm", "Agence Littoral"),
        ("Ferry to Ardle Isle sails again after storm", "Calder Post"),
        ("Council votes down new orchard tax", "Selby Mercury"),
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((members(&found[0]), count(&found[0], "outlets")), (vec!["t0", "t1", "t2"], 3));
    assert_eq!((text(&found[0], "canonical"), &found[0]["generic"]), ("t0", &Value::Bool(false)));
}

#[test]
fn one_changed_name_is_another_story() {
    let found = groups(&[
        ("Merrow beat Tarn in cup final at Holm Park", "Selby Mercury"),
        ("Ferring beat Tarn in cup final at Holm Park", "Calder Post"),
    ]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn groups_go_to_a_file_and_the_summary_to_people() {
    let dir = Dir::new();
    let title = "Ferry to Ardle Isle sails again after storm";
    dir.write("titles.jsonl", titled(&[(title, "Selby Mercury"), (title, "Calder Post")]));
    let answer = dir.reprint(&["headlines", "titles.jsonl", "--clusters", "groups.jsonl"]).done();
    assert!(answer.stdout.is_empty() && answer.stderr.contains("read 2 headlines"), "{}", answer.stderr);
    assert_eq!(members(&dir.records("groups.jsonl")[0]), ["t0", "t1"]);
    dir.reprint(&["headlines", "nowhere.jsonl"]).exits(2);
}
