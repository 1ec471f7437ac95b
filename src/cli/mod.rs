//! The command line: arguments as typed, the job they ask for, its progress, messages and exit code.

pub mod args;
mod articles;
pub mod bench;
mod bench_table;
mod check;
mod compare;
mod config;
mod dedup;
mod headlines;
mod index;
mod interrupt;
mod messages;
mod options;
mod progress;
mod shell;

use std::io;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

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
    match parse().and_then(|cli| run(&cli)) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Negative) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(Error::Stopped) => {
            interrupt::say();
            ExitCode::from(interrupt::EXIT)
        }
        Err(error) => {
            messages::error(&error);
            ExitCode::from(2)
        }
    }
}

/// What was typed, and what a configuration file says. Mistyped arguments and `--help` end the process here.
fn parse() -> Result<Cli, Error> {
    let definition = Cli::command().args_override_self(true);
    let args = config::with_config(&definition, std::env::args_os().collect())?;
    let matches = definition.get_matches_from(args);
    Ok(Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit()))
}

fn run(cli: &Cli) -> Result<Outcome, Error> {
    interrupt::catch();
    options::set_threads(cli.common.threads);
    match &cli.command {
        Command::Dedup(args) => dedup::run(&cli.common, args),
        Command::Check(args) => check::run(&cli.common, args),
        Command::Compare(args) => compare::run(&cli.common, args),
        Command::Headlines(args) => headlines::run(&cli.common, args),
        Command::Index(args) => index::run(&cli.common, args),
        Command::Completions { shell } => shell::completions(*shell),
        Command::Man => shell::man(),
        Command::Bench(args) => bench::run(&cli.common, args),
    }
}

fn is_closed_pipe(error: &Error) -> bool {
    matches!(error, Error::Write { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
}
