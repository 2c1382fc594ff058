//! The bytes that the program sends, and those it must never send.

use std::fs;

use super::{DARK, FIRST_WORDS, SEEDS, cells, has_colour, numbered};
use crate::pty::bytes::{Piece, pieces, sets_colour};
use crate::pty::{Launch, Terminal};
use reader::text::unicode::is_unprintable;

#[test]
fn the_mouse_is_not_used_with_no_mouse() {
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
fn marks_are_visible_without_colour() {
    let (_folder, path) = numbered();
    let mut terminal = Launch::with(&["-k", "line", &path]).environment("NO_COLOR", "1").open();
    terminal.wait_for("number 1.").press("/number 2<enter>");
    terminal.wait_until("a match that is marked", |screen| {
        cells(screen).any(|cell| cell.inverse() || cell.underline() || cell.bold())
    });
    terminal.press("q");
    terminal.exit_status();
    for piece in pieces(&terminal.raw()) {
        assert!(!matches!(&piece, Piece::Csi(body) if sets_colour(body)), "{piece:?}");
    }
}

#[test]
fn color_always_shows_colours_despite_no_color() {
    let terminal =
        Launch::with(&["--color", "always", "--theme", "dark", SEEDS]).environment("NO_COLOR", "1").open();
    terminal.wait_for(FIRST_WORDS).wait_until("a colour", |screen| has_colour(screen, DARK));
}

/// Sequences that a hostile document or name may hold.
const HOSTILE: &str = concat!(
    "title \u{1b}]0;owned\u{7} clip \u{1b}]52;c;b3duZWQ=\u{1b}\\ link \u{1b}]8;;http://owned\u{7}x ",
    "report \u{1b}[6n \u{1b}[c \u{1b}[21t clear \u{1b}[2J\u{1b}[3J\u{1b}c leave \u{1b}[?1049l ",
    "dcs \u{1b}P$q\u{1b}\\ apc \u{1b}_owned\u{1b}\\ c1 \u{9b}31m \u{9d}0;owned\u{9c} \u{90}x\u{9c} ",
    "bell \u{7} back \u{8}\u{8} del \u{7f} so \u{e} vt \u{b} ",
    "bidi \u{202e}dlrow\u{202c} \u{2066}x\u{2069} \u{200f} zero \u{200b}\u{feff} end",
);

#[test]
fn hostile_documents_and_names_send_no_sequences() {
    let folder = tempfile::tempdir().unwrap();
    let name: String = HOSTILE.chars().filter(|c| *c != '/').take(80).collect();
    let link = format!("# {HOSTILE}\n\n[link](<http://{HOSTILE}>)\n");
    let documents: [(&str, &[u8]); 3] = [
        (&format!("{name}.txt"), HOSTILE.as_bytes()),
        ("link.md", link.as_bytes()),
        ("raw.txt", b"raw \x9b31m \x9d0;owned\x9c end\n\xff\xfe end"),
    ];
    for (name, bytes) in documents {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let mut terminal = Terminal::open(&["-k", HOSTILE, path.to_str().unwrap()], (160, 40));
        terminal.wait_for("end");
        for (prompt, shown) in [("/\u{202e}", "/<202E>"), ("*", "keyword:")] {
            terminal.press(prompt).wait_for(shown);
            // An Esc sent together with the next bytes would be one key.
            terminal.press("<esc>").wait_until("no prompt", |screen| !screen.contents().contains(shown));
        }
        assert_only_own_sequences(&mut terminal);
    }
    let mut terminal = Terminal::open(&[folder.path().to_str().unwrap()], (160, 40));
    terminal.wait_for("3 documents").wait_for("end");
    terminal.press("hg<space>G<space>c").wait_for("likeness");
    for view in ["linked pairs", "only in A, as", "only in B, as", "facts", "distinctive words", "overview"] {
        terminal.press("t").wait_for(&format!("· {view}"));
    }
    terminal.press("qq").wait_for("3 documents");
    terminal.press("~").wait_for("Most like").press("<esc>").wait_for("3 documents");
    assert_only_own_sequences(&mut terminal);
}

fn assert_only_own_sequences(terminal: &mut Terminal) {
    terminal.press("q");
    assert_eq!(terminal.exit_status().status, 0);
    for piece in pieces(&terminal.raw()) {
        assert!(is_our_own(&piece), "{piece:?}\n{terminal}");
    }
    terminal.assert_restored();
}

/// Tells whether the program itself sends such a piece.
fn is_our_own(piece: &Piece) -> bool {
    match piece {
        Piece::Shown(c) => {
            !is_unprintable(*c) || matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
        }
        Piece::Csi(body) if body.starts_with('?') => {
            ["?1049", "?2004", "?25", "?1000", "?1002", "?1006", "?2026"].contains(&&body[..body.len() - 1])
                && body.ends_with(['h', 'l'])
        }
        Piece::Csi(body) => body == "2J" || body.ends_with(['m', 'H']),
        Piece::Osc(body) => body == "11;?\x07",
        Piece::Control(_) | Piece::Escape(_) => false,
    }
}

#[test]
fn copied_text_is_sent_to_the_clipboard_of_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tide.txt");
    fs::write(&path, "The 潮 rises\u{1b}]52;c;b3duZWQ=\u{7}.\n").unwrap();
    let mut terminal = Terminal::open(&[path.to_str().unwrap()], (80, 24));
    terminal.wait_for("rises").press("y").wait_for("sent to the clipboard: 26 characters");
    terminal.press("q");
    terminal.exit_status();
    let sent: Vec<Piece> = pieces(&terminal.raw())
        .into_iter()
        .filter(|piece| matches!(piece, Piece::Osc(body) if body != "11;?\x07"))
        .collect();
    // The Base64 of "The 潮 rises]52;c;b3duZWQ=.".
    assert_eq!(sent, [Piece::Osc("52;c;VGhlIOa9riByaXNlc101MjtjO2IzZHVaV1E9Lg==\x1b\\".into())]);
}
