//! Articles written by hand to mislead, with their labels.

use super::Failure;
use super::body::Body;
use super::desk::Recipe;
use super::label::Pair;
use super::notes::Entry;
use super::outlet::Outlets;
use super::page::{Article, Credit, Dress};

/// One article for every trap.
pub fn articles(traps: &[Entry], outlets: &Outlets) -> Result<Vec<Article>, Failure> {
    traps.iter().map(|trap| article(trap, outlets)).collect()
}

fn article(trap: &Entry, outlets: &Outlets) -> Result<Article, Failure> {
    let dress = Dress {
        outlet: outlets.named(trap.required("outlet")?)?,
        entry: trap,
        recipe: Recipe::Hand,
        tag: "",
        headline: trap.required("title")?.to_owned(),
        minutes: 0,
        credit: Credit::None,
        related: None,
    };
    dress.print(Body::new(trap.lines("body")))
}

/// The labels that the traps state: `against: KEY | RELATION,... | yes or no | direction`, the trap itself being `b`.
pub fn pairs(traps: &[Entry]) -> Result<Vec<Pair>, Failure> {
    let mut pairs = Vec::new();
    for trap in traps {
        for line in trap.fields("against") {
            let parts: Vec<&str> = line.split('|').map(str::trim).collect();
            let other = traps.iter().find(|other| parts.first() == Some(&other.key.as_str()));
            let other = other.ok_or_else(|| format!("{}: against whom? {line}", trap.key))?;
            pairs.push(pair(other, trap, &parts)?);
        }
    }
    Ok(pairs)
}

fn pair(a: &Entry, b: &Entry, parts: &[&str]) -> Result<Pair, Failure> {
    let (ours, theirs) = (Body::new(b.lines("body")), Body::new(a.lines("body")));
    let shorter = ours.words().min(theirs.words()).max(1);
    let stated =
        |index: usize, default: &'static str| parts.get(index).map_or(default, |part| *part).to_owned();
    Ok(Pair {
        a: known_as(a)?,
        b: known_as(b)?,
        relations: stated(1, "unrelated").split(',').map(str::to_owned).collect(),
        reprint: stated(2, "no"),
        direction: stated(3, "none"),
        share: 100.0 * ours.words_in(&theirs).max(theirs.words_in(&ours)) as f64 / shorter as f64,
        same_headline: a.required("title")?.to_lowercase() == b.required("title")?.to_lowercase(),
        stratum: b
            .key
            .trim_end_matches(|letter: char| letter.is_ascii_digit())
            .trim_end_matches('-')
            .to_owned(),
    })
}

fn known_as(trap: &Entry) -> Result<String, Failure> {
    let stated = trap.field("refer").or_else(|| trap.field("id"));
    let outlet = trap.required("outlet")?;
    Ok(stated.map_or_else(|| format!("{outlet}:{}", trap.key), str::to_owned))
}
