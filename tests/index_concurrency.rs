//! Readers while a writer adds, removes, commits and compacts.

mod index_kit;

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use index_kit::{add, article};
use reprint::index::{Index, IndexError, Options, Segment, Snapshot, Writer, verify};
use reprint::pipeline::Checker;

/// What users hand from thread to thread, and share: this compiles, or it does not.
const _: () = {
    const fn is_shared<T: Send + Sync>() {}
    const fn is_sent<T: Send>() {}
    is_shared::<Index>();
    is_shared::<Snapshot>();
    is_shared::<Segment>();
    is_shared::<Checker>();
    is_shared::<IndexError>();
    is_sent::<Writer>();
};

const ROUNDS: u64 = 30;

/// In every commit `a`, `b` and `c` are of one round: a reader that sees two rounds saw a torn commit.
#[test]
fn every_snapshot_is_one_commit_whole() {
    let folder = tempfile::tempdir().unwrap();
    Index::create(folder.path(), Options::default()).unwrap();
    let mut writer = Writer::open(folder.path()).unwrap();
    round(&mut writer, 0);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let readers: Vec<_> = (0..3).map(|_| scope.spawn(|| read_until(folder.path(), &done))).collect();
        for n in 1..ROUNDS {
            round(&mut writer, n);
        }
        done.store(true, Ordering::Relaxed);
        for reader in readers {
            assert!(reader.join().unwrap() > 0);
        }
    });
    drop(writer);
    assert!(verify(folder.path()).unwrap().is_intact());
}

fn round(writer: &mut Writer, n: u64) {
    for id in ["a", "b", "c"] {
        add(writer, id, n);
    }
    add(writer, &format!("kept{n}"), n);
    if n % 5 == 4 { writer.compact() } else { writer.commit() }.unwrap();
}

/// Opens and reads until told to stop; returns how many states it saw.
fn read_until(folder: &std::path::Path, done: &AtomicBool) -> usize {
    let (mut states, mut last) = (0, 0);
    let mut index = Index::open(folder).unwrap();
    while !done.load(Ordering::Relaxed) {
        let fresh = Index::open(folder).unwrap().snapshot();
        index.reload().unwrap();
        for snapshot in [fresh, index.snapshot()] {
            let texts = ["a", "b", "c"].map(|id| {
                let (at, doc) = snapshot.find_id(id).unwrap().unwrap();
                snapshot.segments()[at].article(doc).unwrap().origin.into_owned()
            });
            assert!(texts.iter().all(|text| *text == texts[0]), "{texts:?}");
        }
        assert_eq!(index.snapshot().articles().flatten().count() as u64, index.snapshot().len());
        assert!(index.snapshot().generation() >= last);
        last = index.snapshot().generation();
        states += 1;
    }
    states
}

#[test]
fn one_snapshot_is_read_by_many_threads() {
    let folder = tempfile::tempdir().unwrap();
    index_kit::index(folder.path(), 50, 2);
    let snapshot = Index::open(folder.path()).unwrap().snapshot();
    thread::scope(|scope| {
        for start in 0..4 {
            let snapshot = snapshot.clone();
            scope.spawn(move || {
                for n in (0..50).map(|n| (n + start * 13) % 50) {
                    let id = format!("a{n}");
                    let (at, doc) = snapshot.find_id(&id).unwrap().unwrap();
                    assert_eq!(snapshot.segments()[at].article(doc).unwrap(), article(&id, n));
                }
            });
        }
    });
}
