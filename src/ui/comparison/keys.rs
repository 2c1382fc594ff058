//! What keys do to a comparison, and how one is opened and left.

use crate::compare::{Levels, Side};
use crate::tasks::entry::EntryId;
use crate::tasks::task::Task;
use crate::ui::app::{App, Focus, View};
use crate::ui::claims::keys as grid;
use crate::ui::comparison::shown::Shown;
use crate::ui::input::ComparisonAction;
use crate::ui::message::Effect;
use crate::ui::panels::keywords::keys as keyword;
use crate::ui::panels::similar::keys as similar;
use crate::ui::reader::texts;
use crate::ui::reader::texts::compare_in_order;

/// How far one key press moves both levels.
const STEP: f64 = 0.05;

/// Compares the marked documents, else the shown one with the marked one, else with the most similar
/// one.
pub(crate) fn compare(app: &mut App) -> Vec<Effect> {
    match pair(app) {
        Ok(Pair::These(one, two)) => compare_in_order(app, one, two),
        Ok(Pair::MostSimilar(to)) => similar::compare_with_nearest(app, to),
        Ok(Pair::Many(entries)) => grid::open(app, &entries),
        Err(why) => {
            app.trouble(why);
            Vec::new()
        }
    }
}

/// What there is to compare.
enum Pair {
    These(EntryId, EntryId),
    /// This one with the document of the library that is most like it.
    MostSimilar(EntryId),
    /// More than two, claim by claim.
    Many(Vec<EntryId>),
}

fn pair(app: &App) -> Result<Pair, String> {
    let here = app.library.selected().map(|(entry, _)| entry);
    let marked = app.library.listing.marked();
    match (marked.as_slice(), here) {
        ([one, two], _) => return Ok(Pair::These(*one, *two)),
        ([_, _, ..], _) => return Ok(Pair::Many(marked)),
        ([one], Some(here)) if *one != here => return Ok(Pair::These(*one, here)),
        _ => {}
    }
    let readable: Vec<EntryId> = app.library.readable().take(3).collect();
    match readable.as_slice() {
        [] | [_] => Err("there is nothing to compare with: open a second document beside this one".into()),
        [one, two] => Ok(Pair::These(*one, *two)),
        _ => here.map(Pair::MostSimilar).ok_or_else(|| "there is no document to compare".into()),
    }
}

/// Moves the cursor to the other side: in a comparison the panes are its sides. The overview has
/// no sides; there it goes along the right text.
pub(crate) fn change_side(app: &mut App, to: Focus) -> Vec<Effect> {
    let layout = app.layout();
    let View::Comparison(comparing) = &mut app.view else { return Vec::new() };
    let side = match to {
        Focus::List => Side::Left,
        Focus::Text => Side::Right,
    };
    match comparing.shown {
        Shown::Overview(_) => comparing.select_across(if side == Side::Right { 1 } else { -1 }),
        Shown::Pairs(_) | Shown::Facts(_) | Shown::Terms(_) => comparing.side = side,
        Shown::Both | Shown::Only(_) => {
            comparing.change_side(side);
            comparing.follow(&layout);
        }
    }
    Vec::new()
}

/// Goes back to the table a passage was opened from, from another view to both texts, and from
/// those to the reader. A link that was begun by hand is given up first.
pub(crate) fn close(app: &mut App) -> Vec<Effect> {
    let View::Comparison(comparing) = &mut app.view else { return Vec::new() };
    if comparing.anchoring.take().is_some() {
        return Vec::new();
    }
    match (comparing.shown, comparing.back) {
        (Shown::Both, Some(table)) => show(app, table),
        (Shown::Both, None) => texts::leave_comparison(app),
        _ => show(app, Shown::Both),
    }
}

/// Shows the view of this name, if two texts are on the screen.
pub(crate) fn show_view(app: &mut App, shown: Shown) -> Vec<Effect> {
    if !matches!(app.view, View::Comparison(_)) {
        app.trouble(format!("'{}' shows a comparison: compare two documents first", shown.name()));
        return Vec::new();
    }
    show(app, shown)
}

/// Changes the view.
pub(crate) fn show(app: &mut App, shown: Shown) -> Vec<Effect> {
    if let View::Comparison(comparing) = &mut app.view {
        comparing.show(shown);
        texts::realign(app);
        app.say(format!("shown: {}", shown.words()));
    }
    Vec::new()
}

/// Does what an action asks of an open comparison.
pub(crate) fn act(app: &mut App, action: ComparisonAction, times: isize) -> Vec<Effect> {
    let layout = app.layout();
    let View::Comparison(comparing) = &mut app.view else { return Vec::new() };
    match action {
        ComparisonAction::NextLink => return step_link(app, times),
        ComparisonAction::PreviousLink => return step_link(app, -times),
        ComparisonAction::NextView => return show_next(app, times),
        ComparisonAction::PreviousView => return show_next(app, -times),
        ComparisonAction::LinkByHand => return anchor(app),
        ComparisonAction::Counterpart => {
            if !comparing.cross(&layout) {
                app.say("this sentence has no counterpart");
            }
        }
        ComparisonAction::ToggleLock => {
            comparing.toggle_lock(&layout);
            let words = comparing.scroll.words();
            app.say(words);
        }
        ComparisonAction::Swap => comparing.swap(&layout),
    }
    Vec::new()
}

