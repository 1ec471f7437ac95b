//! `reprint dedup`.

use clap::{Args, ValueEnum};

use super::Input;

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
