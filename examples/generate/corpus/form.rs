//! Forms filled in with other facts each time.

use super::Failure;
use super::body::Body;
use super::desk::Recipe;
use super::notes::Entry;
use super::outlet::Outlets;
use super::page::{Article, Credit, Dress};

/// One article for every row of facts.
pub fn articles(forms: &[Entry], outlets: &Outlets) -> Result<Vec<Article>, Failure> {
    let mut articles = Vec::new();
    for form in forms {
        let mut rows =
            form.lines("facts").iter().map(|row| row.split('|').map(str::trim).collect::<Vec<_>>());
        let names = rows.next().ok_or_else(|| format!("{} has no facts", form.key))?;
        for (number, row) in rows.enumerate() {
            if row.len() != names.len() {
                return Err(format!(
                    "{}: row {} has {} facts of {}",
                    form.key,
                    number + 1,
                    row.len(),
                    names.len()
                )
                .into());
            }
            let facts: Vec<(&str, &str)> = names.iter().copied().zip(row).collect();
            articles.push(article(form, number, &facts, outlets)?);
        }
    }
    Ok(articles)
}

fn article(
    form: &Entry,
    number: usize,
    facts: &[(&str, &str)],
    outlets: &Outlets,
) -> Result<Article, Failure> {
    let fact = |name: &str| facts.iter().find(|fact| fact.0 == name).map_or("", |fact| fact.1);
    let fill = |text: &str| {
        facts.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    };
    let outlet = outlets.named(fact("outlet"))?;
    let entry = form.dated(fact("date"));
    let dress = Dress {
        outlet,
        entry: &entry,
        recipe: Recipe::Form,
        tag: &format!("-{}", number + 1),
        headline: fill(form.required("title")?),
        minutes: 0,
        credit: Credit::None,
        related: None,
    };
    let paragraphs: Vec<String> = form.lines("body").iter().map(|line| fill(line)).collect();
    dress.print(Body::new(&paragraphs))
}
