//! The editor of a note: several lines over the panes, with the words that the note is on.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Block, BorderType, Widget};
use ratatui_textarea::{CursorMove, Input, Key as AreaKey, TextArea, WrapMode};

use crate::storage::store::NoteId;
use crate::tasks::{NoteSubject, NoteTarget, NotedPassage};
use crate::text::CopiedText;
use crate::text::wrap::{rows, unwrapped};
use crate::ui::component::Hint;
use crate::ui::drawing::{DrawContext, Role, clear, fitted, inset, span};
use crate::ui::input::{Action, Context, Key, KeyCode, Keymap, ProgramAction, TextAction};

/// The most rows of the words that the note is on.
const QUOTED: usize = 3;

/// The rows of the note itself, as long as the window has them.
const ROWS: u16 = 6;

/// The widest the editor gets, in cells.
const WIDEST: u16 = 84;

/// The keys named on the bottom row.
pub(crate) const HINTS: &[Hint] =
    &[(Action::Text(TextAction::SaveNote), "save"), (Action::Program(ProgramAction::Escape), "close")];

/// A note being written.
#[derive(Clone, Debug)]
pub struct NoteEditor {
    subject: NoteSubject,
    /// The passage at the other end of a link, which the note can be on as well.
    offered: Option<NotedPassage>,
    area: TextArea<'static>,
    /// The words it began with.
    before: String,
    /// The key of its draft, once that is kept.
    pub(crate) draft: Option<NoteId>,
    /// Whether the editor asks if the text is to be discarded.
    is_asking: bool,
    /// A message in the border.
    pub(crate) message: Option<String>,
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EditorOutcome {
    /// Nothing: the editor has handled the key.
    Nothing,
    /// To keep the words as a draft.
    Edited,
    /// To save the note.
    Save,
    /// To close the editor and discard the text.
    Discard,
    /// An action of the program.
    Act(ProgramAction),
}

impl NoteEditor {
    /// Returns the editor of a new note; the note can be on the link to `offered` as well.
    pub(crate) fn new(passage: NotedPassage, offered: Option<NotedPassage>) -> Self {
        Self::of(NoteSubject::New(Box::new(NoteTarget { passage, linked: None })), "", offered)
    }

    /// Returns the editor of a note, or of the draft of one, with these words in it.
    pub(crate) fn of(subject: NoteSubject, text: &str, offered: Option<NotedPassage>) -> Self {
        let shown = cleaned(text);
        let mut area = TextArea::from(shown.as_str().split('\n'));
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.set_cursor_line_style(Style::new());
        area.set_cursor_style(Style::new());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        let before = shown.as_str().to_owned();
        let message = left_out(&shown);
        Self { subject, offered, area, before, draft: None, is_asking: false, message }
    }

    /// Returns the note.
    pub(crate) fn subject(&self) -> &NoteSubject {
        &self.subject
    }

    /// Returns its text without control and hidden characters; empty if there is only white space.
    pub(crate) fn text(&self) -> String {
        let text = cleaned(&self.area.lines().join("\n"));
        if text.as_str().trim().is_empty() { String::new() } else { text.as_str().to_owned() }
    }

    /// Does what a key asks for.
    pub(crate) fn press(&mut self, key: Key, keymap: &Keymap) -> EditorOutcome {
        if self.is_asking {
            return self.answer(key);
        }
        self.message = None;
        match keymap.action(Context::NoteEditor, key) {
            Some(Action::Text(TextAction::SaveNote)) => return EditorOutcome::Save,
            Some(Action::Text(TextAction::SwitchTarget)) => {
                self.switch_target();
                return EditorOutcome::Nothing;
            }
            Some(Action::Program(ProgramAction::Escape | ProgramAction::Interrupt)) => return self.leave(),
            Some(Action::Program(action @ (ProgramAction::Suspend | ProgramAction::Redraw))) => {
                return EditorOutcome::Act(action);
            }
            _ => {}
        }
        if key.alt && !matches!(key.code, KeyCode::Char('b' | 'd' | 'f') | KeyCode::Backspace) {
            // Terminals send a fast Esc x as Alt-x.
            let outcome = self.leave();
            return if self.is_asking { self.answer(Key { alt: false, ..key }) } else { outcome };
        }
        if let (KeyCode::Char(c), false) = (key.code, key.ctrl)
            && !is_joiner(c)
        {
            self.message = left_out(&cleaned(c.encode_utf8(&mut [0; 4])));
            if self.message.is_some() {
                return EditorOutcome::Nothing;
            }
        }
        if self.area.input(input(key)) { EditorOutcome::Edited } else { EditorOutcome::Nothing }
    }

