//! `reprint compare`.

use crate::article::Article;
use crate::error::{Error, Result};
use crate::pipeline::check::Match;
use crate::pipeline::side::Side;
use crate::read::ReadOptions;
use crate::report::{Sink, check as report};
use crate::text::recurring::Recurring;

use super::Outcome;
use super::args::{Common, Compare};
use super::articles::read_articles;
use super::options;

/// Compares two articles, without knowing what their outlets repeat.
pub fn run(common: &Common, args: &Compare) -> Result<Outcome> {
    let read = options::read(&args.input);
    let (a, b) = (one(&args.a, &read)?, one(&args.b, &read)?);
    let nothing = Recurring::default();
    let (left, right) = (Side::new(&a, &nothing), Side::new(&b, &nothing));
    let comparison = left.compare(&right, options::limits(common));
    let found = Match::new(b, &right, comparison);
    let mut out = Sink::open("-")?;
    if common.json {
        out.write_line(&report::line(&found))?;
    } else {
        out.write(report::match_prose(&a.text, &found, options::style(common)).as_bytes())?;
    }
    out.finish()?;
    Ok(if found.is_reprint() { Outcome::Done } else { Outcome::Negative })
}

fn one(input: &str, options: &ReadOptions) -> Result<Article<'static>> {
    let articles = read_articles(&[input.to_owned()], options)?;
    let count = articles.len();
    let alone = articles.into_iter().next().filter(|_| count == 1);
    alone.ok_or_else(|| {
        Error::Argument(format!("{input}: holds {count} articles; compare takes files of one each"))
    })
}
