//! Pairs labelled by readers, in the form of `corpus/pairs.jsonl`; and what can be wrong with a bench's own files.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::truth::{Case, Label, Truth};

/// Why a file that belongs to the bench itself cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BenchError {
    /// It cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A line of the labelled pairs is not one.
    #[error("{path}:{line}: not a labelled pair: {source}; see corpus/pairs.jsonl for the form")]
    Label {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// The baseline is not one.
    #[error("{path}: not a saved report: {source}; make a new one with --save")]
    Baseline {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// The baseline was saved by a bench that timed other things.
    #[error("the baseline holds times as an older version took them; save a new one with --save")]
    OldBaseline,
    /// The baseline was measured on something else.
    #[error(
        "the baseline was measured on {baseline}, this run on {now}; give the same corpus, or save a new baseline"
    )]
    OtherCorpus {
        /// The corpus of the baseline.
        baseline: String,
        /// The corpus of this run.
        now: String,
    },
}

#[derive(Deserialize)]
struct Line {
    a: String,
    b: String,
    relations: Vec<String>,
    reprint: Answer,
    stratum: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Answer {
    Yes,
    No,
    Contested,
}

/// Reads labelled pairs.
pub(super) fn read_gold(path: &Path) -> Result<Truth, BenchError> {
    let unreadable = |source| BenchError::Unreadable { path: path.to_owned(), source };
    let mut truth = Truth::default();
    for (number, line) in BufReader::new(File::open(path).map_err(unreadable)?).lines().enumerate() {
        let line = line.map_err(unreadable)?;
        if line.trim().is_empty() {
            continue;
        }
        let label = |source| BenchError::Label { path: path.to_owned(), line: number + 1, source };
        truth.add(case(serde_json::from_str(&line).map_err(label)?));
    }
    Ok(truth)
}

fn case(line: Line) -> Case {
    let label = match line.reprint {
        Answer::Yes => Label::Reprint,
        Answer::No => Label::Other,
        Answer::Contested => Label::Contested,
    };
    let likeliest = || line.relations.first().cloned().unwrap_or_default();
    Case {
        kind: line.stratum.clone().unwrap_or_else(likeliest),
        pair: (line.a, line.b),
        relations: line.relations,
        label,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &str) -> Result<Truth, BenchError> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), lines).unwrap();
        read_gold(file.path())
    }

    #[test]
    fn a_label_holds_in_either_order() {
        let line = r#"{"a":"x","b":"y","relations":["trimmed"],"reprint":"yes","stratum":"cut"}"#;
        let truth = read(&format!("{line}\n\n")).unwrap();
        assert_eq!(truth.label("y", "x"), Some(Label::Reprint));
        assert_eq!(truth.cases[0].kind, "cut");
    }

    #[test]
    fn a_bad_label_names_its_line() {
        let error = read("\n{\"a\":1}\n").unwrap_err().to_string();
        assert!(error.contains(":2: not a labelled pair"), "{error}");
    }
}
