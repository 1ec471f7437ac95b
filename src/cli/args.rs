//! Arguments as typed. Their comments are what `--help` prints, so nothing in them is marked as code.
#![allow(clippy::doc_markdown)]

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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

/// What every command takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Common options")]
pub struct Common {
    /// Threads to work with [default: one a core]
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<usize>,
    /// Print results and errors only
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// When to draw progress bars on stderr
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    pub progress: When,
    /// When to colour what is printed
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    pub color: When,
    /// Print JSON instead of prose on stdout
    #[arg(long, global = true)]
    pub json: bool,
    /// Words below which a body is too short to judge
    #[arg(long, global = true, default_value_t = 30, value_name = "N")]
    pub min_words: u32,
    /// Share of the shorter article's own words that must stand in the other for a reprint (0 to 1)
    #[arg(long, global = true, default_value_t = 0.4, value_name = "SHARE", value_parser = share)]
    pub threshold: f32,
    /// Read options from this TOML file: their long names, at the top for every command that takes them, in
    /// `[dedup]` or `[index.add]` for that one; what is typed wins
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

fn share(typed: &str) -> Result<f32, String> {
    match typed.parse::<f32>() {
        Ok(share) if share > 0.0 && share <= 1.0 => Ok(share),
        _ => Err("a share above 0, up to 1".to_owned()),
    }
}

/// `auto` means: if it is a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// If the stream is a terminal.
    Auto,
    /// In any case.
    Always,
    /// In no case.
    Never,
}

/// How input is read.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Input options")]
pub struct Input {
    /// Read every input as this format instead of telling it by name and content
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<FormatArg>,
    /// Field that holds a record's id, else its url or FILE:LINE [usual: id]; `a.b` is a nested field. A second
    /// record of one id is called ID#2
    #[arg(long, value_name = "FIELD")]
    pub id_field: Option<String>,
    /// Field that holds the body [usual: text, body, content, article, maintext]
    #[arg(long, value_name = "FIELD")]
    pub text_field: Option<String>,
    /// Field that holds the headline [usual: title, headline]
    #[arg(long, value_name = "FIELD")]
    pub title_field: Option<String>,
    /// Field that holds the outlet, else the url's domain [usual: outlet, domain, source, source_domain,
    /// publisher]
    #[arg(long, value_name = "FIELD")]
    pub outlet_field: Option<String>,
    /// Field that holds the publication time [usual: published, published_at, date, date_publish, timestamp]
    #[arg(long, value_name = "FIELD")]
    pub published_field: Option<String>,
    /// Field that holds the address [usual: url]
    #[arg(long, value_name = "FIELD")]
    pub url_field: Option<String>,
    /// Field that holds the language [usual: lang, language]
    #[arg(long, value_name = "FIELD")]
    pub lang_field: Option<String>,
    /// Stop at the first record that cannot be read
    #[arg(long)]
    pub strict: bool,
    /// Bytes a record may have; a longer one is rejected without being held in memory
    #[arg(long, default_value_t = 256 << 20, value_name = "BYTES")]
    pub max_record: u64,
}

/// An input format by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names say it")]
pub enum FormatArg {
    Jsonl,
    Json,
    Csv,
    Tsv,
    Parquet,
    Warc,
    Html,
    Text,
}

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

/// `reprint check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  reprint check article.txt -i news.idx
  curl -s https://example.com/story | reprint check - -i news.idx --json")]
pub struct Check {
    /// Files or `-`: text, HTML, or JSON records
    #[arg(required = true, value_name = "ARTICLE")]
    pub articles: Vec<String>,
    /// The index to ask
    #[arg(long, short, value_name = "INDEX")]
    pub index: PathBuf,
    /// Matches shown at most
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub limit: usize,
    /// Only articles published before this date
    #[arg(long, value_name = "DATE")]
    pub before: Option<String>,
    /// Only articles of this outlet
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Pass over damaged segments, with a warning, instead of refusing
    #[arg(long)]
    pub allow_damaged: bool,
    /// How input is read.
    #[command(flatten)]
    pub input: Input,
}

/// `reprint compare`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  reprint compare ours.txt theirs.html")]
pub struct Compare {
    /// The one article: text, HTML, or a JSON record
    pub a: String,
    /// The other
    pub b: String,
    /// How input is read.
    #[command(flatten)]
    pub input: Input,
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

/// `reprint dedup`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  reprint dedup crawl.jsonl.gz -o kept.jsonl --dropped dropped.jsonl
  reprint dedup crawl/ --drop none --pairs pairs.jsonl --clusters clusters.jsonl")]
pub struct Dedup {
    /// Files, folders, globs, or `-`
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// Where the kept records go, byte for byte as they were read (`-` for stdout; `.gz` and `.zst` compress;
    /// `.parquet` has the columns id, url, outlet, title, published, lang, text, origin)
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<String>,
    /// Where the dropped records go, each with the id of the one that stays
    #[arg(long, value_name = "FILE")]
    pub dropped: Option<String>,
    /// Where every verified pair goes, reprint or not
    #[arg(long, value_name = "FILE")]
    pub pairs: Option<String>,
    /// Where the groups go: who carried one story
    #[arg(long, value_name = "FILE")]
    pub clusters: Option<String>,
    /// Which copies are dropped
    #[arg(long, value_enum, default_value = "near", value_name = "WHICH")]
    pub drop: DropArg,
    /// Which member of a group stays
    #[arg(long, value_enum, default_value = "earliest", value_name = "WHICH")]
    pub keep: KeepArg,
    /// Compare articles of different outlets only
    #[arg(long)]
    pub across_outlets: bool,
    /// Compare articles published within DAYS of each other only
    #[arg(long, value_name = "DAYS")]
    pub window: Option<u32>,
    /// How input is read.
    #[command(flatten)]
    pub input: Input,
}

/// Which copies are dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DropArg {
    /// Identical ones
    Exact,
    /// Identical, lightly edited and trimmed ones
    Near,
    /// Every reprint but embedded ones
    Copy,
    /// None: only report
    None,
}

/// Which member of a group stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KeepArg {
    /// The one published first; ties by length, then by order of the input
    Earliest,
    /// The one with most words
    Longest,
    /// The first of the input
    First,
    /// The agency's own copy, else one that credits an agency, else the earliest
    Wire,
}
