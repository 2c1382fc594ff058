//! Drawing: one write a frame, between the brackets of a synchronised update.
//!
//! The terminal's size comes from its resize events alone, and a new size gets a new, empty screen:
//! the terminal is never asked where its cursor is, because the answer would arrive among the keys.

use std::io::{self, Write};

use ratatui::layout::Size;

use crate::ui::app::App;
use crate::ui::drawing::difference::difference;
use crate::ui::drawing::frame::Frame;
use crate::ui::drawing::screen::draw;
use crate::ui::drawing::theme::Theme;
use crate::ui::runtime::ink::Ink;
use crate::ui::runtime::out::terminal;

/// The screen of a terminal that has been taken.
pub(crate) struct Screen {
    ink: Ink,
    size: Size,
    /// What the terminal shows; nothing when it is empty.
    shown: Option<Frame>,
    /// The frame before that, whose room is used again.
    spare: Option<Frame>,
}

impl Screen {
    /// Returns an empty screen of a size.
    pub(crate) fn new(size: Size) -> Self {
        Self { ink: Ink::new(size), size, shown: None, spare: None }
    }

    /// Returns a screen on which every cell is drawn anew.
    pub(crate) fn anew(size: Size) -> Self {
        let mut screen = Self::new(size);
        screen.ink.clear();
        screen
    }

    /// Draws the state and writes what changed.
    pub(crate) fn draw(&mut self, app: &App, theme: &Theme) -> io::Result<()> {
        if app.size != self.size {
            *self = Self::anew(app.size);
        }
        let mut next = self.empty();
        let cursor = draw(app, theme, &mut next);
        difference(self.shown.as_ref(), &next, &mut |place, sign, look| self.ink.put(place, sign, look));
        self.ink.rest(cursor);
        self.spare = self.shown.replace(next);
        self.present()
    }

    /// Returns an empty frame to draw on.
    fn empty(&mut self) -> Frame {
        match self.spare.take() {
            Some(mut frame) => {
                frame.wipe();
                frame
            }
            None => Frame::new(self.size),
        }
    }

    fn present(&mut self) -> io::Result<()> {
        let Some(frame) = self.ink.take() else { return Ok(()) };
        let mut out = terminal();
        out.write_all(&frame)?;
        out.flush()
    }
}
