//! Records read a second time, and records that were cut short.

use super::*;

#[test]
fn a_changed_input_is_noticed_on_the_second_look() {
    let files = Files::new().with("a.jsonl", TWO);
    let piece = open(&[files.path("a.jsonl")], &ReadOptions::default()).unwrap().next().unwrap().unwrap();
    let mut batch = piece.extracted(&FieldMap::default());
    let mut shelf = Shelf::new();
    shelf.keep(&mut batch).unwrap();
    let place = batch.records(&FieldMap::default()).next().unwrap().unwrap().place;
    let files = files.with("a.jsonl", "{}");
    shelf.announce(vec![place]);
    let mut room = Vec::new();
    let outcome = shelf.fetch(place, &mut room);
    assert!(matches!(outcome, Err(ReadError::Changed { file }) if file == files.path("a.jsonl")));
}

#[test]
fn batches_may_be_kept_in_any_order() {
    let files =
        Files::new().with("a.jsonl", TWO).with("b.jsonl.gz", gzip(TWO.as_bytes())).with("c.jsonl", TWO);
    let options = ReadOptions { batch_bytes: 1, ..ReadOptions::default() };
    let inputs = ["a.jsonl", "b.jsonl.gz", "c.jsonl"].map(|name| files.path(name));
    let pieces: Vec<_> = open(&inputs, &options).unwrap().map(Result::unwrap).collect();
    let (mut shelf, mut kept) = (Shelf::new(), Vec::new());
    for piece in pieces.into_iter().rev() {
        let mut batch = piece.extracted(&options.fields);
        shelf.keep(&mut batch).unwrap();
        let records = batch.records(&options.fields).map(Result::unwrap);
        kept.extend(records.map(|record| (record.place, record.origin().to_string(), record.line.to_vec())));
    }
    assert_eq!(kept.len(), 6);
    let mut origins = Origins::new(&shelf);
    let mut room = Vec::new();
    for (place, origin, line) in kept {
        let again = shelf.fetch(place, &mut room).unwrap();
        assert_eq!((&*origins.of(place).unwrap(), again), (&*origin, &*line));
    }
}

#[test]
fn a_cut_document_is_one_record_with_a_warning_or_one_loss() {
    let words: Vec<String> = (0..4000).map(|n| format!("word{}", n * 7919 % 1013)).collect();
    let zipped = gzip(words.join(" ").as_bytes());
    let files = Files::new().with("a.txt.gz", &zipped[..zipped.len() / 2]).with("b.txt.gz", &zipped[..10]);
    let outcome = files.read("a.txt.gz");
    assert!(outcome.texts[0].starts_with("word0 "));
    assert_eq!((outcome.ids.len(), outcome.rejected.len(), outcome.warnings.len()), (1, 0, 1));
    assert!(outcome.warnings[0].contains("a.txt.gz: kept as far as it goes: the gzip data ends too early"));
    let outcome = files.read("b.txt.gz");
    assert_eq!((outcome.ids.len(), outcome.rejected.len(), outcome.warnings.len()), (0, 1, 0));
}
