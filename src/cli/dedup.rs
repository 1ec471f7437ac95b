//! `reprint dedup`.

use std::path::Path;
use std::time::Instant;

use crate::error::{Error, Result};
use crate::judge::Relation;
use crate::pipeline::memory::peak_bytes;
use crate::pipeline::{Deduplicated, Watch, dedup};
use crate::read::{Field, fields_seen, nowhere};
use crate::report::json::Summary;
use crate::report::{Sink, dedup as report};

use super::Outcome;
use super::args::{Common, Dedup};
use super::messages;
use super::options;
use super::progress::Progress;

/// Runs the job and writes what was asked for. Outputs are opened before the work begins, so that a mistyped
/// path does not cost an hour.
pub fn run(common: &Common, args: &Dedup) -> Result<Outcome> {
    let start = Instant::now();
    no_file_twice(args)?;
    let open = |name: &Option<String>| name.as_deref().map(Sink::open).transpose();
    let kept = args.output.as_deref().map(Sink::open_articles).transpose()?;
    let outputs = (kept, open(&args.dropped)?, open(&args.pairs)?, open(&args.clusters)?);
    let own = [&outputs.0, &outputs.1, &outputs.2].map(|sink| sink.as_ref().is_none_or(Sink::has_own_file));
    let progress = Progress::new(common);
    let job = dedup(&args.inputs, &options::dedup(common, args), &progress)?;
    warn_if_empty(&job, &progress)?;
    let kept = || write(outputs.0, |out| report::write_kept(&job, out));
    let dropped = || write(outputs.1, |out| report::write_dropped(&job, out));
    let pairs = || write(outputs.2, |out| report::write_pairs(&job, out));
    let clusters = || write(outputs.3, |out| report::write_clusters(&job, out));
    both(own[0], kept, || both(own[1], dropped, || both(own[2], pairs, clusters)))?;
    progress.clear();
    tell(common, args, &job, start)?;
    // The process ends here: giving the memory of every article back piece by piece would only take time.
    std::mem::forget(job);
    Ok(Outcome::Done)
}

/// Two outputs of one name would leave only the one that is finished last.
fn no_file_twice(args: &Dedup) -> Result<()> {
    let named = [&args.output, &args.dropped, &args.pairs, &args.clusters].map(Option::as_deref);
    for (at, name) in named.iter().enumerate() {
        let Some(name) = name else { continue };
        // Standard output and devices take whatever comes.
        let replaced = *name != "-" && (!Path::new(name).exists() || Path::new(name).is_file());
        if replaced && named[..at].contains(&Some(name)) {
            let reason = "named for two outputs; each needs a file of its own";
            return Err(Error::Argument(format!("{name}: {reason}")));
        }
    }
    Ok(())
}

/// Says so when no record has a text: most likely its field has another name, unless it is there and empty.
fn warn_if_empty(job: &Deduplicated, progress: &Progress) -> Result<()> {
    let gathered = &job.corpus.gathered;
    let Some(first) = gathered.rows.first() else { return Ok(()) };
    if gathered.rows.iter().all(|row| row.words == 0) {
        let mut room = Vec::new();
        let seen = fields_seen(gathered.shelf.fetch(first.place, &mut room)?);
        let there = seen.split(", ").any(|field| field == gathered.fields.first_name(Field::Text));
        let empty = || "no record has a text that is not empty".to_owned();
        progress.warn(&if there { empty() } else { nowhere("text", "--text-field", &seen) });
    }
    Ok(())
}

/// Writes an output and those behind it: at once if it goes to a file of its own, or else in order, for another may be
/// bound for the same place.
fn both(
    is_own: bool,
    one: impl FnOnce() -> Result<()> + Send,
    others: impl FnOnce() -> Result<()> + Send,
) -> Result<()> {
    if is_own {
        let (one, others) = rayon::join(one, others);
        return one.and(others);
    }
    one()?;
    others()
}

fn write(sink: Option<Sink>, fill: impl FnOnce(&mut Sink) -> Result<()>) -> Result<()> {
    let Some(mut sink) = sink else { return Ok(()) };
    fill(&mut sink)?;
    sink.finish()
}

fn tell(common: &Common, args: &Dedup, job: &Deduplicated, start: Instant) -> Result<()> {
    let mut summary = report::summary(job);
    summary.seconds = start.elapsed().as_secs_f64();
    summary.articles_per_second = summary.read as f64 / summary.seconds.max(1e-9);
    summary.peak_bytes = peak_bytes();
    if common.json && args.output.as_deref() != Some("-") {
        let mut out = Sink::open("-")?;
        out.write_line(&summary)?;
        return out.finish();
    }
    if !common.quiet {
        messages::say(&prose(&summary));
    }
    Ok(())
}

fn prose(summary: &Summary) -> String {
    let capped = match summary.capped_groups {
        0 => String::new(),
        count => format!(
            "; in {count} of more than 64 articles only pairs with the canonical and the nearest earlier are listed"
        ),
    };
    format!(
        "read {}: kept {}, dropped {}, too short to judge {}, rejected {}{}\n\
         {} groups carry one story each{capped}\n\
         pairs: {}\n\
         {:.1} MB in {:.2} s, {:.0} articles/s, {:.0} MB of memory at most",
        summary.read,
        summary.kept,
        summary.dropped,
        summary.too_short,
        summary.rejected,
        messages::passed_over(summary.passed_over),
        summary.clusters,
        relations(summary),
        summary.bytes as f64 / 1e6,
        summary.seconds,
        summary.articles_per_second,
        summary.peak_bytes as f64 / 1e6,
    )
}

/// The pairs by relation, the closest copies first.
fn relations(summary: &Summary) -> String {
    let counted = |relation: &Relation| {
        let count = summary.relations.get(relation.name())?;
        Some(format!("{count} {}", relation.name()))
    };
    let counts: Vec<String> = Relation::ALL.iter().filter_map(counted).collect();
    if counts.is_empty() { "none".to_owned() } else { counts.join(", ") }
}
