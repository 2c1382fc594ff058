//! The actions of keys and the mouse in a comparison.

use crate::compare::{Levels, Side};
use crate::document::Position;
use crate::tasks::{HandLinks, Task, TaskKind};
use crate::text::CopiedText;
use crate::ui::comparison::draw::draw;
use crate::ui::comparison::draw::reason::has_state;
use crate::ui::comparison::pairs::PlacedRow;
use crate::ui::comparison::shown::{ComparisonScreen, letter};
use crate::ui::comparison::state::ComparisonView;
use crate::ui::comparison::tables::fact_rows;
use crate::ui::component::{Component, Hint, KeyContext, LegendEntry};
use crate::ui::drawing::{DrawContext, Role};
use crate::ui::input::motion::{Course, RowExtent};
use crate::ui::input::{
    Action, ComparisonAction, Context, LevelAction, Motion, OpenAction, PaneAction, ProgramAction, RowAction,
};
use crate::ui::layout::{Dimensions, Layout, TextArea};
use crate::ui::outcome::{KeywordChange, Outcome};
use crate::ui::quotation::Quotation;
use crate::ui::selectable_list::SelectableList;

/// How far one key press moves both levels.
const STEP: f64 = 0.05;

impl Component for ComparisonView {
    fn context(&self) -> Context {
        if self.shown.is_table() { Context::Table } else { Context::Comparison }
    }

    fn hints(&self) -> &'static [Hint] {
        match (self.shown, self.findings.edition()) {
            (ComparisonScreen::Summary(_), _) => SUMMARY_HINTS,
            (
                ComparisonScreen::Pairs(_)
                | ComparisonScreen::Facts(_)
                | ComparisonScreen::Terms(_)
                | ComparisonScreen::Overview(_),
                _,
            ) => TABLE_HINTS,
            (ComparisonScreen::Both | ComparisonScreen::Only(_), None) => LINK_HINTS,
            (ComparisonScreen::Both | ComparisonScreen::Only(_), Some(_)) => CHANGE_HINTS,
        }
    }

    fn tasks(&self) -> &'static [TaskKind] {
        &[TaskKind::Compare, TaskKind::Facts]
    }

    fn legend(&self) -> &'static [LegendEntry] {
        match (self.shown, self.findings.edition()) {
            (ComparisonScreen::Facts(_), _) => FACT_LEGEND,
            (ComparisonScreen::Terms(_), _) => &[],
            (ComparisonScreen::Overview(_), None) => OVERVIEW_LEGEND,
            (ComparisonScreen::Summary(_), None) => SUMMARY_LEGEND,
            (ComparisonScreen::Both | ComparisonScreen::Pairs(_) | ComparisonScreen::Only(_), None) => {
                LINK_LEGEND
            }
            (
                ComparisonScreen::Both
                | ComparisonScreen::Pairs(_)
                | ComparisonScreen::Only(_)
                | ComparisonScreen::Overview(_)
                | ComparisonScreen::Summary(_),
                Some(_),
            ) => CHANGE_LEGEND,
        }
    }

    fn remarks(&self) -> &'static [&'static str] {
        REMARKS
    }

    fn move_by(&mut self, motion: Motion, cx: &mut KeyContext<'_>) {
        if self.shown.is_table() {
            self.move_row(motion, cx.count, cx.dimensions);
        } else if let Err(why) = self.move_cursor(motion, cx.count, cx.dimensions) {
            cx.say(why);
        }
    }

    /// Goes to the passage of the selected row; a word becomes a keyword, or stops being one.
    fn choose(&mut self, cx: &mut KeyContext<'_>) {
        if let Some(term) = self.selected_term() {
            cx.ask([Outcome::ChangeKeywords(KeywordChange::ToggleWord(term.text.clone()))]);
        } else if self.open_row() {
            self.reveal(&self.layout(cx.dimensions));
        } else {
            cx.say("there is nowhere to go from here");
        }
    }

    fn change_pane(&mut self, action: PaneAction, cx: &mut KeyContext<'_>) {
        let side = match action {
            PaneAction::Next | PaneAction::Previous => self.side.other(),
            PaneAction::Left => Side::Left,
            PaneAction::Right => Side::Right,
        };
        self.go_to_side(side, cx.dimensions);
    }

    fn change_level(&mut self, action: LevelAction, cx: &mut KeyContext<'_>) {
        let by = STEP * (action.sign() * cx.times()) as f64;
        cx.ask(self.take_levels(self.levels.tightened(by), cx.dimensions));
    }

    fn act_on_links(&mut self, action: ComparisonAction, cx: &mut KeyContext<'_>) {
        let (times, layout) = (cx.times(), self.layout(cx.dimensions));
        match action {
            ComparisonAction::NextLink => self.next_link(times, &layout, cx),
            ComparisonAction::PreviousLink => self.next_link(-times, &layout, cx),
            ComparisonAction::NextView => cx.ask(self.change_view(self.shown.step(times), cx.dimensions)),
            ComparisonAction::PreviousView => {
                cx.ask(self.change_view(self.shown.step(-times), cx.dimensions));
            }
            ComparisonAction::Summary => {
                let is_summary = matches!(self.shown, ComparisonScreen::Summary(_));
                let shown = if is_summary { ComparisonScreen::Both } else { ComparisonScreen::Summary(0) };
                cx.ask(self.change_view(shown, cx.dimensions));
            }
            ComparisonAction::StrongOnly => self.toggle_strong_only(&layout, cx),
            ComparisonAction::FoldUnchanged => self.toggle_fold(&layout, cx),
            ComparisonAction::LinkByHand => self.link_by_hand(cx),
            ComparisonAction::Counterpart => {
                if !self.cross(&layout) {
                    cx.say("this sentence has no counterpart");
                }
            }
            ComparisonAction::ToggleLock => {
                self.toggle_lock(&layout);
                cx.say(self.scroll.words());
            }
            ComparisonAction::Swap => self.swap(&layout),
        }
    }

    fn copied_row(&self) -> Option<CopiedText> {
        self.row_to_copy()
    }

    fn quotations(&self) -> Vec<Quotation> {
        self.passages_to_cite()
    }

    fn draw(&self, cx: &mut DrawContext<'_>, layout: &Layout) {
        draw(cx, self, layout);
    }
}

