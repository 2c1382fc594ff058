//! Walking folders for documents.
//!
//! What a person would not count as a document is left out as ripgrep does it: hidden files and
//! what `.gitignore` and `.ignore` name (the former inside repositories only). A link is taken
//! when it leads to a file inside one of the folders named, so that a folder from a stranger
//! cannot show what lies elsewhere on the disk; links to folders are never followed, so no walk
//! is endless. What is passed over for such a reason is reported; nothing is opened.

use std::cmp::Ordering;
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use ignore::{DirEntry, WalkBuilder};

use super::why::Why;

/// What a walk meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A regular file; whether it is text is known only when it is loaded.
    Document(Entry),
    /// Something that is not read.
    Skipped(Skipped),
}

/// A file that may be a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its path as it can be opened, beginning with the root it was found under.
    pub path: PathBuf,
    /// What to call it beside its siblings: its path below the root; its file name when the file
    /// itself was named. May hold any character.
    pub name: PathBuf,
    /// Its length in bytes.
    pub bytes: u64,
    /// When it was last changed, where the system knows.
    pub modified: Option<SystemTime>,
}

/// A path that is not read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Its path, beginning with the root.
    pub path: PathBuf,
    /// The reason.
    pub why: Why,
}

/// Calls `each` with what is found under `roots`, in their order and by name within a folder
/// (numbers by value, so `2.txt` stands before `10.txt`), until it breaks.
///
/// A root that is a file is found whatever its name. A root that does not exist is `Skipped`.
pub fn walk(roots: &[PathBuf], each: &mut dyn FnMut(Found) -> ControlFlow<()>) {
    let homes: Vec<PathBuf> = roots.iter().filter_map(|root| fs::canonicalize(root).ok()).collect();
    for root in roots {
        let flow = match fs::metadata(root) {
            Ok(data) if data.is_dir() => walk_folder(root, &homes, each),
            Ok(data) => each(named(root, &data)),
            Err(error) => each(skipped(root.clone(), unreadable(root, &error))),
        };
        if flow.is_break() {
            return;
        }
    }
}

/// Tells whether `path` leads to a folder.
pub fn is_folder(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| data.is_dir())
}

fn walk_folder(
    root: &Path,
    homes: &[PathBuf],
    each: &mut dyn FnMut(Found) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let walk = WalkBuilder::new(root).sort_by_file_name(by_name).build();
    for step in walk {
        let found = match step {
            Ok(entry) => look(root, &entry, homes),
            Err(error) => Some(failed(root, &error)),
        };
        if let Some(found) = found {
            each(found)?;
        }
    }
    ControlFlow::Continue(())
}

/// A folder is nothing to show by itself; its content follows.
fn look(root: &Path, entry: &DirEntry, homes: &[PathBuf]) -> Option<Found> {
    let kind = entry.file_type()?;
    if entry.depth() == 0 || kind.is_dir() {
        return None;
    }
    let path = without_dot(entry.path());
    if kind.is_symlink() {
        return Some(follow(root, path, homes));
    }
    if let Some(why) = Why::not_regular(kind) {
        return Some(skipped(path, why));
    }
    let name = below(root, entry.path());
    Some(match entry.metadata() {
        Ok(data) => document(path, name, &data),
        Err(_) => skipped(path, Why::Missing),
    })
}

fn follow(root: &Path, path: PathBuf, homes: &[PathBuf]) -> Found {
    let why = match (fs::canonicalize(&path), fs::metadata(&path)) {
        (Ok(target), Ok(data)) => match Why::not_regular(data.file_type()) {
            None if homes.iter().any(|home| target.starts_with(home)) => {
                let name = below(root, &path);
                return document(path, name, &data);
            }
            None => Why::Outside,
            Some(Why::Folder) => Why::LinkedFolder,
            Some(why) => why,
        },
        (Err(error), _) | (_, Err(error)) => unreadable(&path, &error),
    };
    skipped(path, why)
}

fn named(path: &Path, data: &Metadata) -> Found {
    match Why::not_regular(data.file_type()) {
        Some(why) => skipped(path.to_owned(), why),
        None => document(path.to_owned(), path.file_name().map_or_else(PathBuf::new, PathBuf::from), data),
    }
}

fn document(path: PathBuf, name: PathBuf, data: &Metadata) -> Found {
    Found::Document(Entry { path, name, bytes: data.len(), modified: data.modified().ok() })
}

fn skipped(path: PathBuf, why: Why) -> Found {
    Found::Skipped(Skipped { path, why })
}

/// A path that exists as a link but leads nowhere dangles.
fn unreadable(path: &Path, error: &std::io::Error) -> Why {
    match Why::from(error) {
        Why::Missing if fs::symlink_metadata(path).is_ok() => Why::Dangling,
        why => why,
    }
}

