//! Whether the terminal is dark or light: the question, and its answer among the keys.
//!
//! The answer comes the way keys come. Whoever reads the terminal for it alone takes away what was
//! typed meanwhile, and leaves an answer that comes late to be taken for keys; so nobody waits for
//! it. The one thread that reads the terminal knows the answer by what crossterm makes of it
//! (`ESC ] 1 1 ; r g b : …` are Alt-], 1, 1, ; and so on) and lets all else pass.

use std::env;
use std::io::{self, Write};

use crossterm::event::{Event as Sent, KeyCode, KeyEvent, KeyModifiers};

/// The question, which ends as the answer then does: some terminals know only this end.
const QUESTION: &[u8] = b"\x1b]11;?\x07";

/// How the answer begins, after its Alt-].
const BEGINNING: &str = "11;rgb";

/// The most characters an answer may have: `11;rgba:ffff/ffff/ffff/ffff` and some to spare.
const LONGEST: usize = 40;

/// What the terminal's background is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Background {
    Dark,
    Light,
}

/// Asks the terminal; returns whether it was asked.
///
/// The terminals left out show the question to the user or answer out of turn.
pub(crate) fn ask(out: &mut impl Write) -> io::Result<bool> {
    let understands = env::var("TERM").is_ok_and(|term| {
        !matches!(term.as_str(), "" | "dumb" | "screen" | "Eterm" | "linux") && !term.starts_with("screen.")
    });
    if understands {
        out.write_all(QUESTION)?;
        out.flush()?;
    }
    Ok(understands)
}

/// What one event turns out to be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    /// Something else than the answer.
    Other(Sent),
    /// Perhaps the answer's next character; it is held back until that is certain.
    Held,
    /// No answer after all: these were keys.
    Keys(Vec<Sent>),
    /// The answer.
    Answer(Background),
    /// An answer that says nothing.
    Nonsense,
}

/// Finds the answer among the events, once; after it everything passes.
#[derive(Debug)]
pub(crate) struct Ear {
    is_waiting: bool,
    held: Vec<Sent>,
    text: String,
}

impl Ear {
    /// Returns one that waits for an answer, or lets everything pass when nothing was asked.
    pub(crate) fn new(asked: bool) -> Self {
        Self { is_waiting: asked, held: Vec::new(), text: String::new() }
    }

    /// Tells whether events are held back, which may be keys that somebody waits for.
    pub(crate) fn holds(&self) -> bool {
        !self.held.is_empty()
    }

    /// Returns the events held back: nothing followed them, as it does in an answer.
    pub(crate) fn let_go(&mut self) -> Vec<Sent> {
        self.text.clear();
        std::mem::take(&mut self.held)
    }

    /// Takes the next event.
    pub(crate) fn take(&mut self, sent: Sent) -> Heard {
        let part = if self.is_waiting { part(&sent) } else { None };
        match part {
            Some(Part::Begin) if !self.holds() => {}
            Some(Part::Char(c)) if self.holds() && self.fits(c) => self.text.push(c),
            Some(Part::End) if self.holds() && self.text.starts_with(BEGINNING) => {
                self.is_waiting = false;
                let answer = background(&self.text);
                self.let_go();
                return answer.map_or(Heard::Nonsense, Heard::Answer);
            }
            _ if self.holds() => {
                self.held.push(sent);
                return Heard::Keys(self.let_go());
            }
            _ => return Heard::Other(sent),
        }
        self.held.push(sent);
        Heard::Held
    }

    fn fits(&self, next: char) -> bool {
        let at = self.text.len();
        at < LONGEST && BEGINNING[at.min(BEGINNING.len())..].chars().next().is_none_or(|known| known == next)
    }
}

/// What a key would be in an answer.
enum Part {
    Begin,
    Char(char),
    End,
}

