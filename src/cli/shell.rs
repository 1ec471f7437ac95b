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
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    pages(&command, &mut page)
        .map_err(|source| crate::error::Error::Write { path: "-".to_owned(), source })?;
    print(&page)
}

/// The page of a command, then those of the commands within it.
fn pages(command: &clap::Command, out: &mut Vec<u8>) -> std::io::Result<()> {
    let name = command.get_bin_name().unwrap_or("reprint").replace(' ', "-");
    clap_mangen::Man::new(command.clone().display_name(name)).render(out)?;
    let inner = command.get_subcommands().filter(|inner| inner.get_name() != "help");
    inner.into_iter().try_for_each(|inner| pages(inner, out))
}

fn print(bytes: &[u8]) -> Result<Outcome> {
    let mut out = Sink::open("-")?;
    out.write(bytes)?;
    out.finish()?;
    Ok(Outcome::Done)
}