fn failed(root: &Path, error: &ignore::Error) -> Found {
    let why = error.io_error().map_or_else(|| Why::Other(error.to_string()), Why::from);
    skipped(path_of(error).map_or_else(|| root.to_owned(), without_dot), why)
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// Below `.` a path is called without the `./` that nobody typed.
fn without_dot(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_owned()
}

fn below(root: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}

/// Compares two names as people sort them: runs of digits by value, letters without regard to
/// ASCII case; names equal so far by their bytes, so that the order is total.
fn by_name(left: &OsStr, right: &OsStr) -> Ordering {
    let (left, right) = (left.as_encoded_bytes(), right.as_encoded_bytes());
    let (mut a, mut b) = (left, right);
    while let (Some(&x), Some(&y)) = (a.first(), b.first()) {
        let step = if x.is_ascii_digit() && y.is_ascii_digit() {
            let (number, other) = (digits(&mut a), digits(&mut b));
            number.len().cmp(&other.len()).then_with(|| number.cmp(other))
        } else {
            (a, b) = (&a[1..], &b[1..]);
            x.to_ascii_lowercase().cmp(&y.to_ascii_lowercase())
        };
        if step.is_ne() {
            return step;
        }
    }
    a.len().cmp(&b.len()).then_with(|| left.cmp(right))
}

/// Takes the leading digits off `rest` and returns them without leading zeros.
fn digits<'a>(rest: &mut &'a [u8]) -> &'a [u8] {
    let end = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
    let (run, after) = rest.split_at(end);
    *rest = after;
    let zeros = run.iter().position(|&byte| byte != b'0').unwrap_or(run.len());
    &run[zeros..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(roots: &[PathBuf]) -> Vec<String> {
        let mut rows = Vec::new();
        walk(roots, &mut |found| {
            rows.push(match found {
                Found::Document(entry) => entry.name.display().to_string(),
                Found::Skipped(skipped) => {
                    format!("{} ({})", skipped.path.file_name().unwrap().display(), skipped.why)
                }
            });
            ControlFlow::Continue(())
        });
        rows
    }

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        folder
    }

    #[test]
    fn documents_come_by_name_and_numbers_by_value() {
        let folder = folder(&["b/c.txt", "chapter 10", "Chapter 2", "a", ".hidden", "skip.me", ".ignore"]);
        fs::write(folder.path().join(".ignore"), "*.me\n").unwrap();
        assert_eq!(seen(&[folder.path().into()]), ["a", "b/c.txt", "Chapter 2", "chapter 10"]);
    }

    #[test]
    fn a_file_that_is_named_is_taken_whatever_hides_it() {
        let folder = folder(&[".hidden", "x"]);
        assert_eq!(seen(&[folder.path().join(".hidden"), folder.path().join("x")]), [".hidden", "x"]);
    }

    #[test]
    fn a_walk_stops_when_told() {
        let folder = folder(&["a", "b"]);
        let mut count = 0;
        let root = folder.path().to_path_buf();
        walk(&[root.clone(), root], &mut |_| {
            count += 1;
            ControlFlow::Break(())
        });
        assert_eq!(count, 1);
    }

    #[test]
    fn names_are_ordered_totally() {
        for (left, right, order) in [
            ("2", "10", Ordering::Less),
            ("02", "2", Ordering::Less),
            ("a1b", "a01c", Ordering::Less),
            ("B", "a", Ordering::Greater),
            ("a", "A", Ordering::Greater),
            ("a", "a", Ordering::Equal),
            ("99999999999999999999999", "100000000000000000000000", Ordering::Less),
        ] {
            assert_eq!(by_name(left.as_ref(), right.as_ref()), order, "{left} {right}");
            assert_eq!(by_name(right.as_ref(), left.as_ref()), order.reverse(), "{right} {left}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_taken_only_to_files_inside() {
        use std::os::unix::fs::symlink;
        let (inside, outside) = (folder(&["real"]), folder(&["secret"]));
        let link = |target: &Path, name: &str| symlink(target, inside.path().join(name)).unwrap();
        link(&inside.path().join("real"), "l-inside");
        link(&outside.path().join("secret"), "l-outside");
        link(outside.path(), "l-folder");
        link(inside.path(), "l-parent");
        link(Path::new("nowhere"), "l-dangling");
        link(Path::new("l-loop"), "l-loop");
        link(Path::new("/dev/null"), "l-null");
        assert_eq!(
            seen(&[inside.path().into()]),
            [
                "l-dangling (a link to nothing)",
                "l-folder (a link to a folder, not followed)",
                "l-inside",
                "l-loop (a link that leads back to itself)",
                "l-null (a device, not a file)",
                "l-outside (a link to a file outside the folders named)",
                "l-parent (a link to a folder, not followed)",
                "real",
            ]
        );
        assert_eq!(seen(&[inside.path().join("l-folder")]), ["secret"], "a link that is named is followed");
    }

    #[cfg(unix)]
    #[test]
    fn a_socket_is_passed_over() {
        let folder = folder(&[]);
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("s")).unwrap();
        assert_eq!(seen(&[folder.path().into()]), ["s (a socket, not a file)"]);
    }
}
