//! Every way to leave the program, each of which restores the terminal.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use reader::storage::store::Store;

use super::{FIRST_WORDS, SEEDS, seeds};
use crate::pty::bytes::position;
use crate::pty::process;
use crate::pty::{Background, Launch, Terminal};

const LEAVES_ALTERNATE_SCREEN: &[u8] = b"\x1b[?1049l";

#[test]
fn ctrl_c_leaves_as_if_interrupted() {
    let mut terminal = seeds();
    terminal.press("<c-c>");
    assert_eq!(terminal.exit_status().status, 130);
    terminal.assert_restored();
}

#[test]
fn a_signal_ends_the_program_and_the_terminal_is_restored() {
    for (name, number) in [("TERM", 15), ("INT", 2), ("HUP", 1), ("QUIT", 3)] {
        let mut terminal = Terminal::open(&[SEEDS], (80, 24));
        terminal.wait_for(FIRST_WORDS).signal(name);
        let left = terminal.exit_status_within(Duration::from_secs(1));
        assert_eq!((left.status, left.signal), (128 + number, None), "SIG{name}");
        terminal.assert_restored();
    }
}

#[test]
fn the_place_is_remembered_however_the_program_ends() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("a.txt");
    let text: Vec<String> = (0..200).map(|number| format!("Boat {number} sailed.\n\n")).collect();
    fs::write(&document, text.concat()).unwrap();
    // The launch keeps the names and values of variables.
    let data: &'static str = Box::leak(folder.path().join("data").to_str().unwrap().to_owned().into());
    let open = || Launch::with(&[document.to_str().unwrap()]).environment("XDG_DATA_HOME", data).open();
    let mut terminal = open();
    terminal.wait_for("Boat 0 sailed").press("101G").wait_for("Boat 60 sailed").press("q");
    assert_eq!(terminal.exit_status().status, 0);
    for (words, keys, next, signal) in [
        ("Boat 50 ", "151G", "Boat 80 ", "TERM"),
        ("Boat 75 ", "181G", "Boat 99 ", "HUP"),
        ("Boat 90 ", "", "", "INT"),
    ] {
        let mut terminal = open();
        terminal
            .wait_for(words)
            .wait_for("opened where you left off")
            .press(keys)
            .wait_for(next)
            .signal(signal);
        terminal.exit_status();
    }
}

#[test]
fn a_half_written_note_survives_however_the_program_ends() {
    for end in ["TERM", "HUP", "panic", "vanished"] {
        let folder = tempfile::tempdir().unwrap();
        let document = folder.path().join("a.txt");
        fs::write(&document, "Ten boats sailed.\n").unwrap();
        // The launch keeps the names and values of variables.
        let data: &'static str = Box::leak(folder.path().join("data").to_str().unwrap().to_owned().into());
        let open = || {
            let launch = Launch::with(&[document.to_str().unwrap()]).environment("XDG_DATA_HOME", data);
            launch.environment("READER_TEST_PANIC", "1").open()
        };
        let mut terminal = open();
        terminal.wait_for("Ten boats").press("aHalf written").wait_for("Half written").wait_for("draft kept");
        match end {
            "vanished" => drop(terminal.close()),
            "panic" => {
                terminal.press("<f12>");
                assert_eq!(terminal.exit_status().status, 101);
            }
            signal => {
                terminal.signal(signal);
                terminal.exit_status();
            }
        }
        let store = Store::open(&folder.path().join("data/reader/store.sqlite")).unwrap().unwrap();
        let drafts = store.drafts().unwrap();
        assert_eq!(drafts.len(), 1, "{end}");
        // What was typed in the last moment may be lost. A terminal that vanishes has typed "/" and a line end.
        let text = &drafts[0].note.text;
        assert!(!text.is_empty() && "Half written/\n".starts_with(text), "{end}: {text:?}");
        let mut terminal = open();
        terminal
            .wait_for("an unfinished note is kept")
            .press("A")
            .wait_for(&format!("draft: {}", text.trim_end()));
        terminal.press("<enter>").wait_for("closes").press("<c-s>").wait_for("note saved").press("Q");
        assert_eq!(terminal.exit_status().status, 0);
        assert_eq!((store.drafts().unwrap().len(), store.notes().unwrap().len()), (0, 1), "{end}");
    }
}