/// The marks of two texts.
const LINK_LEGEND: &[LegendEntry] = &[
    ("┃", Role::StrongLink, "says the same, at least in part"),
    ("╎", Role::WeakLink, "possibly"),
    ("·", Role::Only, "only here"),
    ("≠", Role::Differs, "differs"),
    ("↕", Role::Dim, "other order"),
    ("\"", Role::Copied, "word for word"),
    ("▐", Role::Cursor, "current"),
    ("✎", Role::Noted, "note"),
];

/// The marks of two versions of one text.
const CHANGE_LEGEND: &[LegendEntry] = &[
    ("~", Role::Differs, "edited"),
    ("-", Role::Removed, "removed"),
    ("+", Role::Added, "added"),
    ("↕", Role::Moved, "moved"),
    ("≠", Role::Differs, "a figure or name differs"),
    ("▐", Role::Cursor, "current"),
    ("✎", Role::Noted, "note"),
];

/// The signs of the table of facts.
const FACT_LEGEND: &[LegendEntry] = &[
    ("≠", Role::Differs, "differs"),
    ("≈", Role::Differs, "nearly the same in one text"),
    ("=", Role::StrongLink, "in both"),
    ("◂", Role::SideA, "only in A"),
    ("▸", Role::SideB, "only in B"),
];

/// The signs of the summary.
const SUMMARY_LEGEND: &[LegendEntry] = &[
    ("≠", Role::Differs, "differs"),
    ("≈", Role::StrongLink, "says the same, at least in part"),
    ("~", Role::WeakLink, "possibly"),
];

/// The signs of the picture of all links.
const OVERVIEW_LEGEND: &[LegendEntry] =
    &[("●", Role::StrongLink, "says the same, at least in part"), ("○", Role::WeakLink, "possibly")];

/// What a user has to know of the figures above both texts.
const REMARKS: &[&str] = &[
    "A sentence may have several counterparts or share one with others, so A and B do not share the same number of \
     sentences.",
    "Only here: no counterpart was found; the other text may still say it in other words.",
];

