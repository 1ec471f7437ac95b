//! How input is read: its format, and under which names its fields stand.

use clap::{Args, ValueEnum};

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
