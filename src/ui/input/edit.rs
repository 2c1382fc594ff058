//! A line of typed text that is edited as in a shell.

use unicode_segmentation::UnicodeSegmentation;

use crate::ui::input::key::{Key, KeyCode};

/// The change that a key made to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// Its text changed.
    Text,
    /// Its cursor moved.
    Cursor,
    /// Nothing: the key means nothing to a line.
    Nothing,
}

/// A line of text with a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEdit {
    text: String,
    /// The byte after the cursor; always a grapheme boundary.
    cursor: usize,
}

impl LineEdit {
    /// Returns a line with `text` and the cursor behind it.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_string(), cursor: text.len() }
    }

    /// Returns its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the byte after the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts pasted text at the cursor, its line ends as spaces.
    pub fn insert(&mut self, pasted: &str) {
        let one_line = pasted.trim_end_matches(['\r', '\n']).replace(['\r', '\n'], " ");
        self.text.insert_str(self.cursor, &one_line);
        self.cursor += one_line.len();
    }

    /// Edits as a shell does: characters, arrows, Home, End, Ctrl-a e b f w u k h d.
    pub fn press(&mut self, key: Key) -> Edited {
        if key.alt {
            return Edited::Nothing;
        }
        match (key.code, key.ctrl) {
            (KeyCode::Char(c), false) => self.insert(c.encode_utf8(&mut [0; 4])),
            (KeyCode::Left, false) | (KeyCode::Char('b'), true) => return self.to(self.before()),
            (KeyCode::Right, false) | (KeyCode::Char('f'), true) => return self.to(self.after()),
            (KeyCode::Home, false) | (KeyCode::Char('a'), true) => return self.to(0),
            (KeyCode::End, false) | (KeyCode::Char('e'), true) => return self.to(self.text.len()),
            (KeyCode::Backspace, false) | (KeyCode::Char('h'), true) => {
                self.cut(self.before(), self.cursor);
            }
            (KeyCode::Delete, false) | (KeyCode::Char('d'), true) => {
                self.cut(self.cursor, self.after());
            }
            (KeyCode::Char('w'), true) => self.cut(self.word_before(), self.cursor),
            (KeyCode::Char('u'), true) => self.cut(0, self.cursor),
            (KeyCode::Char('k'), true) => self.cut(self.cursor, self.text.len()),
            _ => return Edited::Nothing,
        }
        Edited::Text
    }

    fn to(&mut self, cursor: usize) -> Edited {
        self.cursor = cursor;
        Edited::Cursor
    }

    fn cut(&mut self, start: usize, end: usize) {
        self.text.replace_range(start..end, "");
        self.cursor = start;
    }

    fn before(&self) -> usize {
        let last = self.text[..self.cursor].grapheme_indices(true).next_back();
        last.map_or(0, |(start, _)| start)
    }

    fn after(&self) -> usize {
        let next = self.text[self.cursor..].graphemes(true).next();
        self.cursor + next.map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let kept = self.text[..self.cursor].trim_end();
        kept.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(keys: &str) -> String {
        let mut line = LineEdit::default();
        for key in Key::sequence(keys).unwrap() {
            line.press(key);
        }
        let (before, behind) = line.text().split_at(line.cursor());
        format!("{before}|{behind}")
    }

    #[test]
    fn a_line_is_edited_as_in_a_shell() {
        for (keys, line) in [
            ("tide", "tide|"),
            ("tide<left><left>x", "tix|de"),
            ("the tide<c-w>", "the |"),
            ("the tide <c-w>", "the |"),
            ("tide<c-a><delete>", "|ide"),
            ("tide<left><c-u>", "|e"),
            ("tide<home><right><c-k>", "t|"),
            ("é<backspace>", "|"),
            ("<backspace><delete><left>", "|"),
        ] {
            assert_eq!(after(keys), line, "{keys}");
        }
    }

    #[test]
    fn a_paste_is_one_line() {
        let mut line = LineEdit::new("a");
        line.insert("b\r\nc\n");
        assert_eq!(line.text(), "ab  c");
    }
}
