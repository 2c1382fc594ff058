//! Times of day.

use crate::compare::facts::tokens::{FactToken, TokenAccess};

/// Returns the time of day that begins at token `at`, in minutes after midnight, and the token after it.
pub(in crate::compare::facts) fn time(tokens: &[FactToken<'_>], at: usize) -> Option<(u16, usize)> {
    let first = tokens.get(at).filter(|t| t.is_digits())?;
    let (hour, minute, end) = clock(tokens, at)?;
    let half = tokens.at(end);
    let (hour, end) = if half.is("am") || half.is("pm") {
        (1..=12).contains(&hour).then_some((hour % 12 + 12 * u16::from(half.is("pm")), end + 1))?
    } else if first.text.contains('.') || end == at + 1 {
        return zoned(tokens, at);
    } else {
        (hour, end)
    };
    (hour < 24 && minute < 60).then_some((hour * 60 + minute, end))
}

/// Returns hour, minute and the token after "8", "8.30" or "8:30".
fn clock(tokens: &[FactToken<'_>], at: usize) -> Option<(u16, u16, usize)> {
    let text = tokens[at].text;
    if let Some((hour, minute)) = text.split_once('.') {
        return Some((hour.parse().ok()?, minute.parse().ok()?, at + 1));
    }
    let hour = text.parse().ok()?;
    let (colon, minute) = (tokens.at(at + 1), tokens.at(at + 2));
    if colon.is(":") && colon.glued && minute.glued && minute.text.len() == 2 {
        return Some((hour, minute.text.parse().ok()?, at + 3));
    }
    Some((hour, 0, at + 1))
}

/// Returns the time of "0800 GMT".
fn zoned(tokens: &[FactToken<'_>], at: usize) -> Option<(u16, usize)> {
    let zone = tokens.at(at + 1).text;
    let known = matches!(zone, "GMT" | "UTC" | "CET" | "EST" | "EDT" | "PST" | "IST");
    let text = tokens[at].text;
    let time: u16 = text.parse().ok().filter(|_| known && text.len() == 4)?;
    (time < 2400 && time % 100 < 60).then_some((time / 100 * 60 + time % 100, at + 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::tokens::tokens;

    #[test]
    fn times_of_day_are_read() {
        let at = |text: &str| time(&tokens(text), 0).map(|(minutes, _)| minutes);
        let cases = [
            ("8:30", Some(510)),
            ("8.30 pm", Some(20 * 60 + 30)),
            ("8 a.m.", Some(480)),
            ("12 a.m.", Some(0)),
            ("0800 GMT", Some(480)),
            ("8 divisions", None),
            ("5.4 billion", None),
            ("25:00", None),
        ];
        for (text, expected) in cases {
            assert_eq!(at(text), expected, "{text}");
        }
    }
}
