//! Paths that do not exist, and guesses at the paths that were meant.

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::text::names;

/// A path that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The path as it was given.
    pub path: PathBuf,
    /// The sibling whose name is nearest, in the same spelling of the parent folder.
    pub meant: Option<PathBuf>,
}

impl Missing {
    /// Returns the error, without the path.
    pub fn reason(&self) -> String {
        let meant = self.meant.as_ref().map(|meant| format!(" (did you mean '{}'?)", meant.display()));
        format!("no such file or folder{}", meant.unwrap_or_default())
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.path.display(), self.reason())
    }
}

/// Returns those of `paths` that do not exist, each with a guess at the path that was meant.
///
/// A dangling link exists and is not among them.
pub fn missing<'a>(paths: impl IntoIterator<Item = &'a Path>) -> Vec<Missing> {
    let gone = |path: &&Path| {
        fs::symlink_metadata(path).is_err_and(|error| {
            matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
        })
    };
    let report = |path: &Path| Missing { path: path.to_owned(), meant: nearest(path) };
    paths.into_iter().filter(gone).map(report).collect()
}

fn nearest(path: &Path) -> Option<PathBuf> {
    let wanted = lower_case(path.file_name()?);
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let siblings = fs::read_dir(parent.unwrap_or(Path::new("."))).ok()?;
    let mut names: Vec<_> = siblings.flatten().map(|sibling| sibling.file_name()).collect();
    names.sort_unstable();
    // An extension in common does not make two short names similar: `a.txt` was not meant by `nn.txt`.
    let is_similar = |(name, _): &(String, _)| names::typos(stem(&wanted), stem(name)).is_some();
    let siblings = names.iter().map(|name| (lower_case(name), name)).filter(is_similar);
    let name = names::nearest(&wanted, siblings)?;
    Some(parent.map_or_else(|| PathBuf::from(name), |parent| parent.join(name)))
}

/// Returns a name in lower case: `readme` means `README`.
fn lower_case(name: &OsStr) -> String {
    name.to_string_lossy().to_lowercase()
}

/// Returns a name without its extension.
fn stem(name: &str) -> &str {
    Path::new(name).file_stem().and_then(OsStr::to_str).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_sibling_is_named_in_the_same_spelling() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["seeds", "needs", "README.md", "a.txt"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let guess = |name: &str| {
            let path = folder.path().join(name);
            let mut gone = missing([path.as_path()]);
            gone.pop().map(|gone| gone.meant.map(|meant| meant.file_name().unwrap().to_owned()))
        };
        assert_eq!(guess("seedz"), Some(Some("seeds".into())));
        assert_eq!(guess("readme.md"), Some(Some("README.md".into())));
        assert_eq!(guess("readme.dm"), Some(Some("README.md".into())));
        assert_eq!(guess("b.txt"), Some(Some("a.txt".into())));
        assert_eq!(guess("nn.txt"), Some(None));
        assert_eq!(guess("else"), Some(None));
        assert_eq!(guess("seeds"), None);
    }

    #[test]
    fn a_missing_folder_gives_no_guess() {
        let gone = missing([Path::new("/no/such/place")]);
        assert_eq!(gone[0].to_string(), "/no/such/place: no such file or folder");
    }
}
