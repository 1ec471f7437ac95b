//! The articles that `check` and `compare` are given.

use crate::article::Article;
use crate::error::{Error, Result};
use crate::pipeline::ids::{Ids, stands_twice};
use crate::read::{self, ReadOptions};
use crate::report::style::one_line;

use super::messages;

/// Every article of the inputs. A record that cannot be read is an error here: it was asked about.
pub fn read_articles(inputs: &[String], options: &ReadOptions) -> Result<Vec<Article<'static>>> {
    let (mut articles, mut ids) = (Vec::new(), Ids::default());
    for piece in read::open(inputs, options)? {
        let mut batch = piece?.extracted(&options.fields);
        if let Some(rejection) = batch.rejected.pop() {
            return Err(Error::Argument(rejection.to_string()));
        }
        batch.warnings.iter().for_each(|warning| messages::say(&format!("reprint: {}", one_line(warning))));
        for record in batch.records(&options.fields) {
            let record = record.map_err(|rejection| Error::Argument(rejection.to_string()))?;
            let origin = record.origin().to_string();
            let mut article = Article { origin: origin.into(), ..record.article.into_owned() };
            // As in an index, so that each finds itself there.
            if let Some(named) = ids.take(&article.id) {
                messages::say(&format!("reprint: {}", stands_twice(&article.id, &named)));
                article.id = named.into();
            }
            articles.push(article);
        }
    }
    Ok(articles)
}
