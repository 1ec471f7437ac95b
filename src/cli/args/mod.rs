//! Arguments as typed. Their comments are what `--help` prints, so nothing in them is marked as code.
#![allow(clippy::doc_markdown)]

mod check;
mod common;
mod dedup;
mod index;
mod input;

use clap::{Args, Parser, Subcommand};

pub use check::{Check, Compare};
pub use common::{Common, When};
pub use dedup::{Dedup, DropArg, KeepArg};
pub use index::Index;
pub use input::{FormatArg, Input};

/// Tells who carried whose news copy.
#[derive(Debug, Parser)]
#[command(name = "reprint", version, max_term_width = 100, after_help = AFTER_HELP)]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const AFTER_HELP: &str = "\
Examples:
  reprint dedup crawl.jsonl.gz -o kept.jsonl --clusters clusters.jsonl
  reprint index create news.idx crawl.jsonl.gz
  reprint check article.txt -i news.idx

Exit status: 0 done (check, compare: a reprint was found), 1 none was found, 2 an error,\n130 interrupted by Ctrl-C: unfinished outputs are removed, an index is as its last commit left it.";

const INDEX_HELP: &str = "\
Examples:
  reprint index create news.idx monday.warc.gz
  reprint index add news.idx tuesday.warc.gz
  reprint index info news.idx
  reprint check article.txt -i news.idx";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a crawled corpus without its copies, and what was copied from whom
    Dedup(Dedup),
    /// Tell what an article reprints, and which indexed articles reprint it
    Check(Check),
    /// Compare two articles: relation and copied passages
    Compare(Compare),
    /// Find repeated headlines across outlets
    Headlines(Headlines),
    /// Make, fill, inspect and repair an index
    #[command(subcommand, after_help = INDEX_HELP)]
    Index(Index),
    /// Measure speed and quality, and compare them with a saved baseline
    Bench(super::bench::BenchArgs),
    /// Print completions for a shell
    #[command(
        after_help = "Example:\n  reprint completions bash > ~/.local/share/bash-completion/completions/reprint"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example:\n  reprint man > reprint.1")]
    Man,
}

/// `reprint headlines`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  reprint headlines crawl.jsonl.gz --clusters headlines.jsonl")]
pub struct Headlines {
    /// Files, folders, globs, or `-`
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// Where the groups go [default: stdout]
    #[arg(long, value_name = "FILE")]
    pub clusters: Option<String>,
    /// How input is read.
    #[command(flatten)]
    pub input: Input,
}