#[test]
fn a_saved_note_survives_a_kill_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let data: &'static str = Box::leak(folder.path().join("data").to_str().unwrap().to_owned().into());
    let runs: u32 = 12;
    let mut acknowledged = Vec::new();
    for number in 0..runs {
        let document = folder.path().join(format!("{number}.txt"));
        fs::write(&document, format!("Boat {number} sailed.\n")).unwrap();
        let launch = Launch::with(&[document.to_str().unwrap()]).environment("XDG_DATA_HOME", data);
        let mut terminal = launch.open();
        terminal.wait_for("sailed").press(&format!("anote {number}")).wait_for("draft kept").press("<c-s>");
        if number + 1 < runs {
            pause(Duration::from_millis(3 * u64::from(number)));
        } else {
            terminal.wait_for("note saved");
        }
        terminal.signal("KILL");
        terminal.exit_status();
        if terminal.screen().contains("note saved") {
            acknowledged.push(format!("note {number}"));
        }
        let store = Store::open(&folder.path().join("data/reader/store.sqlite")).unwrap().unwrap();
        let kept: Vec<String> = store.notes().unwrap().into_iter().map(|note| note.text).collect();
        assert!(acknowledged.iter().all(|note| kept.contains(note)), "{acknowledged:?} in {kept:?}");
        assert!(kept.iter().all(|note| note.starts_with("note ")), "{kept:?}");
        // A note that was not saved is still a draft.
        let notes = store.drafts().unwrap().len() + kept.len();
        assert_eq!(notes, usize::try_from(number).unwrap() + 1, "{kept:?}");
    }
    assert!(acknowledged.contains(&format!("note {}", runs - 1)), "{acknowledged:?}");
}

#[expect(clippy::disallowed_methods, reason = "a kill comes at a time, whatever the program does then")]
fn pause(time: Duration) {
    std::thread::sleep(time);
}

#[test]
fn a_signal_while_the_program_starts_restores_the_terminal() {
    for background in [Background::Dark, Background::Silent] {
        let mut terminal = Launch::with(&[SEEDS]).background(background).open();
        terminal.wait_for_bytes(b"\x1b[?1049h").signal("TERM");
        assert_eq!(terminal.exit_status_within(Duration::from_secs(1)).status, 128 + 15);
        terminal.assert_restored();
    }
}

#[test]
fn a_terminal_that_hangs_cannot_block_the_program() {
    let mut terminal = Terminal::open(&[SEEDS], (500, 200));
    terminal.wait_for(FIRST_WORDS).stop_reading();
    terminal.press("<c-l>");
    process::wait_until_idle(terminal.pid());
    terminal.signal("TERM");
    assert_eq!(terminal.exit_status_within(Duration::from_secs(2)).status, 128 + 15);
    terminal.assert_not_raw();
}

#[test]
fn a_terminal_that_closes_ends_the_program() {
    let left = seeds().close();
    assert_eq!((left.status, left.signal), (128 + 1, None));
}

/// A shell that ignores the hangup keeps it from its programs; crossterm then reads nothing for ever.
#[test]
fn a_terminal_that_closes_without_a_signal_ends_the_program_too() {
    let terminal = Launch::with(&[SEEDS]).script("trap '' HUP; \"$@\"").open();
    terminal.wait_for(FIRST_WORDS);
    let left = terminal.close();
    assert_eq!((left.status, left.signal), (128 + 1, None));
}

fn panicking(arguments: &[&str]) -> Terminal {
    let launch = Launch::with(arguments).environment("READER_TEST_PANIC", "1");
    let mut terminal = launch.environment("TERM", "xterm").size(200, 24).open();
    terminal.wait_for(FIRST_WORDS).press("<f12>");
    let left = terminal.exit_status();
    assert!(left.status != 0 && left.signal.is_none(), "{left:?}");
    terminal.assert_restored();
    assert!(terminal.screen().contains("asked for by READER_TEST_PANIC"), "{terminal}");
    let raw = terminal.raw();
    assert!(position(&raw, LEAVES_ALTERNATE_SCREEN) < position(&raw, b"asked for by"), "{terminal}");
    terminal
}

