//! `reprint check` and `reprint compare`: one article against an index, or against another.

use std::path::PathBuf;

use clap::Args;

use super::Input;

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
