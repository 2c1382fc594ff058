//! Numbers as one sign each: the other half of a keyword's colour.

/// Returns the sign of a keyword's number: ① to ⑳, then `(21)`.
pub(super) fn circled(number: usize) -> String {
    match u32::try_from(number) {
        Ok(n @ 1..=20) => char::from_u32(0x245f + n).map(String::from).unwrap_or_default(),
        _ => format!("({number})"),
    }
}

#[cfg(test)]
mod tests {
    use super::circled;

    #[test]
    fn twenty_have_a_circle() {
        assert_eq!([circled(1), circled(20), circled(21)], ["①", "⑳", "(21)"]);
    }
}
