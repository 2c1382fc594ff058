//! The real binary in a real terminal.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "the tests make the files that the program reads")]

mod pty;

use std::fs;
use std::time::Duration;

use pty::bytes::{Piece, pieces, position, sets_colour};
use pty::{Background, Launch, Terminal};
use tempfile::TempDir;

const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");

/// Words of the first seed that stand on the first screen.
const FIRST_WORDS: &str = "The recent agreement between Russia";

const LEAVES_ALTERNATE_SCREEN: &[u8] = b"\x1b[?1049l";

fn seeds() -> Terminal {
    let terminal = Terminal::open(&[SEEDS], (120, 30));
    terminal.wait_for(FIRST_WORDS).wait_for("India and Russia Explore");
    terminal
}

/// A folder with one document of many lines that each say their number.
fn numbered() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("numbered.txt");
    let text: String = (1..=400).map(|n| format!("This is line number {n}.\n\n")).collect();
    fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap().to_string();
    (folder, path)
}

#[test]
fn a_folder_opens_with_its_list_and_text_and_q_leaves() {
    let mut terminal = seeds();
    terminal.assert_taken();
    assert!(terminal.screen().contains("2 documents"), "{terminal}");
    terminal.press("q");
    let left = terminal.exit_status();
    assert_eq!((left.status, left.signal), (0, None));
    terminal.assert_restored();
    assert_eq!(terminal.screen().trim(), "", "nothing is left behind");
}

#[test]
fn a_search_goes_to_its_match_and_says_where_it_is() {
    let (_folder, path) = numbered();
    let mut terminal = Terminal::open(&[&path], (80, 12));
    terminal.wait_for("line number 1.");
    terminal.press("/number 277").wait_for("line number 277.");
    terminal.press("<enter>n").wait_for("1/1");
    terminal.press("q");
    assert_eq!(terminal.exit_status().status, 0);
}

#[test]
fn two_documents_are_compared_and_links_stepped_through() {
    let mut terminal = seeds();
    terminal.press("c").wait_for("linked").wait_for("only here");
    let first = terminal.screen();
    terminal
        .press("]")
        .wait_until("another link", |screen| screen.contents().lines().last() != first.lines().last());
    terminal.press("q").wait_for("2 documents").press("q");
    assert_eq!(terminal.exit_status().status, 0);
    terminal.assert_restored();
}

#[test]
fn the_comparison_option_opens_the_comparison() {
    let terminal = Terminal::open(&["--compare", SEEDS], (120, 30));
    terminal.wait_for("linked").wait_for("only here");
}

#[test]
fn every_window_is_survived_while_reading_and_while_comparing() {
    let mut terminal = seeds();
    for view in ["", "c"] {
        terminal.press(view);
        for (width, height) in [(1, 1), (2, 8), (500, 200), (20, 5), (1, 200), (500, 1), (40, 10), (120, 30)]
        {
            terminal.resize(width, height).press("j]k[ ");
        }
        terminal.wait_for("Russia");
    }
    terminal.press("qq");
    assert_eq!(terminal.exit_status().status, 0);
    terminal.assert_restored();
}

#[test]
fn a_window_too_small_for_anything_says_so_and_q_leaves() {
    for size in [(1, 1), (2, 8), (19, 4)] {
        let mut terminal = Terminal::open(&[SEEDS], size);
        terminal.wait_for("t");
        terminal.press("q");
        assert_eq!(terminal.exit_status().status, 0, "{size:?}");
        terminal.assert_restored();
    }
}

#[test]
fn a_large_window_is_filled() {
    let terminal = Terminal::open(&[SEEDS], (500, 200));
    terminal.wait_for(FIRST_WORDS);
    terminal.resize(80, 24).wait_for(FIRST_WORDS);
}

