//! What goes wrong: kills, several writers at once, full disks, damaged files.

use std::fs::{self, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::{Home, READER};

const TEXT: &str = "Ten boats left the harbour before the storm came.\n";

fn home() -> Home {
    let home = Home::with(&[("a.txt", TEXT)]);
    home.note(&["older", "a.txt", "--at", "Ten boats"]);
    home
}

/// The number of kills; more by `READER_KILLS`.
fn kills() -> u32 {
    std::env::var("READER_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(25)
}

#[test]
fn an_acknowledged_note_survives_a_kill_at_any_moment() {
    let begun = Instant::now();
    home().note(&["measured", "a.txt"]);
    let usual = begun.elapsed() / 2;
    // In the first home, a kill may also meet the making of the store.
    for home in [Home::with(&[("a.txt", TEXT)]), home()] {
        let mut acknowledged = home.texts();
        let mut tried = acknowledged.clone();
        for number in 0..kills() {
            let text = format!("note {number}");
            let mut command = home.command(READER);
            command.args(["--add-note", &text, "a.txt"]).stderr(Stdio::null());
            let mut child = command.spawn().unwrap();
            pause(usual.mul_f64(f64::from(number * 37 % 50) / 40.0));
            let _ = child.kill();
            if child.wait().unwrap().success() {
                acknowledged.push(text.clone());
            }
            tried.push(text);
            let kept = home.texts();
            let lost: Vec<_> = acknowledged.iter().filter(|text| !kept.contains(text)).collect();
            let foreign: Vec<_> = kept.iter().filter(|text| !tried.contains(text)).collect();
            assert!(lost.is_empty() && foreign.is_empty(), "lost {lost:?}, foreign {foreign:?}");
        }
        home.note(&["the last one", "a.txt"]);
        assert!(home.texts().contains(&"the last one".to_owned()));
    }
}

#[expect(clippy::disallowed_methods, reason = "a kill comes at a time, whatever the program does then")]
fn pause(time: Duration) {
    std::thread::sleep(time);
}

#[test]
fn several_writers_at_once_lose_nothing() {
    for writers in [2, 4] {
        // There is no store yet: one of them makes it.
        let home = Home::with(&[("a.txt", TEXT), ("b.txt", "Another text.\n")]);
        let add = "for i in 1 2 3 4 5; do \"$1\" --add-note \"$2 $i\" \"$3\" || exit; done";
        let run = |writer: usize| {
            let mut command = home.command("/bin/sh");
            let path = ["a.txt", "b.txt"][writer % 2];
            command.args(["-c", add, "sh", READER, &format!("writer {writer}"), path]);
            command.spawn().unwrap()
        };
        let children: Vec<_> = (0..writers).map(run).collect();
        for mut child in children {
            assert!(child.wait().unwrap().success());
        }
        let mut kept = home.texts();
        kept.sort();
        let all = (0..writers).flat_map(|writer| (1..=5).map(move |note| format!("writer {writer} {note}")));
        assert_eq!(kept, all.collect::<Vec<_>>());
    }
}

#[test]
fn a_full_disk_is_said_and_loses_nothing_older() {
    let home = home();
    let mut refused = 0;
    // In blocks of 512 bytes: from none to more than a note needs.
    for blocks in (0..=160).step_by(8) {
        let limited = format!("ulimit -f {blocks}; exec \"$@\"");
        let text = format!("{blocks} {}", "long ".repeat(2000));
        let added = home.run_in(&limited, &["--add-note", &text, "a.txt"]);
        let is_kept = home.texts().contains(&text);
        if added.code == Some(0) {
            assert!(is_kept, "{blocks}: {added:?}");
        } else {
            refused += 1;
            assert!(!is_kept, "{blocks}");
            added.refused(&format!("{}: not saved: ", home.store().display()));
        }
        let listed = home.run_in(&limited, &["--notes"]).success();
        assert!(listed.contains("older") && listed.contains("Ten boats"), "{blocks}: {listed}");
    }
    assert!(refused > 0 && home.texts().len() > 1, "{refused} refused");
}

#[test]
fn a_folder_that_cannot_be_written_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let home = home();
    let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    set(&home.store(), 0o400);
    set(&home.folder(), 0o500);
    // The permissions of files do not bind everybody.
    let binds = fs::write(home.folder().join("probe"), "").is_err();
    if binds {
        home.run(&["--add-note", "x", "a.txt"]).refused("store.sqlite: not saved: ");
        home.run(&["--forget", "a.txt"]).refused("store.sqlite: not saved: ");
    }
    assert_eq!(home.texts(), ["older"]);
    set(&home.folder(), 0o700);
}

/// Overwrites bytes of the store.
fn patch(store: &Path, at: u64, bytes: &[u8]) {
    let mut file = OpenOptions::new().write(true).open(store).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(bytes).unwrap();
}

/// Puts the write-ahead log of another database beside the store.
fn foreign_log(store: &Path, other: &Path, statements: &str) {
    let connection = Connection::open(other).unwrap();
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.execute_batch(statements).unwrap();
    let log = |path: &Path| path.with_extension("sqlite-wal");
    fs::copy(log(other), log(store)).unwrap();
}

/// Damages the store of a home.
type Damage<'a> = &'a dyn Fn(&Home);

#[test]
fn a_damaged_store_is_named_and_left_as_it_is() {
    let other = home();
    let damages: [(&str, &str, Damage); 10] = [
        ("empty", "it is empty", &|home| fs::write(home.store(), "").unwrap()),
        ("cut", "malformed", &|home| {
            let bytes = fs::read(home.store()).unwrap();
            fs::write(home.store(), &bytes[..bytes.len() / 2]).unwrap();
        }),
        ("cut in its header", "it is truncated", &|home| {
            let bytes = fs::read(home.store()).unwrap();
            fs::write(home.store(), &bytes[..50]).unwrap();
        }),
        ("garbage", "not an SQLite file", &|home| {
            fs::write(home.store(), "These are words.\n".repeat(999)).unwrap();
        }),
        ("no header", "not an SQLite file", &|home| patch(&home.store(), 0, &[0; 100])),
        ("of another program", "another program wrote it", &|home| patch(&home.store(), 68, b"abcd")),
        ("a folder", "a folder", &|home| {
            fs::remove_file(home.store()).unwrap();
            fs::create_dir(home.store()).unwrap();
        }),
        ("with a log of another database", "belongs to another file", &|home| {
            let statements = "CREATE TABLE boats (name); INSERT INTO boats VALUES ('Anna')";
            foreign_log(&home.store(), &home.path("other.sqlite"), statements);
        }),
        ("with a log of another store", "belongs to another file", &|home| {
            let statements = "UPDATE identity SET transactions = transactions + 1;
                              UPDATE notes SET text = 'changed'";
            foreign_log(&home.store(), &other.store(), statements);
        }),
        ("with pages overwritten", "", &|home| {
            let pages = fs::metadata(home.store()).unwrap().len() / 4096;
            for page in 1..pages {
                patch(&home.store(), page * 4096, &[0xa5; 64]);
            }
        }),
    ];
    for (name, why, damage) in damages {
        let home = home();
        damage(&home);
        let before = if home.store().is_file() { home.kept_bytes() } else { Vec::new() };
        for words in [
            &["--notes"][..],
            &["--notes", "a.txt"],
            &["--add-note", "x", "a.txt"],
            &["--forget", "a.txt"],
            &["--forget-all", "--force"],
        ] {
            let outcome = home.run(words);
            assert!(outcome.err.contains(home.store().to_str().unwrap()), "{name}: {outcome:?}");
            assert!(outcome.err.contains("it is left as it is"), "{name}: {outcome:?}");
            outcome.refused(why);
        }
        if home.store().is_file() {
            // The index of the log is no part of what is kept.
            let _ = fs::remove_file(home.store().with_extension("sqlite-shm"));
            let is_same = home.kept_bytes() == before;
            assert!(is_same, "{name}: the files changed");
        }
        assert_eq!(home.run(&["a.txt"]).success(), TEXT, "{name}: the program works without it");
    }
}

#[test]
fn a_log_without_its_store_is_left_as_it_is() {
    let home = home();
    let log = home.store().with_extension("sqlite-wal");
    fs::rename(home.store(), &log).unwrap();
    home.run(&["--add-note", "x", "a.txt"]).refused("store.sqlite-wal is left of it");
    assert!(log.exists() && !home.store().exists());
}

#[test]
fn a_store_of_a_newer_version_is_left_as_it_is() {
    let home = home();
    patch(&home.store(), 60, &99u32.to_be_bytes());
    let before = home.kept_bytes();
    for words in [&["--notes"][..], &["--add-note", "x", "a.txt"], &["--forget-all", "--force"]] {
        home.run(words).refused("store.sqlite: written by a newer reader (version 99");
    }
    assert_eq!(home.kept_bytes(), before);
}
