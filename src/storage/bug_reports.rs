//! Reports of crashes, kept in the user's state folder and never beside a document.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

/// Returns the folder of the reports, `reader` in `$XDG_STATE_HOME` or `~/.local/state`; `None`
/// without a home.
pub fn folder() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(strategy.state_dir().unwrap_or_else(|| strategy.data_dir()).join("reader"))
}

/// Writes a new file that only the user can read and returns its path; creates the folder if needed.
pub fn write(folder: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    let mut builder = DirBuilder::new();
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    builder.recursive(true);
    keep_private(&mut builder, &mut options);
    builder.create(folder)?;
    let path = folder.join(name);
    options.open(&path)?.write_all(text.as_bytes())?;
    Ok(path)
}

#[cfg(unix)]
fn keep_private(folder: &mut DirBuilder, file: &mut OpenOptions) {
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
    folder.mode(0o700);
    file.mode(0o600);
}

#[cfg(not(unix))]
fn keep_private(_: &mut DirBuilder, _: &mut OpenOptions) {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_report_is_private_and_never_replaces_a_file() {
        let state = tempfile::tempdir().unwrap();
        let folder = state.path().join("deep/reader");
        let path = write(&folder, "bug.txt", "words").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "words");
        let again = write(&folder, "bug.txt", "other").unwrap_err();
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&folder), mode(&path)), (0o700, 0o600));
        }
    }
}
