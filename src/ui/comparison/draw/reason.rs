//! The row below both texts: the selected link, its probability, its shared words and its differences.

use ratatui::layout::Rect;

use crate::compare::facts::{Row, Status};
use crate::compare::{Change, Edition, FormChange, Level, Link, Side, edit_reason, negated};
use crate::ui::comparison::draw::tables::{phrases, status_sign};
use crate::ui::comparison::draw::texts::{shared, texts};
use crate::ui::comparison::shown::{Scroll, Shown};
use crate::ui::comparison::state::ComparisonView;
use crate::ui::component::Component;
use crate::ui::drawing::context::{DrawContext, inset};
use crate::ui::drawing::text::fitted;
use crate::ui::drawing::theme::Role;
use crate::ui::input::ProgramAction;

/// The most shared words named.
const NAMED: usize = 8;

/// The most facts named that only one side has.
const FACTS: usize = 3;

/// Cells the reason of a link keeps before likeness and views are told beside it.
const LEAST_REASON: usize = 36;

/// Draws the row.
pub(crate) fn draw(cx: &mut DrawContext<'_>, area: Rect, view: &ComparisonView) {
    cx.put_rule(area);
    let (reason, role) = reason(cx, view);
    let state = if usize::from(area.width) < 2 * LEAST_REASON { String::new() } else { state(view) };
    let state = cx.words(state, Role::Dim);
    let room = usize::from(area.width).saturating_sub(state.width() + 6);
    cx.put_ends(fitted(&format!(" {reason} "), room, cx.style(role)), state, inset(area, 1, 1));
}

fn reason(cx: &DrawContext<'_>, view: &ComparisonView) -> (String, Role) {
    if view.findings.comparison().is_none() {
        let hint = cx.keymap.hint(view.context(), ProgramAction::Escape, "cancels");
        return (format!("comparing …{}{hint}", percent(view)), Role::Dim);
    }
    match view.shown {
        Shown::Facts(row) => of_fact(view, row),
        Shown::Terms(_) => of_term(view),
        Shown::Pairs(_) | Shown::Overview(_) => match view.selected_link() {
            Some(link) => of_link(view, &link, 1),
            None => ("no links at these levels".into(), Role::Dim),
        },
        Shown::Both | Shown::Only(_) => of_cursor(view),
    }
}

/// Returns how much of the comparison is done, once it takes noticeably long.
fn percent(view: &ComparisonView) -> String {
    view.progress.map_or(String::new(), |percent| format!(" {percent} %"))
}

fn of_cursor(view: &ComparisonView) -> (String, Role) {
    let empty = |side: Side| view.pane(side).document.sentences.is_empty();
    match (empty(Side::Left), empty(Side::Right)) {
        (true, true) => return ("neither document has any text".into(), Role::Dim),
        (true, false) => return ("the left document has no text to compare".into(), Role::Dim),
        (false, true) => return ("the right document has no text to compare".into(), Role::Dim),
        (false, false) => {}
    }
    let Some(cursor) = view.cursor(view.side) else { return (String::new(), Role::Dim) };
    let links = view.counterparts(view.side, cursor);
    if let Some(best) = links.first() {
        return of_link(view, best, links.len());
    }
    if view.findings.edition().is_some() {
        let word = if view.side == Side::Left { "removed" } else { "added" };
        return (format!("{} · {word}", cursor + 1), Role::Dim);
    }
    let words = match view.side {
        Side::Left => "only left: no counterpart found",
        Side::Right => "only right: no counterpart found",
    };
    (format!("{} · {words}", cursor + 1), Role::Dim)
}

/// Returns why two sentences are linked; `among` is the number of links of the sentence.
fn of_link(view: &ComparisonView, link: &Link, among: usize) -> (String, Role) {
    if let Some(edition) = view.findings.edition() {
        return of_change(view, edition, link);
    }
    let of = if among > 1 { format!(" · best of {among}") } else { String::new() };
    let terms: Vec<String> = shared(view, link).into_iter().take(NAMED).map(|term| term.text).collect();
    let (sign, level, role) = match view.levels.of(link.score) {
        Some(Level::Strong) => ('═', "strong", Role::StrongLink),
        Some(Level::Weak) | None => ('~', "weak", Role::WeakLink),
    };
    let differs = differing(view, link);
    let copied = copied(view, link);
    let (left, right) = (link.left + 1, link.right + 1);
    let by_hand = view.findings.is_by_hand(link);
    let moved = if view.moved(link) { " · moved" } else { "" };
    let level = if by_hand { "by hand" } else { level };
    // The score is cut and not rounded, as in a report: .697 is not strong and must not appear so.
    let score = format!("{:.2}", (link.score * 100.0).floor() / 100.0);
    let score = score.trim_start_matches('0');
    let terms = terms.join(", ");
    let alone = alone(view, link);
    (
        format!("{left} {sign} {right} {level} {score}{moved}{of}{copied}{differs}   both: {terms}{alone}"),
        role,
    )
}

