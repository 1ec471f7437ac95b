//! What every command takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

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