fn step_link(app: &mut App, by: isize) -> Vec<Effect> {
    let layout = app.layout();
    let View::Comparison(comparing) = &mut app.view else { return Vec::new() };
    if comparing.shown.is_table() {
        comparing.select(comparing.selected().saturating_add_signed(by));
    } else if !(0..by.unsigned_abs()).all(|_| comparing.step_link(by.signum(), &layout)) {
        let what = if comparing.findings.edition().is_some() { "change" } else { "link" };
        app.say(format!("no further {what} {}", if by > 0 { "below" } else { "above" }));
    }
    Vec::new()
}

fn show_next(app: &mut App, by: isize) -> Vec<Effect> {
    let View::Comparison(comparing) = &app.view else { return Vec::new() };
    let next = comparing.shown.step(by);
    show(app, next)
}

/// Goes to the passage a row of a table speaks of; a word becomes a keyword, or none any longer.
pub(crate) fn choose(app: &mut App) -> Vec<Effect> {
    let View::Comparison(comparing) = &mut app.view else { return Vec::new() };
    if let Some(term) = comparing.selected_term() {
        let text = term.text.clone();
        return keyword::toggle_word(app, &text);
    }
    if comparing.open_row() {
        texts::realign(app);
    } else {
        app.say("there is nothing to go to");
    }
    Vec::new()
}

/// Sets the levels of the links, what is not given stays.
pub(crate) fn set_levels(app: &mut App, strong: Option<f64>, weak: Option<f64>) -> Vec<Effect> {
    let View::Comparison(comparing) = &app.view else {
        app.trouble("levels are those of a comparison: compare two documents first");
        return Vec::new();
    };
    let now = comparing.levels;
    let levels = Levels { strong: strong.unwrap_or(now.strong), weak: weak.unwrap_or(now.weak) };
    if levels.weak > levels.strong {
        app.trouble(format!(
            "a weak link cannot ask for more ({:.2}) than a strong one ({:.2})",
            levels.weak, levels.strong
        ));
        return Vec::new();
    }
    change_levels(app, levels)
}

/// Asks more of a link, or less.
pub(crate) fn tighten(app: &mut App, by: isize) -> Vec<Effect> {
    let View::Comparison(comparing) = &app.view else { return Vec::new() };
    let levels = comparing.levels.tightened(STEP * by as f64);
    change_levels(app, levels)
}

/// Changes what is asked of a link; the facts that are called differing follow the links.
fn change_levels(app: &mut App, levels: Levels) -> Vec<Effect> {
    let layout = app.layout();
    let View::Comparison(comparing) = &mut app.view else { return Vec::new() };
    comparing.set_levels(levels, &layout);
    let known = comparing.findings.comparison().cloned();
    let two = comparing.two();
    let two_versions = comparing.findings.edition().is_some();
    let aside = if two_versions { " · two versions of one text are paired by their words" } else { "" };
    app.say(format!("strong from {:.2}, weak from {:.2}{aside}", levels.strong, levels.weak));
    known.map(|comparison| app.start(Task::Facts(two, comparison, levels))).into_iter().collect()
}

/// Links two sentences by hand in two steps, one on each side; undoes the links of a sentence that
/// has some.
fn anchor(app: &mut App) -> Vec<Effect> {
    let View::Comparison(comparing) = &mut app.view else { return Vec::new() };
    let side = comparing.side;
    let Some(sentence) = comparing.cursor(side) else { return Vec::new() };
    let (left, right) = (&comparing.panes.left, &comparing.panes.right);
    let entries = (left.entry, right.entry);
    match comparing.anchoring.take() {
        Some((begun, other)) if begun != side => {
            let at = if side == Side::Left { (sentence, other) } else { (other, sentence) };
            app.anchors.add(entries, (&left.document, &right.document), at);
            app.say(format!("linked by hand: {} and {}", at.0 + 1, at.1 + 1));
            return align_again(app);
        }
        Some((_, begun)) if begun == sentence => {
            app.say("no link is made by hand");
            return Vec::new();
        }
        Some(_) => {}
        None => {
            let text = comparing.pane(side).document.sentence_text(sentence);
            if app.anchors.remove(entries, side, text) > 0 {
                app.say(format!("{} is no longer linked by hand", sentence + 1));
                return align_again(app);
            }
        }
    }
    comparing.anchoring = Some((side, sentence));
    app.say(format!("{}: now go to its counterpart in the other text and press x", sentence + 1));
    Vec::new()
}

/// Aligns the two texts on the screen with what was linked by hand.
fn align_again(app: &mut App) -> Vec<Effect> {
    let View::Comparison(comparing) = &app.view else { return Vec::new() };
    let (two, levels) = (comparing.two(), comparing.levels);
    let anchors = app.anchors.of(two.left.entry, two.right.entry);
    vec![app.start(Task::Align(two, anchors, levels))]
}
