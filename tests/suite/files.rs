//! Untrusted folders: paths that are no files, names of every kind, files that change while they are
//! read, and files that are never overwritten.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the tests make the files that the program reads"
)]

use std::ffi::OsStr;
use std::fmt::Write;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::test_app::TestApp;
use assert_cmd::cargo::cargo_bin;
use reader::storage::{FileChange, FoundPath, ReadError, SkippedPath};
use reader::text::unicode::is_unprintable;
use tempfile::TempDir;

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn reader(folder: &Path, words: &[&str]) -> Output {
    let home = folder.join("home");
    let mut command = Command::new(cargo_bin("reader"));
    command.current_dir(folder).env("HOME", &home).env_remove("XDG_CONFIG_HOME").stdin(Stdio::null());
    command.args(words).output().unwrap()
}

/// Two documents, and between them one path of each kind that is no regular file.
fn mixed() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.txt"), "The first text.\n").unwrap();
    fs::write(at("z.txt"), "The last text.\n").unwrap();
    fifo(&at("m-pipe"));
    drop(UnixListener::bind(at("m-socket")).unwrap());
    for (name, target) in
        [("m-dangling", "nowhere"), ("m-loop", "m-loop"), ("m-zero", "/dev/zero"), ("m-tty", "/dev/tty")]
    {
        symlink(target, at(name)).unwrap();
    }
    folder
}

const REASONS: [(&str, &str); 6] = [
    ("m-dangling", "a link to nothing"),
    ("m-loop", "a link that leads back to itself"),
    ("m-pipe", "a pipe, not a file"),
    ("m-socket", "a socket, not a file"),
    ("m-tty", "a device, not a file"),
    ("m-zero", "a device, not a file"),
];

#[test]
fn paths_that_are_no_files_are_listed_with_the_reason() {
    let folder = mixed();
    let mut app = TestApp::open(&[folder.path().to_str().unwrap()]);
    app.resize(110, 24);
    assert!(app.line(0).contains("2 documents"), "{}", app.screen());
    for (name, why) in REASONS {
        app.press("j");
        assert!(app.screen().contains(name), "{name}: {}", app.screen());
        app.press("<enter>");
        assert!(app.screen().contains(why), "{name}: {}", app.screen());
        app.press("<s-tab>");
    }
    app.press("g]");
    assert!(app.line(0).contains("The last text"), "{}", app.screen());
    app.press("]");
    assert!(app.screen().contains("the last document"), "{}", app.screen());
    app.press("[");
    assert!(app.line(0).contains("The first text"), "{}", app.screen());
    app.press("[");
    assert!(app.screen().contains("the first document"), "{}", app.screen());
}

#[test]
fn a_printed_list_names_paths_that_are_no_files() {
    let folder = mixed();
    let printed = reader(folder.path(), &["--list", "--format", "json", "."]);
    let list: serde_json::Value = serde_json::from_slice(&printed.stdout).unwrap();
    assert_eq!(list["documents"].as_array().unwrap().len(), 2);
    let skipped = list["skipped"].as_array().unwrap();
    for (entry, (name, why)) in skipped.iter().zip(REASONS) {
        assert_eq!(entry["path"], name);
        assert!(entry["reason"].as_str().unwrap().starts_with(why), "{entry}");
    }
    assert_eq!(skipped.len(), REASONS.len());
}

