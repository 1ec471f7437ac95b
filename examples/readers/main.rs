//! Readers that check articles without pause while a writer adds, commits and compacts:
//!
//! ```text
//! cargo run --release --example readers -- [ARTICLES] [COMMITS] [READERS] [SEED]
//! ```
//!
//! After every tenth of the commits the writer rests, so that each reader's time with and without it is taken of the same
//! index. Fails if an article that was committed is not found, if anything ends in an error, or if a reader's median
//! with the writer at work is more than twice its median without.

mod reader;
mod times;
mod writer;

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::thread;

use reprint::generate::Generator;
use reprint::index::{Index, Options, verify};
use reprint::report::index::exported;

/// How many times its undisturbed median a reader may take.
const SLOWER: f64 = 2.0;

/// What writer and readers share.
pub struct Shared {
    /// The index.
    pub folder: PathBuf,
    /// The articles, by number.
    pub world: Generator,
    /// Articles 0 to this one, without it, are committed.
    pub committed: AtomicU64,
    /// Whether the writer is at work.
    pub writing: AtomicBool,
    /// Whether the readers may go home.
    pub done: AtomicBool,
}

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("readers: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let number = |at: usize, default| arguments.get(at).map_or(Ok(default), |text| text.parse::<u64>());
    let (articles, commits) = (number(0, 20_000)?, number(1, 20)?);
    let (readers, seed) = (number(2, 8)?, number(3, 1)?);
    let work = tempfile::tempdir()?;
    let files = write_files(work.path(), seed, articles, commits)?;
    let shared = Shared {
        folder: work.path().join("index"),
        world: Generator::new(seed, articles),
        committed: AtomicU64::new(0),
        writing: AtomicBool::new(true),
        done: AtomicBool::new(false),
    };
    Index::create(&shared.folder, Options::default())?;
    thread::scope(|scope| {
        let shared = &shared;
        let readers: Vec<_> =
            (0..readers).map(|number| scope.spawn(move || reader::read(shared, number))).collect();
        let written = writer::write(shared, &files, articles / commits);
        let read: Vec<_> =
            readers.into_iter().map(|reader| reader.join().expect("a reader panicked")).collect();
        println!("{}", written?);
        let read = read.into_iter().collect::<Result<Vec<_>, _>>()?;
        read.iter().for_each(|times| println!("{times}"));
        let slowest = read.iter().map(times::Times::slower).fold(0.0, f64::max);
        println!("slowest reader: {slowest:.2} times its own median without the writer");
        if slowest > SLOWER {
            Err("a reader is slowed down too much".into())
        } else {
            Ok::<_, Box<dyn Error>>(())
        }
    })?;
    let report = verify(&shared.folder)?;
    println!("{} articles, {} places damaged", report.articles, report.damage.len());
    if report.is_intact() && report.articles == articles {
        Ok(())
    } else {
        Err("the index is not whole".into())
    }
}

/// The articles as the files of so many commits.
fn write_files(folder: &Path, seed: u64, articles: u64, commits: u64) -> Result<Vec<String>, Box<dyn Error>> {
    let mut world = Generator::new(seed, articles);
    let mut files = Vec::new();
    for commit in 0..commits {
        let path = folder.join(format!("{commit}.jsonl"));
        let mut out = BufWriter::new(File::create(&path)?);
        for generated in world.by_ref().take((articles / commits) as usize) {
            serde_json::to_writer(&mut out, &exported(&generated.article))?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
        files.push(path.to_string_lossy().into_owned());
    }
    Ok(files)
}
