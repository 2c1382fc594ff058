//! Keys and how they are written in a key map: `j`, `<c-d>`, `<s-tab>`, `<space>`.

use std::fmt;
use std::str::FromStr;

pub use crossterm::event::KeyCode;
use crossterm::event::{KeyEvent, KeyModifiers};

/// The keys with a name: as written in a key map, their code, and as shown.
const NAMES: [(&str, KeyCode, &str); 13] = [
    ("enter", KeyCode::Enter, "Enter"),
    ("esc", KeyCode::Esc, "Esc"),
    ("tab", KeyCode::Tab, "Tab"),
    ("backspace", KeyCode::Backspace, "Backspace"),
    ("delete", KeyCode::Delete, "Delete"),
    ("left", KeyCode::Left, "←"),
    ("right", KeyCode::Right, "→"),
    ("up", KeyCode::Up, "↑"),
    ("down", KeyCode::Down, "↓"),
    ("home", KeyCode::Home, "Home"),
    ("end", KeyCode::End, "End"),
    ("pageup", KeyCode::PageUp, "PgUp"),
    ("pagedown", KeyCode::PageDown, "PgDn"),
];

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
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
        Self { code: KeyCode::Char(c), ctrl: false, alt: false, shift: false }
    }

    /// Returns the key of an event of the terminal; `None` for keys that no key map can name.
    pub(crate) fn of_event(event: KeyEvent) -> Option<Self> {
        let has = |modifier| event.modifiers.contains(modifier);
        let is_back_tab = event.code == KeyCode::BackTab;
        let code = if is_back_tab { KeyCode::Tab } else { event.code };
        let is_char = matches!(code, KeyCode::Char(_));
        let is_known = is_char || matches!(code, KeyCode::F(_)) || NAMES.iter().any(|known| known.1 == code);
        let shift = is_back_tab || has(KeyModifiers::SHIFT) && !is_char;
        let (ctrl, alt) = (has(KeyModifiers::CONTROL), has(KeyModifiers::ALT));
        is_known.then_some(Self { code, ctrl, alt, shift })
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

/// The text of a key that cannot be parsed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a key: write a character, or <c-x>, <a-x>, <s-tab>, <enter>, <space>, <f1> …")]
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

fn code(name: &str) -> Option<KeyCode> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(KeyCode::Char(c));
    }
    let lower = name.to_ascii_lowercase();
    match lower.as_str() {
        "space" => return Some(KeyCode::Char(' ')),
        "lt" => return Some(KeyCode::Char('<')),
        "gt" => return Some(KeyCode::Char('>')),
        _ => {}
    }
    if let Some(number) = lower.strip_prefix('f').and_then(|number| number.parse().ok()) {
        return Some(KeyCode::F(number));
    }
    NAMES.iter().find(|(known, ..)| *known == lower).map(|(_, code, _)| *code)
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
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(number) => write!(f, "F{number}"),
            code => {
                let known = NAMES.iter().find(|(_, known, _)| *known == code);
                f.write_str(known.map_or("?", |(.., shown)| shown))
            }
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
    fn a_sequence_is_split_into_keys() {
        let shown: Vec<String> =
            Key::sequence("/é<enter><c-d>").unwrap().iter().map(Key::to_string).collect();
        assert_eq!(shown, ["/", "é", "Enter", "Ctrl-d"]);
    }
}
