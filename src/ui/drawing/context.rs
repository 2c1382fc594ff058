//! What every view reads while it is drawn.

use ratatui::style::Style;

use crate::ui::app::App;
use crate::ui::drawing::theme::{Role, Theme};

/// The state and the theme. Drawing changes neither.
#[derive(Clone, Copy)]
pub(crate) struct DrawContext<'a> {
    /// The state of the program.
    pub app: &'a App,
    /// The colours.
    pub theme: &'a Theme,
}

impl DrawContext<'_> {
    /// Returns the style of a role.
    pub(crate) fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }
}
