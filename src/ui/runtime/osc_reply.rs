//! Whether the terminal is dark or light: the query (OSC 11), and its reply among the keys.
//!
//! The reply arrives as keys do. To read the terminal for it alone would take away keys typed meanwhile, and
//! a late reply would be taken for keys. So the thread that reads all events recognises the reply by what
//! crossterm makes of it (`ESC ] 1 1 ; r g b : …` are Alt-], 1, 1, ; and so on) and passes all else on.

use std::env;
use std::io::{self, Write};

use crossterm::event::{Event as Sent, KeyCode, KeyEvent, KeyModifiers};

/// The query. The reply ends as the query does, and some terminals know only this end.
const QUERY: &[u8] = b"\x1b]11;?\x07";

/// How the reply begins, after its Alt-].
const BEGINNING: &str = "11;rgb";

/// The most characters a reply may have: `11;rgba:ffff/ffff/ffff/ffff` and some to spare.
const LONGEST: usize = 40;

/// The background of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BackgroundColour {
    Dark,
    Light,
}

/// Sends the query; returns whether it was sent. The terminals left out show it to the user or reply out of
/// turn.
pub(crate) fn ask(out: &mut impl Write) -> io::Result<bool> {
    let understands = env::var("TERM").is_ok_and(|term| {
        !matches!(term.as_str(), "" | "dumb" | "screen" | "Eterm" | "linux") && !term.starts_with("screen.")
    });
    if understands {
        out.write_all(QUERY)?;
        out.flush()?;
    }
    Ok(understands)
}

/// The meaning of an event for the parser.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Parsed {
    /// No part of a reply.
    Other(Sent),
    /// Perhaps the next character of the reply; it is kept until that is certain.
    Kept,
    /// Not a reply: these events were keys.
    Keys(Vec<Sent>),
    /// The reply; `None` if it makes no sense.
    Reply(Option<BackgroundColour>),
}

/// A parser that finds one reply among the events and then passes everything on.
#[derive(Debug)]
pub(crate) struct ReplyParser {
    is_waiting: bool,
    kept: Vec<Sent>,
    text: String,
}

impl ReplyParser {
    /// Returns a parser that waits for a reply, or passes everything on.
    pub(crate) fn new(is_waiting: bool) -> Self {
        Self { is_waiting, kept: Vec::new(), text: String::new() }
    }

    /// Tells whether events are kept, which may be keys.
    pub(crate) fn has_kept(&self) -> bool {
        !self.kept.is_empty()
    }

    /// Returns the events kept: nothing followed them, as it does in a reply.
    pub(crate) fn give_up(&mut self) -> Vec<Sent> {
        self.text.clear();
        std::mem::take(&mut self.kept)
    }

    /// Takes the next event.
    pub(crate) fn take(&mut self, sent: Sent) -> Parsed {
        let part = if self.is_waiting { part(&sent) } else { None };
        match part {
            Some(ReplyPart::Begin) if !self.has_kept() => {}
            Some(ReplyPart::Char(c)) if self.has_kept() && self.fits(c) => self.text.push(c),
            Some(ReplyPart::End) if self.has_kept() && self.text.starts_with(BEGINNING) => {
                self.is_waiting = false;
                let background = background(&self.text);
                self.give_up();
                return Parsed::Reply(background);
            }
            _ if self.has_kept() => {
                self.kept.push(sent);
                return Parsed::Keys(self.give_up());
            }
            _ => return Parsed::Other(sent),
        }
        self.kept.push(sent);
        Parsed::Kept
    }

    fn fits(&self, next: char) -> bool {
        let at = self.text.len();
        at < LONGEST && BEGINNING[at.min(BEGINNING.len())..].chars().next().is_none_or(|known| known == next)
    }
}

/// The part of a reply that a key may be.
enum ReplyPart {
    Begin,
    Char(char),
    End,
}

fn part(sent: &Sent) -> Option<ReplyPart> {
    let Sent::Key(KeyEvent { code: KeyCode::Char(c), modifiers, .. }) = sent else { return None };
    match (*c, *modifiers) {
        (']', KeyModifiers::ALT) => Some(ReplyPart::Begin),
        ('\\', KeyModifiers::ALT) | ('g', KeyModifiers::CONTROL) => Some(ReplyPart::End),
        // Capital letters come with Shift.
        (c, KeyModifiers::NONE | KeyModifiers::SHIFT) if c.is_ascii_graphic() => Some(ReplyPart::Char(c)),
        _ => None,
    }
}