fn of_term(view: &ComparisonView) -> (String, Role) {
    let Some(term) = view.selected_term() else { return ("no words".into(), Role::Dim) };
    let [left, right] = term.counts;
    (format!("{} · {left} left, {right} right", term.text), Role::Dim)
}

/// Returns the change of a sentence in the other version of its text.
fn of_change(view: &ComparisonView, edition: &Edition, link: &Link) -> (String, Role) {
    let is_same = view.findings.alignment.as_ref().is_some_and(|alignment| alignment.is_same);
    let (word, role) = match edition.change(Side::Left, link.left) {
        Change::Edited(_) | Change::Part(_) => ("edited", Role::Differs),
        Change::Moved(_) => ("moved", Role::Moved),
        Change::MovedEdited(_) => ("moved and edited", Role::Moved),
        Change::Unchanged(_) | Change::Alone if is_same => ("all of it unchanged", Role::Dim),
        Change::Unchanged(_) | Change::Alone => ("unchanged", Role::Dim),
    };
    let why = why_edited(view, edition, link);
    (format!("{} → {} {word}{why}{}", link.left + 1, link.right + 1, differing(view, link)), role)
}

/// Returns what the edit of a sentence amounts to, and what was and what is where its form differs.
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

/// Returns what differs beside the words, with what it was and what it is.
fn form_words(form: &FormChange) -> String {
    let value = |value: &str| if value.is_empty() { "nothing".to_owned() } else { value.to_owned() };
    if form.was.is_empty() && form.is.is_empty() {
        return format!("   {} differ", form.what);
    }
    format!("   {}: {} → {}", form.what, value(&form.was), value(&form.is))
}

/// Returns the facts in which two sentences differ, and the word by which one denies the other.
fn differing(view: &ComparisonView, link: &Link) -> String {
    let (left, right) = texts(view, link);
    let denied = negated(left, right).map(|(side, word)| {
        let text = if side == Side::Left { left } else { right };
        format!("   ≠ {}", word.of(text))
    });
    let rows = view.findings.differing(link.left, link.right);
    let facts = rows.flat_map(|row| ["   ≠ ".to_string(), quoted(view, row)]);
    denied.into_iter().chain(facts).collect()
}

/// Returns the figures, dates, names and sources of each of two sentences that the other text lacks.
fn alone(view: &ComparisonView, link: &Link) -> String {
    let of = |side: Side, label: &str| {
        let facts: Vec<&str> = view.only(side, link.on(side)).take(FACTS).collect();
        if facts.is_empty() { String::new() } else { format!("   {label}: {}", facts.join(", ")) }
    };
    of(Side::Left, "only left") + &of(Side::Right, "only right")
}

/// Returns a remark on the longest copied run of words in the left sentence, if there is one.
fn copied(view: &ComparisonView, link: &Link) -> String {
    let longest = view.findings.copied(Side::Left, link.left).map(|(_, words)| words).max();
    longest.map_or(String::new(), |words| format!(" · {words} words copied, likely one source"))
}

fn of_fact(view: &ComparisonView, row: usize) -> (String, Role) {
    let Some(row) = view.findings.facts.as_deref().and_then(|rows| rows.get(row)) else {
        return ("no facts".into(), Role::Dim);
    };
    let (sign, word, role) = status_sign(row.status);
    let word = match row.status {
        Status::OnlyLeft => "only left",
        Status::OnlyRight => "only right",
        Status::Near => "nearly the same in one text",
        Status::Differs | Status::Agree => word,
    };
    (format!("{sign} {word} · {} · {}", row.kind.word(), quoted(view, row)), role)
}

/// Returns the wordings of both sides, each once.
fn quoted(view: &ComparisonView, row: &Row) -> String {
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

fn state(view: &ComparisonView) -> String {
    let likeness = view.findings.alignment.as_ref().map(|alignment| alignment.likeness(view.levels));
    let likeness = likeness.map(|likeness| format!("likeness {likeness} ")).unwrap_or_default();
    let beside = view.findings.edition().map(Edition::changes_beside).unwrap_or_default();
    let beside: Vec<&str> = beside.iter().map(|change| change.what).collect();
    let beside =
        if beside.is_empty() { String::new() } else { format!("· also differ: {} ", beside.join(", ")) };
    let shown = match view.shown {
        Shown::Both => String::new(),
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
    let begun = view.begun_link.map_or(String::new(), |(_, at)| format!("· x {} and … ", at + 1));
    format!(" {likeness}{beside}{}{shown}{row}{begun}{lock}", languages(view))
}
