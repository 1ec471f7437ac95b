//! The index as a library: open, write, commit, search, remove, compact.
//!
//! ```text
//! cargo run --example index
//! ```

use std::error::Error;

use reprint::article::Article;
use reprint::index::{Added, Index, Options, Writer, info, verify};
use reprint::pipeline::{CheckOptions, Checker};
use reprint::sketch::Sketcher;

const STORY: &str = "The harbour board voted on Tuesday to close the old fish market, ending a dispute that has divided \
    the town for eleven years. Members approved the plan by seven votes to two after a stormy session in which traders \
    spoke for more than three hours. The last stalls will be cleared by the end of October.";

fn main() -> Result<(), Box<dyn Error>> {
    let place = tempfile::tempdir()?;
    let folder = place.path().join("news.idx");
    let mut index = Index::create(&folder, Options::default())?;

    // One writer at a time. Nothing shows before the commit.
    let mut writer = Writer::open(&folder)?;
    let mut sketcher = Sketcher::new();
    for (id, outlet) in [("a1", "Selby Mercury"), ("a2", "Calder Post")] {
        let article = article(id, outlet, STORY);
        assert_eq!(writer.add(&article, &sketcher.sketch(&article.text))?, Added::New);
    }
    assert!(index.snapshot().is_empty());
    writer.commit()?;

    // A reader stays with the state it opened until it asks for a newer one.
    assert!(index.reload()?);
    let before = index.snapshot();
    let brief = article("mine", "Our Paper", &STORY[..STORY.len() / 2]);
    let options = CheckOptions { min_words: 10, limit: 10, ..CheckOptions::default() };
    let checked = Checker::new(before.clone())?.check(&brief, &options)?;
    for found in &checked.matches {
        let verdict = &found.comparison.verdict;
        println!("{}: {}, {:.0} %", found.article.id, verdict.relation.name(), 100.0 * verdict.coverage[0]);
    }
    assert_eq!(checked.matches.len(), 2);

    // Removed and replaced articles stay in the snapshots that had them.
    assert!(writer.remove("a1")?);
    writer.compact()?;
    assert!(index.reload()?);
    assert_eq!((before.len(), index.snapshot().len()), (2, 1));
    assert!(before.find_id("a1")?.is_some() && index.snapshot().find_id("a1")?.is_none());

    assert!(verify(&folder)?.is_intact());
    println!("{} article in {} segment", info(&folder)?.articles, info(&folder)?.segments);
    Ok(())
}

fn article<'a>(id: &'a str, outlet: &'a str, text: &'a str) -> Article<'a> {
    Article { id: id.into(), outlet: Some(outlet.into()), text: text.into(), ..Article::default() }
}