    /// Inserts pasted text.
    pub(crate) fn paste(&mut self, text: &str) {
        self.is_asking = false;
        let pasted = cleaned(text);
        self.message = left_out(&pasted);
        self.area.insert_str(pasted.as_str());
    }

    /// Asks whether the text is to be discarded; without a text the editor closes.
    fn leave(&mut self) -> EditorOutcome {
        if self.area.lines().join("\n") == self.before {
            return EditorOutcome::Discard;
        }
        self.is_asking = true;
        EditorOutcome::Nothing
    }

    fn answer(&mut self, key: Key) -> EditorOutcome {
        self.is_asking = false;
        match key.code {
            KeyCode::Char('y' | 'Y') => EditorOutcome::Discard,
            _ => EditorOutcome::Nothing,
        }
    }

    /// Puts a new note on the link, or on the passage alone.
    fn switch_target(&mut self) {
        let (NoteSubject::New(target), Some(offered)) = (&mut self.subject, &self.offered) else { return };
        target.linked = if target.linked.is_some() { None } else { Some(offered.clone()) };
    }

    /// Returns the words that the note is on.
    fn quotation(&self) -> String {
        let words = match &self.subject {
            NoteSubject::New(target) => {
                let NoteTarget { passage, linked } = &**target;
                let words = |on: &NotedPassage| unwrapped(on.document.passage(on.span)).trim().to_owned();
                [words(passage)].into_iter().chain(linked.iter().map(words)).collect()
            }
            NoteSubject::Kept(note) => {
                let linked = note.linked.as_ref().map(|linked| &linked.passage);
                let passages = note.passage.iter().chain(linked);
                passages.map(|(anchor, _)| unwrapped(&anchor.exact).trim().to_owned()).collect::<Vec<_>>()
            }
        };
        words.join(" ⇄ ")
    }

    /// Draws the editor at the foot of an area; returns the place of its cursor.
    pub(crate) fn draw(&self, cx: &mut DrawContext<'_>, panes: Rect) -> Option<Position> {
        let width = panes.width.min(WIDEST);
        let room = usize::from(width.saturating_sub(4)).max(1);
        let quotation = self.quotation();
        let quoted = rows(&quotation, room);
        let quoted_rows = quoted.len().min(QUOTED) as u16;
        let height = (quoted_rows + ROWS + 3).min(panes.height);
        let outer =
            Rect { x: panes.x + (panes.width - width) / 2, y: panes.bottom() - height, width, height };
        clear(outer, cx.buffer);
        cx.buffer.set_style(outer, cx.style(Role::Screen));
        let style = cx.style(Role::Panel);
        let block = Block::bordered()
            .border_type(BorderType::Rounded)
            .style(style)
            .border_style(style.patch(cx.style(Role::Rule)))
            .title(fitted(&format!(" {} ", self.heading()), room, cx.style(Role::PanelTitle)))
            .title_bottom(self.footing(cx, room));
        let inside = inset(block.inner(outer), 1, 1);
        block.render(outer, cx.buffer);
        for (index, place) in inside.rows().take(quoted_rows.into()).enumerate() {
            let words = quoted[index].of(&quotation);
            let cut = if index + 1 == QUOTED && quoted.len() > QUOTED { "…" } else { "" };
            cx.put(span(&format!("{words}{cut}"), cx.style(Role::Dim)), place);
        }
        let gap = (quoted_rows + 1).min(inside.height.saturating_sub(1));
        let area = Rect { y: inside.y + gap, height: inside.height - gap, ..inside };
        if area.is_empty() {
            return None;
        }
        Widget::render(&self.area, area, cx.buffer);
        let (cursor, (top, left)) = (self.area.screen_cursor(), self.area.scroll_offset());
        let x = area.x + (cursor.col as u16).saturating_sub(left).min(area.width - 1);
        let y = area.y + (cursor.row as u16).saturating_sub(top).min(area.height - 1);
        Some(Position { x, y })
    }

