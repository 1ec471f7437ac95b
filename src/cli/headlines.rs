//! `reprint headlines`.

use crate::error::Result;
use crate::pipeline::titles::titles;
use crate::report::{Sink, headlines as report};

use super::Outcome;
use super::args::{Common, Headlines};
use super::progress::Progress;
use super::{messages, options};

/// Groups headlines and writes the groups.
pub fn run(common: &Common, args: &Headlines) -> Result<Outcome> {
    let mut out = Sink::open(args.clusters.as_deref().unwrap_or("-"))?;
    let progress = Progress::new(common);
    let found = titles(&args.inputs, &options::read(&args.input), args.input.strict, &progress)?;
    for cluster in report::clusters(&found) {
        out.write_line(&cluster)?;
    }
    out.finish()?;
    progress.clear();
    if !common.quiet {
        messages::say(&format!(
            "read {} headlines ({} records have none, rejected {}): {} stories across outlets, {} generic headlines{}",
            found.records.len(),
            found.untitled,
            found.rejected,
            found.groups.stories.len(),
            found.groups.generic.len(),
            messages::passed_over(found.passed_over),
        ));
    }
    // The process ends here: giving a million small pieces of memory back one by one would take a fifth of its time.
    std::mem::forget(found);
    Ok(Outcome::Done)
}
