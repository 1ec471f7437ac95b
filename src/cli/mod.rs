//! The command line: arguments as typed, the job they ask for, its progress, messages and exit code.

pub mod args;
pub mod bench;
mod bench_table;
mod dedup;
mod memory;
mod messages;
mod options;
mod progress;

use std::io;
use std::process::ExitCode;

use clap::Parser;

use crate::error::Error;
use args::{Cli, Command};

/// How a command ended, as a script sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done; a reprint was found, where that was asked.
    Done,
    /// No reprint was found, or a figure fell below its baseline.
    Negative,
}

/// Parses the arguments, runs the command and reports how it ended.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Negative) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            messages::error(&error);
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli) -> Result<Outcome, Error> {
    options::set_threads(cli.common.threads);
    match &cli.command {
        Command::Dedup(args) => dedup::run(&cli.common, args),
        Command::Bench(args) => bench::run(&cli.common, args),
    }
}

fn is_closed_pipe(error: &Error) -> bool {
    matches!(error, Error::Write { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
}
