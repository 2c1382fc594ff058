//! The row below both texts: the selected link, its probability, its shared words and its differences.

use ratatui::layout::Rect;

use crate::compare::facts::{ComparedFact, Status};
use crate::compare::{Change, Edition, FormChange, Level, Link, Side, edit_reason, negated};
use crate::report::shown_percent;
use crate::text::width::width;
use crate::ui::comparison::changes::{change_runs, run_of};
use crate::ui::comparison::draw::tables::{phrases, status_sign};
use crate::ui::comparison::draw::texts::{noted, shared, texts};
use crate::ui::comparison::shown::{ComparisonScreen, Scroll, letter};
use crate::ui::comparison::state::ComparisonView;
use crate::ui::component::Component;
use crate::ui::drawing::{DrawContext, Role, fitted, inset};
use crate::ui::input::ProgramAction;
use crate::ui::reader::notes::words_of;

/// The most shared words named.
const NAMED: usize = 8;

/// The most facts named that only one side has.
const FACTS: usize = 3;

/// Cells that the reason of a link keeps before likeness and views are shown beside it.
const LEAST_REASON: usize = 36;

/// Draws the row.
pub(crate) fn draw(cx: &mut DrawContext<'_>, area: Rect, view: &ComparisonView) {
    cx.put_rule(area);
    let state = if has_state(area.width) { fitting_state(cx, area.width, view) } else { String::new() };
    let state = cx.words(state, Role::Dim);
    let room = usize::from(area.width).saturating_sub(state.width() + 6);
    let (reason, role) = reason(cx, view, room.saturating_sub(2));
    let reason = if reason.is_empty() { reason } else { format!(" {reason} ") };
    cx.put_ends(fitted(&reason, room, cx.style(role)), state, inset(area, 1, 1));
}

/// Returns as much of what is said beside the reason as leaves room for all of the reason.
fn fitting_state(cx: &DrawContext<'_>, columns: u16, view: &ComparisonView) -> String {
    let [.., short] = states(view);
    let fits = |state: &String| {
        let room = usize::from(columns).saturating_sub(width(state) + 8);
        width(&reason(cx, view, room).0) <= room
    };
    states(view).into_iter().find(fits).unwrap_or(short)
}

/// Tells whether a window of `width` columns has room for the likeness and the view beside the reason.
pub(crate) fn has_state(width: u16) -> bool {
    usize::from(width) >= 2 * LEAST_REASON
}

/// Returns the words of the row, as many shared words as fit into `room` cells among them.
fn reason(cx: &DrawContext<'_>, view: &ComparisonView, room: usize) -> (String, Role) {
    if view.findings.comparison().is_none() {
        let hint = cx.keymap.hint(view.context(), ProgramAction::Escape, "cancels");
        return (format!("comparing …{}{hint}", percent(view)), Role::Dim);
    }
    match view.shown {
        ComparisonScreen::Facts(row) => of_fact(view, row),
        ComparisonScreen::Terms(_) => of_term(view),
        ComparisonScreen::Pairs(_) | ComparisonScreen::Overview(_) => match view.selected_link() {
            Some(link) => of_link(view, &link, 1, room),
            None => ("no links at these levels".into(), Role::Dim),
        },
        ComparisonScreen::Summary(_) => match view.selected_link() {
            Some(link) => of_link(view, &link, 1, room),
            None => (String::new(), Role::Dim),
        },
        ComparisonScreen::Both | ComparisonScreen::Only(_) => match notes_of_cursor(view) {
            Some(notes) => {
                let (reason, role) = of_cursor(view, room.saturating_sub(width(&notes) + 3));
                (format!("{notes} · {reason}"), role)
            }
            None => of_cursor(view, room),
        },
    }
}

/// Returns the words of the user's notes on the current sentence, if there are any.
fn notes_of_cursor(view: &ComparisonView) -> Option<String> {
    let notes = noted(view, view.side, view.cursor(view.side)?);
    let notes: Vec<String> = notes.map(words_of).collect();
    (!notes.is_empty()).then(|| notes.join(" · "))
}

/// Returns how much of the comparison is done, once it takes noticeably long.
fn percent(view: &ComparisonView) -> String {
    view.progress.map_or(String::new(), |percent| format!(" {percent} %"))
}

fn of_cursor(view: &ComparisonView, room: usize) -> (String, Role) {
    let empty = |side: Side| view.pane(side).document.sentences.is_empty();
    match (empty(Side::Left), empty(Side::Right)) {
        (true, true) => return ("neither document has any text".into(), Role::Dim),
        (true, false) => return ("A has no text to compare".into(), Role::Dim),
        (false, true) => return ("B has no text to compare".into(), Role::Dim),
        (false, false) => {}
    }
    let Some(cursor) = view.cursor(view.side) else { return (String::new(), Role::Dim) };
    let links = view.counterparts(view.side, cursor);
    if let Some(best) = links.first() {
        return of_link(view, best, links.len(), room);
    }
    let letter = letter(view.side);
    let number = format!("{letter}{}", cursor + 1);
    if view.findings.edition().is_some() {
        let word = if view.side == Side::Left { "removed" } else { "added" };
        return (format!("{number} · {word}"), Role::Dim);
    }
    match view.level(view.side, cursor) {
        Some(_) => (format!("{number} · only doubtful links"), Role::Dim),
        None => (format!("{number} · only in {letter}: no counterpart found"), Role::Dim),
    }
}

