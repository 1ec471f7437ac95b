//! An index as its users keep it: made, added to, thinned out, inspected, repaired.

use std::fs;

use serde_json::Value;

use crate::kit::prose::{prose, record};
use crate::kit::{Answer, Dir, count, records, text};

/// Articles `a0`, `a1`, … of different stories.
fn articles(numbers: std::ops::Range<u64>) -> String {
    numbers.map(|n| record(&format!("a{n}"), "Selby Mercury", "2025-03-01", &prose(n, 120))).collect()
}

/// A folder with an index `idx` of ten articles.
fn ten() -> Dir {
    let dir = Dir::new();
    dir.write("ten.jsonl", articles(0..10));
    dir.reprint(&["index", "create", "idx", "ten.jsonl"]).done();
    dir
}

fn json(dir: &Dir, args: &[&str]) -> Value {
    dir.reprint(&[&["index"], args, &["--json"]].concat()).done().json()
}

fn exported(dir: &Dir) -> Vec<Value> {
    records(&dir.reprint(&["index", "export", "idx"]).done().stdout)
}

fn ids(records: &[Value]) -> Vec<&str> {
    records.iter().map(|record| text(record, "id")).collect()
}

/// The segment files, sorted.
fn segments(dir: &Dir) -> Vec<String> {
    let names = fs::read_dir(dir.path("idx")).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| format!("idx/{}", name.to_str().unwrap())).collect();
    names.retain(|name| name.ends_with(".segment"));
    names.sort();
    names
}

/// Changes one byte in the middle of a file.
fn damage(dir: &Dir, name: &str) {
    let mut bytes = dir.read(name);
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    dir.write(name, bytes);
}

fn refused(dir: &Dir, args: &[&str], words: &[&str]) -> Answer {
    let answer = dir.reprint(args).exits(2);
    assert!(words.iter().all(|word| answer.stderr.contains(word)), "{words:?} not in: {}", answer.stderr);
    answer
}

#[test]
fn what_was_indexed_is_exported_field_by_field() {
    let dir = ten();
    let exported = exported(&dir);
    let filed = dir.records("ten.jsonl");
    assert_eq!(exported.len(), 10);
    for (out, filed) in exported.iter().zip(&filed) {
        assert!(["id", "outlet", "title", "text"].iter().all(|field| out[field] == filed[field]), "{out}");
        assert!(text(out, "origin").starts_with("ten.jsonl:"), "{out}");
    }
}

#[test]
fn an_export_makes_the_same_index_again() {
    let dir = ten();
    dir.reprint(&["index", "export", "idx", "-o", "out.jsonl"]).done();
    dir.reprint(&["index", "create", "again", "out.jsonl"]).done();
    dir.reprint(&["index", "export", "again", "-o", "again.jsonl"]).done();
    let without_origin = |name: &str| {
        let mut records = dir.records(name);
        records.iter_mut().for_each(|record| record["origin"] = Value::Null);
        records
    };
    assert_eq!(without_origin("out.jsonl"), without_origin("again.jsonl"));
}

#[test]
fn adding_replaces_what_is_there_unless_told_to_skip_it() {
    let dir = ten();
    let changed = |id, seed| record(id, "Calder Post", "2025-04-01", &prose(seed, 100));
    dir.write("more.jsonl", changed("a3", 50) + &changed("b1", 51));
    let filed = json(&dir, &["add", "idx", "more.jsonl", "--skip-existing"]);
    assert_eq!((count(&filed, "added"), count(&filed, "skipped"), count(&filed, "articles")), (1, 1, 11));
    assert_eq!(exported(&dir)[3]["outlet"], "Selby Mercury");
    let filed = json(&dir, &["add", "idx", "more.jsonl"]);
    assert_eq!((count(&filed, "added"), count(&filed, "replaced"), count(&filed, "articles")), (0, 2, 11));
    let outlets: Vec<Value> = exported(&dir).into_iter().filter(|record| record["id"] == "a3").collect();
    assert_eq!(outlets.iter().map(|record| text(record, "outlet")).collect::<Vec<_>>(), ["Calder Post"]);
}

#[test]
fn two_records_of_one_id_are_both_kept_and_the_second_is_reported() {
    let dir = Dir::new();
    dir.write("twice.jsonl", articles(0..1) + &articles(0..1));
    let answer = dir.reprint(&["index", "create", "idx", "twice.jsonl"]).done();
    assert!(answer.stderr.contains("a0#2"), "{}", answer.stderr);
    assert_eq!(ids(&exported(&dir)), ["a0", "a0#2"]);
}

#[test]
fn a_record_too_large_to_file_is_rejected_and_the_rest_is_filed() {
    let dir = Dir::new();
    let long = record(&"x".repeat(70_000), "Selby Mercury", "2025-03-01", &prose(1, 60));
    dir.write("long.jsonl", long + &articles(0..2));
    let answer = dir.reprint(&["index", "create", "idx", "long.jsonl", "--json"]).done();
    assert_eq!((count(&answer.json(), "added"), count(&answer.json(), "rejected")), (2, 1));
    assert!(answer.stderr.contains("long.jsonl:1: ") && answer.stderr.contains("65536"), "{}", answer.stderr);
    refused(&dir, &["index", "create", "strict", "long.jsonl", "--strict"], &["long.jsonl:1: "]);
}

