//! Paths that are not regular files with words in them, and how a corpus is written.
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "the corpus is written to the disk")]

use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use super::{Case, Must, Node, Scale, cases as all};

pub(super) fn cases() -> Vec<Case> {
    let link = |name: &str, to: &str| Case::new(name, Node::Link(to.into()), Must::Survive);
    vec![
        Case::new("fifo.txt", Node::Fifo, Must::Refuse("pipe")),
        Case::new("fifo", Node::Fifo, Must::Refuse("pipe")),
        Case::new("socket.txt", Node::Socket, Must::Refuse("socket")),
        Case::new("link-zero.txt", Node::Link("/dev/zero".into()), Must::Refuse("device")),
        Case::new("link-tty.txt", Node::Link("/dev/tty".into()), Must::Refuse("device")),
        Case::new("link-random.txt", Node::Link("/dev/urandom".into()), Must::Refuse("device")),
        link("link-null.txt", "/dev/null"),
        link("link-standard-input.txt", "/dev/stdin"),
        link("link-memory.txt", "/proc/self/mem"),
        link("link-process.txt", "/proc/self/status"),
        link("link-pipe-inside.txt", "fifo.txt"),
        Case::new("link-loop-a.txt", Node::Link("link-loop-b.txt".into()), Must::Refuse("link")),
        Case::new("link-loop-b.txt", Node::Link("link-loop-a.txt".into()), Must::Refuse("link")),
        Case::new("link-self.txt", Node::Link("link-self.txt".into()), Must::Refuse("link")),
        link("link-dangling.txt", "nowhere/at/all.txt"),
        link("link-parent", ".."),
        link("link-here", "."),
        link("link-root-folder", "/proc/self/root"),
        link("link-escape.txt", "\u{1b}[2J"),
        Case::new("deep", Node::Deep(200), Must::Survive),
        Case::new("sparse.txt", Node::Sparse(5 << 30), Must::Survive),
        Case::new("sparse.md", Node::Sparse(5 << 30), Must::Survive),
        Case::new("locked.txt", Node::Locked, Must::Survive),
        Case::file("ignoring/.gitignore", "**/**/**/**/\u{1b}[2J\n!\n[a-\n\\\n*.txt\n", Must::Survive),
        Case::file("ignoring/before.md", "before: not ignored.\n", Must::Show("before")),
        Case::made("ignoring-much/.ignore", Must::Survive, |scale| {
            "**/a*b*c*d*e*[!x]/**\n".repeat(scale.count(20_000)).into()
        }),
        Case::file("ignoring-much/before.md", "before: not ignored.\n", Must::Show("before")),
        Case::file(
            "folder.txt/before.txt",
            "before: in a folder that is named like a file.\n",
            Must::Show("before"),
        ),
        Case::file("esc\u{1b}[2J/before.txt", "before: in a folder with a name.\n", Must::Show("before")),
    ]
}

/// Writes every case into a folder.
pub fn write(folder: &Path, scale: Scale) {
    for case in all() {
        write_one(&case, folder, scale).unwrap_or_else(|error| panic!("{}: {error}", case.label()));
    }
}

/// Writes one case into a folder.
fn write_one(case: &Case, folder: &Path, scale: Scale) -> io::Result<()> {
    let path = case.path(folder);
    fs::create_dir_all(path.parent().unwrap_or(folder))?;
    match &case.node {
        Node::File(make) => fs::write(path, make(scale)),
        Node::Fifo => Command::new("mkfifo").arg(path).status().map(|status| assert!(status.success())),
        Node::Socket => std::os::unix::net::UnixListener::bind(path).map(drop),
        Node::Link(to) => symlink(to, path),
        Node::Deep(levels) => {
            let mut inner = path;
            (0..*levels).for_each(|_| inner.push("deeper"));
            fs::create_dir_all(&inner)?;
            fs::write(inner.join("before.txt"), "before: at the bottom.\n")
        }
        Node::Sparse(length) => fs::File::create(path)?.set_len(*length),
        Node::Locked => {
            fs::write(&path, "before\n")?;
            fs::set_permissions(path, fs::Permissions::from_mode(0o000))
        }
    }
}