fn part(sent: &Sent) -> Option<Part> {
    let Sent::Key(KeyEvent { code: KeyCode::Char(c), modifiers, .. }) = sent else { return None };
    match (*c, *modifiers) {
        (']', KeyModifiers::ALT) => Some(Part::Begin),
        ('\\', KeyModifiers::ALT) | ('g', KeyModifiers::CONTROL) => Some(Part::End),
        // Capital letters come with Shift.
        (c, KeyModifiers::NONE | KeyModifiers::SHIFT) if c.is_ascii_graphic() => Some(Part::Char(c)),
        _ => None,
    }
}

/// Returns what `11;rgb:RRRR/GGGG/BBBB` means, by how bright the eye finds it; a part has one to
/// four hexadecimal digits.
fn background(text: &str) -> Option<Background> {
    let (_, parts) = text.split_once(':')?;
    let mut parts = parts.split('/').map(|part| {
        let most = 16_u32.checked_pow(part.len() as u32)?.checked_sub(1)?;
        Some(f64::from(u32::from_str_radix(part, 16).ok()?) / f64::from(most.max(1)))
    });
    let mut next = || parts.next().flatten();
    let brightness = 0.299 * next()? + 0.587 * next()? + 0.114 * next()?;
    Some(if brightness > 0.5 { Background::Light } else { Background::Dark })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(c: char, modifiers: KeyModifiers) -> Sent {
        Sent::Key(KeyEvent::new(KeyCode::Char(c), modifiers))
    }

    /// As crossterm reads an answer.
    fn keys(text: &str) -> Vec<Sent> {
        let plain = text.chars().map(|c| match c {
            '\x07' => key('g', KeyModifiers::CONTROL),
            '\\' => key('\\', KeyModifiers::ALT),
            c if c.is_uppercase() => key(c, KeyModifiers::SHIFT),
            c => key(c, KeyModifiers::NONE),
        });
        [key(']', KeyModifiers::ALT)].into_iter().chain(plain).collect()
    }

    fn heard(ear: &mut Ear, sent: Vec<Sent>) -> (Vec<Sent>, Option<Background>) {
        let (mut others, mut answer) = (Vec::new(), None);
        for sent in sent {
            match ear.take(sent) {
                Heard::Other(sent) => others.push(sent),
                Heard::Keys(sent) => others.extend(sent),
                Heard::Answer(background) => answer = Some(background),
                Heard::Held | Heard::Nonsense => {}
            }
        }
        others.extend(ear.let_go());
        (others, answer)
    }

    #[test]
    fn an_answer_is_found_among_keys() {
        for (answer, background) in [
            ("11;rgb:0000/0000/0000\x07", Some(Background::Dark)),
            ("11;rgb:ffff/FFFF/ffff\\", Some(Background::Light)),
            ("11;rgb:ff/fa/e0\x07", Some(Background::Light)),
            ("11;rgba:1e1e/2020/3030/ffff\x07", Some(Background::Dark)),
            ("11;rgb:0/0/f\\", Some(Background::Dark)),
            ("11;rgb:f/f\\", None),
            ("11;rgb://\\", None),
            ("11;rgb:zz/zz/zz\\", None),
        ] {
            let around = key('x', KeyModifiers::NONE);
            let sent = [vec![around.clone()], keys(answer), vec![around.clone()]].concat();
            assert_eq!(
                heard(&mut Ear::new(true), sent),
                (vec![around.clone(), around], background),
                "{answer}"
            );
        }
    }

    #[test]
    fn what_is_no_answer_passes_whole() {
        for typed in
            ["", "1", "11;rgx", "x", "11;\x07", "11;rgb:0000/0000/0000/0000/0000/0000/0000/0000/0000\x07"]
        {
            assert_eq!(heard(&mut Ear::new(true), keys(typed)), (keys(typed), None), "{typed}");
        }
    }

    #[test]
    fn one_answer_is_awaited_or_none() {
        let answer = "11;rgb:0000/0000/0000\x07";
        assert_eq!(heard(&mut Ear::new(false), keys(answer)), (keys(answer), None));
        let mut ear = Ear::new(true);
        assert_eq!(heard(&mut ear, keys(answer)).1, Some(Background::Dark));
        assert_eq!(heard(&mut ear, keys(answer)), (keys(answer), None));
    }
}
