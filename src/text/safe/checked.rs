//! A debug check of everything that is written to the terminal.
//!
//! Only sanitized text is drawn, by the types of `text::safe`. This writer verifies that in every test: it
//! knows the sequences that the program sends and panics at any other character that acts on a terminal. In
//! a release build it passes everything on.

use std::io::{self, Write};
use std::sync::LazyLock;

use regex::Regex;

use crate::text::safe::first_unprintable_after;

/// What may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// Lines of visible text, with tabs.
    Lines,
    /// Visible text, and the sequences that draw a screen.
    Screen,
}

/// The sequences that the program sends: cursor positions and styles, clearing the screen, the modes it sets
/// and resets (alternate screen, bracketed paste, cursor, mouse, synchronized update), the query of the
/// background colour, and text for the clipboard in Base64, which is written at once.
static SEQUENCE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let modes = r"\?(?:1049|2004|25|1000|1002|1006|2026)[hl]";
    let clipboard = r"\]52;c;[A-Za-z0-9+/]+={0,2}\x1b\\";
    Regex::new(&format!(r"\x1b(?:\[(?:[0-9;:]{{0,80}}[Hm]|2J|{modes})|\]11;\?\x07|{clipboard})")).ok()
});

/// The beginning of a sequence whose rest may follow in the next write.
static BEGINNING: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\x1b(?:\[[0-9;:?]{0,80}|\](?:1(?:1(?:;\??)?)?)?)?$").ok());

/// A writer that in debug and test builds panics instead of writing what could act on a terminal.
#[derive(Debug)]
pub struct Checked<W> {
    out: W,
    check: Check,
}

impl<W: Write> Checked<W> {
    /// Returns a checked writer to `out`.
    pub fn new(out: W, allowed: Allowed) -> Self {
        Self { out, check: Check { allowed, held: Vec::new(), before: None } }
    }
}

impl<W: Write> Write for Checked<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !cfg!(debug_assertions) {
            return self.out.write(bytes);
        }
        assert_allowed(self.check.add(bytes));
        self.out.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if cfg!(debug_assertions) {
            assert_allowed(self.check.end());
        }
        self.out.flush()
    }
}

/// Panics unless another panic is being reported, which this one would hide.
fn assert_allowed(checked: Result<(), String>) {
    if let Err(why) = checked
        && !std::thread::panicking()
    {
        panic!("not to be sent to a terminal: {why}");
    }
}

#[derive(Clone, Debug)]
struct Check {
    allowed: Allowed,
    /// The bytes of a character or a sequence that has not ended yet.
    held: Vec<u8>,
    /// The last character, unless a sequence followed it.
    before: Option<char>,
}

impl Check {
    /// Checks the next bytes, as far as their characters and sequences are complete.
    fn add(&mut self, bytes: &[u8]) -> Result<(), String> {
        self.held.extend(bytes);
        let held = std::mem::take(&mut self.held);
        let (text, cut) = match std::str::from_utf8(&held) {
            Ok(text) => (text, &[][..]),
            Err(error) if error.error_len().is_some() => {
                return Err(format!("invalid UTF-8: {}", held.escape_ascii()));
            }
            Err(error) => {
                let (whole, cut) = held.split_at(error.valid_up_to());
                (std::str::from_utf8(whole).unwrap_or_default(), cut)
            }
        };
        let mut rest = text;
        if self.allowed == Allowed::Screen {
            let mut at = 0;
            for found in SEQUENCE.iter().flat_map(|sequence| sequence.find_iter(text)) {
                self.check_text(&text[at..found.start()])?;
                self.before = None;
                at = found.end();
            }
            rest = &text[at..];
        }
        let is_beginning = |start: &usize| {
            self.allowed == Allowed::Screen
                && BEGINNING.as_ref().is_some_and(|it| it.is_match(&rest[*start..]))
        };
        let (rest, beginning) = rest.split_at(rest.rfind('\x1b').filter(is_beginning).unwrap_or(rest.len()));
        self.check_text(rest)?;
        self.held = [beginning.as_bytes(), cut].concat();
        Ok(())
    }

    fn check_text(&mut self, text: &str) -> Result<(), String> {
        let is_allowed = |c: char| self.allowed == Allowed::Lines && matches!(c, '\n' | '\t');
        for part in text.split_inclusive(is_allowed) {
            if let Some(c) = first_unprintable_after(self.before, part.trim_end_matches(is_allowed)) {
                return Err(format!("{c:?} in {part:?}"));
            }
            self.before = part.chars().next_back();
        }
        Ok(())
    }