/// A few keys of a table.
const TABLE_HINTS: &[Hint] = &[
    (Action::Open(OpenAction::Help), "help"),
    (Action::Row(RowAction::Choose), "go to it"),
    (Action::Comparison(ComparisonAction::NextView), "view"),
    (Action::Pane(PaneAction::Right), "other side"),
    (Action::Program(ProgramAction::Close), "close"),
];

/// A few keys of the summary.
const SUMMARY_HINTS: &[Hint] = &[
    (Action::Open(OpenAction::Help), "help"),
    (Action::Row(RowAction::Choose), "go to it"),
    (Action::Comparison(ComparisonAction::Summary), "both texts"),
    (Action::Comparison(ComparisonAction::NextView), "view"),
    (Action::Program(ProgramAction::Close), "close"),
];

/// A few keys of both texts.
const LINK_HINTS: &[Hint] =
    &hints("next link", (Action::Comparison(ComparisonAction::StrongOnly), "strong only"));

/// A few keys of two versions of one text.
const CHANGE_HINTS: &[Hint] =
    &hints("next change", (Action::Comparison(ComparisonAction::FoldUnchanged), "fold"));

const fn hints(next: &'static str, filter: Hint) -> [Hint; 8] {
    [
        (Action::Open(OpenAction::Help), "help"),
        (Action::Comparison(ComparisonAction::NextLink), next),
        (Action::Comparison(ComparisonAction::Summary), "differences"),
        (Action::Comparison(ComparisonAction::Counterpart), "counterpart"),
        filter,
        (Action::Comparison(ComparisonAction::NextView), "view"),
        (Action::Program(ProgramAction::Legend), "legend"),
        (Action::Program(ProgramAction::Close), "close"),
    ]
}

impl ComparisonView {
    fn next_link(&mut self, by: isize, layout: &Layout, cx: &mut KeyContext<'_>) {
        if self.shown.is_table() {
            self.select(self.selected().saturating_add_signed(by));
        } else if !(0..by.unsigned_abs()).all(|_| self.step_link(by.signum(), layout)) {
            let what = if self.findings.edition().is_some() { "change" } else { "link" };
            let direction = if by > 0 { "below" } else { "above" };
            cx.say(format!("no further {what} {direction}"));
        }
    }

    fn move_row(&mut self, motion: Motion, count: Option<usize>, dimensions: Dimensions) {
        let rows = RowExtent { count: self.rows(), selected: self.selected() };
        let course = motion.course(count, self.page_rows(&self.layout(dimensions)));
        let row =
            if let Course::Paragraphs(by) = course { Some(self.row_of_group(by)) } else { course.row(rows) };
        if let Some(row) = row {
            self.select(row);
        }
    }

