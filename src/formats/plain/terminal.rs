//! What a text made for a terminal says by its characters: letters struck twice or underlined by going back, as
//! manuals have them, and the colours of `ESC [ … m`.
//!
//! Each letter is kept once and its style or colour becomes emphasis. No other sequence is understood; the rest of them
//! stays in the text and is shown as marks.

use memchr::memchr2;

use crate::document::{Emphasis, Stress, TerminalColour};
use crate::text::Span;

const BACKSPACE: char = '\u{8}';

/// The longest line of a window that is read so, in bytes: the bytes read around a part of a long text hold
/// such a line whole.
const LONGEST_IN_WINDOW: usize = 4000;

/// The longest sequence of a colour, in bytes.
const LONGEST_SEQUENCE: usize = 40;

/// A text without the characters that give a style.
pub(super) struct TerminalText {
    /// The text.
    pub text: String,
    /// The styles, sorted by start.
    pub emphasis: Vec<Emphasis>,
}

/// Tells whether bytes may hold a style.
pub fn has_styles(bytes: &[u8]) -> bool {
    memchr2(b'\x08', b'\x1b', bytes).is_some()
}

/// Returns a text without the characters that give a style.
pub(super) fn styled(text: String) -> TerminalText {
    if !has_styles(text.as_bytes()) {
        return TerminalText { text, emphasis: Vec::new() };
    }
    let mut reader = TerminalReader::default();
    text.split_inclusive('\n').for_each(|line| reader.line(line));
    reader.finish()
}

/// Returns a part of a longer text of as many bytes, so that places stay the same: each line has spaces at its end
/// for the bytes left out. Lines that may be cut by the ends of the part stay as they are; `from_start` and
/// `to_end` tell whether the part has the first and the last byte of the whole.
pub(super) fn styled_in_place(text: String, from_start: bool, to_end: bool) -> TerminalText {
    if !has_styles(text.as_bytes()) {
        return TerminalText { text, emphasis: Vec::new() };
    }
    let mut reader = TerminalReader::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_whole = (at > 0 || from_start) && (line.ends_with('\n') || to_end);
        at += line.len();
        if is_whole && line.len() <= LONGEST_IN_WINDOW {
            let body = line.strip_suffix('\n').unwrap_or(line);
            reader.line(body);
            let missing = at - (line.len() - body.len()) - reader.text.len();
            reader.text.extend(std::iter::repeat_n(' ', missing));
            reader.text.push_str(&line[body.len()..]);
        } else {
            reader.text.push_str(line);
        }
    }
    reader.finish()
}

/// A style that the coming letters have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct TerminalStyle {
    is_strong: bool,
    is_light: bool,
    is_struck: bool,
    colour: Option<TerminalColour>,
}

#[derive(Default)]
struct TerminalReader {
    text: String,
    emphasis: Vec<Emphasis>,
}

impl TerminalReader {
    /// Adds a line. A style ends with its line at the latest, so that lines are read alike wherever a window
    /// begins.
    fn line(&mut self, line: &str) {
        if !has_styles(line.as_bytes()) {
            self.text.push_str(line);
            return;
        }
        let (mut style, mut at) = (TerminalStyle::default(), 0);
        while let Some(c) = line[at..].chars().next() {
            if let Some(length) = sequence(&line[at..]) {
                style.apply(&line[at + 2..at + length - 1]);
                at += length;
                continue;
            }
            let (letter, length, struck) = overstruck(&line[at..]).unwrap_or((c, c.len_utf8(), style));
            let start = self.text.len();
            self.text.push(letter);
            if letter != '\n' {
                self.mark(start, struck.or(style));
            }
            at += length;
        }
    }

    /// Gives the text from `start` on a style; it continues the one before it if that is the same.
    fn mark(&mut self, start: usize, style: TerminalStyle) {
        let end = self.text.len();
        let stresses = [
            style.is_strong.then_some(Stress::Strong),
            style.is_light.then_some(Stress::Light),
            style.is_struck.then_some(Stress::Struck),
            style.colour.map(Stress::Colour),
        ];
        for stress in stresses.into_iter().flatten() {
            let mut recent = self.emphasis.iter_mut().rev().take(stresses.len());
            match recent.find(|last| last.stress == stress && last.span.end == start) {
                Some(last) => last.span.end = end,
                None => self.emphasis.push(Emphasis { span: Span::new(start, end), stress }),
            }
        }
    }

