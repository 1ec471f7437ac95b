//! A writer that dies, or whose disk fills up, at any point leaves the last commit.

mod index_kit;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use index_kit::add;
use index_kit::disk::{Cut, Filling, Op, Recording, replay};
use reprint::index::disk::{Disk, Folder};
use reprint::index::{Index, IndexError, Options, Writer, verify};

/// What an index holds: each article's id and the number it was made from.
type Content = BTreeSet<(String, String)>;

/// The commits of a writer's life: additions, replacements, removals, many segments, compaction.
const COMMITS: usize = 5;

fn work(writer: &mut Writer, commit: usize) -> Result<(), IndexError> {
    match commit {
        0 => (0..6).for_each(|n| add(writer, &format!("a{n}"), n)),
        1 => {
            (3..8).for_each(|n| add(writer, &format!("a{n}"), n + 100));
            writer.remove("a0")?;
        }
        2 => {
            writer.pending_bytes(1);
            for n in 20..29 {
                let article = index_kit::article(&format!("b{n}"), n);
                writer.add(&article, &index_kit::sketch(&article))?;
            }
        }
        3 => drop(writer.remove("b20")?),
        _ => return writer.compact().map(drop),
    }
    writer.commit().map(drop)
}

fn content(folder: &Path) -> Content {
    let snapshot = Index::open(folder).unwrap().snapshot();
    let articles = snapshot.articles().map(|read| read.unwrap());
    articles.map(|read| (read.id.into_owned(), read.origin.into_owned())).collect()
}

/// A whole life's operations; after each commit how many there were, and what the index held.
fn life() -> (Vec<Op>, Vec<(usize, Content)>) {
    let folder = tempfile::tempdir().unwrap();
    let disk = Arc::new(Recording::at(folder.path()));
    Index::create_on(&*disk, Options::default()).unwrap();
    let mut states = vec![(disk.ops().len(), Content::new())];
    let mut writer = Writer::open_on(Arc::clone(&disk) as Arc<dyn Disk>).unwrap();
    for commit in 0..COMMITS {
        work(&mut writer, commit).unwrap();
        states.push((disk.ops().len(), content(folder.path())));
    }
    (disk.ops(), states)
}

#[test]
fn after_any_operation_the_last_commit_or_the_next_is_there_whole() {
    let (ops, states) = life();
    for done in states[0].0..=ops.len() {
        let last = states.iter().rposition(|(count, _)| *count <= done).unwrap();
        for cut in [Cut::Nothing, Cut::Contents, Cut::Names] {
            let folder = tempfile::tempdir().unwrap();
            replay(&ops[..done], cut, folder.path());
            let found = content(folder.path());
            let next = states.get(last + 1).map(|(_, content)| content);
            assert!(found == states[last].1 || Some(&found) == next, "after {done} operations, {cut:?}");
            assert!(verify(folder.path()).unwrap().is_intact(), "after {done} operations, {cut:?}");
        }
    }
}

#[test]
fn a_new_writer_goes_on_after_any_death_and_clears_up() {
    let (ops, states) = life();
    for done in states[0].0..=ops.len() {
        let folder = tempfile::tempdir().unwrap();
        replay(&ops[..done], Cut::Contents, folder.path());
        let mut expected = content(folder.path());
        let mut writer = Writer::open(folder.path()).unwrap();
        add(&mut writer, "late", 1);
        writer.compact().unwrap();
        drop(writer);
        expected.insert(("late".to_owned(), "crawl.jsonl:1".to_owned()));
        assert_eq!(content(folder.path()), expected);
        let mut names = Folder::at(folder.path()).names().unwrap();
        names.sort();
        assert_eq!(names.len(), 3, "after {done} operations: {names:?}");
    }
}

#[test]
fn a_death_while_creating_leaves_nothing_in_the_way() {
    let (ops, states) = life();
    for done in 0..states[0].0 {
        for cut in [Cut::Nothing, Cut::Contents, Cut::Names] {
            let folder = tempfile::tempdir().unwrap();
            replay(&ops[..done], cut, folder.path());
            match Index::create(folder.path(), Options::default()) {
                Ok(_) | Err(IndexError::Exists(_)) => assert!(content(folder.path()).is_empty()),
                Err(error) => panic!("after {done} operations, {cut:?}: {error}"),
            }
        }
    }
}

#[test]
fn a_full_disk_changes_nothing() {
    let mut failures = 0;
    for operations in 0.. {
        let folder = tempfile::tempdir().unwrap();
        index_kit::index(folder.path(), 4, 1);
        let before = content(folder.path());
        let disk = Arc::new(Filling::at(folder.path(), operations));
        let mut writer = Writer::open_on(disk).unwrap();
        match work(&mut writer, 2) {
            Ok(()) => break,
            Err(IndexError::Full(_)) => failures += 1,
            Err(error) => panic!("{error}"),
        }
        assert!(
            !matches!(writer.commit(), Ok(done) if done.articles == 4),
            "what was lost is not passed over"
        );
        drop(writer);
        // The last step of a commit, making the rename durable, may fail when the rename itself is done.
        let after = content(folder.path());
        assert!(after == before || after.len() == 13, "after {operations} operations");
        assert!(verify(folder.path()).unwrap().is_intact());
    }
    assert!(failures > 20);
}

/// A writer whose commit failed, and that has not lost anything by it, goes on: whoever tries again adds what is there
/// already, what was committed before among it, which may stand in a segment merged since.
#[test]
fn who_tries_again_once_there_is_room_finds_each_article_once() {
    let mut went_on = 0;
    for operations in 0.. {
        let folder = tempfile::tempdir().unwrap();
        index_kit::index(folder.path(), 4, 1);
        let disk = Arc::new(Filling::at(folder.path(), operations));
        let mut writer = Writer::open_on(Arc::clone(&disk) as Arc<dyn Disk>).unwrap();
        if work(&mut writer, 2).is_ok() {
            break;
        }
        disk.make_room(usize::MAX);
        let again = (0..4).try_for_each(|n| {
            let article = index_kit::article(&format!("a{n}"), n);
            writer.add(&article, &index_kit::sketch(&article)).map(drop)
        });
        if again.and_then(|()| work(&mut writer, 2)).is_ok() {
            let ids: Vec<String> = content(folder.path()).into_iter().map(|(id, _)| id).collect();
            assert_eq!((ids.len(), writer.len()), (13, 13), "after {operations} operations");
            assert!(ids.is_sorted_by(|one, other| one < other));
            went_on += 1;
        }
    }
    assert!(went_on > 0);
}
