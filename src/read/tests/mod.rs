//! The readers together, from files on disk to records.

use std::fs;
use std::io::Write;
use std::path::Path;

use tempfile::TempDir;

use super::*;

mod again;
mod fields;
mod formats;
mod inputs;
mod laws;
mod lines;

/// A folder of input files that is gone after the test.
struct Files(TempDir);

impl Files {
    fn new() -> Self {
        Files(tempfile::tempdir().unwrap())
    }

    fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_string_lossy().into_owned()
    }

    fn read(&self, name: &str) -> Outcome {
        read(&[self.path(name)], &ReadOptions::default())
    }
}

/// What reading came to, in order.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    ids: Vec<String>,
    texts: Vec<String>,
    titles: Vec<String>,
    origins: Vec<String>,
    lines: Vec<Vec<u8>>,
    rejected: Vec<String>,
    warnings: Vec<String>,
    skipped: u64,
}

fn read(inputs: &[String], options: &ReadOptions) -> Outcome {
    let mut outcome = Outcome::default();
    let mut shelf = Shelf::new();
    let mut places = Vec::new();
    for batch in open(inputs, options).unwrap() {
        let mut batch = batch.unwrap().extracted(&options.fields);
        shelf.keep(&mut batch).unwrap();
        outcome.rejected.extend(batch.rejected.iter().map(short));
        outcome.warnings.extend_from_slice(&batch.warnings);
        outcome.skipped += batch.skipped;
        for record in batch.records(&options.fields) {
            match record {
                Ok(record) => {
                    places.push(record.place);
                    outcome.push(&record);
                }
                Err(rejection) => outcome.rejected.push(short(&rejection)),
            }
        }
    }
    shelf.announce(places.clone());
    let mut room = Vec::new();
    for (place, line) in places.into_iter().zip(&outcome.lines) {
        let again = shelf.fetch(place, &mut room).unwrap();
        assert_eq!(again, line, "a line is the same when it is fetched");
    }
    outcome
}

impl Outcome {
    fn push(&mut self, record: &Record<'_>) {
        self.ids.push(record.article.id.to_string());
        self.texts.push(record.article.text.to_string());
        self.titles.push(record.article.title.as_deref().unwrap_or_default().to_owned());
        self.origins.push(base_name(&record.origin().to_string()));
        self.lines.push(record.line.to_vec());
    }
}

fn base_name(path: &str) -> String {
    Path::new(path).file_name().unwrap().to_string_lossy().into_owned()
}

/// A rejection without the folder.
fn short(rejection: &Rejection) -> String {
    format!("{}: {}", base_name(&rejection.origin), rejection.reason)
}

const TWO: &str = "{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"b\",\"text\":\"two\"}\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn bzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}
