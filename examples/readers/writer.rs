//! The writer: one `index add` a commit, with a rest after every tenth of them, and a compaction at the end.

use std::sync::atomic::Ordering::SeqCst;
use std::thread;
use std::time::{Duration, Instant};

use reprint::error::Result;
use reprint::index::info;
use reprint::pipeline::Silent;
use reprint::pipeline::filing::{self, FilingOptions};

use super::Shared;
use super::times::quantile;

/// Rests of the writer.
const RESTS: usize = 10;

/// Adds the files, each in one commit, then compacts. Returns what is to be said of it.
pub fn write(shared: &Shared, files: &[String], articles: u64) -> Result<String> {
    let written = add_all(shared, files, articles);
    // Whatever happened, nobody is to wait for more.
    shared.done.store(true, SeqCst);
    written
}

fn add_all(shared: &Shared, files: &[String], articles: u64) -> Result<String> {
    let mut commits = Vec::new();
    for part in files.chunks(files.len().div_ceil(RESTS)) {
        let begun = Instant::now();
        for file in part {
            commits.push(timed(|| add(shared, file, articles))?);
        }
        tell(shared, &commits[commits.len() - part.len()..])?;
        rest(shared, begun.elapsed() / 2);
    }
    let compacted = timed(|| Ok(filing::open_writer(&shared.folder)?.compact().map(drop)?))?;
    rest(shared, compacted);
    let [median, slowest] = [0.5, 1.0].map(|share| quantile(&commits, share).as_secs_f64());
    Ok(format!(
        "{} commits: median {median:.2} s, slowest {slowest:.2} s; compaction {:.2} s",
        commits.len(),
        compacted.as_secs_f64()
    ))
}

fn add(shared: &Shared, file: &String, articles: u64) -> Result<()> {
    filing::add(&shared.folder, std::slice::from_ref(file), &FilingOptions::default(), &Silent)?;
    shared.committed.fetch_add(articles, SeqCst);
    Ok(())
}

fn tell(shared: &Shared, commits: &[Duration]) -> Result<()> {
    let info = info(&shared.folder)?;
    let [median, slowest] = [0.5, 1.0].map(|share| quantile(commits, share).as_secs_f64());
    println!(
        "{} articles in {} segments, {} MB; the last {} commits: median {median:.2} s, slowest {slowest:.2} s",
        info.articles,
        info.segments,
        info.bytes >> 20,
        commits.len()
    );
    Ok(())
}

fn rest(shared: &Shared, time: Duration) {
    shared.writing.store(false, SeqCst);
    thread::sleep(time);
    shared.writing.store(true, SeqCst);
}

fn timed(work: impl FnOnce() -> Result<()>) -> Result<Duration> {
    let begun = Instant::now();
    work().map(|()| begun.elapsed())
}
