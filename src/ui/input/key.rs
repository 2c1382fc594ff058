//! Keys and how they are written in a key map: `j`, `<c-d>`, `<s-tab>`, `<space>`.

use std::fmt;
use std::str::FromStr;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character as typed: `G` and not Shift with `g`.
    Char(char),
    /// A function key.
    F(u8),
    /// A key with a name.
    Named(Named),
}

/// The keys that have a name instead of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Named {
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
}

const NAMES: [(&str, Named); 13] = [
    ("enter", Named::Enter),
    ("esc", Named::Esc),
    ("tab", Named::Tab),
    ("backspace", Named::Backspace),
    ("delete", Named::Delete),
    ("left", Named::Left),
    ("right", Named::Right),
    ("up", Named::Up),
    ("down", Named::Down),
    ("home", Named::Home),
    ("end", Named::End),
    ("pageup", Named::PageUp),
    ("pagedown", Named::PageDown),
];

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The key.
    pub code: Code,
    /// Whether Control was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
    /// Whether Shift was held; never with a character, which carries it itself.
    pub shift: bool,
}

impl Key {
    /// Returns the key of a character alone.
    pub fn char(c: char) -> Self {
        Self { code: Code::Char(c), ctrl: false, alt: false, shift: false }
    }

    /// Returns a named key alone.
    pub fn named(named: Named) -> Self {
        Self { code: Code::Named(named), ctrl: false, alt: false, shift: false }
    }

    /// Returns the keys written in `text` one after another: `/sea<enter>`; `<lt>` is `<`.
    pub fn sequence(text: &str) -> Result<Vec<Key>, KeyError> {
        let mut keys = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let length = match c {
                '<' => rest.find('>').map_or(rest.len(), |end| end + 1),
                _ => c.len_utf8(),
            };
            keys.push(rest[..length].parse()?);
            rest = &rest[length..];
        }
        Ok(keys)
    }
}

/// A key that is written in a way nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no key: write a character, or <c-x>, <a-x>, <s-tab>, <enter>, <space>, <f1> …")]
pub struct KeyError(String);

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let wrong = || KeyError(text.to_string());
        let mut chars = text.chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            return Ok(Key::char(c));
        }
        let mut name = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).ok_or_else(wrong)?;
        let mut key = Key::char(' ');
        loop {
            let (flag, rest) = match name.split_once('-') {
                Some(("c" | "C", rest)) => (&mut key.ctrl, rest),
                Some(("a" | "A", rest)) => (&mut key.alt, rest),
                Some(("s" | "S", rest)) => (&mut key.shift, rest),
                _ => break,
            };
            *flag = true;
            name = rest;
        }
        key.code = code(name).ok_or_else(wrong)?;
        Ok(key)
    }
}

fn code(name: &str) -> Option<Code> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(Code::Char(c));
    }
    let lower = name.to_ascii_lowercase();
    match lower.as_str() {
        "space" => return Some(Code::Char(' ')),
        "lt" => return Some(Code::Char('<')),
        "gt" => return Some(Code::Char('>')),
        _ => {}
    }
    if let Some(number) = lower.strip_prefix('f').and_then(|number| number.parse().ok()) {
        return Some(Code::F(number));
    }
    NAMES.iter().find(|(known, _)| *known == lower).map(|(_, named)| Code::Named(*named))
}

/// Writes the key as a person reads it: `Ctrl-d`, `Shift-Tab`, `Space`, `j`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.code {
            Code::Char(' ') => f.write_str("Space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::F(number) => write!(f, "F{number}"),
            Code::Named(named) => f.write_str(match named {
                Named::Enter => "Enter",
                Named::Esc => "Esc",
                Named::Tab => "Tab",
                Named::Backspace => "Backspace",
                Named::Delete => "Delete",
                Named::Left => "←",
                Named::Right => "→",
                Named::Up => "↑",
                Named::Down => "↓",
                Named::Home => "Home",
                Named::End => "End",
                Named::PageUp => "PgUp",
                Named::PageDown => "PgDn",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_and_written() {
        for (written, shown) in [
            ("j", "j"),
            ("<c-d>", "Ctrl-d"),
            ("<s-tab>", "Shift-Tab"),
            ("<space>", "Space"),
            ("<lt>", "<"),
            ("<a-r>", "Alt-r"),
            ("<f12>", "F12"),
            ("<c-->", "Ctrl--"),
            ("é", "é"),
        ] {
            assert_eq!(written.parse::<Key>().map(|key| key.to_string()), Ok(shown.to_string()), "{written}");
        }
    }

    #[test]
    fn a_wrong_key_is_named() {
        assert!("<nokey>".parse::<Key>().unwrap_err().to_string().contains("<nokey>"));
        assert!("jj".parse::<Key>().is_err());
        assert!("<f>".parse::<Key>().is_ok());
        assert!("<>".parse::<Key>().is_err());
    }

    #[test]
    fn a_sequence_is_cut_into_keys() {
        let shown: Vec<String> =
            Key::sequence("/é<enter><c-d>").unwrap().iter().map(Key::to_string).collect();
        assert_eq!(shown, ["/", "é", "Enter", "Ctrl-d"]);
    }
}