#[test]
fn a_window_resized_while_the_program_starts_is_filled_as_it_is_now() {
    let terminal = Launch::with(&[SEEDS]).size(60, 20).open();
    terminal.wait_for_bytes(b"\x1b[?1049h");
    terminal.resize(140, 40);
    terminal.wait_until("the status on the last row", |screen| {
        screen.rows(0, 140).nth(39).is_some_and(|row| row.contains("help"))
    });
}

#[test]
fn ctrl_c_leaves_as_if_interrupted() {
    let mut terminal = seeds();
    terminal.press("<c-c>");
    assert_eq!(terminal.exit_status().status, 130);
    terminal.assert_restored();
}

#[test]
fn a_signal_ends_the_program_and_the_terminal_is_given_back() {
    for (name, number) in [("TERM", 15), ("INT", 2), ("HUP", 1), ("QUIT", 3)] {
        let mut terminal = Terminal::open(&[SEEDS], (80, 24));
        terminal.wait_for(FIRST_WORDS).signal(name);
        let left = terminal.exit_status_within(Duration::from_secs(1));
        assert_eq!((left.status, left.signal), (128 + number, None), "SIG{name}");
        terminal.assert_restored();
    }
}

#[test]
fn a_signal_while_the_program_starts_gives_the_terminal_back_too() {
    for background in [Background::Dark, Background::Silent] {
        let mut terminal = Launch::with(&[SEEDS]).background(background).open();
        terminal.wait_for_bytes(b"\x1b[?1049h").signal("TERM");
        assert_eq!(terminal.exit_status_within(Duration::from_secs(1)).status, 128 + 15);
        terminal.assert_restored();
    }
}

#[test]
fn a_terminal_that_hangs_cannot_hold_the_program() {
    let mut terminal = Terminal::open(&[SEEDS], (500, 200));
    terminal.wait_for(FIRST_WORDS).stall();
    terminal.press("<c-l>");
    pty::process::wait_until_quiet(terminal.pid());
    terminal.signal("TERM");
    assert_eq!(terminal.exit_status_within(Duration::from_secs(2)).status, 128 + 15);
}

#[test]
fn a_terminal_that_closes_ends_the_program() {
    let left = seeds().close();
    assert_eq!((left.status, left.signal), (128 + 1, None));
}

