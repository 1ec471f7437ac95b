//! Where results go: a file that appears whole or not at all, or standard output.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use flate2::write::GzEncoder;

use crate::article::Article;
use crate::error::{Error, Result};

#[cfg(feature = "parquet")]
use super::parquet::Rows;
use super::style::escaped;
use super::unfinished::Unfinished;
pub use super::unfinished::abandon;

/// An output being written. A file stands under its name only after [`Sink::finish`]; dropped before, it leaves
/// nothing behind.
pub struct Sink {
    name: String,
    form: Form,
}

enum Form {
    Stdout(BufWriter<io::Stdout>),
    /// A pipe or device, written in place: it cannot be replaced by a file.
    Special(BufWriter<File>),
    Plain(BufWriter<File>, Unfinished),
    Gzip(GzEncoder<BufWriter<File>>, Unfinished),
    Zstd(zstd::Encoder<'static, BufWriter<File>>, Unfinished),
    #[cfg(feature = "parquet")]
    Parquet(Box<Rows<BufWriter<File>>>, Unfinished),
}

impl Sink {
    /// Opens `name` for lines: `-` for standard output, compressed if it ends in `.gz` or `.zst`.
    ///
    /// # Errors
    /// The folder does not exist or cannot be written, or the name says Parquet.
    pub fn open(name: &str) -> Result<Self> {
        if is_parquet(name) {
            let reason = "only articles are written as Parquet, this output is JSON Lines; name it .jsonl";
            return Err(Error::Argument(format!("{name}: {reason}")));
        }
        let form = form(name).map_err(|source| Error::Write { path: name.to_owned(), source })?;
        Ok(Self { name: name.to_owned(), form })
    }

    /// Opens `name` for articles: as [`Sink::open`], and as Parquet if it ends in `.parquet`.
    ///
    /// # Errors
    /// As for [`Sink::open`], or the name says Parquet in a build without it.
    pub fn open_articles(name: &str) -> Result<Self> {
        if !is_parquet(name) {
            return Self::open(name);
        }
        let form = parquet(name).map_err(|source| Error::Write { path: name.to_owned(), source })?;
        Ok(Self { name: name.to_owned(), form })
    }

    /// Whether this output is made of articles ([`Sink::write_article`]) instead of lines.
    #[must_use]
    pub fn takes_articles(&self) -> bool {
        is_parquet(&self.name)
    }

    /// Whether it goes to a file of its own. To standard output, a pipe or a device other outputs may go too.
    #[must_use]
    pub fn has_own_file(&self) -> bool {
        !matches!(self.form, Form::Stdout(_) | Form::Special(_))
    }

    /// Writes one article.
    ///
    /// # Errors
    /// The disk is full, or the output is made of lines.
    pub fn write_article(&mut self, article: &Article<'_>) -> Result<()> {
        let written = match &mut self.form {
            #[cfg(feature = "parquet")]
            Form::Parquet(rows, _) => rows.write(article),
            _ => {
                let _ = article;
                Err(io::ErrorKind::Unsupported.into())
            }
        };
        written.map_err(|source| self.failed(source))
    }

    /// Writes bytes.
    ///
    /// # Errors
    /// The disk is full, the pipe is closed, or the output is made of articles.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let written = self.form.writer().and_then(|out| out.write_all(bytes));
        written.map_err(|source| self.failed(source))
    }

    /// Writes one value as a line of JSON.
    ///
    /// # Errors
    /// As for [`Sink::write`].
    pub fn write_line(&mut self, value: &impl serde::Serialize) -> Result<()> {
        let mut line = serde_json::to_vec(value).map_err(|error| self.failed(error.into()))?;
        line.push(b'\n');
        self.write_json(&line)
    }

    /// Writes JSON made here. On standard output, which may be a terminal, with escapes for what a terminal would obey.
    ///
    /// # Errors
    /// As for [`Sink::write`].
    pub fn write_json(&mut self, lines: &[u8]) -> Result<()> {
        match self.form {
            Form::Stdout(_) => self.write(&escaped(lines)),
            _ => self.write(lines),
        }
    }

    /// Flushes, and puts the file in its place.
    ///
    /// # Errors
    /// The disk is full, or the file cannot be put in its place.
    pub fn finish(self) -> Result<()> {
        let name = self.name;
        self.form.finish().map_err(|source| failed(&name, source))
    }

