//! `--config FILE`: options as they would be typed, put before those that were, so that what was typed wins.

use std::ffi::OsString;
use std::path::Path;

use clap::{Arg, Command};
use toml::{Table, Value};

use crate::error::{Error, Result};

/// The arguments with those of the configuration file among them, if one is named.
///
/// # Errors
/// The file cannot be read, is not TOML, or has a key that is no option: the message names it.
pub fn with_config(definition: &Command, typed: Vec<OsString>) -> Result<Vec<OsString>> {
    let Some(file) = named(&typed) else { return Ok(typed) };
    let wrong = |reason: String| Error::Argument(format!("{}: {reason}", Path::new(&file).display()));
    let text = std::fs::read_to_string(&file).map_err(|error| wrong(error.to_string()))?;
    let table: Table = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    // Built, a command also knows the options that all take.
    let mut definition = definition.clone();
    definition.build();
    let definition = &definition;
    check(definition, &table, "").map_err(wrong)?;
    let (mut args, mut command, mut level) = (Vec::new(), definition, Some(&table));
    for (at, arg) in typed.iter().enumerate() {
        args.push(arg.clone());
        let name = arg.to_string_lossy();
        let entered = if at == 0 { Some(command) } else { entered(command, &typed, at, &name) };
        let Some(next) = entered else { continue };
        command = next;
        if at > 0 {
            level = level.and_then(|level| level.get(&*name)?.as_table());
            args.extend(options(command, &table, false).map_err(wrong)?);
        }
        args.extend(level.map_or(Ok(Vec::new()), |level| options(command, level, true)).map_err(wrong)?);
    }
    Ok(args)
}

/// The file that `--config FILE` or `--config=FILE` names.
fn named(typed: &[OsString]) -> Option<OsString> {
    let options = typed.iter().take_while(|arg| *arg != "--");
    let mut options = options.skip_while(|arg| *arg != "--config" && !starts_with(arg, "--config="));
    let option = options.next()?;
    match option.to_str().and_then(|option| option.strip_prefix("--config=")) {
        Some(file) => Some(file.into()),
        None => options.next().cloned(),
    }
}

fn starts_with(arg: &OsString, prefix: &str) -> bool {
    arg.to_string_lossy().starts_with(prefix)
}

/// The subcommand that the argument at `at` enters, unless it is the value of the option before it.
fn entered<'a>(command: &'a Command, typed: &[OsString], at: usize, name: &str) -> Option<&'a Command> {
    let before = typed[at - 1].to_string_lossy();
    let is_value = option(command, before.strip_prefix("--").unwrap_or_default()).is_some_and(takes_value);
    if is_value { None } else { command.find_subcommand(name) }
}

fn option<'a>(command: &'a Command, name: &str) -> Option<&'a Arg> {
    command.get_arguments().find(|arg| arg.get_long() == Some(name) && name != "config")
}

fn takes_value(arg: &Arg) -> bool {
    arg.get_action().takes_values()
}

/// Sees that every key is an option: within a command's table of that command, at the top of any.
fn check(command: &Command, table: &Table, within: &str) -> Result<(), String> {
    for (key, value) in table {
        match (value, command.find_subcommand(key)) {
            (Value::Table(inner), Some(inner_command)) => {
                check(inner_command, inner, &format!("{within}{key}."))?;
            }
            (Value::Table(_), None) => return Err(format!("[{within}{key}]: there is no such command")),
            _ if option(command, key).is_some() || (within.is_empty() && is_known(command, key)) => {}
            _ => return Err(format!("{within}{key}: there is no such option; see --help for their names")),
        }
    }
    Ok(())
}

fn is_known(command: &Command, key: &str) -> bool {
    command.get_subcommands().any(|inner| option(inner, key).is_some() || is_known(inner, key))
}

/// Those of a table's options that this command takes, as they would be typed; those that all take only if `common`.
fn options(command: &Command, table: &Table, common: bool) -> Result<Vec<OsString>, String> {
    let taken = |name: &str| option(command, name).filter(|arg| common || !arg.is_global_set());
    let known = table.iter().filter_map(|(key, value)| Some((key, value, taken(key)?)));
    let typed = known.map(|(key, value, arg)| spelled(key, value, takes_value(arg)));
    Ok(typed.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

fn spelled(key: &str, value: &Value, takes_value: bool) -> Result<Option<OsString>, String> {
    match (value, takes_value) {
        (Value::Boolean(wanted), false) => Ok(wanted.then(|| format!("--{key}").into())),
        (Value::String(text), true) => Ok(Some(format!("--{key}={text}").into())),
        (Value::Integer(_) | Value::Float(_), true) => Ok(Some(format!("--{key}={value}").into())),
        (_, false) => Err(format!("{key}: true or false is wanted")),
        (_, true) => Err(format!("{key}: one word or number is wanted")),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Cli;

    fn read(config: &str, typed: &str) -> Result<String, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("reprint.toml");
        std::fs::write(&file, config).unwrap();
        let typed = typed.replace("FILE", file.to_str().unwrap());
        let args = with_config(&Cli::command(), typed.split(' ').map(OsString::from).collect());
        let args = args.map_err(|error| error.to_string().replace(file.to_str().unwrap(), "FILE"))?;
        let args: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
        Ok(args.join(" ").replace(file.to_str().unwrap(), "FILE"))
    }

    #[test]
    fn options_stand_before_what_was_typed() {
        let config = "threads = 2\ntext-field = 'body'\nquiet = true\njson = false\n[dedup]\ndrop = 'copy'\n";
        assert_eq!(
            read(config, "reprint --config FILE dedup x --drop none").unwrap(),
            "reprint --quiet --threads=2 --config FILE dedup --text-field=body --drop=copy x --drop none"
        );
        assert_eq!(
            read("[index.create]\nno-text = true", "reprint index create news.idx x --config=FILE").unwrap(),
            "reprint index create --no-text news.idx x --config=FILE"
        );
        let threads = "threads = 2\n[dedup]\nthreads = 1";
        assert_eq!(
            read(threads, "reprint --config=FILE dedup x").unwrap(),
            "reprint --threads=2 --config=FILE dedup --threads=1 x"
        );
        assert_eq!(read("[x]", "reprint man").unwrap(), "reprint man");
    }

    #[test]
    fn what_is_no_option_is_named() {
        for (config, reason) in [
            ("threds = 2", "FILE: threds: there is no such option; see --help for their names"),
            ("config = 'x'", "FILE: config: there is no such option; see --help for their names"),
            ("[dedup]\nlimit = 2", "FILE: dedup.limit: there is no such option; see --help for their names"),
            ("[dedupe]", "FILE: [dedupe]: there is no such command"),
            ("quiet = 1", "FILE: quiet: true or false is wanted"),
            ("threads = [1]", "FILE: threads: one word or number is wanted"),
        ] {
            assert_eq!(read(config, "reprint --config FILE dedup x").unwrap_err(), reason);
        }
    }
}
