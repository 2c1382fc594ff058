//! What every view and panel has: its keys, the few of them named on the bottom row, and its drawing.

use crate::search::Keywords;
use crate::tasks::{HandLinks, PanelData, TaskKind};
use crate::text::CopiedText;
use crate::ui::bookmarks::Bookmarks;
use crate::ui::drawing::{DrawContext, Role};
use crate::ui::input::{
    Action, ComparisonAction, Context, Keymap, LevelAction, Motion, PaneAction, RowAction, TextAction,
};
use crate::ui::layout::{Dimensions, Layout};
use crate::ui::list::library::Library;
use crate::ui::outcome::Outcome;
use crate::ui::quotation::Quotation;
use crate::ui::selectable_list::SelectableList;

/// The most repetitions for a number before a key whose action cannot be computed in one step.
pub(crate) const MOST_REPEATS: usize = 10_000;

/// The data that components read besides their own state when a key acts on them.
pub(crate) struct KeyContext<'a> {
    /// The keywords.
    pub keywords: &'a Keywords,
    /// The bookmarks.
    pub bookmarks: &'a Bookmarks,
    /// The key map.
    pub keymap: &'a Keymap,
    /// The sentences linked by hand, which a comparison changes.
    pub hand_links: &'a mut HandLinks,
    /// The size of the window and of the text.
    pub dimensions: Dimensions,
    /// How many rows of a table or a panel are in view.
    pub page: usize,
    /// The number typed before the key.
    pub count: Option<usize>,
    /// The requests to the rest of the program.
    pub outcomes: Vec<Outcome>,
}

impl KeyContext<'_> {
    /// Returns how often an action is repeated.
    pub(crate) fn times(&self) -> isize {
        self.count.unwrap_or(1).min(MOST_REPEATS) as isize
    }

    /// Asks the rest of the program for something.
    pub(crate) fn ask(&mut self, outcomes: impl IntoIterator<Item = Outcome>) {
        self.outcomes.extend(outcomes);
    }

    /// Tells the user what was done.
    pub(crate) fn say(&mut self, words: impl Into<String>) {
        self.outcomes.push(Outcome::Say(words.into()));
    }
}

/// An action and what it does, for the bottom row.
pub(crate) type Hint = (Action, &'static str);

/// A mark, the role it is drawn in, and what it means.
pub(crate) type LegendEntry = (&'static str, Role, &'static str);

/// A view over the list and the text, or a panel.
///
/// The methods for keys add their requests to the rest of the program to the context. An action of a group
/// without a method here is done by the program.
pub(crate) trait Component {
    /// Returns the context of its keys.
    fn context(&self) -> Context;

    /// Returns a few of its keys, the most important first.
    fn hints(&self) -> &'static [Hint];

    /// Returns the kinds of tasks that only it waits for; they are cancelled when it is closed.
    fn tasks(&self) -> &'static [TaskKind] {
        &[]
    }

    /// Returns what its marks mean.
    fn legend(&self) -> &'static [LegendEntry] {
        &[]
    }

    /// Returns what a user has to know of its figures, for the help screen.
    fn remarks(&self) -> &'static [&'static str] {
        &[]
    }

    /// Moves the selection or the text.
    fn move_by(&mut self, motion: Motion, cx: &mut KeyContext<'_>);

    /// Does what Enter does, such as opening the selected row.
    fn choose(&mut self, _: &mut KeyContext<'_>) {}

    /// Does anything else with the selected row than [`Self::choose`].
    fn act_on_row(&mut self, _: RowAction, _: &mut KeyContext<'_>) {}

    /// Moves from side to side, or from column to column.
    fn change_pane(&mut self, _: PaneAction, _: &mut KeyContext<'_>) {}

    /// Changes from which probability on a link counts.
    fn change_level(&mut self, _: LevelAction, _: &mut KeyContext<'_>) {}

    /// Acts on a comparison of two texts.
    fn act_on_links(&mut self, _: ComparisonAction, _: &mut KeyContext<'_>) {}

    /// Acts on a text; tells whether it did, and else the program does.
    fn act_on_text(&mut self, _: TextAction, _: &mut KeyContext<'_>) -> bool {
        false
    }

    /// Returns the text of the selected row of a table, which is copied; `None` outside tables.
    fn copied_row(&self) -> Option<CopiedText> {
        None
    }

    /// Returns the passages of the selected row or of the link at the cursor, which are cited.
    fn quotations(&self) -> Vec<Quotation> {
        Vec::new()
    }

    /// Returns the list that fills it and its length: the mouse selects its rows.
    fn table(&mut self) -> Option<(&mut SelectableList, usize)> {
        None
    }

    /// Takes data that it asked for; `library` has the documents of the list. An error closes it.
    fn take(&mut self, _data: PanelData, _library: &Library) -> Result<(), String> {
        Ok(())
    }

    /// Draws it; `layout` has the areas of the panes of the view on the screen.
    fn draw(&self, cx: &mut DrawContext<'_>, layout: &Layout);

    /// Performs an action; tells whether it is an action of the component.
    fn act(&mut self, action: Action, cx: &mut KeyContext<'_>) -> bool {
        match action {
            Action::Motion(motion) => self.move_by(motion, cx),
            Action::Row(RowAction::Choose) => self.choose(cx),
            Action::Row(action) => self.act_on_row(action, cx),
            Action::Pane(action) => self.change_pane(action, cx),
            Action::Level(action) => self.change_level(action, cx),
            Action::Comparison(action) => self.act_on_links(action, cx),
            Action::Text(action) => return self.act_on_text(action, cx),
            Action::List(_) | Action::Open(_) | Action::Selection(_) | Action::Program(_) => return false,
        }
        true
    }
}
