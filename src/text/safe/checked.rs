//! The watchman behind the gate: a writer that looks at every byte on its way to the terminal.
//!
//! The gate holds because only its type can be drawn; this finds out in every test whether that is
//! so. It knows the few sequences this program sends and panics at anything else that a terminal
//! could take for an order. In a release build it passes everything on and costs nothing.

use std::fmt;
use std::io::{self, Write};

use crate::text::unicode::{is_spelling, is_unprintable};

/// What may be written to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// Lines of text, with tabs and nothing else that is not seen.
    Lines,
    /// Text, and the sequences by which a screen is drawn.
    Screen,
}

/// A writer that in debug and test builds lets nothing pass that could steer a terminal.
#[derive(Debug)]
pub struct Checked<W> {
    out: W,
    watch: Watch,
}

impl<W: Write> Checked<W> {
    /// Returns `out` with a watch over it.
    pub fn new(out: W, allowed: Allowed) -> Self {
        Self { out, watch: Watch { allowed, held: Vec::new(), before: None } }
    }
}

impl<W: Write> Write for Checked<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !cfg!(debug_assertions) {
            return self.out.write(bytes);
        }
        // Looked at before it is written; only what was written counts as seen.
        stop_at(self.watch.clone().follow(bytes));
        let written = self.out.write(bytes)?;
        stop_at(self.watch.follow(bytes.get(..written).unwrap_or(bytes)));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        if cfg!(debug_assertions) {
            stop_at(self.watch.end());
        }
        self.out.flush()
    }
}

/// A panic while another one is told would hide that one.
fn stop_at(seen: Result<(), Leak>) {
    if let Err(leak) = seen
        && !std::thread::panicking()
    {
        panic!("{leak}");
    }
}

/// What must not have been written.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Leak {
    what: &'static str,
    bytes: Vec<u8>,
}

impl fmt::Display for Leak {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the gate leaks: {} on its way to the terminal: {}", self.what, self.bytes.escape_ascii())
    }
}

/// The question for the background, the only string sequence sent.
const QUESTION: &[u8] = b"\x1b]11;?\x07";

/// The modes this program sets and resets: the second screen, pastes, the cursor, the mouse, and
/// the brackets of a frame.
const MODES: [&[u8]; 7] = [b"?1049", b"?2004", b"?25", b"?1000", b"?1002", b"?1006", b"?2026"];

/// The longest sequence sent is a style with three colours.
const LONGEST: usize = 80;

#[derive(Clone, Debug)]
struct Watch {
    allowed: Allowed,
    /// The bytes of a character or a sequence that has not ended yet.
    held: Vec<u8>,
    /// The character written last, unless a sequence came after it.
    before: Option<char>,
}

enum Verdict {
    Fine,
    Unfinished,
    Leak(&'static str),
}

impl Watch {
    fn follow(&mut self, bytes: &[u8]) -> Result<(), Leak> {
        for &byte in bytes {
            self.held.push(byte);
            match self.verdict() {
                Verdict::Fine => {
                    self.before = std::str::from_utf8(&self.held).ok().and_then(only_char);
                    self.held.clear();
                }
                Verdict::Unfinished => {}
                Verdict::Leak(what) => return Err(Leak { what, bytes: std::mem::take(&mut self.held) }),
            }
        }
        Ok(())
    }

    /// Whoever flushes has come to the end of something.
    fn end(&mut self) -> Result<(), Leak> {
        if self.held.is_empty() {
            return Ok(());
        }
        Err(Leak { what: "something unfinished", bytes: std::mem::take(&mut self.held) })
    }

    /// Tells whether a character acts on a terminal or cannot be seen. Of a joiner only the character
    /// before it is known here.
    fn steers(&self, c: char) -> bool {
        is_unprintable(c) && !is_spelling(c, self.before, self.before)
    }