/// Returns the numbers of two linked sentences and how surely they say the same.
pub(crate) fn certainty(view: &ComparisonView, link: &Link) -> (String, Role) {
    if let Some(edition) = view.findings.edition() {
        let (word, role) = change_word(view, edition, link);
        return (format!("A{} → B{} {word}", link.left + 1, link.right + 1), role);
    }
    let (sign, level, role) = match view.levels.of(link.score) {
        Some(Level::Strong) => ('≈', "very likely", Role::StrongLink),
        Some(Level::Weak) | None => ('~', "possibly", Role::WeakLink),
    };
    // The percentage is cut and not rounded, as in a report: 69.7 % is not strong and must not appear so.
    let percent = shown_percent(link.score);
    let level = if view.findings.is_by_hand(link) { "by hand" } else { level };
    (format!("A{} {sign} B{} · {level} ({percent} %)", link.left + 1, link.right + 1), role)
}

/// Returns why two sentences are linked; `among` is the number of links of the sentence.
fn of_link(view: &ComparisonView, link: &Link, among: usize, room: usize) -> (String, Role) {
    if let Some(edition) = view.findings.edition() {
        return of_change(view, edition, link);
    }
    let (certainty, role) = certainty(view, link);
    let of = if among > 1 { format!(" · best of {among}") } else { String::new() };
    let head = format!("{certainty}{of}");
    let is_strong = view.levels.of(link.score) == Some(Level::Strong);
    let differs = match differing(view, link) {
        differing if !differing.is_empty() => format!(" · differs: {}", differing.join("; ")),
        // Only figures of surely linked sentences are set against each other.
        _ if is_strong && view.findings.facts.is_some() => " · differs: nothing".into(),
        _ => String::new(),
    };
    let tail = format!("{differs}{}", copied(view, link));
    let shared = shared_words(view, link, room.saturating_sub(width(&head) + width(&tail)));
    (format!("{head}{shared}{tail}{}", alone(view, link)), role)
}

/// Returns the words both sentences say, as many as fit into `room` cells.
fn shared_words(view: &ComparisonView, link: &Link, room: usize) -> String {
    let mut words = String::new();
    for term in shared(view, link).into_iter().take(NAMED) {
        let next =
            if words.is_empty() { format!(" · shared: {}", term.text) } else { format!(", {}", term.text) };
        if width(&words) + width(&next) > room {
            break;
        }
        words.push_str(&next);
    }
    words
}

fn of_term(view: &ComparisonView) -> (String, Role) {
    let Some(term) = view.selected_term() else { return ("no words".into(), Role::Dim) };
    let [left, right] = term.counts;
    (format!("{} · {left} in A, {right} in B", term.text), Role::Dim)
}

/// Returns the change of a sentence in the other version of its text.
fn of_change(view: &ComparisonView, edition: &Edition, link: &Link) -> (String, Role) {
    let (change, role) = certainty(view, link);
    let differs: String =
        differing(view, link).into_iter().flat_map(|fact| ["   ≠ ".to_owned(), fact]).collect();
    (format!("{change}{}{differs}", why_edited(view, edition, link)), role)
}

/// Returns the word for the change of a sentence.
fn change_word(view: &ComparisonView, edition: &Edition, link: &Link) -> (&'static str, Role) {
    let is_same = view.findings.alignment.as_ref().is_some_and(|alignment| alignment.is_same);
    match edition.change(Side::Left, link.left) {
        Change::Edited(_) | Change::Part(_) => ("edited", Role::Differs),
        Change::Moved(_) => ("moved", Role::Moved),
        Change::MovedEdited(_) => ("moved and edited", Role::Moved),
        Change::Unchanged(_) | Change::Alone if is_same => ("all of it unchanged", Role::Dim),
        Change::Unchanged(_) | Change::Alone => ("unchanged", Role::Dim),
    }
}

/// Returns the kind of a sentence's edit, and both forms where they differ.
fn why_edited(view: &ComparisonView, edition: &Edition, link: &Link) -> String {
    let is_edited = matches!(
        edition.change(Side::Left, link.left),
        Change::Edited(right) | Change::MovedEdited(right) if right == link.right
    );
    if !is_edited {
        return String::new();
    }
    let forms = edition.form_changes(link.left, link.right);
    let (left, right) = texts(view, link);
    let reason = edit_reason(left, right, forms).map(|reason| format!(" ({reason})"));
    reason.into_iter().chain(forms.iter().map(form_words)).collect()
}