    /// Checks that nothing is incomplete.
    fn end(&mut self) -> Result<(), String> {
        let held = std::mem::take(&mut self.held);
        if held.is_empty() { Ok(()) } else { Err(format!("incomplete: {}", held.escape_ascii())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(allowed: Allowed, parts: &[&[u8]]) -> Result<(), String> {
        let mut check = Check { allowed, held: Vec::new(), before: None };
        parts.iter().try_for_each(|part| check.add(part))?;
        check.end()
    }

    #[test]
    fn sequences_of_the_program_pass() {
        for parts in [
            &["\x1b[?1049h\x1b[?2004h\x1b[?25l\x1b[?1000h".as_bytes()][..],
            &[b"\x1b[?2026h\x1b[12;1H\x1b[38;2;1;22;333;4mtide\x1b[0m\x1b[m\x1b[?2026l"],
            &[b"\x1b[2J\x1b[H\x1b[58:5:12m", b"\x1b]11;?\x07"],
            &[b"\x1b]52;c;aGk=\x1b\\"],
            &["潮 ❤\u{fe0f} 👩\u{200d}👧 e\u{301}".as_bytes()],
            &[b"\x1b[", b"1", b";1H", &[0xe6, 0xbd], &[0xae]],
        ] {
            assert_eq!(check(Allowed::Screen, parts), Ok(()), "{parts:?}");
        }
        assert_eq!(check(Allowed::Lines, &["tide\n\t潮\n".as_bytes()]), Ok(()));
    }

    #[test]
    fn other_sequences_and_controls_are_refused() {
        for parts in [
            &["\x1b]0;title\x07".as_bytes()][..],
            &[b"\x1b]11;#fff\x07"],
            &[b"\x1b]52;c;aGk=\x07"],
            &[b"\x1b]52;p;aGk=\x1b\\"],
            &[b"\x1b]52;c;?\x1b\\"],
            &[b"\x1b]52;c;\x1b\\"],
            &[b"\x1b]52;c;aGk=\x1b"],
            &[b"\x1b]8;;http://x\x1b\\"],
            &[b"\x1bPq\x1b\\"],
            &[b"\x1b_x\x1b\\"],
            &[b"\x1bc"],
            &[b"\x1b[?1003h"],
            &[b"\x1b[6n"],
            &[b"\x1b[3J"],
            &[b"\x1b[>1u"],
            &[b"\x1b[1;1H\x07"],
            &[b"tide\n"],
            &[b"\r"],
            &[b"\x7f"],
            &[b"\0"],
            &["\u{9b}31m".as_bytes()],
            &[&[0xc2], &[0x9b]],
            &[&[0x9b]],
            &["user\u{202e}gpj".as_bytes()],
            &["\u{2067}".as_bytes()],
            &["\u{e0041}".as_bytes()],
            &["a\u{200d}b".as_bytes()],
            &["👩\x1b[0m\u{200d}".as_bytes()],
            &[&[0xc0, 0x9b]],
            &[b"\x1b[1;1"],
            &[b"\x1b["],
            &[b"\x1b"],
            &[&[0xe6, 0xbd]],
        ] {
            assert!(check(Allowed::Screen, parts).is_err(), "{parts:?}");
        }
        for text in ["\x1b[0m", "\r\n", "\u{9b}", "\u{202e}", "\u{7f}"] {
            assert!(check(Allowed::Lines, &[text.as_bytes()]).is_err(), "{text:?}");
        }
    }

    #[test]
    #[should_panic(expected = "not to be sent to a terminal: '\\u{7}' in \"tide\\u{7}\"")]
    fn a_refused_character_is_named() {
        let _ = Checked::new(Vec::new(), Allowed::Lines).write_all(b"tide\x07");
    }

    #[test]
    fn text_is_written_unchanged_and_nothing_of_what_is_refused() {
        let mut out = Checked::new(Vec::new(), Allowed::Lines);
        out.write_all("tide 潮\n".as_bytes()).unwrap();
        out.flush().unwrap();
        let refused =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| out.write_all(b"more\x1b[2J")));
        assert!(refused.is_err());
        assert_eq!(out.out, "tide 潮\n".as_bytes());
    }

    proptest! {
        #[test]
        fn sanitized_text_passes(text in any::<String>()) {
            let line = crate::text::safe::line(&text);
            prop_assert_eq!(check(Allowed::Screen, &[line.as_str().as_bytes()]), Ok(()));
            let printable = crate::text::safe::printable(&text);
            prop_assert_eq!(check(Allowed::Lines, &[printable.as_bytes()]), Ok(()));
        }

        #[test]
        fn pieces_pass_when_the_whole_does(bytes in proptest::collection::vec(any::<u8>(), 0..40), cut in 0usize..40) {
            let (left, right) = bytes.split_at(cut.min(bytes.len()));
            prop_assert_eq!(check(Allowed::Screen, &[&bytes]).is_ok(), check(Allowed::Screen, &[left, right]).is_ok());
        }
    }
}
