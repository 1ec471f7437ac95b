//! `reprint index` and its commands.

use std::path::PathBuf;

use clap::Subcommand;

use super::Input;

/// `reprint index`.
#[derive(Debug, Subcommand)]
pub enum Index {
    /// Make an index of the inputs
    #[command(after_help = "Example:\n  reprint index create news.idx crawl.jsonl.gz")]
    Create {
        /// The folder to make
        index: PathBuf,
        /// Files, folders, globs, or `-`
        #[arg(required = true, value_name = "INPUT")]
        inputs: Vec<String>,
        /// Leave the texts out: a third of the size, but no passages can be shown
        #[arg(long)]
        no_text: bool,
        /// How input is read.
        #[command(flatten)]
        input: Input,
    },
    /// Add articles; one whose id is there already takes its place
    #[command(after_help = "Example:\n  reprint index add news.idx today.warc.gz --skip-existing")]
    Add {
        /// The index
        index: PathBuf,
        /// Files, folders, globs, or `-`
        #[arg(required = true, value_name = "INPUT")]
        inputs: Vec<String>,
        /// Leave an article alone that is there already
        #[arg(long)]
        skip_existing: bool,
        /// How input is read.
        #[command(flatten)]
        input: Input,
    },
    /// Remove articles by id
    #[command(after_help = "Example:\n  reprint index remove news.idx --ids-from withdrawn.txt")]
    Remove {
        /// The index
        index: PathBuf,
        /// Ids
        #[arg(required_unless_present = "ids_from", value_name = "ID")]
        ids: Vec<String>,
        /// A file with one id a line (`-` for stdin)
        #[arg(long, value_name = "FILE")]
        ids_from: Option<String>,
    },
    /// Show what an index holds, and what each part takes
    #[command(after_help = "Example:\n  reprint index info news.idx --boilerplate example.com")]
    Info {
        /// The index
        index: PathBuf,
        /// Show what this outlet repeats on its pages instead
        #[arg(long, value_name = "OUTLET")]
        boilerplate: Option<String>,
        /// Show what share of reprints the sketches find instead, by resemblance and length
        #[arg(long)]
        curve: bool,
    },
    /// Check every byte and invariant, and name what is damaged
    #[command(after_help = "Example:\n  reprint index verify news.idx")]
    Verify {
        /// The index
        index: PathBuf,
    },
    /// Merge all segments and let removed articles go
    #[command(after_help = "Example:\n  reprint index compact news.idx")]
    Compact {
        /// The index
        index: PathBuf,
    },
    /// Write all articles as JSON Lines; of a damaged index, what is readable
    #[command(after_help = "Example:\n  reprint index export news.idx -o articles.jsonl.zst")]
    #[command(visible_alias = "salvage")]
    Export {
        /// The index
        index: PathBuf,
        /// Where to; `.gz` and `.zst` compress, `.parquet` is Parquet [default: stdout]
        #[arg(long, short, value_name = "FILE")]
        output: Option<String>,
    },
}
