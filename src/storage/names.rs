//! What a missing path may have meant.

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// A path that leads to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// As it was given.
    pub path: PathBuf,
    /// The sibling whose name is nearest, in the same spelling of the parent folder.
    pub meant: Option<PathBuf>,
}

impl Missing {
    /// Returns what is wrong, without the path.
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

/// Returns those of `paths` at which there is nothing, each with a guess at what was meant.
///
/// A dangling link is there, if useless, and is not among them.
pub fn missing<'a>(paths: impl IntoIterator<Item = &'a Path>) -> Vec<Missing> {
    let gone = |path: &&Path| {
        fs::symlink_metadata(path).is_err_and(|error| {
            matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
        })
    };
    let report = |path: &Path| Missing { path: path.to_owned(), meant: nearest(path) };
    paths.into_iter().filter(gone).map(report).collect()
}

/// Names this far apart are no misspelling of each other: one slip in three letters.
fn tolerance(name: &[char]) -> usize {
    name.len().div_ceil(3).min(3)
}

fn nearest(path: &Path) -> Option<PathBuf> {
    let wanted: Vec<char> = letters(path.file_name()?);
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let siblings = fs::read_dir(parent.unwrap_or(Path::new("."))).ok()?;
    siblings
        .flatten()
        .filter_map(|sibling| {
            let apart = distance(&wanted, &letters(&sibling.file_name()), tolerance(&wanted))?;
            Some((apart, sibling.file_name()))
        })
        .min()
        .map(|(_, name)| parent.map_or_else(|| PathBuf::from(&name), |parent| parent.join(&name)))
}

/// Capitals count for nothing: who typed `readme` meant `README`.
fn letters(name: &OsStr) -> Vec<char> {
    name.to_string_lossy().chars().flat_map(char::to_lowercase).collect()
}

/// Returns how many slips lie between two names (a letter wrong, missing, too many, or two
/// neighbours swapped), or `None` beyond `most`.
///
/// The optimal string alignment distance, three rows at a time.
fn distance(left: &[char], right: &[char], most: usize) -> Option<usize> {
    if left.len().abs_diff(right.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (i, x) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in right.iter().enumerate() {
            let mut best = (above[j] + usize::from(x != y)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == right[j - 1] && left[i - 1] == *y {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().filter(|&apart| apart <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_counts_one() {
        for (left, right, slips) in [
            ("seeds", "seeds", Some(0)),
            ("seedz", "seeds", Some(1)),
            ("sedes", "seeds", Some(1)),
            ("seed", "seeds", Some(1)),
            ("sseeds", "seeds", Some(1)),
            ("", "ab", Some(2)),
            ("essds", "seeds", Some(2)),
            ("tides", "seeds", None),
        ] {
            let chars = |name: &str| name.chars().collect::<Vec<_>>();
            assert_eq!(distance(&chars(left), &chars(right), 2), slips, "{left} {right}");
        }
    }

    #[test]
    fn the_nearest_sibling_is_named_in_the_same_spelling() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["seeds", "needs", "README.md"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let guess = |name: &str| {
            let path = folder.path().join(name);
            let mut gone = missing([path.as_path()]);
            gone.pop().map(|gone| gone.meant.map(|meant| meant.file_name().unwrap().to_owned()))
        };
        assert_eq!(guess("seedz"), Some(Some("seeds".into())));
        assert_eq!(guess("readme.md"), Some(Some("README.md".into())));
        assert_eq!(guess("else"), Some(None));
        assert_eq!(guess("seeds"), None);
    }

    #[test]
    fn nothing_is_guessed_where_there_is_no_folder() {
        let gone = missing([Path::new("/no/such/place")]);
        assert_eq!(gone[0].to_string(), "/no/such/place: no such file or folder");
    }
}