#[test]
fn names_of_every_kind_are_listed_safely_and_opened() {
    let folder = tempfile::tempdir().unwrap();
    let long = "n".repeat(255);
    let names: [&[u8]; 9] = [
        b"-k",
        b"   ",
        b"esc\x1b]0;owned\x07.txt",
        b"new\nline.txt",
        "bidi\u{202e}gpj.txt".as_bytes(),
        b"invalid\xff\xfe.txt",
        "c1\u{9b}31m.txt".as_bytes(),
        "zero\u{200b}width.txt".as_bytes(),
        long.as_bytes(),
    ];
    for (number, name) in names.iter().enumerate() {
        fs::write(folder.path().join(OsStr::from_bytes(name)), format!("Text number {number}.\n")).unwrap();
    }
    let mut app = TestApp::open(&[folder.path().to_str().unwrap()]);
    app.resize(120, 40);
    let mut seen = String::new();
    for _ in names {
        seen += &app.screen();
        app.press("]");
    }
    for number in 0..names.len() {
        assert!(seen.contains(&format!("Text number {number}.")), "{number}: {seen}");
    }
    let control = seen.chars().find(|c| is_unprintable(*c) && *c != '\n');
    assert_eq!(control, None, "{seen}");
    let printed = reader(folder.path(), &["--list", "."]);
    let printed = String::from_utf8(printed.stdout).unwrap();
    for shown in [
        "-k",
        "esc␛]0;owned␇.txt",
        "new line.txt",
        "bidi<202E>gpj.txt",
        "c1<9B>31m.txt",
        "zero<200B>width.txt",
        &long,
    ] {
        assert!(printed.contains(shown), "{shown}: {printed}");
    }
}

/// Replaces a file by something else.
type Become = fn(&Path);

#[test]
fn a_file_replaced_while_it_is_read_keeps_its_text() {
    let becomes: [(Become, &str); 4] = [
        (|path| fifo(path), "a pipe, not a file"),
        (|path| fs::create_dir(path).unwrap(), "a folder, not a file"),
        (|path| symlink("/dev/zero", path).unwrap(), "a device, not a file"),
        (|path| symlink(path, path).unwrap(), "a link that leads back to itself"),
    ];
    for (become_it, why) in becomes {
        for count in [1, 20_000] {
            let text = format!("The tides\n\n{}", "Nobody sees them fall.\n".repeat(count));
            let mut app = TestApp::with_documents(&[("a.txt", &text), ("b.txt", "Another.\n")]);
            app.resize(160, 12);
            let path = app.path("a.txt");
            app.remove("a.txt");
            become_it(Path::new(&path));
            let change = if count == 1 {
                FileChange::Updated(FoundPath::File(path.into()))
            } else {
                FileChange::Updated(FoundPath::Skipped(SkippedPath {
                    path: path.into(),
                    why: ReadError::Other(why.into()),
                }))
            };
            app.report_changes(vec![change]);
            for _ in 0..2 {
                assert!(app.screen().contains("Nobody sees"), "{why}: {}", app.screen());
                assert!(app.line(0).contains(why), "{why}: {}", app.screen());
                if count == 1 {
                    // It is still shown after another document was opened.
                    app.press("][");
                }
            }
            app.press("r");
            assert!(app.screen().contains(why), "{why}: {}", app.screen());
        }
    }
}

#[test]
fn the_deepest_folders_are_walked_and_the_limit_of_the_system_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let shallow = folder.path().join(["d"; 200].join("/"));
    fs::create_dir_all(&shallow).unwrap();
    fs::write(shallow.join("deep.txt"), "Two hundred levels down.\n").unwrap();
    let printed = reader(folder.path(), &["--list", "."]);
    let words = String::from_utf8(printed.stdout).unwrap();
    assert!(words.contains("Two hundred levels down") && printed.status.success(), "{words}");

    // Only a shell that changes the folder step by step can create it.
    let steps = "n=$(printf 'x%.0s' $(seq 200)); for i in $(seq 30); do mkdir $n && cd -P $n || exit 1; done";
    let made = Command::new("bash").args(["-c", steps]).current_dir(folder.path()).status().unwrap();
    assert!(made.success());
    let printed = reader(folder.path(), &["--list", "."]);
    let words = String::from_utf8(printed.stdout).unwrap();
    assert!(words.contains("Two hundred levels down") && words.contains("(its path is too long"), "{words}");
    assert_eq!(printed.status.code(), Some(2));
    let gone = Command::new("rm").args(["-rf", "--"]).arg(folder.path()).status().unwrap();
    assert!(gone.success());
}

