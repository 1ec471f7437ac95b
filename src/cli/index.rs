//! `reprint index`.

use std::fmt::Write;
use std::path::Path;

use crate::error::{Error, Result};
use crate::index::{self, Options};
use crate::pipeline::filing::{self, Filed, FilingOptions};
use crate::pipeline::furniture;
use crate::report::Sink;
use crate::report::index as report;
use crate::report::style::one_line;

use super::Outcome;
use super::args::{Common, Index, Input};
use super::progress::Progress;
use super::{interrupt, messages, options};

/// Runs one of the index commands.
pub fn run(common: &Common, command: &Index) -> Result<Outcome> {
    match command {
        Index::Create { index, inputs, no_text, input } => {
            let make = Options { store_text: !no_text };
            let progress = Progress::new(common);
            tell(
                common,
                &progress,
                filing::create(index, make, inputs, &filing_options(input, false), &progress)?,
            )
        }
        Index::Add { index, inputs, skip_existing, input } => {
            let progress = Progress::new(common);
            tell(
                common,
                &progress,
                filing::add(index, inputs, &filing_options(input, *skip_existing), &progress)?,
            )
        }
        Index::Remove { index, ids, ids_from } => remove(common, index, ids, ids_from.as_deref()),
        Index::Info { boilerplate: Some(outlet), index, .. } => boilerplate(common, index, outlet),
        Index::Info { curve: true, .. } => print(&report::curve()),
        Index::Info { index, .. } => info(common, index),
        Index::Verify { index } => verify(common, index),
        Index::Compact { index } => compact(common, index),
        Index::Export { index, output } => export(index, output.as_deref().unwrap_or("-")),
    }
}

fn filing_options(input: &Input, skip_existing: bool) -> FilingOptions {
    FilingOptions { read: options::read(input), strict: input.strict, skip_existing }
}

fn tell(common: &Common, progress: &Progress, filed: Filed) -> Result<Outcome> {
    progress.clear();
    let Filed { read, added, replaced, skipped, rejected, without_text, passed_over, articles } = filed;
    let empty = if without_text == 0 { String::new() } else { format!("; {without_text} have no text") };
    let passed_over = messages::passed_over(passed_over);
    let prose = format!(
        "read {read}: added {added}, replaced {replaced}, left as they were {skipped}, rejected {rejected}{empty}{passed_over}; \
         the index holds {articles} articles"
    );
    say(common, &filed, &prose)
}

/// JSON on stdout if that is wanted, else a sentence on stderr unless that is not.
fn say(common: &Common, value: &impl serde::Serialize, prose: &str) -> Result<Outcome> {
    if common.json {
        let mut out = Sink::open("-")?;
        out.write_line(value)?;
        out.finish()?;
    } else if !common.quiet {
        messages::say(prose);
    }
    Ok(Outcome::Done)
}

fn print(text: &str) -> Result<Outcome> {
    let mut out = Sink::open("-")?;
    out.write(text.as_bytes())?;
    out.finish()?;
    Ok(Outcome::Done)
}

fn remove(common: &Common, index: &Path, ids: &[String], ids_from: Option<&str>) -> Result<Outcome> {
    let mut ids = ids.to_vec();
    if let Some(name) = ids_from {
        let listed = if name == "-" {
            std::io::read_to_string(std::io::stdin())
        } else {
            std::fs::read_to_string(name)
        };
        let listed = listed.map_err(|error| Error::Argument(format!("{name}: {error}")))?;
        ids.extend(listed.lines().filter(|line| !line.is_empty()).map(str::to_owned));
    }
    let mut writer = filing::open_writer(index)?;
    let (mut removed, mut missing) = (0_u64, 0_u64);
    for id in &ids {
        if writer.remove(id)? {
            removed += 1;
        } else {
            missing += 1;
            messages::say_line(&format!("reprint: no article has the id {id}"));
        }
    }
    writer.commit()?;
    let articles = writer.len();
    let value = serde_json::json!({ "removed": removed, "missing": missing, "articles": articles });
    say(
        common,
        &value,
        &format!("removed {removed}, not there {missing}; the index holds {articles} articles"),
    )
}

fn info(common: &Common, folder: &Path) -> Result<Outcome> {
    let info = index::info(folder)?;
    if common.json {
        return say(common, &report::info_json(&info), "");
    }
    print(&report::info_prose(&info))
}

fn boilerplate(common: &Common, folder: &Path, outlet: &str) -> Result<Outcome> {
    let listed = furniture::list(&index::Index::open(folder)?.snapshot(), outlet)?;
    if common.json {
        let lines: Vec<_> = listed
            .iter()
            .map(|(text, articles)| serde_json::json!({ "text": text, "articles": articles }))
            .collect();
        return say(common, &lines, "");
    }
    let mut prose = String::new();
    for (text, articles) in &listed {
        let _ = writeln!(prose, "{articles:>6}  {}", one_line(&text.replace('\n', " / ")));
    }
    if listed.is_empty() {
        let _ = writeln!(prose, "nothing that recurs is known of {}", one_line(outlet));
    }
    print(&prose)
}

fn verify(common: &Common, folder: &Path) -> Result<Outcome> {
    let report = index::verify(folder)?;
    let damage: Vec<String> = report.damage.iter().map(ToString::to_string).collect();
    let value = serde_json::json!({
        "intact": report.is_intact(), "files": report.files, "bytes": report.bytes, "articles": report.articles, "damage": damage,
    });
    damage.iter().for_each(|damage| messages::say_line(&format!("reprint: {damage}")));
    let what = if report.is_intact() { "intact" } else { "DAMAGED" };
    say(
        common,
        &value,
        &format!(
            "{what}: {} articles, {} bytes in {} files read",
            report.articles, report.bytes, report.files
        ),
    )?;
    match damage.len() {
        0 => Ok(Outcome::Done),
        count => Err(Error::Argument(format!(
            "{}: {count} damaged places; `reprint index export` saves what is readable",
            folder.display()
        ))),
    }
}

fn compact(common: &Common, folder: &Path) -> Result<Outcome> {
    let before = index::info(folder)?;
    filing::open_writer(folder)?.compact()?;
    let after = index::info(folder)?;
    let value =
        serde_json::json!({ "segments": after.segments, "bytes_before": before.bytes, "bytes": after.bytes });
    say(
        common,
        &value,
        &format!(
            "{} segments became {}, {} bytes became {}",
            before.segments, after.segments, before.bytes, after.bytes
        ),
    )
}

/// Exports a sound index as it is; of a damaged one what is readable, and says what was lost.
fn export(folder: &Path, output: &str) -> Result<Outcome> {
    let mut out = Sink::open_articles(output)?;
    let mut failed = None;
    let saved = index::salvage(folder, |article| {
        if failed.is_none() {
            let written = if out.takes_articles() {
                out.write_article(&article)
            } else {
                out.write_line(&report::exported(&article))
            };
            failed = written.err();
            interrupt::count(1);
        }
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    out.finish()?;
    saved.damage.iter().for_each(|damage| messages::say_line(&format!("reprint: {damage}")));
    match saved.damage.len() {
        0 => Ok(Outcome::Done),
        _ => Err(Error::Argument(format!(
            "{}: damaged; {} articles saved, {} lost",
            folder.display(),
            saved.articles,
            saved.lost
        ))),
    }
}