#[test]
fn a_panic_is_shown_on_the_normal_screen_and_written_to_a_file() {
    let terminal = panicking(&[SEEDS]);
    let folder = terminal.home().join("state/reader");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let reports: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let [report] = &reports[..] else { panic!("{reports:?}") };
    assert_eq!((mode(&folder), mode(report)), (0o700, 0o600));
    assert!(terminal.screen().contains(report.to_str().unwrap()), "{terminal}");
    let text = fs::read_to_string(report).unwrap();
    let version = concat!("reader ", env!("CARGO_PKG_VERSION"));
    for held in [version, "asked for by READER_TEST_PANIC", "run.rs:", "thread: main", "200x24", "TERM=xterm"]
    {
        assert!(text.contains(held), "{held}: {text}");
    }
    assert!(text.lines().count() > 10 && !text.contains("Russia"), "{text}");
}

#[test]
fn without_state_no_report_is_written() {
    let terminal = panicking(&["--no-state", SEEDS]);
    assert_eq!(fs::read_dir(terminal.home()).unwrap().count(), 0);
}

/// A comparison of long texts works for many seconds.
#[test]
fn a_signal_ends_the_program_during_a_slow_task() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["a.txt", "b.txt"].map(|name| folder.path().join(name).to_str().unwrap().to_owned());
    for (path, word) in paths.iter().zip(["moon", "sun"]) {
        let sentence = |n| format!("The {word} number {n} rises over the sea of stone {}.\n\n", n % 97);
        fs::write(path, (0..4000).map(sentence).collect::<String>()).unwrap();
    }
    let mut terminal = Terminal::open(&["-c", &paths[0], &paths[1]], (120, 24));
    terminal.wait_for("comparing").signal("TERM");
    assert_eq!(terminal.exit_status_within(Duration::from_millis(500)).status, 128 + 15);
    terminal.assert_restored();
}

/// A program that waits for its standard input has not changed the terminal: the signal itself ends
/// it, and the shell reports 128+n.
#[test]
fn a_signal_before_the_screen_is_taken_ends_the_program_at_once() {
    for (script, number) in [
        ("mkfifo p; (exec \"$@\" <p) & exec 3>p; kill -s TERM $!; wait $!", 15),
        ("mkfifo p; (exec \"$@\" <p) & exec 3>p; kill -s HUP $!; wait $!", 1),
    ] {
        let mut terminal = Launch::with(&["-"]).script(script).open();
        assert_eq!(terminal.exit_status_within(Duration::from_secs(2)).status, 128 + number, "{terminal}");
        assert!(!terminal.raw().contains(&0x1b), "{terminal}");
        terminal.assert_restored();
    }
}

#[test]
fn an_editor_has_the_terminal_until_it_ends() {
    let folder = tempfile::tempdir().unwrap();
    let (path, editor) = (folder.path().join("tide.txt"), folder.path().join("editor"));
    fs::write(&path, "The sea rises.\n\nIt falls.\n").unwrap();
    // It shows its arguments, waits for a line, and changes the file.
    fs::write(&editor, "echo \"edits $1 $2\"; read word; echo \"The sea $word.\" > \"$2\"\n").unwrap();
    let command = format!("sh {}", editor.display());
    let mut terminal = Launch::with(&[path.to_str().unwrap()]).environment("EDITOR", command.leak()).open();
    terminal.wait_for("The sea rises.").press(")e");
    terminal.wait_for(&format!("edits +3 {}", path.display()));
    terminal.assert_not_raw();
    terminal.press("sleeps<enter>").wait_for("The sea sleeps.");
    terminal.assert_taken();
    terminal.press("q");
    assert_eq!(terminal.exit_status().status, 0);
    terminal.assert_restored();
}
