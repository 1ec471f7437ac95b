//! Where results go: a file that appears whole or not at all, or standard output.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::write::GzEncoder;
use tempfile::NamedTempFile;

use crate::error::{Error, Result};

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
    Plain(BufWriter<NamedTempFile>, PathBuf),
    Gzip(GzEncoder<BufWriter<NamedTempFile>>, PathBuf),
    Zstd(zstd::Encoder<'static, BufWriter<NamedTempFile>>, PathBuf),
}

impl Sink {
    /// Opens `name`: `-` for standard output, compressed if it ends in `.gz` or `.zst`.
    ///
    /// # Errors
    /// The folder does not exist or cannot be written.
    pub fn open(name: &str) -> Result<Self> {
        let form = form(name).map_err(|source| Error::Write { path: name.to_owned(), source })?;
        Ok(Self { name: name.to_owned(), form })
    }

    /// Writes bytes.
    ///
    /// # Errors
    /// The disk is full, or the pipe is closed.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let written = self.form.writer().write_all(bytes);
        written.map_err(|source| self.failed(source))
    }

    /// Writes one value as a line of JSON.
    ///
    /// # Errors
    /// As for [`Sink::write`].
    pub fn write_line(&mut self, value: &impl serde::Serialize) -> Result<()> {
        let mut line = serde_json::to_vec(value).map_err(|error| self.failed(error.into()))?;
        line.push(b'\n');
        self.write(&line)
    }

    /// Flushes, and puts the file in its place.
    ///
    /// # Errors
    /// The disk is full, or the file cannot be put in its place.
    pub fn finish(self) -> Result<()> {
        let name = self.name;
        self.form.finish().map_err(|source| Error::Write { path: name, source })
    }

    fn failed(&self, source: io::Error) -> Error {
        Error::Write { path: self.name.clone(), source }
    }
}

fn form(name: &str) -> io::Result<Form> {
    let path = Path::new(name);
    if name == "-" {
        return Ok(Form::Stdout(BufWriter::new(io::stdout())));
    }
    if path.exists() && !path.is_file() {
        return Ok(Form::Special(BufWriter::new(File::options().write(true).open(path)?)));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    // Temporary files are private by default; this is what a file that is simply created would have.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let file = builder.prefix(".reprint-").suffix(".tmp").tempfile_in(folder)?;
    let (file, path) = (BufWriter::with_capacity(1 << 18, file), path.to_owned());
    Ok(match path.extension().and_then(|extension| extension.to_str()) {
        Some("gz") => Form::Gzip(GzEncoder::new(file, flate2::Compression::default()), path),
        Some("zst") => Form::Zstd(zstd::Encoder::new(file, 3)?, path),
        _ => Form::Plain(file, path),
    })
}

impl Form {
    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Stdout(out) => out,
            Self::Special(out) => out,
            Self::Plain(out, _) => out,
            Self::Gzip(out, _) => out,
            Self::Zstd(out, _) => out,
        }
    }

    fn finish(self) -> io::Result<()> {
        let (file, path) = match self {
            Self::Stdout(mut out) => return out.flush(),
            Self::Special(mut out) => return out.flush(),
            Self::Plain(out, path) => (out, path),
            Self::Gzip(out, path) => (out.finish()?, path),
            Self::Zstd(out, path) => (out.finish()?, path),
        };
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
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
