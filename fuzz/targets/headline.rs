//! Headlines, one a line, each as `outlet<tab>title`: groups hold records that are there, each once.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reprint::pipeline::headlines::{Headline, group};

fuzz_target!(|text: &str| {
    let parts =
        |line: &'_ str| line.split_once('\t').map(|(outlet, title)| (outlet.to_owned(), title.to_owned()));
    let lines: Vec<(String, String)> = text.lines().take(64).filter_map(parts).collect();
    let record = |(outlet, title)| Headline { title, outlet, site: None, published: None, body: None };
    let records: Vec<Headline<'_>> =
        lines.iter().map(|(outlet, title)| record((outlet.as_str(), title.as_str()))).collect();
    let groups = group(&records);
    let mut members: Vec<usize> = groups.stories.iter().flat_map(|story| story.members.clone()).collect();
    let named = members.len();
    members.sort_unstable();
    members.dedup();
    assert_eq!(named, members.len(), "a record is in one group");
    assert!(members.iter().all(|&member| member < records.len()));
});
