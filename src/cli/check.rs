//! `reprint check`.

use crate::error::{Error, Result};
use crate::index::{Index, IndexError};
use crate::pipeline::check::{CheckOptions, Checker};
use crate::report::{Sink, check as report};

use super::Outcome;
use super::args::{Check, Common};
use super::articles::each_article;
use super::{messages, options};

/// Checks every article against the index, on one of the threads that compare: handing each check over to them, and waiting
/// for its end, would wake a thread twice an article.
pub fn run(common: &Common, args: &Check) -> Result<Outcome> {
    rayon::scope(|_| check(common, args))
}

fn check(common: &Common, args: &Check) -> Result<Outcome> {
    let checker = checker(args)?;
    let options = check_options(common, args)?;
    let mut out = Sink::open("-")?;
    let mut outcome = Outcome::Negative;
    let count = each_article(&args.articles, &args.input, |article| {
        let checked = checker.check(&article, &options)?;
        warn(&checked.damage);
        if checked.verdict.is_some() {
            outcome = Outcome::Done;
        }
        if common.json {
            out.write_line(&report::answer(&article, &checked))
        } else {
            out.write(report::prose(&article, &checked, options::style(common)).as_bytes())
        }
    })?;
    out.finish()?;
    if count == 0 {
        return Err(Error::Argument(format!("{}: no article there", args.articles.join(", "))));
    }
    Ok(outcome)
}

/// Opens the index; what is wrong with it stops us, or is said and passed over.
fn checker(args: &Check) -> Result<Checker> {
    if !args.allow_damaged {
        return Checker::new(Index::open(&args.index)?.snapshot());
    }
    let (index, lost) = Index::open_sound(&args.index)?;
    let (checker, unread) = Checker::tolerant(index.snapshot());
    warn(&lost);
    warn(&unread);
    let untaught = lost.len() + unread.len() - checker.snapshot().aside().len();
    if untaught > 0 {
        messages::say_line(&format!(
            "reprint: what outlets repeat in {untaught} segments is not known: their menus and notices may pass for copy"
        ));
    }
    Ok(checker)
}

fn warn(damage: &[IndexError]) {
    for damage in damage {
        messages::say_line(&format!("reprint: passed over because of --allow-damaged: {damage}"));
    }
}

fn check_options(common: &Common, args: &Check) -> Result<CheckOptions> {
    let date = |stated: &String| {
        let unknown = || Error::Argument(format!("--before {stated}: not a date; write it as 2026-03-01"));
        crate::read::parse_date(stated).ok_or_else(unknown)
    };
    Ok(CheckOptions {
        limits: options::limits(common),
        min_words: common.min_words,
        limit: args.limit,
        before: args.before.as_ref().map(date).transpose()?,
        outlet: args.outlet.clone(),
        allow_damaged: args.allow_damaged,
    })
}
