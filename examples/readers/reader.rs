//! One reader: changes to the newest commit, checks an article that was committed, and sees that it is found.

use std::sync::atomic::Ordering::SeqCst;
use std::thread;
use std::time::{Duration, Instant};

use reprint::generate::Random;
use reprint::index::Index;
use reprint::judge::Relation;
use reprint::pipeline::{CheckOptions, Checker};

use super::Shared;
use super::times::Times;

/// Stream of the random numbers that choose what is checked.
const CHOICE: u64 = 77;

/// Checks until the writer is done; an error if a committed article is missing.
pub fn read(shared: &Shared, reader: u64) -> Result<Times, String> {
    let mut times = Times { reader, ..Times::default() };
    let failed = |error: &dyn std::fmt::Display| format!("reader {reader}: {error}");
    let mut index = Index::open(&shared.folder).map_err(|error| failed(&error))?;
    let mut checker = Checker::new(index.snapshot()).map_err(|error| failed(&error))?;
    for turn in 0.. {
        if shared.done.load(SeqCst) {
            break;
        }
        // What is committed by now must be found in a snapshot opened from now on.
        let committed = shared.committed.load(SeqCst);
        if committed == 0 {
            thread::sleep(Duration::from_millis(1));
            continue;
        }
        let begun = Instant::now();
        if index.reload().map_err(|error| failed(&error))? {
            checker = Checker::new(index.snapshot()).map_err(|error| failed(&error))?;
            times.opened.push(begun.elapsed());
        }
        let number = u64::from(Random::of(reader, CHOICE, turn).below(committed as u32));
        check(shared, &checker, number, &mut times).map_err(|error| failed(&error))?;
    }
    Ok(times)
}

fn check(shared: &Shared, checker: &Checker, number: u64, times: &mut Times) -> Result<(), String> {
    let article = shared.world.article(number).article;
    let options = CheckOptions { min_words: 30, limit: 10, ..CheckOptions::default() };
    let (before, begun) = (shared.writing.load(SeqCst), Instant::now());
    let checked = checker.check(&article, &options).map_err(|error| error.to_string())?;
    let taken = begun.elapsed();
    // A check during which the writer began or ended belongs to neither.
    if shared.writing.load(SeqCst) == before {
        times.checks[usize::from(before)].push(taken);
    }
    let first = checked.matches.first();
    let found = first.is_some_and(|first| {
        first.article.id == article.id && first.comparison.verdict.relation == Relation::Identical
    });
    if found || !checked.judged {
        return Ok(());
    }
    let generation = checker.snapshot().generation();
    Err(format!("{} is committed and not found at commit {generation}", article.id))
}