#[test]
fn twenty_thousand_files_are_listed_as_they_are_found() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..20_000 {
        fs::write(folder.path().join(format!("{number}.txt")), "").unwrap();
    }
    let mut app = TestApp::open(&[folder.path().to_str().unwrap()]);
    app.resize(80, 12);
    assert!(app.line(0).contains("20000 doc"), "{}", app.screen());
    app.press("G");
    assert!(app.screen().contains("19999.txt"), "{}", app.screen());
}

#[test]
fn settings_and_lists_that_never_end_are_refused_and_an_empty_pipe_is_empty() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "A text.\n").unwrap();
    fifo(&folder.path().join("pipe"));
    for (words, said) in [
        (["--config", "/dev/zero", "a.txt"], "/dev/zero: a device, not a file"),
        (["-K", "/dev/zero", "a.txt"], "/dev/zero: a device, not a file"),
        (["--files-from", "/dev/zero", "a.txt"], "/dev/zero: a device, not a file"),
        (["--files-from", "pipe", "--list"], "pipe: the list names no path"),
        (["-K", ".", "a.txt"], ".: a folder, not a file"),
    ] {
        let outcome = reader(folder.path(), &words);
        assert_eq!(outcome.status.code(), Some(2), "{words:?}");
        let err = String::from_utf8(outcome.stderr).unwrap();
        assert!(err.contains(said) && err.lines().count() == 1, "{words:?}: {err}");
    }
    for words in [["--config", "/dev/null", "a.txt"], ["-K", "pipe", "a.txt"]] {
        assert_eq!(reader(folder.path(), &words).stdout, b"A text.\n", "{words:?}");
    }
}

#[test]
fn the_file_on_standard_input_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "A text.\n").unwrap();
    let mut command = Command::new(cargo_bin("reader"));
    command.current_dir(folder.path()).stdin(fs::File::open(&path).unwrap());
    let outcome = command.args(["-", "-o", "a.txt", "--force"]).output().unwrap();
    assert_eq!(outcome.status.code(), Some(2));
    assert!(String::from_utf8(outcome.stderr).unwrap().contains("a document being read is not overwritten"));
    assert_eq!(fs::read_to_string(path).unwrap(), "A text.\n");
}

#[test]
fn no_document_of_the_list_is_overwritten() {
    let mut app = TestApp::with_documents(&[("a.txt", "A text.\n"), ("b.txt", "Another.\n")]);
    app.resize(200, 12);
    let alias = app.path("alias.md");
    fs::hard_link(app.path("b.txt"), &alias).unwrap();
    for (command, path) in
        [(":write! ", app.path("b.txt")), (":write! ", alias), (":write ", app.path("a.txt"))]
    {
        app.press(&format!("{command}{path}<enter>"));
        assert!(app.screen().contains("a document being read is not overwritten"), "{}", app.screen());
    }
    assert_eq!(app.file("b.txt").unwrap(), "Another.\n");
}

/// The comparison takes many seconds, and the file is begun before it.
#[test]
fn a_signal_leaves_no_half_written_file() {
    for (signal, number) in [("TERM", 15), ("INT", 2)] {
        let folder = tempfile::tempdir().unwrap();
        for (name, word) in [("a.txt", "moon"), ("b.txt", "sun")] {
            let mut text = String::new();
            for n in 0..4000 {
                writeln!(text, "The {word} number {n} rises over the sea of stone {}.\n", n % 97).unwrap();
            }
            fs::write(folder.path().join(name), text).unwrap();
        }
        let mut command = Command::new(cargo_bin("reader"));
        let words = ["-c", "-o", "report.json", "a.txt", "b.txt"];
        let mut child = command.current_dir(folder.path()).args(words).spawn().unwrap();
        let files = || fs::read_dir(folder.path()).unwrap().count();
        let deadline = Instant::now() + Duration::from_secs(20);
        while files() == 2 {
            assert!(Instant::now() < deadline && child.try_wait().unwrap().is_none(), "nothing is written");
            std::thread::yield_now();
        }
        let id = child.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(128 + number));
        assert_eq!(files(), 2, "SIG{signal}");
    }
}