    fn failed(&self, source: io::Error) -> Error {
        failed(&self.name, source)
    }
}

/// What went wrong with an output, by a name that means something in a message.
fn failed(name: &str, source: io::Error) -> Error {
    let path = if name == "-" { "standard output" } else { name };
    Error::Write { path: path.to_owned(), source }
}

fn is_parquet(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("parquet"))
}

fn form(name: &str) -> io::Result<Form> {
    let path = Path::new(name);
    if name == "-" {
        return Ok(Form::Stdout(BufWriter::new(io::stdout())));
    }
    if path.exists() && !path.is_file() {
        return Ok(Form::Special(BufWriter::new(File::options().write(true).open(path)?)));
    }
    let (file, place) = unfinished(path)?;
    Ok(match path.extension().and_then(|extension| extension.to_str()) {
        Some("gz") => Form::Gzip(GzEncoder::new(file, flate2::Compression::default()), place),
        Some("zst") => Form::Zstd(zstd::Encoder::new(file, 3)?, place),
        _ => Form::Plain(file, place),
    })
}

fn unfinished(path: &Path) -> io::Result<(BufWriter<File>, Unfinished)> {
    let (file, place) = Unfinished::beside(path)?;
    Ok((BufWriter::with_capacity(1 << 18, file), place))
}

#[cfg(feature = "parquet")]
fn parquet(name: &str) -> io::Result<Form> {
    let (file, place) = unfinished(Path::new(name))?;
    Ok(Form::Parquet(Box::new(Rows::new(file)?), place))
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: &str) -> io::Result<Form> {
    Err(io::Error::other("this build was made without the feature `parquet`; name the output .jsonl"))
}

impl Form {
    #[cfg_attr(not(feature = "parquet"), allow(clippy::unnecessary_wraps, reason = "all others take bytes"))]
    fn writer(&mut self) -> io::Result<&mut dyn Write> {
        Ok(match self {
            Self::Stdout(out) => out,
            Self::Special(out) => out,
            Self::Plain(out, _) => out,
            Self::Gzip(out, _) => out,
            Self::Zstd(out, _) => out,
            #[cfg(feature = "parquet")]
            Self::Parquet(..) => return Err(io::ErrorKind::Unsupported.into()),
        })
    }

    fn finish(self) -> io::Result<()> {
        let (mut file, place) = match self {
            Self::Stdout(mut out) => return out.flush(),
            Self::Special(mut out) => return out.flush(),
            Self::Plain(out, place) => (out, place),
            Self::Gzip(out, place) => (out.finish()?, place),
            Self::Zstd(out, place) => (out.finish()?, place),
            #[cfg(feature = "parquet")]
            Self::Parquet(rows, place) => (rows.finish()?, place),
        };
        file.flush()?;
        place.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_appears_only_when_finished() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kept.jsonl");
        let name = path.to_str().unwrap();
        let mut abandoned = Sink::open(name).unwrap();
        abandoned.write(b"half").unwrap();
        drop(abandoned);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        let mut whole = Sink::open(name).unwrap();
        whole.write_line(&["a"]).unwrap();
        whole.finish().unwrap();
        assert_eq!(std::fs::read_to_string(path).unwrap(), "[\"a\"]\n");
    }

    #[test]
    fn a_missing_folder_is_named_as_it_was_typed() {
        let error = Sink::open("missing/folder/kept.jsonl").err().unwrap().to_string();
        assert_eq!(error, "missing/folder/kept.jsonl: there is no folder missing/folder; make it first");
    }

    #[test]
    fn standard_output_is_called_that() {
        assert_eq!(failed("-", io::Error::other("full")).to_string(), "standard output: full");
    }

    #[test]
    fn lines_are_not_written_as_parquet() {
        assert!(Sink::open("pairs.parquet").err().unwrap().to_string().contains("name it .jsonl"));
    }

    #[test]
    fn the_name_tells_the_compression() {
        let folder = tempfile::tempdir().unwrap();
        for (name, magic) in [("x.gz", &[0x1F, 0x8B][..]), ("x.zst", &[0x28, 0xB5, 0x2F, 0xFD])] {
            let path = folder.path().join(name);
            let mut sink = Sink::open(path.to_str().unwrap()).unwrap();
            sink.write(b"text").unwrap();
            sink.finish().unwrap();
            assert!(std::fs::read(path).unwrap().starts_with(magic));
        }
    }
}