#[test]
fn a_creation_that_fails_leaves_no_index_behind() {
    let dir = Dir::new();
    dir.write("broken.jsonl", articles(0..3) + "{\"id\": \"cut off\n");
    refused(&dir, &["index", "create", "idx", "broken.jsonl", "--strict"], &["broken.jsonl:4: "]);
    refused(&dir, &["index", "create", "idx", "nowhere.jsonl"], &["nowhere.jsonl"]);
    assert_eq!(dir.names(), ["broken.jsonl"]);
}

#[test]
fn articles_are_removed_by_argument_by_file_and_by_pipe() {
    let dir = ten();
    dir.write("gone.txt", "a1\r\n\na2\nnobody\n");
    let removed = json(&dir, &["remove", "idx", "a0", "--ids-from", "gone.txt"]);
    assert_eq!(
        (count(&removed, "removed"), count(&removed, "missing"), count(&removed, "articles")),
        (3, 1, 7)
    );
    dir.reprint(&["index", "remove", "idx", "--ids-from", "-"]).input("a3\na4\n").done();
    assert_eq!(ids(&exported(&dir)), ["a5", "a6", "a7", "a8", "a9"]);
    let info = json(&dir, &["info", "idx"]);
    assert_eq!((count(&info, "articles"), count(&info, "deleted")), (5, 5));
    json(&dir, &["compact", "idx"]);
    let info = json(&dir, &["info", "idx"]);
    assert_eq!((count(&info, "articles"), count(&info, "deleted"), count(&info, "segments")), (5, 0, 1));
}

#[test]
fn info_shows_what_each_part_takes() {
    let dir = ten();
    let info = json(&dir, &["info", "idx"]);
    assert_eq!((count(&info, "format"), count(&info, "segments"), count(&info, "articles")), (3, 1, 10));
    let parts = info["parts"].as_object().unwrap();
    assert_eq!(parts.values().map(|part| count(part, "bytes")).sum::<u64>(), count(&info, "bytes"));
    let per_article = |part: &str| parts[part]["per_article"].as_f64().unwrap();
    assert!((per_article("entries") - 32.0).abs() < 1e-9 && per_article("prints") > 0.0);
    assert!(parts.get("signatures").is_none(), "texts say all that signatures do");
    let prose = String::from_utf8(dir.reprint(&["index", "info", "idx"]).done().stdout).unwrap();
    for word in [text(&info, "parameters"), "prints", "furniture", "texts", "an article", "1 segment"] {
        assert!(prose.contains(word), "{word} not in: {prose}");
    }
}

#[test]
fn many_commits_and_one_segment_answer_alike() {
    let dir = Dir::new();
    dir.write("first.jsonl", articles(0..6));
    dir.reprint(&["index", "create", "idx", "first.jsonl"]).done();
    for n in 0..5 {
        dir.write("next.jsonl", articles(4 + 3 * n..9 + 3 * n));
        dir.reprint(&["index", "add", "idx", "next.jsonl"]).done();
    }
    dir.write("all.jsonl", articles(0..21));
    let answers = || {
        let mut answers = records(&dir.reprint(&["check", "all.jsonl", "-i", "idx", "--json"]).done().stdout);
        answers.iter_mut().for_each(|answer| answer["elapsed_us"] = Value::Null);
        answers
    };
    let spread = (answers(), segments(&dir).len());
    dir.reprint(&["index", "compact", "idx"]).done();
    assert!(spread.1 > 1 && segments(&dir).len() == 1);
    assert_eq!(spread.0, answers());
}

#[test]
fn verify_names_the_damage_and_salvage_saves_the_rest() {
    let dir = ten();
    assert_eq!(json(&dir, &["verify", "idx"])["intact"], true);
    dir.write("more.jsonl", articles(10..15));
    dir.reprint(&["index", "add", "idx", "more.jsonl"]).done();
    let name = segments(&dir).remove(0);
    damage(&dir, &name);
    let answer = refused(&dir, &["index", "verify", "idx", "--json"], &[&name, "damaged"]);
    assert_eq!(answer.json()["intact"], false);
    let saved = refused(&dir, &["index", "salvage", "idx", "-o", "saved.jsonl"], &[&name, "articles saved"]);
    assert!(saved.stdout.is_empty());
    assert!(dir.ids("saved.jsonl").iter().any(|id| id == "a14"));
}

#[test]
fn what_is_no_index_or_is_one_already_is_refused_with_the_remedy() {
    let dir = ten();
    refused(&dir, &["index", "create", "idx", "ten.jsonl"], &["idx", "index add"]);
    for command in
        [&["info", "none"][..], &["verify", "none"], &["export", "none"], &["add", "none", "ten.jsonl"]]
    {
        refused(&dir, &[&["index"], command].concat(), &["none", "index create"]);
    }
    dir.write("notes/mine.txt", "mine");
    refused(&dir, &["index", "create", "notes", "ten.jsonl"], &["notes", "folder of its own"]);
}

