//! Numbers as they are shown: a keyword's as one sign, the other half of its colour, and how long a text
//! takes.

/// Returns the sign of a keyword's number: ① to ⑳, then `(21)`.
pub(crate) fn circled(number: usize) -> String {
    match u32::try_from(number) {
        Ok(n @ 1..=20) => char::from_u32(0x245f + n).map(String::from).unwrap_or_default(),
        _ => format!("({number})"),
    }
}

/// Minutes from which on hours are told.
const LONG: usize = 120;

/// Returns how long so many minutes are: `12 min`, from two hours on `3 h`.
pub(crate) fn duration(minutes: usize) -> String {
    if minutes < LONG { format!("{minutes} min") } else { format!("{} h", (minutes + 30) / 60) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_have_a_circle() {
        assert_eq!([circled(1), circled(20), circled(21)], ["①", "⑳", "(21)"]);
    }

    #[test]
    fn hours_are_told_when_minutes_say_little() {
        let told = [0, 119, 120, 149, 150, 72_819].map(duration);
        assert_eq!(told, ["0 min", "119 min", "2 h", "2 h", "3 h", "1214 h"]);
    }
}
