//! Any interleaving of operations leaves what a map would hold.

mod index_kit;

use std::collections::BTreeMap;
use std::path::Path;

use index_kit::{add, article, sketch};
use proptest::prelude::*;
use reprint::index::{Index, Options, Writer, verify};

#[derive(Debug, Clone)]
enum Step {
    Add(u8, u64),
    Remove(u8),
    Commit,
    Compact,
    Flush,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (0_u8..20, 0_u64..1000).prop_map(|(id, seed)| Step::Add(id, seed)),
        3 => (0_u8..20).prop_map(Step::Remove),
        2 => Just(Step::Commit),
        1 => Just(Step::Compact),
        1 => Just(Step::Flush),
        1 => Just(Step::Reopen),
    ]
}

/// The writer and the map, side by side.
struct Pair<'a> {
    folder: &'a Path,
    writer: Option<Writer>,
    model: BTreeMap<String, u64>,
    committed: BTreeMap<String, u64>,
}

impl Pair<'_> {
    fn take(&mut self, step: &Step) {
        let writer = self.writer.as_mut().unwrap();
        match step {
            Step::Add(id, seed) => {
                let id = format!("id{id}");
                add(writer, &id, *seed);
                self.model.insert(id, *seed);
            }
            Step::Remove(id) => {
                let id = format!("id{id}");
                assert_eq!(writer.contains(&id).unwrap(), self.model.contains_key(&id));
                assert_eq!(writer.remove(&id).unwrap(), self.model.remove(&id).is_some());
            }
            Step::Commit | Step::Compact => {
                let done = if matches!(step, Step::Commit) { writer.commit() } else { writer.compact() };
                assert_eq!(done.unwrap().articles, self.model.len() as u64);
                self.committed = self.model.clone();
            }
            // From now on every article is a segment.
            Step::Flush => writer.pending_bytes(1),
            Step::Reopen => {
                self.writer = None;
                self.writer = Some(Writer::open(self.folder).unwrap());
                self.model = self.committed.clone();
            }
        }
        assert_eq!(self.writer.as_ref().unwrap().len(), self.model.len() as u64);
    }

    fn check(&self) {
        let snapshot = Index::open(self.folder).unwrap().snapshot();
        let read: BTreeMap<String, _> =
            snapshot.articles().map(|read| read.unwrap()).map(|read| (read.id.to_string(), read)).collect();
        let expected: BTreeMap<String, _> =
            self.committed.iter().map(|(id, seed)| (id.clone(), article(id, *seed))).collect();
        assert_eq!(read, expected);
        assert_eq!(snapshot.len(), expected.len() as u64);
        for (id, expected) in &expected {
            let (at, doc) = snapshot.find_id(id).unwrap().unwrap();
            let (segment, sketch) = (&snapshot.segments()[at], sketch(expected));
            assert_eq!(segment.entry(doc).unwrap().body, sketch.body);
            let prints = segment.prints().unwrap();
            assert!(sketch.prints.iter().all(|key| prints.docs(*key).any(|other| other == doc)));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn an_index_holds_what_a_map_would(steps in prop::collection::vec(step(), 1..60)) {
        let folder = tempfile::tempdir().unwrap();
        Index::create(folder.path(), Options::default()).unwrap();
        let writer = Some(Writer::open(folder.path()).unwrap());
        let mut pair = Pair { folder: folder.path(), writer, model: BTreeMap::new(), committed: BTreeMap::new() };
        for step in &steps {
            pair.take(step);
        }
        pair.check();
        let report = verify(folder.path()).unwrap();
        prop_assert!(report.is_intact(), "{:?}", report.damage);
    }

    #[test]
    fn segments_change_no_answer(count in 1_u64..60, commits in 1_u64..20) {
        let (many, one) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        index_kit::index(many.path(), count, commits);
        index_kit::index(one.path(), count, commits);
        Writer::open(one.path()).unwrap().compact().unwrap();
        let answers = |folder: &Path| {
            let snapshot = Index::open(folder).unwrap().snapshot();
            let mut answers = Vec::new();
            for n in 0..count {
                let sketch = sketch(&article("", n));
                let mut found = Vec::new();
                for segment in snapshot.segments() {
                    let (bands, prints) = (segment.bands().unwrap(), segment.prints().unwrap());
                    let docs = sketch.bands.iter().flat_map(|key| bands.docs(*key));
                    let docs = docs.chain(sketch.queries.iter().flat_map(|key| prints.docs(*key)));
                    found.extend(docs.filter(|doc| segment.is_live(*doc)).map(|doc| segment.id(doc).unwrap()));
                }
                found.sort();
                answers.push(found);
            }
            (answers, snapshot.articles().map(|read| read.unwrap()).collect::<Vec<_>>())
        };
        prop_assert_eq!(answers(many.path()), answers(one.path()));
    }
}

/// The same steps give the same bytes, on one thread or several.
#[test]
fn threads_change_no_byte() {
    let build = |threads| {
        let folder = tempfile::tempdir().unwrap();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            index_kit::index(folder.path(), 300, 3);
            // Segments that are written while others are gathered.
            let mut writer = Writer::open(folder.path()).unwrap();
            writer.pending_bytes(20_000);
            (0..200).for_each(|n| add(&mut writer, &format!("b{n}"), n));
            writer.commit().unwrap();
        });
        let mut files: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
            .iter()
            .map(|file| (file.file_name().unwrap().to_owned(), std::fs::read(file).unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(build(1), build(4));
}