#[test]
fn a_file_where_an_index_should_be_is_refused() {
    let dir = ten();
    refused(&dir, &["check", "ten.jsonl", "-i", "ten.jsonl"], &["ten.jsonl: not a reprint index"]);
    refused(&dir, &["index", "add", "ten.jsonl", "ten.jsonl"], &["ten.jsonl: not a reprint index"]);
    refused(&dir, &["index", "create", "ten.jsonl", "ten.jsonl"], &["ten.jsonl: there is a file in the way"]);
}

/// A header that only a later version's readers understand.
#[test]
fn an_index_of_a_later_version_is_refused_and_left_alone() {
    let dir = ten();
    for name in ["idx/manifest".to_owned(), segments(&dir).remove(0)] {
        let sound = dir.read(&name);
        let mut later = sound.clone();
        later[12..20].copy_from_slice(&[7, 0, 0, 0, 7, 0, 0, 0]);
        let checksum = xxhash_rust::xxh3::xxh3_64(&later[..56]);
        later[56..64].copy_from_slice(&checksum.to_le_bytes());
        dir.write(&name, &later);
        for args in [
            &["check", "ten.jsonl", "-i", "idx"][..],
            &["check", "ten.jsonl", "-i", "idx", "--allow-damaged"],
            &["index", "add", "idx", "ten.jsonl"],
            &["index", "remove", "idx", "a1"],
            &["index", "compact", "idx"],
            &["index", "info", "idx"],
            &["index", "verify", "idx"],
            &["index", "export", "idx"],
        ] {
            refused(&dir, args, &[&name, "format 7", "newer reprint"]);
        }
        assert!(dir.read(&name) == later);
        dir.write(&name, sound);
    }
    dir.reprint(&["index", "verify", "idx"]).done();
}

#[test]
fn a_segment_cut_short_is_refused_and_its_whole_blocks_are_saved() {
    let dir = Dir::new();
    dir.write("many.jsonl", articles(0..300));
    dir.reprint(&["index", "create", "idx", "many.jsonl"]).done();
    let name = segments(&dir).remove(0);
    let whole = dir.read(&name);
    dir.write(&name, &whole[..whole.len() * 9 / 10]);
    refused(&dir, &["check", "many.jsonl", "-i", "idx"], &[&name, "cut short"]);
    refused(&dir, &["index", "add", "idx", "many.jsonl"], &[&name, "cut short"]);
    let saved =
        refused(&dir, &["index", "salvage", "idx", "-o", "saved.jsonl"], &[&name, "cut short", "lost"]);
    let ids = dir.ids("saved.jsonl");
    let stated = format!("{} articles saved, {} lost", ids.len(), 300 - ids.len());
    assert!((100..300).contains(&ids.len()) && saved.stderr.contains(&stated), "{}", saved.stderr);
    let filed = dir.records("many.jsonl");
    let texts_agree =
        |(read, filed): (&Value, &Value)| read["text"] == filed["text"] && read["id"] == filed["id"];
    assert!(dir.records("saved.jsonl").iter().zip(&filed).all(texts_agree));
}

#[test]
fn a_missing_segment_is_damage_to_every_command() {
    let dir = ten();
    fs::remove_file(dir.path("idx/00000001.segment")).unwrap();
    for command in ["verify", "export", "compact", "info"] {
        refused(&dir, &["index", command, "idx"], &["00000001.segment: damaged", "missing", "reprint index"]);
    }
}

#[test]
fn a_file_of_another_index_is_told_from_its_own() {
    let dir = ten();
    dir.write("other.jsonl", articles(20..30));
    dir.reprint(&["index", "create", "other", "other.jsonl"]).done();
    let name = segments(&dir).remove(0);
    dir.write(&name, dir.read(&name.replace("idx", "other")));
    refused(&dir, &["check", "ten.jsonl", "-i", "idx"], &[&name, "another file"]);
    refused(&dir, &["index", "add", "idx", "other.jsonl"], &[&name, "another file"]);
    dir.write("idx/manifest", dir.read("other/manifest"));
    assert_eq!(json(&dir, &["verify", "idx"])["intact"], true, "with both it is the other index");
}

#[test]
fn threads_change_no_byte_of_an_index() {
    let dir = ten();
    dir.write("more.jsonl", articles(10..40));
    let build = |threads: &str| {
        let _ = fs::remove_dir_all(dir.path("built"));
        dir.reprint(&["index", "create", "built", "ten.jsonl", "--threads", threads]).done();
        dir.reprint(&["index", "add", "built", "more.jsonl", "--threads", threads]).done();
        ["manifest", "00000001.segment", "00000002.segment"].map(|name| dir.read(&format!("built/{name}")))
    };
    assert!(build("1") == build("2"));
}
