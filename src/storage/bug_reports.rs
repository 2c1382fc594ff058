//! Reports of crashes, kept in the user's state folder and never beside a document.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
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
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let path = folder.join(name);
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?.write_all(text.as_bytes())?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_report_is_private_and_never_replaces_a_file() {
        let state = tempfile::tempdir().unwrap();
        let folder = state.path().join("deep/reader");
        let path = write(&folder, "bug.txt", "words").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "words");
        let again = write(&folder, "bug.txt", "other").unwrap_err();
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&path)), (0o700, 0o600));
    }
}
