//! What the tests of the command share: a folder of their own, the command, and what it answered.

pub mod prose;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder that is gone after the test.
pub struct Dir(TempDir);

impl Dir {
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// The records of a file of JSON Lines.
    pub fn records(&self, name: &str) -> Vec<Value> {
        records(&self.read(name))
    }

    /// The ids of a file of JSON Lines, in order.
    pub fn ids(&self, name: &str) -> Vec<String> {
        self.records(name).iter().map(|record| text(record, "id").to_owned()).collect()
    }

    /// The names in the folder, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The command, run in this folder.
    pub fn reprint(&self, args: &[&str]) -> Reprint {
        let mut command = Command::new(env!("CARGO_BIN_EXE_reprint"));
        command.current_dir(self.0.path()).args(args);
        Reprint { command, input: Vec::new() }
    }
}

/// One call of the command.
pub struct Reprint {
    command: Command,
    input: Vec<u8>,
}

impl Reprint {
    /// What it will read from standard input.
    pub fn input(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.input = bytes.into();
        self
    }

    /// Runs it to its end, whatever that is.
    pub fn run(mut self) -> Answer {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap();
        let (mut pipe, input) = (child.stdin.take().unwrap(), self.input);
        // A command that ends before it has read everything closes the pipe; that is its right.
        let writer = std::thread::spawn(move || pipe.write_all(&input));
        let output = child.wait_with_output().unwrap();
        let _ = writer.join().unwrap();
        Answer::from(output)
    }

    /// Runs it and hangs up at once, as `head` does.
    pub fn hang_up(mut self) -> Answer {
        self.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap();
        drop(child.stdout.take());
        Answer::from(child.wait_with_output().unwrap())
    }

    /// Runs it and sees that it did what was asked.
    pub fn done(self) -> Answer {
        self.exits(0)
    }

    /// Runs it and sees that it ended with `code`.
    pub fn exits(self, code: i32) -> Answer {
        let answer = self.run();
        assert_eq!(answer.code, Some(code), "stderr: {}", answer.stderr);
        answer
    }
}

/// What a call left behind.
#[derive(Debug)]
pub struct Answer {
    pub code: Option<i32>,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        let stderr = String::from_utf8(output.stderr).unwrap();
        Self { code: output.status.code(), stdout: output.stdout, stderr }
    }
}

impl Answer {
    /// Standard output as one JSON document.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.stdout).unwrap()
    }
}

/// A file of `corpus/`.
pub fn corpus(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name).to_str().unwrap().to_owned()
}

/// JSON Lines, parsed.
pub fn records(bytes: &[u8]) -> Vec<Value> {
    let lines = bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).unwrap()).collect()
}

/// A field that must be a string.
pub fn text<'a>(record: &'a Value, field: &str) -> &'a str {
    record[field].as_str().unwrap_or_else(|| panic!("no {field} in {record}"))
}

/// A field that must be a count.
pub fn count(record: &Value, field: &str) -> u64 {
    record[field].as_u64().unwrap_or_else(|| panic!("no {field} in {record}"))
}
