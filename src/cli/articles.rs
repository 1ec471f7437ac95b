//! The articles that `check` and `compare` are given.

use crate::article::Article;
use crate::error::{Error, Result};
use crate::pipeline::ids::{Ids, stands_twice};
use crate::read::{self, Batch, Record, Rejection};

use super::args::Input;
use super::{interrupt, messages, options};

/// Calls `each` with every article of the inputs as it is read; how many it were. What cannot be read is reported and
/// left out, unless the user is strict.
pub fn each_article(
    inputs: &[String],
    input: &Input,
    mut each: impl FnMut(Article<'static>) -> Result<()>,
) -> Result<u64> {
    let options = options::read(input);
    let (mut ids, mut count) = (Ids::default(), 0);
    for piece in read::open(inputs, &options)? {
        let mut batch = piece?.extracted(&options.fields);
        report(&mut batch, input.strict)?;
        for record in batch.records(&options.fields) {
            if interrupt::stopped() {
                return Err(Error::Stopped);
            }
            match record {
                Ok(record) => {
                    each(article(record, &mut ids))?;
                    count = interrupt::count(1);
                }
                Err(rejection) => refuse(rejection, input.strict)?,
            }
        }
    }
    Ok(count)
}

fn report(batch: &mut Batch, strict: bool) -> Result<()> {
    batch.warnings.iter().for_each(|warning| messages::say_line(&format!("reprint: {warning}")));
    std::mem::take(&mut batch.rejected).into_iter().try_for_each(|rejection| refuse(rejection, strict))
}

fn refuse(rejection: Rejection, strict: bool) -> Result<()> {
    if strict {
        return Err(Error::Strict(rejection));
    }
    messages::say_line(&rejection.to_string());
    Ok(())
}

/// The article of a record; a second one of its id is named as in an index, so that each finds itself there.
fn article(record: Record<'_>, ids: &mut Ids) -> Article<'static> {
    record.remark.iter().for_each(|remark| messages::say_line(&format!("reprint: {remark}")));
    let origin = record.origin().to_string();
    let mut article = Article { origin: origin.into(), ..record.article.into_owned() };
    if let Some(named) = ids.take(&article.id) {
        messages::say_line(&format!("reprint: {}", stands_twice(&article.id, &named)));
        article.id = named.into();
    }
    article
}
