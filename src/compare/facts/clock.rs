//! Times of day: read so that no hour is taken for a count.

use crate::compare::facts::tokens::{Shape, Token};

/// Returns the time of day that begins at token `at`, in minutes after midnight, and the token after it.
pub(super) fn time(tokens: &[Token<'_>], at: usize) -> Option<(u16, usize)> {
    let first = tokens.get(at)?;
    if first.shape != Shape::Digits {
        return None;
    }
    let (hour, minute, end) = clock(tokens, at)?;
    let half = tokens.get(end).filter(|t| t.is("am") || t.is("pm"));
    let (hour, end) = match half {
        Some(half) if (1..=12).contains(&hour) => (hour % 12 + 12 * u16::from(half.is("pm")), end + 1),
        Some(_) => return None,
        None if first.text.contains('.') || end == at + 1 => return zoned(tokens, at),
        None => (hour, end),
    };
    (hour < 24 && minute < 60).then(|| (hour * 60 + minute, end))
}

/// Returns hour, minute and the token after "8", "8.30" or "8:30".
fn clock(tokens: &[Token<'_>], at: usize) -> Option<(u16, u16, usize)> {
    let text = tokens[at].text;
    if let Some((hour, minute)) = text.split_once('.') {
        return Some((hour.parse().ok()?, minute.parse().ok()?, at + 1));
    }
    let hour = text.parse().ok()?;
    match tokens.get(at + 1..at + 3) {
        Some([colon, minute])
            if colon.glued && minute.glued && colon.text == ":" && minute.text.len() == 2 =>
        {
            Some((hour, minute.text.parse().ok()?, at + 3))
        }
        _ => Some((hour, 0, at + 1)),
    }
}

/// Returns the time of "0800 GMT".
fn zoned(tokens: &[Token<'_>], at: usize) -> Option<(u16, usize)> {
    let zone = tokens
        .get(at + 1)
        .filter(|t| matches!(t.text, "GMT" | "UTC" | "CET" | "EST" | "EDT" | "PST" | "IST"))?;
    let text = tokens[at].text;
    let minutes: u16 = text.parse().ok().filter(|_| text.len() == 4 && zone.is_word())?;
    (minutes < 2400 && minutes % 100 < 60).then_some((minutes / 100 * 60 + minutes % 100, at + 2))
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
