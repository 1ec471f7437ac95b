//! A writer in a pool of one thread, which is the whole process's. A file of its own, for there is one such pool in a process.

mod index_kit;

use std::sync::mpsc::channel;
use std::time::Duration;

use reprint::index::{Index, Options, Writer};

/// Segments are written beside the one that is gathered: were the pool asked for help, it would wait for itself, for ever.
#[test]
fn a_segment_under_way_needs_nothing_of_the_thread_that_waits_for_it() {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().unwrap();
    let (done, articles) = channel();
    rayon::spawn(move || {
        let folder = tempfile::tempdir().unwrap();
        Index::create(folder.path(), Options::default()).unwrap();
        let mut writer = Writer::open(folder.path()).unwrap();
        writer.pending_bytes(20_000);
        (0..100).for_each(|n| index_kit::add(&mut writer, &format!("a{n}"), n));
        done.send(writer.commit().unwrap().articles).unwrap();
    });
    assert_eq!(articles.recv_timeout(Duration::from_secs(60)), Ok(100));
}