#[test]
fn a_panic_is_told_on_the_normal_screen() {
    let mut terminal = Launch::with(&[SEEDS]).environment("READER_TEST_PANIC", "1").open();
    terminal.wait_for(FIRST_WORDS).press("<f12>");
    let left = terminal.exit_status();
    assert!(left.status != 0 && left.signal.is_none(), "{left:?}");
    terminal.assert_restored();
    assert!(terminal.screen().contains("asked for by READER_TEST_PANIC"), "{terminal}");
    let raw = terminal.raw();
    assert!(position(&raw, LEAVES_ALTERNATE_SCREEN) < position(&raw, b"asked for by"), "{terminal}");
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_z_stops_the_program_and_the_shell_brings_it_back() {
    for stop in [
        |terminal: &Terminal| {
            terminal.press("<c-z>");
        },
        |terminal: &Terminal| {
            terminal.signal("TSTP");
        },
    ] {
        let mut terminal = seeds();
        let before = terminal.screen();
        stop(&terminal);
        pty::process::wait_for_state(terminal.pid(), 'T');
        terminal.wait_until("the normal screen", |screen| !screen.alternate_screen());
        terminal.assert_restored();
        terminal.signal("CONT").wait_until("the screen as it was", |screen| screen.contents() == before);
        terminal.assert_taken();
        terminal.press("q");
        assert_eq!(terminal.exit_status().status, 0);
        terminal.assert_restored();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_window_resized_while_the_program_is_stopped_is_filled() {
    let terminal = seeds();
    terminal.press("<c-z>");
    pty::process::wait_for_state(terminal.pid(), 'T');
    terminal.resize(70, 20).signal("CONT");
    terminal.wait_until("the status on the last row", |screen| {
        screen.rows(0, 70).nth(19).is_some_and(|row| row.contains("help"))
    });
}

/// A shell takes the terminal back from a job that it finds stopped, however that came about.
#[cfg(target_os = "linux")]
#[test]
fn a_program_stopped_by_force_takes_the_terminal_again() {
    let mut terminal = seeds();
    let before = terminal.screen();
    terminal.signal("STOP");
    pty::process::wait_for_state(terminal.pid(), 'T');
    terminal.reset();
    terminal.signal("CONT").wait_until("the screen as it was", |screen| screen.contents() == before);
    terminal.assert_taken();
    terminal.press("q");
    assert_eq!(terminal.exit_status().status, 0);
}

#[test]
fn the_theme_follows_the_background() {
    let colours = |background| {
        let terminal = Launch::with(&[SEEDS]).background(background).open();
        terminal.wait_for(FIRST_WORDS);
        let header = |screen: &vt100::Screen| screen.cell(0, 1).unwrap().fgcolor();
        (terminal, header)
    };
    let (dark, header) = colours(Background::Dark);
    dark.wait_until("the dark theme", |screen| header(screen) == vt100::Color::Idx(153));
    let (light, header) = colours(Background::Light);
    light.wait_until("the light theme", |screen| header(screen) == vt100::Color::Idx(25));
    let (silent, header) = colours(Background::Silent);
    silent.wait_until("the dark theme", |screen| header(screen) == vt100::Color::Idx(153));
}

#[test]
fn a_theme_that_was_chosen_asks_nothing() {
    for arguments in [&["--theme", "light", SEEDS][..], &["--color", "never", SEEDS]] {
        let mut terminal = Launch::with(arguments).open();
        terminal.wait_for(FIRST_WORDS).press("q");
        terminal.exit_status();
        let asked = pieces(&terminal.raw()).into_iter().find(|piece| matches!(piece, Piece::Osc(_)));
        assert_eq!(asked, None);
    }
}

#[test]
fn keys_typed_before_the_program_has_begun_are_not_lost() {
    let (_folder, path) = numbered();
    for background in [Background::Dark, Background::Light, Background::Silent] {
        let mut terminal =
            Launch::with(&[&path]).size(80, 12).background(background).typed("/number 277").open();
        terminal.wait_for("line number 277.");
        terminal.press("<enter>q");
        assert_eq!(terminal.exit_status().status, 0);
    }
}

#[test]
fn enter_typed_before_the_program_has_begun_is_enter() {
    let (_folder, path) = numbered();
    let mut terminal = Launch::with(&[&path]).size(80, 12).typed("/number 277<enter>").open();
    terminal.wait_for("line number 277.").wait_for("1/1");
    terminal.press("q");
    assert_eq!(terminal.exit_status().status, 0);
}

#[test]
fn keys_typed_while_the_terminal_is_asked_are_not_lost() {
    let (_folder, path) = numbered();
    for background in [Background::Dark, Background::Light, Background::Silent] {
        let mut terminal = Launch::with(&[&path]).size(80, 12).background(background).open();
        terminal.wait_for_bytes(b"\x1b]11;?").press("/num").press("ber 277");
        terminal.wait_for("line number 277.");
        terminal.press("<enter>q");
        assert_eq!(terminal.exit_status().status, 0);
    }
}

#[test]
fn an_answer_that_comes_late_is_no_key() {
    let (_folder, path) = numbered();
    for end in [&b"\x07"[..], b"\x1b\\"] {
        let terminal = Launch::with(&[&path]).size(80, 12).background(Background::Silent).open();
        terminal.wait_for_bytes(b"\x1b]11;?").wait_for("number 1.");
        std::thread::sleep(Duration::from_millis(150));
        terminal.press("/number ").send(b"\x1b]11;rgb:ffff/ffff/ffff").send(end).press("277");
        terminal.wait_for("line number 277.").wait_until("the light theme", |screen| {
            screen.cell(0, 1).unwrap().fgcolor() == vt100::Color::Idx(25)
        });
    }
}

#[test]
fn what_is_piped_in_is_read_and_keys_come_from_the_terminal() {
    for arguments in [&[][..], &["-"], &["-", SEEDS]] {
        let mut terminal = Launch::with(arguments).input("The sea rises.\n\nThe moon pulls it.\n").open();
        terminal.wait_for("The moon pulls it.").press("/pulls").wait_for("1/1");
        terminal.press("<enter>q");
        assert_eq!(terminal.exit_status().status, 0);
        terminal.assert_restored();
    }
}

#[test]
fn the_mouse_is_left_alone_when_it_should_be() {
    let mut terminal = Terminal::open(&["--no-mouse", SEEDS], (80, 24));
    terminal.wait_for(FIRST_WORDS).press("q");
    terminal.exit_status();
    for piece in pieces(&terminal.raw()) {
        let Piece::Csi(body) = piece else { continue };
        let is_mouse = body.ends_with('h')
            && ["?9h", "?1000", "?1002", "?1003", "?1006"].iter().any(|mode| body.contains(mode));
        assert!(!is_mouse, "{body}");
    }
}

#[test]
fn the_wheel_scrolls() {
    let (_folder, path) = numbered();
    let terminal = Terminal::open(&[&path], (80, 12));
    terminal
        .wait_for("number 1.")
        .send(b"\x1b[<65;40;5M")
        .wait_until("scrolled", |screen| !screen.contents().contains("number 1."));
}

#[test]
fn without_colour_nothing_is_lost() {
    let (_folder, path) = numbered();
    let mut terminal = Launch::with(&["-k", "line", &path]).environment("NO_COLOR", "1").open();
    terminal.wait_for("number 1.").press("/number 2<enter>");
    terminal.wait_until("a match that is marked", |screen| {
        let (rows, columns) = screen.size();
        let mut cells =
            (0..rows).flat_map(|row| (0..columns).filter_map(move |column| screen.cell(row, column)));
        cells.any(|cell| cell.inverse() || cell.underline() || cell.bold())
    });
    terminal.press("q");
    terminal.exit_status();
    for piece in pieces(&terminal.raw()) {
        assert!(!matches!(&piece, Piece::Csi(body) if sets_colour(body)), "{piece:?}");
    }
}

#[test]
fn colours_asked_for_by_name_come_although_there_is_no_color() {
    let terminal =
        Launch::with(&["--color", "always", "--theme", "dark", SEEDS]).environment("NO_COLOR", "1").open();
    terminal.wait_for(FIRST_WORDS);
    let header = terminal.look(|screen| screen.cell(0, 1).unwrap().fgcolor());
    assert_eq!(header, vt100::Color::Idx(153));
}

#[test]
fn a_path_that_is_missing_is_told_before_the_terminal_is_touched() {
    for path in ["seedz", "\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}"] {
        let mut terminal = Terminal::open(&[path], (80, 24));
        assert_eq!(terminal.exit_status().status, 2);
        assert!(terminal.screen().contains("no such file or folder"), "{terminal}");
        assert_untouched(&terminal);
    }
}

#[test]
fn a_comparison_of_one_is_refused_before_the_terminal_is_touched() {
    let (_folder, path) = numbered();
    let mut terminal = Terminal::open(&["--compare", &path], (200, 24));
    assert_eq!(terminal.exit_status().status, 2);
    assert!(terminal.screen().contains("two documents"), "{terminal}");
    assert_untouched(&terminal);
}

#[test]
fn a_key_with_two_meanings_is_told_before_the_terminal_is_touched() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.toml");
    fs::write(&config, "[keys.reader]\ndown = [\"n\"]\n").unwrap();
    let mut terminal = Terminal::open(&["--config", config.to_str().unwrap(), SEEDS], (200, 24));
    assert_eq!(terminal.exit_status().status, 2);
    let said = terminal.screen();
    assert!(
        said.contains("'down'") && said.contains("'search-next'") && said.contains("config.toml"),
        "{said}"
    );
    assert_untouched(&terminal);
}

fn assert_untouched(terminal: &Terminal) {
    let raw = terminal.raw();
    assert!(!raw.contains(&0x1b), "{terminal}");
    let control = String::from_utf8(raw).unwrap().chars().find(|c| c.is_control() && !"\r\n".contains(*c));
    assert_eq!(control, None, "{terminal}");
    terminal.assert_restored();
}

/// What a hostile document or name would have the terminal do.
const HOSTILE: &str = concat!(
    "title \u{1b}]0;owned\u{7} clip \u{1b}]52;c;b3duZWQ=\u{1b}\\ link \u{1b}]8;;http://owned\u{7}x ",
    "report \u{1b}[6n \u{1b}[c \u{1b}[21t clear \u{1b}[2J\u{1b}[3J\u{1b}c leave \u{1b}[?1049l ",
    "dcs \u{1b}P$q\u{1b}\\ apc \u{1b}_owned\u{1b}\\ c1 \u{9b}31m \u{9d}0;owned\u{9c} \u{90}x\u{9c} ",
    "bell \u{7} back \u{8}\u{8} nul \u{0} del \u{7f} so \u{e} vt \u{b} ",
    "bidi \u{202e}dlrow\u{202c} \u{2066}x\u{2069} \u{200f} zero \u{200b}\u{feff} end",
);

#[test]
fn a_hostile_document_with_a_hostile_name_steers_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let name: String = HOSTILE.chars().filter(|c| !"/\0".contains(*c)).take(80).collect();
    fs::write(folder.path().join(format!("{name}.txt")), HOSTILE).unwrap();
    fs::write(folder.path().join("raw.txt"), b"raw \x9b31m \x9d0;owned\x9c end\n\xff\xfe end").unwrap();
    fs::write(folder.path().join("md.md"), format!("# {HOSTILE}\n\n[link](<http://{HOSTILE}>)\n")).unwrap();
    let mut terminal = Terminal::open(&[folder.path().to_str().unwrap()], (160, 40));
    terminal.wait_for("3 documents");
    for _ in 0..3 {
        terminal.wait_for("end").press("]").press("/\u{202e}<enter>").press("*").press("<esc>");
    }
    terminal.press("<c-l>c").wait_for("only here").press("q");
    terminal.wait_for("3 documents").press("q");
    assert_eq!(terminal.exit_status().status, 0);
    for piece in pieces(&terminal.raw()) {
        assert!(is_our_own(&piece), "{piece:?}");
    }
    terminal.assert_restored();
}

/// Whether the program itself has a use for it.
fn is_our_own(piece: &Piece) -> bool {
    match piece {
        Piece::Shown(c) => {
            !matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        }
        Piece::Csi(body) if body.starts_with('?') => {
            ["?1049", "?2004", "?25", "?1000", "?1002", "?1006", "?2026"].contains(&&body[..body.len() - 1])
                && body.ends_with(['h', 'l'])
        }
        Piece::Csi(body) => body == "2J" || body == "c" || body.ends_with(['m', 'H']),
        Piece::Osc(body) => body == "10;?" || body == "11;?",
        // What was typed before raw mode is echoed by the terminal, not by the program.
        Piece::Control(_) | Piece::Escape(_) => false,
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_idle_program_writes_nothing_and_never_wakes() {
    for arguments in [&[SEEDS][..], &["--compare", SEEDS]] {
        let terminal = Terminal::open(arguments, (120, 30));
        terminal.wait_for("Russia");
        pty::process::wait_until_quiet(terminal.pid());
        let before = (terminal.raw().len(), pty::process::work(terminal.pid()));
        std::thread::sleep(Duration::from_millis(500));
        assert_eq!((terminal.raw().len(), pty::process::work(terminal.pid())), before);
    }
}