    fn heading(&self) -> &'static str {
        match &self.subject {
            NoteSubject::New(target) if target.linked.is_some() => "A note on the link",
            NoteSubject::New(_) if self.offered.is_some() => "A note on the sentence",
            NoteSubject::New(_) => "A note",
            NoteSubject::Kept(_) => "The note",
        }
    }

    /// Returns the lower border: a question, a message or the keys.
    fn footing(&self, cx: &DrawContext<'_>, room: usize) -> Line<'static> {
        let trouble = cx.style(Role::Trouble);
        if self.is_asking {
            return fitted(" discard what you wrote? y: yes · any other key: keep writing ", room, trouble)
                .into();
        }
        if let Some(message) = &self.message {
            return fitted(&format!(" {message} "), room, trouble).into();
        }
        let key = |action: Action| cx.keymap.key_of(Context::NoteEditor, action);
        let switch = self.offered.as_ref().and_then(|_| key(TextAction::SwitchTarget.into()));
        let other = match &self.subject {
            NoteSubject::New(target) if target.linked.is_some() => "on the sentence",
            NoteSubject::New(_) | NoteSubject::Kept(_) => "on the link",
        };
        let keys = [
            key(TextAction::SaveNote.into()).map(|key| format!("{key} saves")),
            switch.map(|key| format!("{key} {other}")),
            key(ProgramAction::Escape.into()).map(|key| format!("{key} closes")),
            self.draft.map(|_| "draft kept".to_owned()),
        ];
        let keys: Vec<String> = keys.into_iter().flatten().collect();
        fitted(&format!(" {} ", keys.join(" · ")), room, cx.style(Role::Dim)).into()
    }
}

/// Returns text without what acts or hides, with every line end as a line feed.
fn cleaned(text: &str) -> CopiedText {
    CopiedText::of(&text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Tells whether a character is invisible but may become part of the spelling with the ones typed beside it.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

fn left_out(text: &CopiedText) -> Option<String> {
    match text.left_out() {
        0 => None,
        1 => Some("1 hidden character is left out".into()),
        count => Some(format!("{count} hidden characters are left out")),
    }
}

/// Returns a key as the text area knows it. Ctrl-j is how some terminals paste a line end.
fn input(key: Key) -> Input {
    let Key { code, ctrl, alt, shift } = key;
    let code = match code {
        KeyCode::Char('j') if ctrl => AreaKey::Enter,
        KeyCode::Char(c) => AreaKey::Char(c),
        KeyCode::Backspace => AreaKey::Backspace,
        KeyCode::Enter => AreaKey::Enter,
        KeyCode::Left => AreaKey::Left,
        KeyCode::Right => AreaKey::Right,
        KeyCode::Up => AreaKey::Up,
        KeyCode::Down => AreaKey::Down,
        KeyCode::Delete => AreaKey::Delete,
        KeyCode::Home => AreaKey::Home,
        KeyCode::End => AreaKey::End,
        KeyCode::PageUp => AreaKey::PageUp,
        KeyCode::PageDown => AreaKey::PageDown,
        _ => AreaKey::Null,
    };
    Input { key: code, ctrl, alt, shift }
}
