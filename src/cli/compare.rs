//! `reprint compare`.

use crate::article::Article;
use crate::error::{Error, Result};
use crate::pipeline::check::Match;
use crate::pipeline::side::Side;
use crate::report::{Sink, check as report};
use crate::text::hashed::Sought;

use super::Outcome;
use super::args::{Common, Compare, Input};
use super::articles::each_article;
use super::options;

/// Compares two articles, without knowing what their outlets repeat.
pub fn run(common: &Common, args: &Compare) -> Result<Outcome> {
    let (a, b) = (one(&args.a, &args.input)?, one(&args.b, &args.input)?);
    let nothing = Sought::default();
    let (left, right) = (Side::new(&a, &nothing), Side::new(&b, &nothing));
    let comparison = left.compare(&right, options::limits(common));
    let (wire, words) = (right.wire().cloned(), right.body().len() as u32);
    let found = Match::new(b, wire.as_ref(), words, comparison);
    let mut out = Sink::open("-")?;
    if common.json {
        out.write_line(&report::line(&found))?;
    } else {
        out.write(report::match_prose(&a.text, &found, options::style(common)).as_bytes())?;
    }
    out.finish()?;
    Ok(if found.is_reprint() { Outcome::Done } else { Outcome::Negative })
}

fn one(name: &str, input: &Input) -> Result<Article<'static>> {
    let mut articles = Vec::new();
    each_article(&[name.to_owned()], input, |article| {
        articles.push(article);
        Ok(())
    })?;
    let count = articles.len();
    let alone = articles.into_iter().next().filter(|_| count == 1);
    alone.ok_or_else(|| {
        Error::Argument(format!("{name}: holds {count} articles; compare takes files of one each"))
    })
}
