//! Walking folders for documents.
//!
//! What a person would not count as a document is left out as ripgrep does it: hidden files and
//! what `.gitignore` and `.ignore` name (the former inside repositories only). A link is taken
//! when it leads to a file inside one of the folders named, so that a folder from a stranger
//! cannot show what lies elsewhere on the disk; links to folders are never followed, so no walk
//! is endless. What is passed over for such a reason is reported; nothing is opened.

use std::ffi::OsStr;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::storage::ahead::{Ahead, Node, Step};
use crate::storage::folder::{Folder, Rules, unreadable};
use crate::storage::why::Why;

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
}

/// A path that is not read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Its path, beginning with the root.
    pub path: PathBuf,
    /// The reason.
    pub why: Why,
}

/// What a walk meets, lent for as long as it is looked at: with 100 000 files a path for each
/// costs more than finding it.
#[derive(Clone, Copy, Debug)]
pub enum Met<'a> {
    /// A regular file: its folder, beginning with the root, and its name, which joined are its path.
    File(&'a Arc<Path>, &'a OsStr),
    /// Something that is not read: its path and the reason.
    Skipped(&'a Path, &'a Why),
}

/// Calls `each` with what is found under `roots`, in their order and by name within a folder
/// (numbers by value, so `2.txt` stands before `10.txt`), until it breaks.
///
/// A root that is a file is found whatever its name. A root that does not exist is `Skipped`.
pub fn walk(roots: &[PathBuf], each: &mut dyn FnMut(Found) -> ControlFlow<()>) {
    Walk::new(roots).run(&mut |met| each(Found::from(met)));
}

/// A walk that two threads can share: one calls `run`, another may call `read_ahead`.
#[derive(Debug)]
pub struct Walk {
    roots: Arc<[PathBuf]>,
    ahead: Ahead,
}

/// What a root turned out to be.
enum Start {
    File,
    Folder(Arc<Node>),
    Skipped(Why),
}

/// As many roots are looked at to tell whether there is a folder; among more there may be one.
const LOOKED_AT: usize = 16;

impl Walk {
    /// Returns a walk that has not begun.
    pub fn new(roots: &[PathBuf]) -> Self {
        Self { roots: roots.into(), ahead: Ahead::default() }
    }

    /// Tells whether there may be a folder to be walked.
    pub fn has_folders(&self) -> bool {
        self.roots.len() > LOOKED_AT || self.roots.iter().any(|root| is_folder(root))
    }

    /// Calls `each` with what is found, in the order of [`walk`], until it breaks.
    pub fn run(&self, each: &mut dyn FnMut(Met<'_>) -> ControlFlow<()>) {
        let _end = End(&self.ahead);
        let mut rules = Rules::new(&self.roots);
        let mut before: Arc<Path> = Path::new("").into();
        for (number, root) in self.roots.iter().enumerate() {
            let flow = match start(number, root) {
                Start::File => {
                    let (folder, name) = parted(root);
                    if *before != *folder {
                        before = folder.into();
                    }
                    each(Met::File(&before, name))
                }
                Start::Folder(node) => self.list(&node, &mut rules, each),
                Start::Skipped(why) => each(Met::Skipped(root, &why)),
            };
            if flow.is_break() {
                return;
            }
        }
    }

    /// Reads folders before their turn comes, until `run` has ended.
    pub fn read_ahead(&self) {
        self.ahead.work(&mut Rules::new(&self.roots));
    }

    /// Depth first, without recursion: folders may lie deeper than the stack is.
    fn list(
        &self,
        node: &Arc<Node>,
        rules: &mut Rules,
        each: &mut dyn FnMut(Met<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut open = vec![(Arc::clone(node), self.ahead.list(node, rules).into_iter())];
        while let Some((folder, steps)) = open.last_mut() {
            match steps.next() {
                Some(Step::Folder(node)) => {
                    let steps = self.ahead.list(&node, rules).into_iter();
                    open.push((node, steps));
                }
                Some(Step::File(name)) => each(Met::File(&folder.folder().path, &name))?,
                Some(Step::Skipped(path, why)) => each(Met::Skipped(&path, &why))?,
                None => drop(open.pop()),
            }
        }
        ControlFlow::Continue(())
    }
}

/// However a walk ends, nobody reads ahead for it any longer.
struct End<'a>(&'a Ahead);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.end();
    }
}

