//! An index from its making to its compaction, as its users see it.

mod index_kit;

use index_kit::{add, article, index, sketch};
use reprint::index::format::MAX_FIELD;
use reprint::index::{Added, Index, IndexError, Options, Writer, info, salvage, verify};

#[test]
fn what_was_added_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    index(folder.path(), 100, 3);
    let snapshot = Index::open(folder.path()).unwrap().snapshot();
    assert_eq!(snapshot.len(), 100);
    for n in 0..100 {
        let id = format!("a{n}");
        let (at, doc) = snapshot.find_id(&id).unwrap().unwrap();
        let segment = &snapshot.segments()[at];
        let expected = article(&id, n);
        assert_eq!(segment.article(doc).unwrap(), expected);
        let sketch = sketch(&expected);
        assert_eq!(segment.entry(doc).unwrap().body, sketch.body);
        let (bands, prints) = (segment.bands().unwrap(), segment.prints().unwrap());
        assert!(sketch.bands.iter().all(|key| bands.docs(*key).any(|other| other == doc)));
        assert!(sketch.prints.iter().all(|key| prints.docs(*key).any(|other| other == doc)));
    }
    assert_eq!(snapshot.find_id("b1").unwrap(), None);
    assert!(verify(folder.path()).unwrap().is_intact());
}

#[test]
fn an_id_stands_once_whether_committed_or_not() {
    let folder = tempfile::tempdir().unwrap();
    index(folder.path(), 10, 2);
    let mut writer = Writer::open(folder.path()).unwrap();
    let newer = article("a3", 77);
    assert_eq!(writer.add(&newer, &sketch(&newer)).unwrap(), Added::Replaced);
    assert_eq!(writer.add(&newer, &sketch(&newer)).unwrap(), Added::Replaced);
    add(&mut writer, "new", 5);
    assert!(writer.remove("a4").unwrap() && !writer.remove("a4").unwrap());
    assert!(
        writer.contains("new").unwrap() && writer.remove("new").unwrap() && !writer.contains("new").unwrap()
    );
    assert_eq!(Index::open(folder.path()).unwrap().snapshot().len(), 10);
    assert_eq!(writer.commit().unwrap().articles, 9);
    let snapshot = Index::open(folder.path()).unwrap().snapshot();
    let (at, doc) = snapshot.find_id("a3").unwrap().unwrap();
    assert_eq!(snapshot.segments()[at].article(doc).unwrap(), newer);
    assert_eq!(snapshot.articles().count(), 9);
    assert!(verify(folder.path()).unwrap().is_intact());
}

#[test]
fn compaction_leaves_one_segment_without_deleted_articles() {
    let folder = tempfile::tempdir().unwrap();
    index(folder.path(), 60, 6);
    let mut writer = Writer::open(folder.path()).unwrap();
    (0..60).step_by(2).for_each(|n| assert!(writer.remove(&format!("a{n}")).unwrap()));
    assert_eq!(writer.compact().unwrap().segments, 1);
    drop(writer);
    let info = info(folder.path()).unwrap();
    assert_eq!((info.articles, info.deleted, info.segments), (30, 0, 1));
    assert!(verify(folder.path()).unwrap().is_intact());
    let mut saved = 0;
    let report = salvage(folder.path(), |_| saved += 1).unwrap();
    assert_eq!((saved, report.lost, report.damage.len()), (30, 0, 0));
}

#[test]
fn a_reader_keeps_its_snapshot_until_it_reloads() {
    let folder = tempfile::tempdir().unwrap();
    index(folder.path(), 10, 1);
    let mut reader = Index::open(folder.path()).unwrap();
    let before = reader.snapshot();
    let mut writer = Writer::open(folder.path()).unwrap();
    writer.remove("a1").unwrap();
    writer.compact().unwrap();
    assert!(before.find_id("a1").unwrap().is_some());
    assert!(before.articles().all(|article| article.is_ok()));
    assert!(reader.reload().unwrap() && !reader.reload().unwrap());
    assert_eq!(reader.snapshot().find_id("a1").unwrap(), None);
}

#[test]
fn nothing_shows_of_a_writer_dropped_without_a_commit() {
    let folder = tempfile::tempdir().unwrap();
    index(folder.path(), 3, 1);
    let files = || std::fs::read_dir(folder.path()).unwrap().count();
    let before = files();
    let mut writer = Writer::open(folder.path()).unwrap();
    writer.pending_bytes(1);
    // The first is written before the second of what comes after it is gathered; the second may still be on its way.
    ["x", "y", "z"].iter().zip(1..).for_each(|(id, seed)| add(&mut writer, id, seed));
    assert!(files() > before);
    assert!(matches!(Writer::open(folder.path()), Err(IndexError::Locked { .. })));
    drop(writer);
    assert_eq!(files(), before);
    assert_eq!(Index::open(folder.path()).unwrap().snapshot().len(), 3);
}

/// Whatever the last article did to the buffer.
#[test]
fn an_extra_section_stands_with_the_article_added_last() {
    const MINE: u16 = 9;
    for bytes in [1, 2_000, u64::MAX] {
        let folder = tempfile::tempdir().unwrap();
        Index::create(folder.path(), Options::default()).unwrap();
        let mut writer = Writer::open(folder.path()).unwrap();
        writer.pending_bytes(bytes);
        (0..4).for_each(|n| add(&mut writer, &format!("a{n}"), n));
        writer.extra(MINE, b"learned of all four".to_vec());
        writer.commit().unwrap();
        let snapshot = Index::open(folder.path()).unwrap().snapshot();
        let kept: Vec<&[u8]> =
            snapshot.segments().iter().filter_map(|segment| segment.extra(MINE).unwrap()).collect();
        assert_eq!(kept, [b"learned of all four"], "written out at {bytes} bytes");
    }
}

