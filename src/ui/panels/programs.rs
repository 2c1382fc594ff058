//! The panel that gives a passage to a program of the settings and shows its output.

use std::sync::Arc;

use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget, Wrap};

use crate::storage::CommandLine;
use crate::tasks::{PanelData, ProgramOutput, Task, TaskKind};
use crate::text::CopiedText;
use crate::ui::component::{Component, Hint, KeyContext};
use crate::ui::drawing::{DrawContext, Role, fitted, inset, span};
use crate::ui::input::{Action, Context, Motion, ProgramAction, RowAction};
use crate::ui::layout::Layout;
use crate::ui::list::library::Library;
use crate::ui::outcome::Outcome;
use crate::ui::panels::{draw_box, draw_list};
use crate::ui::selectable_list::SelectableList;

/// Programs by the names that the settings give them.
pub(crate) type NamedPrograms = Arc<[(String, CommandLine)]>;

/// The most bytes of a line of output that are shown.
const LONGEST: usize = 8192;

/// A passage and the programs it can be given to, or the output of one of them.
#[derive(Clone, Debug)]
pub struct ProgramPanel {
    programs: NamedPrograms,
    input: CopiedText,
    /// The selected program, or the first line of the output in view.
    list: SelectableList,
    output: OutputState,
}

/// The output of the chosen program.
#[derive(Clone, Debug)]
enum OutputState {
    /// No program is chosen yet.
    None,
    /// The program is running.
    Awaited,
    /// The lines that the program printed.
    Lines(Vec<String>),
}

impl ProgramPanel {
    /// Returns the panel of a passage; a single program is not asked about.
    pub(crate) fn new(programs: NamedPrograms, input: CopiedText) -> Self {
        Self { programs, input, list: SelectableList::default(), output: OutputState::None }
    }

    /// Gives the passage to the selected program.
    pub(crate) fn start(&mut self) -> Option<Task> {
        let (_, command) = self.programs.get(self.list.selected)?;
        self.output = OutputState::Awaited;
        Some(Task::RunProgram(command.clone(), self.input.clone()))
    }

    fn len(&self) -> usize {
        match &self.output {
            OutputState::None | OutputState::Awaited => self.programs.len(),
            OutputState::Lines(lines) => lines.len(),
        }
    }
}

impl Component for ProgramPanel {
    fn context(&self) -> Context {
        Context::Programs
    }

    fn hints(&self) -> &'static [Hint] {
        match self.output {
            OutputState::None => &[
                (Action::Row(RowAction::Choose), "run it"),
                (Action::Program(ProgramAction::Close), "close"),
            ],
            OutputState::Awaited | OutputState::Lines(_) => {
                &[(Action::Program(ProgramAction::Close), "close")]
            }
        }
    }

    fn tasks(&self) -> &'static [TaskKind] {
        &[TaskKind::Panel]
    }

    fn move_by(&mut self, motion: Motion, cx: &mut KeyContext<'_>) {
        if !matches!(self.output, OutputState::Awaited) {
            self.list.move_by(motion, cx.count, self.len(), cx.page);
        }
    }

    fn choose(&mut self, cx: &mut KeyContext<'_>) {
        if matches!(self.output, OutputState::None) {
            cx.ask(self.start().map(Outcome::Start));
        }
    }

    fn take(&mut self, data: PanelData, _: &Library) -> Result<(), String> {
        if let PanelData::Printed(result) = data {
            self.output = OutputState::Lines(lines(&result?));
            self.list.selected = 0;
        }
        Ok(())
    }

    fn draw(&self, cx: &mut DrawContext<'_>, layout: &Layout) {
        match &self.output {
            OutputState::None => {
                let list = (self.list, self.programs.len());
                draw_list(cx, layout, "Send the passage to", list, |_, at, cells| {
                    let (name, command) = &self.programs[at];
                    fitted(&format!("{name} · {command}"), cells, Style::new()).into()
                });
            }
            OutputState::Awaited => {
                let area = draw_box(cx, layout, "Programs", 1);
                cx.put(cx.words("waiting for its output …", Role::Dim), inset(area, 1, 1));
            }
            OutputState::Lines(lines) => {
                let rows = layout.panes().height.saturating_sub(4);
                let area = inset(draw_box(cx, layout, "Output", rows.into()), 1, 1);
                let shown = lines.iter().skip(self.list.selected).take(rows.into());
                let shown: Vec<Line<'_>> = shown.map(|line| span(line, Style::new()).into()).collect();
                Paragraph::new(shown).wrap(Wrap { trim: false }).render(area, cx.buffer);
            }
        }
    }
}

/// Returns the lines that a program printed, long ones cut.
fn lines(printed: &ProgramOutput) -> Vec<String> {
    let cut = |line: &str| match line.get(..line.floor_char_boundary(LONGEST)) {
        Some(start) if start.len() < line.len() => format!("{start}…"),
        Some(_) | None => line.to_owned(),
    };
    let mut lines: Vec<String> = printed.text.lines().map(cut).collect();
    if lines.is_empty() {
        lines.push("(no output)".into());
    }
    if printed.is_cut {
        lines.push("… (the rest is left out)".into());
    }
    lines
}
