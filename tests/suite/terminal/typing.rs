//! Input from the terminal: keys at any time, and answers to queries.

use super::{DARK, FIRST_WORDS, LIGHT, SEEDS, has_colour, numbered};
use crate::pty::bytes::{Piece, pieces};
use crate::pty::{Background, Launch};

#[test]
fn the_theme_follows_the_background() {
    for (background, colour) in
        [(Background::Dark, DARK), (Background::Light, LIGHT), (Background::Silent, DARK)]
    {
        let terminal = Launch::with(&[SEEDS]).background(background).open();
        terminal.wait_for(FIRST_WORDS);
        terminal.wait_until("the theme", |screen| has_colour(screen, colour));
    }
}

#[test]
fn a_chosen_theme_sends_no_query() {
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
        terminal
            .press("/number ")
            .wait_for("/number")
            .send(b"\x1b]11;rgb:ffff/ffff/ffff")
            .send(end)
            .press("277");
        terminal.wait_for("line number 277.");
        terminal.wait_until("the light theme", |screen| has_colour(screen, LIGHT));
    }
}

/// An answer that arrives when the program has left would be typed into the shell.
#[test]
fn a_program_left_at_once_leaves_no_answer_behind() {
    let mut terminal =
        Launch::with(&[SEEDS]).typed("q").script("\"$@\"; stty -icanon min 0 time 2; od -c").open();
    terminal.wait_for("0000000");
    assert_eq!(terminal.exit_status().status, 0);
    assert_eq!(terminal.screen().trim_end().lines().last(), Some("q0000000"), "{terminal}");
}

#[test]
fn standard_input_is_read_and_keys_come_from_the_terminal() {
    for arguments in [&[][..], &["-"], &["-", SEEDS]] {
        let script = r#"printf 'The sea rises.\n\nThe moon pulls it.\n' | "$@""#;
        let mut terminal = Launch::with(arguments).script(script).open();
        terminal.wait_for("The moon pulls it.").press("/pulls").wait_for("1/1");
        terminal.press("<enter>q");
        assert_eq!(terminal.exit_status().status, 0);
        terminal.assert_restored();
    }
}

#[test]
fn keys_come_from_the_terminal_when_nothing_is_piped_in() {
    let mut terminal = Launch::with(&[SEEDS]).script("\"$@\" </dev/null").open();
    terminal.wait_for(FIRST_WORDS).press("q");
    assert_eq!(terminal.exit_status().status, 0);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "two clicks are told apart by the time between them")]
fn two_clicks_select_a_word_only_soon_after_one_another() {
    const CLICK: &[u8] = b"\x1b[<0;6;2M\x1b[<0;6;2m";
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("a.txt");
    std::fs::write(&document, "Ten boats sailed.\n").unwrap();
    let mut terminal = Launch::with(&[document.to_str().unwrap()]).size(60, 10).open();
    terminal.wait_for("Ten boats").send(CLICK);
    std::thread::sleep(std::time::Duration::from_millis(700));
    terminal.send(CLICK).press("y").wait_for("sent to the clipboard: 17 characters");
    std::thread::sleep(std::time::Duration::from_millis(700));
    terminal.send(&[CLICK, CLICK].concat()).press("y").wait_for("sent to the clipboard: 3 characters");
    terminal.press("q");
    assert_eq!(terminal.exit_status().status, 0);
}