    fn finish(mut self) -> TerminalText {
        self.emphasis.retain(|found| !found.span.of(&self.text).trim().is_empty());
        TerminalText { text: self.text, emphasis: self.emphasis }
    }
}

impl TerminalStyle {
    /// Applies the numbers of a sequence. Backgrounds change nothing: words in a colour may be illegible on
    /// another ground than their author's.
    fn apply(&mut self, numbers: &str) {
        let mut codes = numbers.split(';');
        while let Some(code) = codes.next() {
            match code {
                "" | "0" | "00" => *self = Self::default(),
                "1" | "01" => self.is_strong = true,
                "22" => self.is_strong = false,
                "3" | "03" | "4" | "04" => self.is_light = true,
                "23" | "24" | "4:0" => self.is_light = false,
                "9" | "09" => self.is_struck = true,
                "29" => self.is_struck = false,
                "38" => self.colour = colour(&mut codes).or(self.colour),
                // The colours of the background and of an underline.
                "48" | "58" => drop(colour(&mut codes)),
                "39" => self.colour = None,
                code if code.starts_with("38:") => {
                    let mut parts = code.split(':').skip(1).filter(|part| !part.is_empty());
                    self.colour = colour(&mut parts).or(self.colour);
                }
                underlined if underlined.starts_with("4:") => self.is_light = true,
                code => match code.parse() {
                    Ok(number @ 30..=37) => self.colour = Some(TerminalColour::of_palette(number - 30)),
                    Ok(number @ 90..=97) => self.colour = Some(TerminalColour::of_palette(number - 82)),
                    Ok(_) | Err(_) => {}
                },
            }
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            is_strong: self.is_strong || other.is_strong,
            is_light: self.is_light || other.is_light,
            is_struck: self.is_struck || other.is_struck,
            colour: self.colour.or(other.colour),
        }
    }
}

/// Takes a colour from the numbers after 38: `5;208` by its number, `2;255;135;0` by its parts.
fn colour<'a>(codes: &mut impl Iterator<Item = &'a str>) -> Option<TerminalColour> {
    let kind = codes.next()?;
    let mut number = || codes.next()?.parse().ok();
    match kind {
        "5" => number().map(TerminalColour::of_palette),
        "2" => {
            let [red, green, blue] = [number(), number(), number()];
            Some(TerminalColour::nearest([red?, green?, blue?]))
        }
        _ => None,
    }
}

/// Returns the length of the sequence `ESC [ numbers m` that a text begins with.
fn sequence(text: &str) -> Option<usize> {
    let numbers = text.strip_prefix("\x1b[")?;
    let length = numbers
        .bytes()
        .take(LONGEST_SEQUENCE)
        .take_while(|byte| matches!(byte, b'0'..=b'9' | b';' | b':'))
        .count();
    (numbers.as_bytes().get(length) == Some(&b'm')).then_some(length + 3)
}

