//! The months and days of the week in the languages that documents are most often written in.
//!
//! English ones need a capital, so that "may" and "march" stay words. The others are small in most
//! languages; a month is then one only behind a day: "14. März", "1er janvier", "15 марта".

use crate::compare::facts::tokens::Token;

/// Returns the month, 1 to 12, that an English capitalised word names, and whether it is an abbreviation.
pub(super) fn month(token: &Token<'_>) -> Option<(u8, bool)> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if !token.is_capital() {
        return None;
    }
    let name = &*token.lower;
    let long = MONTHS.iter().position(|&month| month == name).map(|at| (at, false));
    let short = |name: &str| MONTHS.iter().position(|month| name.len() == 3 && month.starts_with(name));
    let found = long.or_else(|| short(if name == "sept" { "sep" } else { name }).map(|at| (at, true)))?;
    Some((found.0 as u8 + 1, found.1))
}

/// Returns the month, 1 to 12, that a word of another language than English names.
pub(super) fn foreign_month(token: &Token<'_>) -> Option<u8> {
    find(&MONTHS, &token.lower)
}

/// Returns the day of the week a word names, 0 for Monday; an English one begins with a capital.
pub(super) fn weekday(token: &Token<'_>) -> Option<u8> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    if let Some(at) = DAYS.iter().position(|day| *day == token.lower) {
        return token.is_capital().then_some(at as u8);
    }
    find(&DAYS_ABROAD, &token.lower)
}

fn find(table: &[(&str, u8)], lower: &str) -> Option<u8> {
    let at = table.binary_search_by(|(word, _)| (*word).cmp(lower)).ok()?;
    table.get(at).map(|(_, number)| *number)
}

#[rustfmt::skip]
static MONTHS: [(&str, u8); 72] = [
    ("abril", 4), ("agosto", 8), ("août", 8), ("april", 4), ("aprile", 4), ("august", 8),
    ("augustus", 8), ("avril", 4), ("december", 12), ("dezember", 12), ("dezembro", 12),
    ("dicembre", 12), ("diciembre", 12), ("décembre", 12), ("enero", 1), ("febbraio", 2),
    ("febrero", 2), ("februar", 2), ("februari", 2), ("fevereiro", 2), ("février", 2), ("gennaio", 1),
    ("giugno", 6), ("janeiro", 1), ("januar", 1), ("januari", 1), ("janvier", 1), ("juillet", 7),
    ("juin", 6), ("julho", 7), ("juli", 7), ("julio", 7), ("junho", 6), ("juni", 6), ("junio", 6),
    ("luglio", 7), ("maart", 3), ("maggio", 5), ("mai", 5), ("maio", 5), ("mars", 3), ("marzo", 3),
    ("março", 3), ("mayo", 5), ("mei", 5), ("märz", 3), ("november", 11), ("novembre", 11),
    ("novembro", 11), ("noviembre", 11), ("octobre", 10), ("octubre", 10), ("oktober", 10),
    ("ottobre", 10), ("outubro", 10), ("september", 9), ("septembre", 9), ("septiembre", 9),
    ("setembro", 9), ("settembre", 9), ("августа", 8), ("апреля", 4), ("декабря", 12), ("июля", 7),
    ("июня", 6), ("марта", 3), ("мая", 5), ("ноября", 11), ("октября", 10), ("сентября", 9),
    ("февраля", 2), ("января", 1),
];

#[rustfmt::skip]
static DAYS_ABROAD: [(&str, u8); 35] = [
    ("dienstag", 1), ("dimanche", 6), ("dinsdag", 1), ("domingo", 6), ("donderdag", 3),
    ("donnerstag", 3), ("freitag", 4), ("jeudi", 3), ("jueves", 3), ("lundi", 0), ("lunes", 0),
    ("maandag", 0), ("mardi", 1), ("martes", 1), ("mercredi", 2), ("mittwoch", 2), ("miércoles", 2),
    ("montag", 0), ("samedi", 5), ("samstag", 5), ("sonntag", 6), ("sábado", 5), ("vendredi", 4),
    ("viernes", 4), ("vrijdag", 4), ("woensdag", 2), ("zaterdag", 5), ("zondag", 6), ("воскресенье", 6),
    ("вторник", 1), ("понедельник", 0), ("пятницу", 4), ("среду", 2), ("субботу", 5), ("четверг", 3),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::tokens::tokens;

    #[test]
    fn the_tables_are_sorted() {
        assert!(MONTHS.is_sorted() && DAYS_ABROAD.is_sorted());
    }

    #[test]
    fn days_are_known_abroad() {
        for (text, day) in [("Monday", Some(0)), ("monday", None), ("Dienstag", Some(1)), ("среду", Some(2))]
        {
            assert_eq!(weekday(&tokens(text)[0]), day, "{text}");
        }
    }
}