    /// Moves the cursor. The error says why a motion leads nowhere.
    fn move_cursor(
        &mut self,
        motion: Motion,
        count: Option<usize>,
        dimensions: Dimensions,
    ) -> Result<(), &'static str> {
        let layout = self.layout(dimensions);
        let Some(area) = layout.side(self.side) else { return Ok(()) };
        let pane = self.pane(self.side);
        let last = pane.document.sentences.len().saturating_sub(1);
        let at = |place: Position| pane.document.sentence_at(place.0).unwrap_or(0);
        let below = |place: Position| pane.document.sentence_from(place.0).unwrap_or(last);
        match motion.course(count, area.rows()) {
            Course::Rows(by) | Course::Sentences(by) => self.step(by, &layout),
            Course::Pages(by) => self.scroll(by, &layout),
            Course::Paragraphs(by) => self.step_paragraph(by, &layout),
            Course::Headings(by) => self.go_near(below(pane.next_heading(by)?), &layout),
            Course::Cells(by) => self.pane_mut(self.side).scroll_sideways(by, area),
            Course::Beginning => self.go_near(0, &layout),
            Course::End => self.go_near(last, &layout),
            Course::Line(line) => self.go_near(at(pane.document.place_of(line)), &layout),
            Course::Percent(percent) => self.go_near(at(pane.percent(percent)), &layout),
        }
        Ok(())
    }

    /// Moves the cursor to a side. The overview has no sides; there it goes along the right text.
    pub(crate) fn go_to_side(&mut self, side: Side, dimensions: Dimensions) {
        match self.shown {
            ComparisonScreen::Overview(_) => self.select_across(if side == Side::Right { 1 } else { -1 }),
            ComparisonScreen::Pairs(_)
            | ComparisonScreen::Facts(_)
            | ComparisonScreen::Terms(_)
            | ComparisonScreen::Summary(_) => self.side = side,
            ComparisonScreen::Both | ComparisonScreen::Only(_) => {
                self.change_side(side);
                self.follow(&self.layout(dimensions));
            }
        }
    }

    /// Goes back to the table a passage was opened from, from another view to both texts, and from
    /// those out of the comparison. A link that was begun by hand is given up first.
    pub(crate) fn close(&mut self, dimensions: Dimensions) -> Option<Outcome> {
        if self.begun_link.take().is_some() {
            return None;
        }
        match self.back {
            _ if self.shown != ComparisonScreen::Both => self.change_view(ComparisonScreen::Both, dimensions),
            Some(table) => self.change_view(table, dimensions),
            None => Some(Outcome::Close),
        }
    }

    /// Changes the view, with the cursor in view again, and says which one it is.
    pub(crate) fn change_view(&mut self, shown: ComparisonScreen, dimensions: Dimensions) -> Option<Outcome> {
        self.show(shown);
        self.reveal(&self.layout(dimensions));
        // A wide window names every view but that of both texts beside the likeness.
        let is_named = has_state(dimensions.size.width) && self.shown != ComparisonScreen::Both;
        (!is_named).then(|| Outcome::Say(format!("shown: {}", self.shown.words())))
    }

    /// Shows only the strong links, or the weak ones as well.
    fn toggle_strong_only(&mut self, layout: &Layout, cx: &mut KeyContext<'_>) {
        if self.findings.edition().is_some() {
            return cx.say("two versions of one text have no doubtful links");
        }
        self.strong_only = !self.strong_only;
        self.set_levels(self.levels, layout);
        cx.say(if self.strong_only { "strong links only" } else { "strong and doubtful links" });
    }

    /// Shows of two versions of one text only what changed, or all again.
    fn toggle_fold(&mut self, layout: &Layout, cx: &mut KeyContext<'_>) {
        if !self.fold_unchanged() {
            return cx.say("nothing is folded: these are not two versions of one text");
        }
        self.reveal(layout);
        cx.say(if self.is_folded { "only what changed" } else { "everything in both versions" });
    }

    /// Sets one of the levels of links, or both.
    pub(crate) fn change_levels(
        &mut self,
        strong: Option<f64>,
        weak: Option<f64>,
        dimensions: Dimensions,
    ) -> Vec<Outcome> {
        let levels =
            Levels { strong: strong.unwrap_or(self.levels.strong), weak: weak.unwrap_or(self.levels.weak) };
        if levels.weak > levels.strong {
            return vec![Outcome::Trouble(format!(
                "the weak level ({:.2}) cannot be above the strong one ({:.2})",
                levels.weak, levels.strong
            ))];
        }
        self.take_levels(levels, dimensions)
    }

    /// Changes the levels. Which facts differ depends on the links, so the facts are gathered again.
    fn take_levels(&mut self, levels: Levels, dimensions: Dimensions) -> Vec<Outcome> {
        self.set_levels(levels, &self.layout(dimensions));
        let two_versions = self.findings.edition().is_some();
        let aside = if two_versions { " · two versions of one text are paired by their words" } else { "" };
        let Levels { strong, weak } = levels;
        let said = Outcome::Say(format!("strong from {strong:.2}, weak from {weak:.2}{aside}"));
        let known = self.findings.comparison().cloned();
        let gather = known.map(|comparison| Outcome::Start(Task::Facts(self.two(), comparison, levels)));
        std::iter::once(said).chain(gather).collect()
    }

    /// Links two sentences by hand in two steps, one on each side; undoes the links of a sentence that
    /// has some.
    fn link_by_hand(&mut self, cx: &mut KeyContext<'_>) {
        let side = self.side;
        let Some(sentence) = self.cursor(side) else { return };
        let (left, right) = (&self.panes.left, &self.panes.right);
        let entries = (left.entry, right.entry);
        match self.begun_link.take() {
            Some((begun, other)) if begun != side => {
                let at = if side == Side::Left { (sentence, other) } else { (other, sentence) };
                cx.hand_links.add(entries, (&left.document, &right.document), at);
                cx.say(format!("linked by hand: A{} and B{}", at.0 + 1, at.1 + 1));
                return cx.ask([self.align_again(cx.hand_links)]);
            }
            Some((_, begun)) if begun == sentence => return cx.say("no link was made by hand"),
            Some(_) => {}
            None => {
                let text = self.pane(side).document.sentence_text(sentence);
                if cx.hand_links.remove(entries, side, text) > 0 {
                    cx.say(format!("{}{} is no longer linked by hand", letter(side), sentence + 1));
                    return cx.ask([self.align_again(cx.hand_links)]);
                }
            }
        }
        self.begun_link = Some((side, sentence));
        let number = sentence + 1;
        let hint = cx.keymap.hint(self.context(), ComparisonAction::LinkByHand, "links them");
        cx.say(format!("{}{number}: now go to its counterpart in the other text{hint}", letter(side)));
    }

    fn align_again(&self, links: &HandLinks) -> Outcome {
        let two = self.two();
        let links = links.of(two.left.entry, two.right.entry);
        Outcome::Start(Task::Align(two, links, self.levels))
    }

    /// Scrolls the side under the mouse, or goes through the rows of a table.
    pub(crate) fn turn_wheel(&mut self, side: Side, by: isize, dimensions: Dimensions) {
        if self.shown.is_table() {
            return self.select(self.selected().saturating_add_signed(by));
        }
        self.change_side(side);
        self.scroll(by, &self.layout(dimensions));
    }

    /// Selects the sentence, or the row of a table, at a column and a row of the window.
    pub(crate) fn click(&mut self, side: Side, area: &TextArea, at: (u16, u16), dimensions: Dimensions) {
        let layout = self.layout(dimensions);
        if self.shown.is_table() {
            return self.click_row(side, area, at, &layout);
        }
        if let Some(sentence) = self.pane(side).sentence_under(area, at) {
            self.change_side(side);
            self.go(sentence, &layout);
        }
    }

    /// Goes to the part of the text at a row of its bar: to the sentence with the mark shown there.
    pub(crate) fn click_bar(&mut self, side: Side, area: &TextArea, at: (u16, u16), dimensions: Dimensions) {
        let layout = self.layout(dimensions);
        if self.shown.is_table() {
            return self.click_row(side, area, at, &layout);
        }
        let row = usize::from(at.1.saturating_sub(area.area.y));
        if let Some(sentence) = self.sentence_on_bar(side, row, area.rows()) {
            self.change_side(side);
            self.go_near(sentence, &layout);
        }
    }

    /// Selects what is drawn on a row of the panes.
    fn select_placed<T>(&mut self, placed: &[PlacedRow<T>], row: usize) {
        if let Some(placed) = placed.iter().rev().find(|placed| placed.top <= row) {
            self.select(placed.index);
        }
    }

    fn click_row(&mut self, side: Side, area: &TextArea, at: (u16, u16), layout: &Layout) {
        let row = usize::from(at.1.saturating_sub(area.area.y));
        let height = match self.shown {
            ComparisonScreen::Pairs(_) => {
                self.side = side;
                return self.select_placed(&self.placed_pairs(layout), row);
            }
            ComparisonScreen::Overview(_) => {
                let link = self.map(layout).and_then(|map| self.link_near(&map, at));
                return link.into_iter().for_each(|link| self.select(link));
            }
            ComparisonScreen::Summary(_) => {
                return self.select_placed(&self.placed_items(layout), row);
            }
            ComparisonScreen::Facts(_) => fact_rows(area.rows()),
            ComparisonScreen::Terms(_) | ComparisonScreen::Both | ComparisonScreen::Only(_) => area.rows(),
        };
        self.side = side;
        if row < height {
            let list = SelectableList { selected: self.selected() };
            self.select(list.visible(self.rows(), height).start + row);
        }
    }
}