/// Returns the letter that a text begins with if it is struck over, the length of all its parts and its style:
/// `N\bN` is strong, `_\bN` underlined, `_\bN\bN` both.
fn overstruck(text: &str) -> Option<(char, usize, TerminalStyle)> {
    let mut letter = text.chars().next()?;
    let mut at = letter.len_utf8();
    let mut style = TerminalStyle::default();
    loop {
        let back = text[at..].strip_prefix(BACKSPACE)?;
        // A wide letter may be gone back over by two.
        let next = back.strip_prefix(BACKSPACE).filter(|_| letter.len_utf8() > 2).unwrap_or(back);
        let over = next.chars().next().filter(|c| !c.is_whitespace() && *c != BACKSPACE)?;
        match (letter, over) {
            _ if over == letter => style.is_strong = true,
            ('_', _) if !style.is_light => (letter, style.is_light) = (over, true),
            (_, '_') => style.is_light = true,
            // Bullets of manuals in ASCII.
            ('+', 'o') | ('o', '+') => letter = '•',
            _ => return None,
        }
        at = text.len() - next.len() + over.len_utf8();
        if !text[at..].starts_with(BACKSPACE) {
            return Some((letter, at, style));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Returns the text with `*` around strong, `_` around light and `~` around struck passages.
    fn shown(text: &str) -> String {
        let found = styled(text.to_owned());
        let mut marks: Vec<(usize, char)> = Vec::new();
        for Emphasis { span, stress } in &found.emphasis {
            let mark = match stress {
                Stress::Strong => '*',
                Stress::Light => '_',
                Stress::Colour(_) => continue,
                _ => '~',
            };
            marks.extend([(span.start, mark), (span.end, mark)]);
        }
        marks.sort_by_key(|(at, _)| *at);
        let mut shown = found.text;
        marks.iter().rev().for_each(|(at, mark)| shown.insert(*at, *mark));
        shown
    }

    #[test]
    fn letters_struck_over_are_kept_once() {
        for (text, expected) in [
            ("N\u{8}NA\u{8}AM\u{8}ME\u{8}E", "*NAME*"),
            ("the _\u{8}f_\u{8}i_\u{8}l_\u{8}e.", "the _file_."),
            ("é\u{8}é 日\u{8}\u{8}日", "*é* *日*"),
            ("x\u{8}_", "_x_"),
            ("+\u{8}o one", "• one"),
            ("a\u{8}b", "a\u{8}b"),
            ("\u{8}a\u{8}", "\u{8}a\u{8}"),
            ("a\u{8}\n", "a\u{8}\n"),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
        let both = styled("_\u{8}a\u{8}a".to_owned());
        assert_eq!((both.text.as_str(), both.emphasis.len()), ("a", 2));
    }

    #[test]
    fn colours_and_styles_are_left_out_and_nothing_else() {
        for (text, expected) in [
            ("\x1b[1;31mRed mill\x1b[0m is closed.", "*Red mill* is closed."),
            ("\x1b[4mone\x1b[24m \x1b[9mtwo\x1b[m", "_one_ ~two~"),
            ("\x1b[38;5;1mone\x1b[38;2;1;2;3mtwo\x1b[4:3mthree", "onetwo_three_"),
            ("\x1b[1mone\ntwo\x1b[0m", "*one*\ntwo"),
            ("\x1b[2Ja\x1b]0;x\x07\x1b[?1mb\x1b[", "\x1b[2Ja\x1b]0;x\x07\x1b[?1mb\x1b["),
            ("\x1b[\x1b[0m0m", "\x1b[0m"),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    #[test]
    fn colours_are_kept_beside_the_text() {
        for (text, expected) in [
            ("\x1b[01;34msrc\x1b[0m a.rs", &["blue src"][..]),
            ("\x1b[31mred \x1b[92mgreen\x1b[39m plain", &["red red ", "bright green green"]),
            ("\x1b[38;5;208mone\x1b[38;2;0;200;10mtwo\x1b[mthree", &["yellow one", "green two"]),
            ("\x1b[38:5:4mone\x1b[38:2::255:0:0mtwo", &["blue one", "bright red two"]),
            ("\x1b[30;42mone\x1b[49m two", &["black one two"]),
            ("\x1b[48;5;196;33mone\x1b[38;5;999mtwo\x1b[38mthree", &["yellow onetwothree"]),
        ] {
            let found = styled(text.to_owned());
            let coloured = found.emphasis.iter().filter_map(|one| match one.stress {
                Stress::Colour(colour) => Some(format!("{} {}", colour.name(), one.span.of(&found.text))),
                _ => None,
            });
            assert_eq!(coloured.collect::<Vec<_>>(), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_window_has_the_lines_of_the_whole(
            lines in prop::collection::vec("(\x1b\\[[0-9;]{0,4}m|[a-zé日_]|a\u{8}a|_\u{8}b|\u{8}|\x1b| ){0,12}", 1..8), cut in 0usize..40
        ) {
            let text = lines.join("\n");
            let whole = styled(text.clone());
            let placed = styled_in_place(text.clone(), true, true);
            prop_assert_eq!(placed.text.len(), text.len());
            let pairs = whole.text.split('\n').zip(placed.text.split('\n'));
            for (one, two) in pairs {
                prop_assert_eq!(one.trim_end(), two.trim_end());
            }
            let texts = |found: &TerminalText| found.emphasis.iter().map(|one| one.span.of(&found.text).to_owned()).collect::<Vec<_>>();
            prop_assert_eq!(texts(&whole), texts(&placed));
            // What is cut at its beginning agrees from the second line on.
            let cut = text.floor_char_boundary(cut.min(text.len()));
            let part = styled_in_place(text[cut..].to_owned(), cut == 0, true).text;
            if let Some(end) = text[cut..].find('\n') {
                prop_assert_eq!(&part[end..], &placed.text[cut + end..]);
            }
        }
    }
}
