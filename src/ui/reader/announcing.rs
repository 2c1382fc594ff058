//! What is told of a search: which match of how many, how far it is, that there is none.

use crate::compare::Side;
use crate::tasks::onscreen::Counted;
use crate::ui::app::{App, View};
use crate::ui::prompt::state::{Place, Purpose};
use crate::ui::reader::finding::{Goal, Wrapped};
use crate::ui::reader::texts::realign;

/// Nothing is found of what is being typed: the text stands where it stood before.
pub(crate) fn lose(app: &mut App) {
    if let Some(Purpose::Search { from, .. }) = app.prompt.as_ref().map(|prompt| &prompt.purpose) {
        go_back(app, *from);
    }
}

/// Takes the text the keys go to back to where a search began.
pub(crate) fn go_back(app: &mut App, to: Place) {
    if let Some((pane, _)) = app.pane_and_area() {
        to.restore(pane);
    }
    realign(app);
}

/// Says which match of how many this is; while the query is typed it stands beside it already.
pub(crate) fn announce(app: &mut App) {
    let (Some(finding), Some(pane)) = (&app.finding, app.pane()) else { return };
    let (all, reached) = (pane.count_of(Counted::Matches), pane.counted(Counted::Matches));
    let is_waiting = finding.goal != Goal::Stay;
    if is_waiting && reached == 100 {
        return;
    }
    let typing = app.prompt.is_some();
    let query = if typing { String::new() } else { format!("/{}  ", finding.query) };
    let number = finding.at.and_then(|at| pane.match_number(at));
    let place = match number {
        _ if is_waiting => format!("{query}searching … {reached} %"),
        Some(number) => format!("{query}{number}/{all}{}", if reached < 100 { " …" } else { "" }),
        None if finding.at.is_some() => format!("{query}{all} so far, {reached} % searched"),
        None => {
            let words = if typing { "not found".into() } else { format!("not found: {}", finding.query) };
            return app.trouble(words);
        }
    };
    let place = format!("{place}{}{}", side(app), wrapped(finding.wrapped));
    app.say(place);
}

fn wrapped(past: Option<Wrapped>) -> &'static str {
    match past {
        Some(Wrapped::End) => " · past the end, from the beginning",
        Some(Wrapped::Beginning) => " · past the beginning, from the end",
        None => "",
    }
}

/// In a comparison the search goes through one side.
fn side(app: &App) -> &'static str {
    match &app.view {
        View::Comparison(comparing) if comparing.side == Side::Left => " on the left",
        View::Comparison(_) => " on the right",
        View::Reading | View::Claims(_) | View::Search(_) => "",
    }
}