fn start(number: usize, root: &Path) -> Start {
    match fs::metadata(root) {
        Ok(data) if data.is_dir() => Start::Folder(Node::new(Folder::of_root(number, root))),
        Ok(data) => Why::not_regular(data.file_type()).map_or(Start::File, Start::Skipped),
        Err(error) => Start::Skipped(unreadable(root, &error)),
    }
}

/// The folder and the name that joined are the path again.
fn parted(path: &Path) -> (&Path, &OsStr) {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => (folder, name),
        _ => (Path::new(""), path.as_os_str()),
    }
}

/// Tells whether `path` leads to a folder.
pub fn is_folder(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| data.is_dir())
}

impl From<Met<'_>> for Found {
    fn from(met: Met<'_>) -> Self {
        match met {
            Met::File(folder, name) => Found::Document(Entry { path: folder.join(name) }),
            Met::Skipped(path, why) => Found::Skipped(Skipped { path: path.to_owned(), why: why.clone() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(roots: &[PathBuf]) -> Vec<String> {
        let mut rows = Vec::new();
        let below = |path: &Path| match roots {
            [root] if path != root => path.strip_prefix(root).unwrap().display().to_string(),
            _ => path.file_name().unwrap().display().to_string(),
        };
        walk(roots, &mut |found| {
            rows.push(match found {
                Found::Document(entry) => below(&entry.path),
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
    fn ignore_files_that_never_end_are_not_opened() {
        use std::os::unix::fs::symlink;
        for target in ["/dev/zero", "/dev/tty", "/dev/stdin"] {
            let folder =
                folder(&["a", "sub/b", "sub/deep/c", ".hidden", "other/d", "other/e.me", "other/.ignore"]);
            fs::write(folder.path().join("other/.ignore"), "*.me\n").unwrap();
            symlink(target, folder.path().join("sub/.gitignore")).unwrap();
            let kind = Why::not_regular(fs::metadata(target).unwrap().file_type());
            let Some(why) = kind else { continue };
            let bad = format!(".gitignore ({why})");
            assert_eq!(seen(&[folder.path().into()]), ["a", "other/d", "sub/b", "sub/deep/c", &bad]);
            let sub = folder.path().join("sub/deep");
            assert_eq!(seen(&[sub]), ["c"], "above a root as well");
        }
        let folder = folder(&["a.me", ".ignore"]);
        fs::write(folder.path().join(".ignore"), "*.me\n".repeat(1 << 18)).unwrap();
        assert_eq!(
            seen(&[folder.path().into()]),
            ["a.me", ".ignore (an ignore file longer than 1 MB, not obeyed)"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_socket_is_passed_over() {
        let folder = folder(&[]);
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("s")).unwrap();
        assert_eq!(seen(&[folder.path().into()]), ["s (a socket, not a file)"]);
    }

    /// What a walk of the crate that knows the rules finds, in its order.
    fn expected(root: &Path) -> Vec<PathBuf> {
        let walk = ignore::WalkBuilder::new(root)
            .git_exclude(false)
            .sort_by_file_name(crate::text::order::by_name)
            .build();
        let files =
            walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
        files.map(ignore::DirEntry::into_path).collect()
    }

    fn listed(walk: &Walk) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        walk.run(&mut |met| {
            if let Met::File(folder, name) = met {
                paths.push(folder.join(name));
            }
            ControlFlow::Continue(())
        });
        paths
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(60))]
        #[test]
        fn the_rules_of_ignore_files_hold_with_one_thread_and_with_two(
            files in proptest::collection::btree_set("([ab]/|[.]h/|[.]git/){0,3}([abc12]{1,2}|[.]x)", 1..25),
            rules in proptest::collection::vec(("([ab]/){0,2}", "[.](git)?ignore", "(!?/?[abc12*]{1,2}/?\n){0,3}"), 0..3),
        ) {
            let folder = tempfile::tempdir().unwrap();
            let write = |name: &str, text: &str| {
                let path = folder.path().join(name);
                // A name may be a folder's already; then there is one file less.
                let _ = fs::create_dir_all(path.parent().unwrap()).and_then(|()| fs::write(path, text));
            };
            for name in &files {
                write(name, "");
            }
            for (at, name, text) in &rules {
                write(&format!("{at}{name}"), text);
            }
            let expected = expected(folder.path());
            let roots = [folder.path().to_path_buf()];
            proptest::prop_assert_eq!(&listed(&Walk::new(&roots)), &expected);
            let walk = Walk::new(&roots);
            let with_two = std::thread::scope(|scope| {
                scope.spawn(|| walk.read_ahead());
                listed(&walk)
            });
            proptest::prop_assert_eq!(&with_two, &expected);
        }
    }
}
