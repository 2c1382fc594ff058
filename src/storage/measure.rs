//! What the disk says about a file without opening it.

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// The age and the length of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// When it was last changed, in seconds since 1970, where the system knows; 0 for anything older.
    pub changed: Option<u64>,
    /// Its length in bytes.
    pub bytes: u64,
}

/// Returns the age and the length of the file `path` leads to; nothing when it leads to none.
pub fn measure(path: &Path) -> Option<Measured> {
    let data = fs::metadata(path).ok()?;
    let changed =
        data.modified().ok().map(|time| time.duration_since(UNIX_EPOCH).map_or(0, |age| age.as_secs()));
    Some(Measured { changed, bytes: data.len() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_file_has_an_age_and_a_length() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "tide").unwrap();
        let file = fs::File::options().write(true).open(&path).unwrap();
        for (time, seconds) in
            [(UNIX_EPOCH + Duration::from_hours(24), 86_400), (UNIX_EPOCH - Duration::from_secs(5), 0)]
        {
            file.set_modified(time).unwrap();
            assert_eq!(measure(&path), Some(Measured { changed: Some(seconds), bytes: 4 }));
        }
        assert_eq!(measure(&folder.path().join("b")), None);
    }
}
