//! Folding: a text without differences that readers do not see, and the map back to its bytes.
//!
//! A search for `Russia's` means `Russia’s` too, and one for `S-400` means `S‑400` with its no-break
//! hyphen. So pattern and text are both folded before they are compared, and every hit is mapped back
//! to the source, which alone is displayed and copied. Folding
//!
//! 1. drops invisible characters (`text::unicode`), such as soft hyphens and bidi controls, and the signs of
//!    Arabic and Hebrew that writers may leave out,
//! 2. makes one space of a run of white space, line ends included, and none of a line end between two wide
//!    East Asian characters,
//! 3. makes plain quotes and hyphens of the typographic ones,
//! 4. composes and simplifies the rest by NFKC (`e` + accent is `é`, `ﬁ` is `fi`, `ی` is `ي`), but keeps raised
//!    and other separate digits apart from those beside them (`10⁶` is `10^6`),
//! 5. lowers the case when asked to (`ß` becomes `ss`, `ς` becomes `σ`, `İ` becomes `i`).
//!
//! One exception: NFKC turns spacing accents such as `¨` into a space and a mark; here they stay
//! as they are, so that folding adds no spaces.

mod characters;
mod folder;
mod source_map;

pub use characters::{is_accent, plain_symbol, simple_fold};

use std::borrow::Cow;

use crate::text::fold::folder::{fold, plain_length};
use crate::text::fold::source_map::SourceMap;
use crate::text::span::Span;

/// Whether capitals differ from small letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CaseFold {
    /// They stay as they are.
    Keep,
    /// They are lowered.
    #[default]
    Lower,
}

/// What becomes of white space that holds a line end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Breaks {
    /// A space, so that a phrase is found across lines.
    #[default]
    Space,
    /// One `\n`, so that a pattern may speak of lines.
    Line,
}

/// What becomes of a hyphen and a line end inside a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LineEndHyphens {
    /// They stay what they are elsewhere.
    #[default]
    Kept,
    /// A hyphen: `well-known`.
    Closed,
    /// Nothing: `information`.
    Joined,
}

/// How a text is folded; two texts compare only when folded alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Folding {
    /// What becomes of capitals.
    pub case: CaseFold,
    /// What becomes of line ends.
    pub breaks: Breaks,
    /// What becomes of hyphens at line ends.
    pub hyphens: LineEndHyphens,
}

/// A folded text that knows where each of its bytes came from.
#[derive(Clone, Debug)]
pub struct Folded<'a> {
    text: &'a str,
    plain: Cow<'a, str>,
    folding: Folding,
    map: SourceMap,
}

impl<'a> Folded<'a> {
    /// Returns `text` folded, line ends made spaces. Plain ASCII whose case is kept is borrowed.
    pub fn of(text: &'a str, case: CaseFold) -> Self {
        Self::by(text, Folding { case, ..Folding::default() })
    }

    /// Returns `text` folded in the way asked for.
    pub fn by(text: &'a str, folding: Folding) -> Self {
        let (plain, map) = if plain_length(text.as_bytes()) < text.len() {
            let (folded, map) = fold(text, folding);
            (Cow::Owned(folded), map)
        } else if folding.case == CaseFold::Keep {
            (Cow::Borrowed(text), SourceMap::default())
        } else {
            (Cow::Owned(text.to_ascii_lowercase()), SourceMap::default())
        };
        Self { text, plain, folding, map }
    }

    /// Returns the folded text.
    pub fn as_str(&self) -> &str {
        &self.plain
    }

    /// Returns how it was folded.
    pub fn folding(&self) -> Folding {
        self.folding
    }

