//! Files that are being written, beside the place they will stand in.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::TempPath;

/// Every temporary file of this process that holds half an output.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn all() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes every file that is being written: for a process that ends in the middle of its work.
pub fn abandon() {
    for path in all().drain(..) {
        // What is not there any more is finished or removed.
        let _ = std::fs::remove_file(path);
    }
}

/// A file under a temporary name; dropped before [`Unfinished::finish`], it is gone.
pub(super) struct Unfinished {
    written: TempPath,
    place: PathBuf,
}

impl Unfinished {
    /// Makes one in the folder of `place`. Errors name the folder, for the temporary name means nothing to the user.
    pub(super) fn beside(place: &Path) -> io::Result<(File, Self)> {
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            let reason = format!("there is no folder {}; make it first", folder.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, reason));
        }
        let refused = |error: io::Error| {
            io::Error::new(error.kind(), format!("{} in the folder {}", error.kind(), folder.display()))
        };
        let mut builder = tempfile::Builder::new();
        // Temporary files are private by default; this is what a file that is simply created would have.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.prefix(".reprint-").suffix(".tmp").tempfile_in(folder).map_err(refused)?;
        let (file, written) = file.into_parts();
        all().push(written.to_path_buf());
        Ok((file, Self { written, place: place.to_owned() }))
    }

    /// Puts the file in its place.
    pub(super) fn finish(self) -> io::Result<()> {
        let path = self.written.to_path_buf();
        let outcome = self.written.persist(self.place).map_err(|error| error.error);
        all().retain(|known| *known != path);
        outcome
    }
}
