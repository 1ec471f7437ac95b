//! What `check` answers never depends on how articles are spread over segments.

mod index_kit;

use std::borrow::Cow;
use std::path::Path;
use std::time::Duration;

use index_kit::article;
use proptest::prelude::*;
use reprint::article::Article;
use reprint::index::{Index, Options};
use reprint::pipeline::filing::{self, FilingOptions};
use reprint::pipeline::{CheckOptions, Checker, Silent};
use reprint::report::check::answer;
use reprint::report::index::exported;

/// One step in the life of an index.
#[derive(Debug, Clone)]
enum Step {
    /// Articles by id and by the story they carry; an id that is there is replaced.
    Add(Vec<(u8, u8)>),
    Remove(Vec<u8>),
    Compact,
}

const MENU: &str = "Home News Sport Weather Opinion Obituaries Classifieds Subscribe to our morning newsletter and never \
    miss a story again. Follow us on every channel, write to the newsroom, or call the desk at any hour of the day.";

/// Stories are shared by articles, menus by outlets: both decide what is copied.
fn page(id: u8, story: u8) -> Article<'static> {
    let mut page = article(&format!("id{id}"), u64::from(story));
    let outlet = id % 3;
    page.outlet = Some(Cow::Owned(format!("gazette{outlet}.example")));
    page.text = Cow::Owned(format!("Gazette {outlet}: {MENU}\n{}", page.text));
    page
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => prop::collection::vec((0_u8..24, 0_u8..9), 1..12).prop_map(Step::Add),
        2 => prop::collection::vec(0_u8..24, 1..16).prop_map(Step::Remove),
        2 => Just(Step::Compact),
    ]
}

fn add(folder: &Path, pages: &[(u8, u8)]) {
    let lines =
        pages.iter().map(|&(id, story)| serde_json::to_string(&exported(&page(id, story))).unwrap() + "\n");
    let file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
    std::fs::write(file.path(), lines.collect::<String>()).unwrap();
    let inputs = [file.path().to_str().unwrap().to_owned()];
    filing::add(folder, &inputs, &FilingOptions::default(), &Silent).unwrap();
}

fn take(folder: &Path, step: &Step, compacting: bool) {
    match step {
        Step::Add(pages) => add(folder, pages),
        Step::Remove(ids) => {
            let mut writer = filing::open_writer(folder).unwrap();
            ids.iter().for_each(|id| assert!(writer.remove(&format!("id{id}")).is_ok()));
            writer.commit().unwrap();
        }
        Step::Compact if compacting => drop(filing::open_writer(folder).unwrap().compact().unwrap()),
        Step::Compact => {}
    }
}

/// An index after these steps, and what it answers to every article there might be.
fn answers(steps: &[Step], compacting: bool, at_last: bool) -> (usize, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    Index::create(folder.path(), Options::default()).unwrap();
    steps.iter().for_each(|step| take(folder.path(), step, compacting));
    if at_last {
        take(folder.path(), &Step::Compact, true);
    }
    let snapshot = Index::open(folder.path()).unwrap().snapshot();
    let segments = snapshot.segments().len();
    let checker = Checker::new(snapshot).unwrap();
    let ask = |(id, story)| {
        let (article, options) = (page(id, story), CheckOptions { limit: 10, ..CheckOptions::default() });
        let mut checked = checker.check(&article, &options).unwrap();
        checked.elapsed = Duration::ZERO;
        serde_json::to_string(&answer(&article, &checked)).unwrap()
    };
    (segments, (0..9).flat_map(|story| [(1, story), (2, story), (99, story)]).map(ask).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_history_answers_as_its_compaction_does(steps in prop::collection::vec(step(), 1..9)) {
        let (one, expected) = answers(&steps, false, true);
        prop_assert!(one <= 1);
        for compacting in [false, true] {
            let (segments, found) = answers(&steps, compacting, false);
            prop_assert_eq!(&found, &expected, "in {} segments", segments);
        }
    }
}

/// Whether their segment is merged before or after they are removed.
#[test]
fn what_articles_taught_of_furniture_outlives_them() {
    let teachers: Vec<(u8, u8)> = (0..8).map(|n| (3 * n, n)).collect();
    let all = Step::Remove(teachers.iter().map(|page| page.0).collect());
    let with = |between: Step| {
        answers(
            &[Step::Add(teachers.clone()), Step::Add(vec![(1, 0), (4, 8)]), between, all.clone()],
            true,
            false,
        )
    };
    let (merged, parted) = (with(Step::Compact), with(Step::Add(vec![(1, 0), (4, 8)])));
    assert_eq!(merged.0, 1);
    assert!(parted.0 > 1);
    assert_eq!(merged.1, parted.1);
    let untaught = answers(&[Step::Add(vec![(1, 0), (4, 8)])], true, false);
    assert_ne!(merged.1, untaught.1, "the menus are known from the articles that are gone");
}
