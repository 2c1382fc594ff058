//! Drawing: one write a frame, between the brackets of a synchronised update.
//!
//! The terminal's size comes from its resize events alone, and a new size gets a new, empty
//! `ratatui::Terminal`: its own way of clearing asks the terminal where the cursor is, and the
//! answer would arrive among the keys.

use std::io::{self, Write};

use ratatui::backend::Backend;
use ratatui::layout::{Rect, Size};
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::ink::Ink;
use super::out::terminal;
use crate::app::App;
use crate::view::{Theme, draw};

/// The screen of a terminal that has been taken.
pub(super) struct Screen {
    terminal: Terminal<Ink>,
    size: Size,
}

impl Screen {
    /// Returns an empty screen of a size.
    pub(super) fn new(size: Size) -> io::Result<Self> {
        let area = Rect { x: 0, y: 0, width: size.width, height: size.height };
        let options = TerminalOptions { viewport: Viewport::Fixed(area) };
        let terminal = Terminal::with_options(Ink::new(size), options)?;
        Ok(Self { terminal, size })
    }

    /// Returns a screen on which every cell is drawn anew.
    pub(super) fn anew(size: Size) -> io::Result<Self> {
        let mut screen = Self::new(size)?;
        screen.terminal.backend_mut().clear()?;
        Ok(screen)
    }

    /// Draws the state and writes what changed.
    pub(super) fn draw(&mut self, app: &App, theme: &Theme) -> io::Result<()> {
        if app.size != self.size {
            *self = Self::anew(app.size)?;
        }
        self.terminal.draw(|frame| draw(app, theme, frame))?;
        self.present()
    }

    fn present(&mut self) -> io::Result<()> {
        let Some(frame) = self.terminal.backend_mut().take() else { return Ok(()) };
        let mut out = terminal();
        out.write_all(&frame)?;
        out.flush()
    }
}