/// Returns the background in `11;rgb:RRRR/GGGG/BBBB` by its luminance; a part has one to four hexadecimal
/// digits.
fn background(text: &str) -> Option<BackgroundColour> {
    let (_, parts) = text.split_once(':')?;
    let mut parts = parts.split('/').map(|part| {
        let most = 16_u32.checked_pow(part.len() as u32)?.checked_sub(1)?;
        Some(f64::from(u32::from_str_radix(part, 16).ok()?) / f64::from(most.max(1)))
    });
    let mut next = || parts.next().flatten();
    let brightness = 0.299 * next()? + 0.587 * next()? + 0.114 * next()?;
    Some(if brightness > 0.5 { BackgroundColour::Light } else { BackgroundColour::Dark })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(c: char, modifiers: KeyModifiers) -> Sent {
        Sent::Key(KeyEvent::new(KeyCode::Char(c), modifiers))
    }

    /// Returns the events that crossterm makes of a reply.
    fn keys(text: &str) -> Vec<Sent> {
        let plain = text.chars().map(|c| match c {
            '\x07' => key('g', KeyModifiers::CONTROL),
            '\\' => key('\\', KeyModifiers::ALT),
            c if c.is_uppercase() => key(c, KeyModifiers::SHIFT),
            c => key(c, KeyModifiers::NONE),
        });
        [key(']', KeyModifiers::ALT)].into_iter().chain(plain).collect()
    }

    fn parsed(parser: &mut ReplyParser, sent: Vec<Sent>) -> (Vec<Sent>, Option<BackgroundColour>) {
        let (mut others, mut answer) = (Vec::new(), None);
        for sent in sent {
            match parser.take(sent) {
                Parsed::Other(sent) => others.push(sent),
                Parsed::Keys(sent) => others.extend(sent),
                Parsed::Reply(background) => answer = background,
                Parsed::Kept => {}
            }
        }
        others.extend(parser.give_up());
        (others, answer)
    }

    #[test]
    fn a_reply_is_found_among_keys() {
        for (answer, background) in [
            ("11;rgb:0000/0000/0000\x07", Some(BackgroundColour::Dark)),
            ("11;rgb:ffff/FFFF/ffff\\", Some(BackgroundColour::Light)),
            ("11;rgb:ff/fa/e0\x07", Some(BackgroundColour::Light)),
            ("11;rgba:1e1e/2020/3030/ffff\x07", Some(BackgroundColour::Dark)),
            ("11;rgb:0/0/f\\", Some(BackgroundColour::Dark)),
            ("11;rgb:f/f\\", None),
            ("11;rgb://\\", None),
            ("11;rgb:zz/zz/zz\\", None),
        ] {
            let around = key('x', KeyModifiers::NONE);
            let sent = [vec![around.clone()], keys(answer), vec![around.clone()]].concat();
            assert_eq!(
                parsed(&mut ReplyParser::new(true), sent),
                (vec![around.clone(), around], background),
                "{answer}"
            );
        }
    }

    #[test]
    fn events_that_are_no_reply_pass_unchanged() {
        for typed in
            ["", "1", "11;rgx", "x", "11;\x07", "11;rgb:0000/0000/0000/0000/0000/0000/0000/0000/0000\x07"]
        {
            assert_eq!(parsed(&mut ReplyParser::new(true), keys(typed)), (keys(typed), None), "{typed}");
        }
    }

    #[test]
    fn one_reply_is_awaited_or_none() {
        let answer = "11;rgb:0000/0000/0000\x07";
        assert_eq!(parsed(&mut ReplyParser::new(false), keys(answer)), (keys(answer), None));
        let mut parser = ReplyParser::new(true);
        assert_eq!(parsed(&mut parser, keys(answer)).1, Some(BackgroundColour::Dark));
        assert_eq!(parsed(&mut parser, keys(answer)), (keys(answer), None));
    }
}