    fn verdict(&self) -> Verdict {
        match (self.held.as_slice(), self.allowed) {
            ([0x20..=0x7e], _) | (b"\n" | b"\t", Allowed::Lines) => Verdict::Fine,
            ([0x1b, rest @ ..], Allowed::Screen) => sequence(rest, &self.held),
            ([0..=0x7f, ..], _) => Verdict::Leak("a control character"),
            (character, _) => match std::str::from_utf8(character) {
                Ok(text) if text.chars().any(|c| self.steers(c)) => Verdict::Leak("a character that steers"),
                Ok(_) => Verdict::Fine,
                Err(error) if error.error_len().is_none() => Verdict::Unfinished,
                Err(_) => Verdict::Leak("a byte that is no UTF-8"),
            },
        }
    }
}

/// Returns the character of a text that holds no other.
fn only_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// Judges what follows an ESC.
fn sequence(rest: &[u8], whole: &[u8]) -> Verdict {
    match rest {
        [] => Verdict::Unfinished,
        [b']', ..] if whole == QUESTION => Verdict::Fine,
        [b']', ..] if QUESTION.starts_with(whole) => Verdict::Unfinished,
        [b'[', arguments @ .., end @ 0x40..=0x7e] if is_known(arguments, *end) => Verdict::Fine,
        [b'[', arguments @ ..] if arguments.len() < LONGEST && arguments.iter().copied().all(is_argument) => {
            Verdict::Unfinished
        }
        _ => Verdict::Leak("a sequence that is none of ours"),
    }
}

fn is_argument(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b';' | b':' | b'?')
}

/// Tells whether this program sends CSI with these arguments and this end.
fn is_known(arguments: &[u8], end: u8) -> bool {
    let numbers = || arguments.iter().all(|byte| is_argument(*byte) && *byte != b'?');
    match end {
        b'H' | b'm' => numbers(),
        b'J' => arguments == b"2",
        b'h' | b'l' => MODES.contains(&arguments),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seen(allowed: Allowed, parts: &[&[u8]]) -> Result<(), Leak> {
        let mut watch = Watch { allowed, held: Vec::new(), before: None };
        parts.iter().try_for_each(|part| watch.follow(part))?;
        watch.end()
    }

    #[test]
    fn what_the_program_sends_passes() {
        for parts in [
            &["\x1b[?1049h\x1b[?2004h\x1b[?25l\x1b[?1000h".as_bytes()][..],
            &[b"\x1b[?2026h\x1b[12;1H\x1b[38;2;1;22;333;4mtide\x1b[0m\x1b[m\x1b[?2026l"],
            &[b"\x1b[2J\x1b[H\x1b[58:5:12m", b"\x1b]11;?\x07"],
            &["潮 ❤\u{fe0f} 👩\u{200d}👧 e\u{301}".as_bytes()],
            &[b"\x1b[", b"1", b";1H", &[0xe6, 0xbd], &[0xae]],
        ] {
            assert_eq!(seen(Allowed::Screen, parts), Ok(()), "{parts:?}");
        }
        assert_eq!(seen(Allowed::Lines, &["tide\n\t潮\n".as_bytes()]), Ok(()));
    }

    #[test]
    fn what_steers_is_caught_also_in_pieces() {
        for parts in [
            &["\x1b]0;title\x07".as_bytes()][..],
            &[b"\x1b]11;#fff\x07"],
            &[b"\x1b]52;c;aGk=\x07"],
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
            assert!(seen(Allowed::Screen, parts).is_err(), "{parts:?}");
        }
        for text in ["\x1b[0m", "\r\n", "\u{9b}", "\u{202e}", "\u{7f}"] {
            assert!(seen(Allowed::Lines, &[text.as_bytes()]).is_err(), "{text:?}");
        }
    }

    #[test]
    #[should_panic(expected = "the gate leaks: a control character on its way to the terminal: \\x07")]
    fn a_leak_panics_and_is_named() {
        let _ = Checked::new(Vec::new(), Allowed::Lines).write_all(b"tide\x07");
    }

    #[test]
    fn what_passes_arrives_unchanged_and_nothing_of_a_leak_does() {
        let mut out = Checked::new(Vec::new(), Allowed::Lines);
        out.write_all("tide 潮\n".as_bytes()).unwrap();
        out.flush().unwrap();
        let leaking =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| out.write_all(b"more\x1b[2J")));
        assert!(leaking.is_err());
        assert_eq!(out.out, "tide 潮\n".as_bytes());
    }

    proptest! {
        #[test]
        fn what_the_gate_makes_passes(text in any::<String>()) {
            let line = crate::text::safe::line(&text);
            prop_assert_eq!(seen(Allowed::Screen, &[line.as_str().as_bytes()]), Ok(()));
            let printable = crate::text::safe::printable(&text);
            prop_assert_eq!(seen(Allowed::Lines, &[printable.as_bytes()]), Ok(()));
        }

        #[test]
        fn it_sees_the_same_in_pieces(bytes in proptest::collection::vec(any::<u8>(), 0..40), cut in 0usize..40) {
            let (left, right) = bytes.split_at(cut.min(bytes.len()));
            prop_assert_eq!(seen(Allowed::Screen, &[&bytes]), seen(Allowed::Screen, &[left, right]));
        }
    }
}
