//! A writer in a pool of one thread, which is the whole process's. A file of its own, for there is one such pool in a process.

mod index_kit;

use reprint::index::{Index, Options, Writer};

/// Segments are written beside the one that is gathered: were the pool asked for help, it would wait for itself.
#[test]
fn a_segment_that_is_written_does_not_wait_for_whom_waits_for_it() {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().unwrap();
    let folder = tempfile::tempdir().unwrap();
    Index::create(folder.path(), Options::default()).unwrap();
    let articles = rayon::scope(|_| {
        let mut writer = Writer::open(folder.path()).unwrap();
        writer.pending_bytes(20_000);
        (0..100).for_each(|n| index_kit::add(&mut writer, &format!("a{n}"), n));
        writer.commit().unwrap().articles
    });
    assert_eq!(articles, 100);
}
