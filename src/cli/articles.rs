//! The articles that `check` and `compare` are given.

use crate::article::Article;
use crate::error::{Error, Result};
use crate::read::{self, ReadOptions};

/// Every article of the inputs. A record that cannot be read is an error here: it was asked about.
pub fn read_articles(inputs: &[String], options: &ReadOptions) -> Result<Vec<Article<'static>>> {
    let mut articles = Vec::new();
    for batch in read::open(inputs, options)? {
        let mut batch = batch?;
        if let Some(rejection) = batch.rejected.pop() {
            return Err(Error::Argument(rejection.to_string()));
        }
        for record in batch.records(&options.fields) {
            let record = record.map_err(|rejection| Error::Argument(rejection.to_string()))?;
            let origin = record.origin().to_string();
            articles.push(Article { origin: origin.into(), ..record.article.into_owned() });
        }
    }
    Ok(articles)
}
