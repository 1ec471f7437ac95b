//! `reprint completions` and `reprint man`, made from the same definitions as `--help`.

use clap::CommandFactory;

use crate::error::Result;
use crate::report::Sink;

use super::Outcome;
use super::args::Cli;

/// Prints completions for a shell.
pub fn completions(shell: clap_complete::Shell) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "reprint", &mut script);
    print(&script)
}

/// Prints the manual page, then one for each command.
pub fn man() -> Result<Outcome> {
    let mut page = Vec::new();
    let mut render = |command: clap::Command| clap_mangen::Man::new(command).render(&mut page);
    let command = Cli::command();
    let pages: Vec<clap::Command> =
        std::iter::once(command.clone()).chain(command.get_subcommands().cloned()).collect();
    for command in pages {
        render(command).map_err(|source| crate::error::Error::Write { path: "-".to_owned(), source })?;
    }
    print(&page)
}

fn print(bytes: &[u8]) -> Result<Outcome> {
    let mut out = Sink::open("-")?;
    out.write(bytes)?;
    out.finish()?;
    Ok(Outcome::Done)
}
