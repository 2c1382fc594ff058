//! What keys do to keywords: the panel, new ones, going from hit to hit.

use std::sync::Arc;

use crate::search::{Colour, Keyword, Keywords, NamedColour, Suggestion, is_stop_word, parse_argument};
use crate::tasks::entry::Wanted;
use crate::tasks::onscreen::OnScreen;
use crate::tasks::task::{Task, TaskKind};
use crate::text::words::words;
use crate::ui::app::App;
use crate::ui::input::motion::Rows;
use crate::ui::input::{Action, RowAction, TextAction};
use crate::ui::list::arranging;
use crate::ui::list::survey;
use crate::ui::message::Effect;
use crate::ui::panels::panel::{KeywordPanel, Line, Panel, Suggestions};
use crate::ui::prompt::state::{Prompt, Purpose};
use crate::ui::reader::next_hit::{self, Target};
use crate::ui::reader::texts::mark;

/// The most documents the suggestions are weighed against.
const WEIGHED: usize = 200;

/// Lines that a page of the panel is taken to have.
const PAGE: usize = 10;

/// Opens the keyword panel and asks for suggestions.
pub(crate) fn open_panel(app: &mut App) -> Vec<Effect> {
    app.panel = Some(Panel::Keywords(KeywordPanel::default()));
    let Some(text) = app.on_screen().into_iter().next() else {
        suggested(app, Vec::new());
        return vec![app.cancel(TaskKind::Suggest)];
    };
    let others = others(app, &text);
    vec![app.start(Task::Suggest(text, others))]
}

fn others(app: &App, text: &OnScreen) -> Vec<Wanted> {
    let others = app.library.readable().filter(|entry| *entry != text.entry).take(WEIGHED);
    others.filter_map(|entry| app.wanted(entry)).collect()
}

/// Asks for a keyword, offering the words of the current sentence.
pub(crate) fn ask_from_sentence(app: &mut App) -> Vec<Effect> {
    let offers =
        app.pane().and_then(|pane| Some(telling_words(pane.document.sentence_text(pane.current()?))));
    app.prompt = Some(Prompt::new(Purpose::Keyword { offers: offers.unwrap_or_default() }));
    Vec::new()
}

/// The words of a sentence that could be keywords, each once.
fn telling_words(sentence: &str) -> Vec<String> {
    let mut telling: Vec<String> = Vec::new();
    for word in words(sentence).map(|span| span.of(sentence)) {
        if !is_stop_word(word) && !telling.iter().any(|known| known == word) {
            telling.push(word.to_string());
        }
    }
    telling
}

/// Does what an action asks of the open panel; `None` leaves it to the rest of the program.
pub(crate) fn act(app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    let keywords = Arc::clone(&app.keywords);
    let Some(Panel::Keywords(panel)) = &mut app.panel else { return None };
    let times = count.unwrap_or(1) as isize;
    let effects = match action {
        Action::Motion(motion) => {
            let rows = Rows { count: panel.lines(&keywords).len(), selected: panel.selected, page: PAGE };
            panel.selected = motion.row(count, rows).unwrap_or(panel.selected);
            Vec::new()
        }
        Action::Row(RowAction::Add) => return Some(ask_from_sentence(app)),
        Action::Row(RowAction::Remove) => {
            return Some(on_chosen(app, |keywords, number| drop(keywords.remove(number))));
        }
        Action::Row(RowAction::Solo) => return Some(on_chosen(app, Keywords::solo)),
        Action::Row(RowAction::Recolour) => return Some(on_chosen(app, recolour)),
        Action::Row(RowAction::Toggle) => return Some(toggle(app)),
        Action::Text(TextAction::NextHit) => return Some(step_hit(app, times)),
        Action::Text(TextAction::PreviousHit) => return Some(step_hit(app, -times)),
        _ => return None,
    };
    Some(effects)
}

fn recolour(keywords: &mut Keywords, number: usize) {
    let now = keywords.get(number).and_then(Keyword::colour);
    let at = NamedColour::ALL.iter().position(|named| now == Some(Colour::Named(*named)));
    let next = NamedColour::ALL.get(at.map_or(0, |at| at + 1));
    keywords.recolour(number, next.copied().map(Colour::Named));
}

/// Shows or hides the chosen keyword, or makes a keyword of the chosen suggestion.
fn toggle(app: &mut App) -> Vec<Effect> {
    let Some(Panel::Keywords(panel)) = &app.panel else { return Vec::new() };
    match panel.line(&app.keywords) {
        Some(Line::Suggestion(suggestion)) => {
            let text = format!("literal:{}", suggestion.text);
            add(app, &text).unwrap_or_default()
        }
        Some(Line::Keyword(_)) => on_chosen(app, Keywords::toggle),
        None => Vec::new(),
    }
}

fn on_chosen(app: &mut App, change: impl FnOnce(&mut Keywords, usize)) -> Vec<Effect> {
    let Some(Panel::Keywords(panel)) = &app.panel else { return Vec::new() };
    let Some(number) = panel.keyword(&app.keywords) else { return Vec::new() };
    let before = app.keywords.len();
    change(Arc::make_mut(&mut app.keywords), number);
    if let Some(Panel::Keywords(panel)) = &mut app.panel {
        panel.step(0, &app.keywords);
    }
    if app.keywords.len() == before { arranging::recounted(app) } else { changed(app) }
}

/// Adds a keyword written as on the command line, or says what is wrong with it.
pub(crate) fn add(app: &mut App, written: &str) -> Result<Vec<Effect>, String> {
    let keyword = parse_argument(written, app.settings.defaults).map_err(|error| error.to_string())?;
    let number = Arc::make_mut(&mut app.keywords).add(keyword);
    let keywords = Arc::clone(&app.keywords);
    if let Some(Panel::Keywords(panel)) = &mut app.panel {
        let lines = panel.lines(&keywords);
        panel.selected =
            lines.iter().position(|line| *line == Line::Keyword(number)).unwrap_or(panel.selected);
    }
    Ok(changed(app))
}

/// Makes a keyword of a word as it stands, or takes it away when it is one.
pub(crate) fn toggle_word(app: &mut App, word: &str) -> Vec<Effect> {
    let known = app.keywords.iter().find(|(_, keyword)| keyword.query().text == word);
    match known.map(|(number, _)| number) {
        Some(number) => {
            Arc::make_mut(&mut app.keywords).remove(number);
            changed(app)
        }
        None => add(app, &format!("literal:{word}")).unwrap_or_default(),
    }
}

/// Counts everywhere anew: the set of keywords changed.
fn changed(app: &mut App) -> Vec<Effect> {
    app.library.forget_counts(app.keywords.len());
    let mut effects = mark(app);
    effects.extend(survey::anew(app));
    effects
}

/// Keeps the suggestions that came for the open panel.
pub(crate) fn suggested(app: &mut App, suggestions: Vec<Suggestion>) {
    if let Some(Panel::Keywords(panel)) = &mut app.panel {
        panel.suggestions = Suggestions::Known(suggestions);
    }
}

/// Goes on by `by` keyword hits, back when it is negative: those of the keyword chosen in the
/// panel, else of any that is shown.
pub(crate) fn step_hit(app: &mut App, by: isize) -> Vec<Effect> {
    if app.keywords.is_empty() {
        app.trouble("there is no keyword yet: . opens the keywords, * adds one");
        return Vec::new();
    }
    next_hit::step(app, Target::Keyword, by)
}