    /// Returns the source bytes of a span of the folded text: whole characters, with those dropped
    /// between them, without those dropped before or after.
    pub fn source(&self, span: Span) -> Span {
        self.map.source(span, self.text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::fold::characters::is_accent;

    fn lowered(text: &str) -> String {
        Folded::of(text, CaseFold::Lower).as_str().to_owned()
    }

    #[test]
    fn unseen_differences_are_folded() {
        let table = [
            ("Russia’s", "russia's"),
            ("„so“ «so» ‹so›", "\"so\" \"so\" 'so'"),
            ("S‑400 S–400 S−400 S﹘400 S－400", "s-400 s-400 s-400 s-400 s-400"),
            ("cafe\u{301} caf\u{e9}", "café café"),
            ("o\u{200D}\u{308}", "ö"),
            ("H\u{331} \u{1E96}", "\u{1E96} \u{1E96}"),
            ("ﬁne ﬃ Ｆｕｌｌ １２", "fine ffi full 12"),
            ("ｶﾞ か\u{3099}", "ガ が"),
            ("\u{1112}\u{1161}\u{11AB}", "한"),
            ("co\u{AD}op\u{200B}er\u{2060}ate", "cooperate"),
            ("a\u{202E}b\u{2069}c", "abc"),
            ("one\r\n  two\u{A0}\u{200B}\tthree\u{3000}four", "one two three four"),
            ("Straße STRASSE ΟΔΟΣ οδος İstanbul", "strasse strasse οδοσ οδοσ istanbul"),
            ("¨ a´s ❤\u{FE0F}", "¨ a's ❤"),
            ("ЁЖИК 中国 עברית", "ёжик 中国 עברית"),
            ("潮の\n 満ち", "潮の満ち"),
            ("light\u{AD}\nhouse", "lighthouse"),
            ("潮 の\na 한\n국", "潮 の a 한 국"),
            ("مُحَمَّد محـمد", "محمد محمد"),
            ("کتاب فارسی كتاب", "كتاب فارسي كتاب"),
            ("أَنَا آنا أنا", "أنا آنا أنا"),
            ("שָׁלוֹם שׁלום ם", "שלום שלום ם"),
            ("يـ\u{654} ئ", "ئ ئ"),
            ("10⁶ 10⁻¹² 10₂ 5① 1½ ½5 2⁵6", "10^6 10^-12 10_2 5 1 1 1/2 1/2 5 2^5 6"),
            ("E=mc² H₂O ① １２ 𝟏𝟐", "e=mc2 h2o 1 12 12"),
            ("", ""),
            (" \u{301}x", " \u{301}x"),
        ];
        for (text, folded) in table {
            assert_eq!(lowered(text), folded, "{text:?}");
        }
    }

    #[test]
    fn case_and_line_ends_stay_when_asked() {
        assert_eq!(Folded::of("Straße ΟΔΟΣ", CaseFold::Keep).as_str(), "Straße ΟΔΟΣ");
        let lines = Folding { case: CaseFold::Keep, breaks: Breaks::Line, ..Folding::default() };
        assert_eq!(Folded::by("One  two \r\n\r\n three\u{2028}", lines).as_str(), "One two\nthree\n");
    }

    #[test]
    fn a_word_cut_at_a_line_end_has_two_readings() {
        let text = "Light-\nhouse, well-\n  known -\nso";
        let by = |hyphens| Folded::by(text, Folding { hyphens, ..Folding::default() });
        assert_eq!(by(LineEndHyphens::Kept).as_str(), "light- house, well- known - so");
        assert_eq!(by(LineEndHyphens::Closed).as_str(), "light-house, well-known - so");
        let joined = by(LineEndHyphens::Joined);
        assert_eq!(joined.as_str(), "lighthouse, wellknown - so");
        assert_eq!(joined.source(Span::new(0, 10)).of(text), "Light-\nhouse");
    }

    #[test]
    fn plain_text_is_borrowed() {
        let folded = Folded::of("Plain text, as it is. ", CaseFold::Keep);
        assert!(matches!(folded.plain, Cow::Borrowed(_)));
    }

    #[test]
    fn a_hit_covers_dropped_characters_inside_it_but_not_around_it() {
        let table = [
            ("\u{AD}co\u{AD}op\u{AD}!", "coop", "co\u{AD}op"),
            ("x \u{200B}\n y", "x y", "x \u{200B}\n y"),
            ("x \u{200B}\n y", " ", " \u{200B}\n "),
            ("x \u{200B}y", " ", " "),
            ("a cafe\u{301}s", "café", "cafe\u{301}"),
            ("a cafe\u{301}s", "s", "s"),
            ("say ﬁve", "i", "ﬁ"),
            ("office oﬃce", "fic", "fic"),
            ("oﬃce", "ffi", "ﬃ"),
            ("oﬃce", "f", "ﬃ"),
            ("wait…no", ".n", "…n"),
            ("‘Russia’s’", "russia's", "Russia’s"),
            ("مُحَمَّدٌ جاء", "محمد", "مُحَمَّدٌ"),
            ("10⁶ m", "6", "⁶"),
        ];
        for (text, needle, source) in table {
            let folded = Folded::of(text, CaseFold::Lower);
            let start = folded.as_str().find(needle).unwrap();
            let span = folded.source(Span::new(start, start + needle.len()));
            assert_eq!(span.of(text), source, "{needle:?} in {text:?}");
        }
    }

    fn boundary(text: &str, offset: usize) -> usize {
        (offset..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
    }

    /// Texts rich in what folding touches.
    fn texts() -> impl Strategy<Value = String> {
        let rich = "aA zß1²①½⁻₂دی\u{640}\u{64E}\u{654}\u{301}\u{AD}\u{200B}\u{A0}\n\t’”–…ﬁﷺéÉЖ中ｶﾞ가\u{11A8}🙂¨ΣςİK`ǅ\u{FE0F}";
        let rich = prop::sample::select(rich.chars().collect::<Vec<_>>());
        prop::collection::vec(prop_oneof![4 => rich, 1 => any::<char>()], 0..40)
            .prop_map(|chars| chars.into_iter().collect())
    }

    fn foldings() -> impl Strategy<Value = Folding> {
        let case = prop_oneof![Just(CaseFold::Keep), Just(CaseFold::Lower)];
        let breaks = prop_oneof![Just(Breaks::Space), Just(Breaks::Line)];
        (case, breaks).prop_map(|(case, breaks)| Folding { case, breaks, ..Folding::default() })
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in texts(), folding in foldings()) {
            let folded = Folded::by(&text, folding);
            let again = Folded::by(folded.as_str(), folding);
            prop_assert_eq!(again.as_str(), folded.as_str());
        }

        #[test]
        fn every_character_finds_its_source(text in texts(), folding in foldings()) {
            let folded = Folded::by(&text, folding);
            let mut last = Span::default();
            for (start, c) in folded.as_str().char_indices() {
                let span = folded.source(Span::new(start, start + c.len_utf8()));
                prop_assert!(text.get(span.start..span.end).is_some_and(|source| !source.is_empty()));
                prop_assert!(last.start <= span.start && last.end <= span.end);
                last = span;
            }
        }

        #[test]
        fn the_source_of_a_stretch_folds_to_it(text in texts(), from in 0usize..60, length in 1usize..20) {
            let folded = Folded::of(&text, CaseFold::Lower);
            let all = folded.as_str();
            let start = boundary(all, from);
            let end = boundary(all, start + length);
            let source = folded.source(Span::new(start, end)).of(&text);
            let stretch = &all[start..end];
            // An accent that melts into nothing is known only by the letter before it.
            prop_assume!(!stretch.starts_with(is_accent));
            prop_assert!(lowered(source).contains(stretch), "{:?} of {:?}", source, stretch);
        }

        #[test]
        fn plain_ascii_stays_in_place(words in prop::collection::vec("[!-_a-~]{1,9}", 0..9), from in 0usize..80) {
            let text = words.join(" ");
            let folded = Folded::of(&text, CaseFold::Lower);
            prop_assert_eq!(folded.as_str(), text.to_ascii_lowercase());
            let span = Span::new(from.min(text.len()), text.len());
            prop_assert_eq!(folded.source(span), span);
        }
    }
}
