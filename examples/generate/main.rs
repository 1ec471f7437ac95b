//! Makes corpora.
//!
//! ```text
//! cargo run --release --example generate -- stream --articles 100000 --seed 7 [--truth truth.jsonl] > news.jsonl
//! cargo run --example generate -- corpus [--check]
//! ```
//!
//! `stream` writes a seeded world of any size. `corpus` rebuilds `corpus/news.jsonl` and `corpus/pairs.jsonl` from the
//! stories beside them; with `--check` it writes nothing and fails if they are not what the stories give.

mod corpus;
mod stream;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: generate stream --articles N --seed S [--truth FILE] | generate corpus [--check]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("generate: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    match arguments.first().map(String::as_str) {
        Some("stream") => stream::run(&stream::Options::parse(&arguments[1..])?),
        Some("corpus") => {
            corpus::run(Path::new("corpus"), arguments.iter().any(|argument| argument == "--check"))
        }
        _ => Err(USAGE.into()),
    }
}
