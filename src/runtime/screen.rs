//! Drawing: one write a frame, between the brackets of a synchronised update.
//!
//! The terminal's size comes from its resize events alone, and a new size gets a new, empty
//! `ratatui::Terminal`: its own way of clearing asks the terminal where the cursor is, and the
//! answer would arrive among the keys.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Rect, Size};
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::out::terminal;
use crate::app::App;
use crate::view::{Theme, draw};

/// Collects a frame; nothing is written before it is whole. The backend keeps its writer to itself,
/// so the screen holds the other end.
#[derive(Clone, Debug, Default)]
struct Page {
    bytes: Rc<RefCell<Vec<u8>>>,
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// The frame is written by `Screen::present`.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The screen of a terminal that has been taken.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Page>>,
    page: Page,
    size: Size,
}

impl Screen {
    /// Returns an empty screen of a size.
    pub(super) fn new(size: Size) -> io::Result<Self> {
        let area = Rect { x: 0, y: 0, width: size.width, height: size.height };
        let options = TerminalOptions { viewport: Viewport::Fixed(area) };
        let page = Page::default();
        let terminal = Terminal::with_options(CrosstermBackend::new(page.clone()), options)?;
        Ok(Self { terminal, page, size })
    }

    /// Returns a screen on which every cell is drawn anew.
    pub(super) fn anew(size: Size) -> io::Result<Self> {
        let mut screen = Self::new(size)?;
        queue!(screen.page, Clear(ClearType::All))?;
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
        let page = self.page.bytes.take();
        if page.is_empty() {
            return Ok(());
        }
        let mut frame = Vec::with_capacity(page.len() + 32);
        queue!(frame, BeginSynchronizedUpdate)?;
        frame.extend_from_slice(&page);
        queue!(frame, EndSynchronizedUpdate)?;
        let mut out = terminal();
        out.write_all(&frame)?;
        out.flush()
    }
}