/// Answers would depend on the layout otherwise: a merge keeps what its inputs brought.
#[test]
fn an_extra_section_outlives_its_articles() {
    const MINE: u16 = 9;
    let folder = tempfile::tempdir().unwrap();
    index(folder.path(), 3, 1);
    let mut writer = Writer::open(folder.path()).unwrap();
    add(&mut writer, "teacher", 5);
    writer.extra(MINE, b"lesson".to_vec());
    writer.commit().unwrap();
    assert!(writer.remove("teacher").unwrap());
    let done = writer.commit().unwrap();
    assert_eq!((done.articles, done.segments), (3, 2));
    drop(writer);
    let snapshot = Index::open(folder.path()).unwrap().snapshot();
    assert_eq!(snapshot.segments()[1].extra(MINE).unwrap(), Some(&b"lesson"[..]));
    assert_eq!((snapshot.segments()[1].len(), snapshot.find_id("teacher").unwrap()), (0, None));
    assert!(verify(folder.path()).unwrap().is_intact());
    let mut writer = Writer::open(folder.path()).unwrap();
    (0..3).for_each(|n| assert!(writer.remove(&format!("a{n}")).unwrap()));
    assert_eq!(writer.compact().unwrap().segments, 1, "the lesson alone");
    assert!(verify(folder.path()).unwrap().is_intact());
}

#[test]
fn each_refusal_has_its_own_error() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(Index::open(folder.path()), Err(IndexError::NotAnIndex(_))));
    assert!(matches!(Writer::open(&folder.path().join("none")), Err(IndexError::NotAnIndex(_))));
    let file = folder.path().join("notes.txt");
    std::fs::write(&file, "mine").unwrap();
    assert!(matches!(Index::open(&file), Err(IndexError::NotAnIndex(_))));
    for place in [file.clone(), file.join("below")] {
        assert!(matches!(Index::create(&place, Options::default()), Err(IndexError::NotAFolder(_))));
    }
    assert!(matches!(Index::create(folder.path(), Options::default()), Err(IndexError::NotEmpty(_))));
    let inner = folder.path().join("deep/index");
    Index::create(&inner, Options::default()).unwrap();
    assert!(matches!(Index::create(&inner, Options::default()), Err(IndexError::Exists(_))));
}

#[test]
fn the_longest_fields_are_filed_and_one_byte_more_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    Index::create(folder.path(), Options::default()).unwrap();
    let mut writer = Writer::open(folder.path()).unwrap();
    let longest = "x".repeat(MAX_FIELD);
    let mut filed = article(&longest, 3);
    filed.title = Some(longest.clone().into());
    assert_eq!(writer.add(&filed, &sketch(&filed)).unwrap(), Added::New);
    let longer = article(&format!("{longest}x"), 6);
    assert!(matches!(writer.add(&longer, &sketch(&longer)), Err(IndexError::TooLarge { field: "id", .. })));
    let mut titled = article("titled", 3);
    titled.title = Some(format!("{longest}x").into());
    assert!(matches!(
        writer.add(&titled, &sketch(&titled)),
        Err(IndexError::TooLarge { field: "title", .. })
    ));
    assert!(!writer.contains("titled").unwrap());
    assert_eq!(writer.commit().unwrap().articles, 1);
    let read = Index::open(folder.path()).unwrap().snapshot().articles().next().unwrap().unwrap();
    assert_eq!(read, filed);
}

#[test]
fn a_creation_is_taken_back_only_before_its_first_commit() {
    let folder = tempfile::tempdir().unwrap();
    Index::create(folder.path(), Options::default()).unwrap();
    Index::take_back(folder.path()).unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    index(folder.path(), 3, 1);
    assert!(matches!(Index::take_back(folder.path()), Err(IndexError::Exists(_))));
    assert_eq!(Index::open(folder.path()).unwrap().snapshot().len(), 3);
}

/// Signatures stand for texts, and only where there are none.
#[test]
fn without_texts_all_else_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    Index::create(folder.path(), Options { store_text: false }).unwrap();
    let mut writer = Writer::open(folder.path()).unwrap();
    for n in 0..20 {
        add(&mut writer, &format!("a{n}"), n);
        writer.commit().unwrap();
    }
    writer.remove("a3").unwrap();
    writer.compact().unwrap();
    let snapshot = Index::open(folder.path()).unwrap().snapshot();
    for (doc, n) in (0..20).filter(|n| *n != 3).enumerate() {
        let (segment, expected) = (&snapshot.segments()[0], article(&format!("a{n}"), n));
        assert_eq!(segment.signature(doc as u32).unwrap(), sketch(&expected).signature);
        let read = segment.article(doc as u32).unwrap();
        assert_eq!(read, reprint::article::Article { text: "".into(), ..expected });
    }
    assert!(!snapshot.stores_text() && verify(folder.path()).unwrap().is_intact());
}

#[test]
fn with_texts_no_signature_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    index(folder.path(), 3, 1);
    let snapshot = Index::open(folder.path()).unwrap().snapshot();
    assert!(matches!(snapshot.segments()[0].signature(0), Err(IndexError::NotStored { .. })));
    assert!(!info(folder.path()).unwrap().parts.contains_key("signatures"));
}
