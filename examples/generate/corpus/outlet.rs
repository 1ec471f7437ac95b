//! The papers and agencies, as `corpus/outlets.txt` has them.

use std::path::Path;

use super::Failure;
use super::notes::{self, Entry};

/// One publisher.
pub struct Outlet {
    /// Short name, used in ids.
    pub key: String,
    /// Name as its records state it.
    pub name: String,
    /// Address.
    pub domain: String,
    /// Language of its pages.
    pub lang: String,
    /// What it glues to its headlines.
    pub suffix: Option<String>,
    /// The mark in its datelines, if it is an agency.
    pub agency: Option<String>,
    /// How it dates its pages: `day`, `none`, or to the second.
    pub dates: Option<String>,
    /// Its pages come as a crawler dumped them.
    pub crawled: bool,
    /// Lines over every story.
    pub above: Vec<String>,
    /// Lines under every story.
    pub below: Vec<String>,
}

/// Every publisher.
pub struct Outlets {
    all: Vec<Outlet>,
}

/// Reads them.
pub fn read(path: &Path) -> Result<Outlets, Failure> {
    Ok(Outlets { all: notes::read(path)?.iter().map(outlet).collect::<Result<_, _>>()? })
}

fn outlet(entry: &Entry) -> Result<Outlet, Failure> {
    Ok(Outlet {
        key: entry.key.clone(),
        name: entry.required("name")?.to_owned(),
        domain: entry.required("domain")?.to_owned(),
        lang: entry.lang().to_owned(),
        suffix: entry.field("suffix").map(str::to_owned),
        agency: entry.field("agency").map(str::to_owned),
        dates: entry.field("dates").map(str::to_owned),
        crawled: entry.field("style") == Some("crawled"),
        above: entry.lines("above").to_vec(),
        below: entry.lines("below").to_vec(),
    })
}

impl Outlets {
    /// The outlet of a short name.
    pub fn named(&self, key: &str) -> Result<&Outlet, Failure> {
        self.all.iter().find(|outlet| outlet.key == key).ok_or_else(|| format!("no outlet {key}").into())
    }

    /// The agency of a mark.
    pub fn agency(&self, mark: &str) -> Result<&Outlet, Failure> {
        let agency = self.all.iter().find(|outlet| outlet.agency.as_deref() == Some(mark));
        agency.ok_or_else(|| format!("no agency {mark}").into())
    }

    /// The papers of a language.
    pub fn papers(&self, lang: &str) -> Vec<&Outlet> {
        self.all.iter().filter(|outlet| outlet.agency.is_none() && outlet.lang == lang).collect()
    }
}
