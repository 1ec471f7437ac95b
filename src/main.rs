//! The `reprint` command: parse, run, exit.

use std::process::ExitCode;

fn main() -> ExitCode {
    reprint::cli::main()
}