/// Returns the differences beside the words, each in its old and its new form.
fn form_words(form: &FormChange) -> String {
    let value = |value: &str| if value.is_empty() { "none".to_owned() } else { value.to_owned() };
    if form.was.is_empty() && form.is.is_empty() {
        return format!("   {} differ", form.what);
    }
    format!("   {}: {} → {}", form.what, value(&form.was), value(&form.is))
}

/// Returns the facts in which two sentences differ, and the word by which one denies the other.
fn differing(view: &ComparisonView, link: &Link) -> Vec<String> {
    let (left, right) = texts(view, link);
    let denied = negated(left, right).map(|(side, word)| {
        let text = if side == Side::Left { left } else { right };
        word.of(text).to_owned()
    });
    let rows = view.findings.differing(link.left, link.right);
    denied.into_iter().chain(rows.map(|row| quoted(view, row))).collect()
}

/// Returns the figures, dates, names and sources of each of two sentences that the other text lacks.
fn alone(view: &ComparisonView, link: &Link) -> String {
    let of = |side: Side, label: &str| {
        let facts: Vec<&str> = view.only(side, link.on(side)).take(FACTS).collect();
        if facts.is_empty() { String::new() } else { format!("{label}: {}", facts.join(", ")) }
    };
    of(Side::Left, " · only in A") + &of(Side::Right, " · only in B")
}

/// Returns a remark on the longest copied run of words in the left sentence, if there is one.
fn copied(view: &ComparisonView, link: &Link) -> String {
    let longest = view.findings.copied(Side::Left, link.left).map(|(_, words)| words).max();
    longest.map_or(String::new(), |words| format!(" · {words} words copied, probably from one source"))
}

/// Returns what both texts say of a fact.
pub(crate) fn of_fact(view: &ComparisonView, row: usize) -> (String, Role) {
    let Some(row) = view.findings.facts.as_deref().and_then(|rows| rows.get(row)) else {
        return ("no facts".into(), Role::Dim);
    };
    let (sign, word, role) = status_sign(row.status);
    let word = match row.status {
        Status::OnlyLeft => "only in A",
        Status::OnlyRight => "only in B",
        Status::Near => "nearly the same in one text",
        Status::Differs | Status::Agree => word,
    };
    (format!("{sign} {word} · {} · {}", row.kind.word(), quoted(view, row)), role)
}

/// Returns the wordings of both sides, each once.
fn quoted(view: &ComparisonView, row: &ComparedFact) -> String {
    let parts = [Side::Left, Side::Right].map(|side| phrases(view, side, row));
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" | ")
}

/// Returns a remark when the two are in different languages: then only names and figures can be linked.
fn languages(view: &ComparisonView) -> &'static str {
    match view.findings.comparison().map(|comparison| comparison.languages()) {
        Some([Some(left), Some(right)]) if left != right => {
            "· in different languages: names and figures only "
        }
        _ => "",
    }
}

/// Returns what is said beside the reason, and the same without what is least needed.
fn states(view: &ComparisonView) -> [String; 3] {
    let likeness = view.findings.alignment.as_ref().map(|alignment| alignment.likeness(view.levels));
    let likeness = likeness.map(|likeness| format!("likeness {likeness} ")).unwrap_or_default();
    let beside = view.findings.edition().map(Edition::changes_beside).unwrap_or_default();
    let beside: Vec<&str> = beside.iter().map(|change| change.what).collect();
    let beside =
        if beside.is_empty() { String::new() } else { format!("· also differ: {} ", beside.join(", ")) };
    let shown = match view.shown {
        ComparisonScreen::Both => String::new(),
        shown => format!("· {} ", shown.words()),
    };
    let row = match view.rows() {
        0 => String::new(),
        rows => format!("{}/{rows} ", view.selected() + 1),
    };
    let lock = match view.scroll {
        Scroll::Locked => "",
        Scroll::Free => "· unlocked ",
    };
    let begun =
        view.begun_link.map_or(String::new(), |(side, at)| format!("· x {}{} and … ", letter(side), at + 1));
    let links = if view.strong_only { "· strong links only " } else { "" };
    let (change, languages) = (change_number(view), languages(view));
    let rest = format!("{languages}{links}{shown}{row}{begun}{lock}");
    // Without a part before or after it, a separator is left out.
    let short = format!("{change}{rest}");
    let short = short.trim_start_matches("· ").trim_end_matches("· ");
    let short = if short.is_empty() { String::new() } else { format!(" {short}") };
    [format!(" {change}{likeness}{beside}{rest}"), format!(" {change}{likeness}{rest}"), short]
}

/// Returns which of the changes between two versions of one text the cursor is on, and how many there are.
fn change_number(view: &ComparisonView) -> String {
    let (Some(edition), ComparisonScreen::Both) = (view.findings.edition(), view.shown) else {
        return String::new();
    };
    let runs = change_runs(edition);
    let here = view.cursor(view.side).and_then(|at| run_of(&runs, view.side, at));
    match (here, runs.len()) {
        (Some(here), all) => format!("change {} of {all} · ", here + 1),
        (None, 1) => "1 change · ".into(),
        (None, all) => format!("{all} changes · "),
    }
}
