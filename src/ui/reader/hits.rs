//! Which keyword hits are meant, and going to one.

use crate::search::KeywordHit;
use crate::ui::app::App;
use crate::ui::message::Effect;
use crate::ui::panels::panel::Panel;
use crate::ui::reader::windows::reveal;

/// The numbers of the keywords whose hits are gone to.
pub(crate) fn meant(app: &App) -> Vec<usize> {
    let chosen = match &app.panel {
        Some(Panel::Keywords(panel)) => panel.keyword(&app.keywords),
        _ => None,
    };
    let shown =
        || app.keywords.iter().map(|(number, _)| number).filter(|number| app.keywords.is_shown(*number));
    chosen.map_or_else(|| shown().collect(), |only| vec![only])
}

/// Goes to a keyword hit, from which the next one counts.
pub(crate) fn go_to_hit(app: &mut App, hit: KeywordHit) -> Vec<Effect> {
    let effects = reveal(app, hit.span);
    if let Some((pane, _)) = app.pane_and_area() {
        pane.last_hit = Some(hit.span.start);
    }
    effects
}
