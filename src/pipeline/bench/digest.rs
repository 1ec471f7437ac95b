//! One number for all results: the same on every machine and for every thread count.

use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

use crate::error::{Error, Result};

/// Digest of the lines of all files in a folder, sorted, files in order of their names, and of `more` lines; 16
/// hexadecimal digits.
pub(super) fn of_folder(folder: &Path, mut more: Vec<String>) -> Result<String> {
    let failed = |source| Error::Write { path: folder.display().to_string(), source };
    let mut hash = Xxh3::new();
    let entries: std::io::Result<Vec<_>> = std::fs::read_dir(folder).map_err(failed)?.collect();
    let mut paths: Vec<_> = entries.map_err(failed)?.into_iter().map(|entry| entry.path()).collect();
    paths.sort_unstable();
    for path in paths {
        let bytes = std::fs::read(&path).map_err(failed)?;
        let mut lines: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').collect();
        update(&mut hash, &mut lines);
    }
    more.sort_unstable();
    update(&mut hash, &mut more.iter().map(String::as_bytes).collect::<Vec<_>>());
    Ok(format!("{:016x}", hash.digest()))
}

fn update(hash: &mut Xxh3, lines: &mut [&[u8]]) {
    lines.sort_unstable();
    for line in lines {
        hash.update(line);
        hash.update(b"\n");
    }
    hash.update(b"\0");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(files: &[(&str, &str)], more: &[&str]) -> String {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        of_folder(folder.path(), more.iter().map(|&line| line.to_owned()).collect()).unwrap()
    }

    #[test]
    fn the_order_of_lines_does_not_matter_but_every_line_does() {
        let one = digest(&[("a", "x\ny\n")], &["m", "n"]);
        assert_eq!(one, digest(&[("a", "y\nx\n")], &["n", "m"]));
        assert_ne!(one, digest(&[("a", "y\nx\nx\n")], &["n", "m"]));
        assert_ne!(one, digest(&[("a", "x\n"), ("b", "y\n")], &["n", "m"]));
        assert_ne!(one, digest(&[("a", "x\ny\n")], &["m"]));
    }
}
