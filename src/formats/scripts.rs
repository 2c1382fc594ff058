//! Superscripts and subscripts as characters: `10⁶`, `H₂O`.

/// Letters and signs with their superscript forms.
const SUPERSCRIPTS: [&str; 2] =
    ["0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"];

/// Letters and signs with their subscript forms.
const SUBSCRIPTS: [&str; 2] = ["0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"];

/// Text above or below the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Super,
    Sub,
}

impl Script {
    /// Returns `text` in the characters of this script; `None` where one of them does not exist.
    pub(super) fn letters(self, text: &str) -> Option<String> {
        let [from, to] = match self {
            Script::Super => SUPERSCRIPTS,
            Script::Sub => SUBSCRIPTS,
        };
        let letter =
            |c: char| from.chars().zip(to.chars()).find(|(plain, _)| *plain == c).map(|(_, set)| set);
        text.chars().map(letter).collect()
    }

    /// Returns text in this script, with signs where its characters do not exist in it.
    pub(super) fn set(self, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        let [before, after] = self.signs(text);
        self.letters(text).unwrap_or_else(|| format!("{before}{text}{after}"))
    }

    /// Returns the signs before and after text whose characters do not exist in this script.
    pub(super) fn signs(self, text: &str) -> [&'static str; 2] {
        let is_one =
            text.chars().all(char::is_alphanumeric) || (text.starts_with('[') && text.ends_with(']'));
        match (self, is_one || text.chars().count() == 1) {
            (Script::Super, true) => ["^", ""],
            (Script::Super, false) => ["^(", ")"],
            (Script::Sub, true) => ["_", ""],
            (Script::Sub, false) => ["_(", ")"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_used_where_they_exist() {
        for (script, text, letters) in [
            (Script::Super, "-12", Some("⁻¹²")),
            (Script::Super, "th", Some("ᵗʰ")),
            (Script::Super, "6,5", None),
            (Script::Sub, "2", Some("₂")),
            (Script::Sub, "max", Some("ₘₐₓ")),
            (Script::Sub, "b", None),
        ] {
            assert_eq!(script.letters(text).as_deref(), letters, "{text}");
        }
        for [from, to] in [SUPERSCRIPTS, SUBSCRIPTS] {
            assert_eq!(from.chars().count(), to.chars().count());
        }
        assert_eq!(Script::Super.signs("6,5"), ["^(", ")"]);
        assert_eq!(Script::Sub.signs("b"), ["_", ""]);
        assert_eq!(Script::Super.signs("[12]"), ["^", ""]);
    }
}
