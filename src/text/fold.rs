//! A text with what the eye does not see folded away, and the way back to its bytes.
//!
//! Who types `Russia's` means `Russia’s`, and who types `S-400` means `S‑400` with its no-break
//! hyphen. So pattern and text are both folded before they are compared, and every hit is
//! carried back to the source, which alone is displayed and copied. Folding
//!
//! 1. drops soft hyphens, zero-width characters, bidi controls and variation selectors,
//! 2. makes one space of a run of white space, line ends included,
//! 3. makes plain quotes and hyphens of the typographic ones,
//! 4. composes and simplifies the rest by NFKC (`e` + accent is `é`, `ﬁ` is `fi`),
//! 5. lowers the case when asked to (`ß` becomes `ss`, `ς` becomes `σ`, `İ` becomes `i`).
//!
//! What surprises: NFKC turns spacing accents such as `¨` into a space and a mark; here they stay
//! as they are, so that folding never makes a space where none is seen.

use std::borrow::Cow;
use std::iter::once;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfkc_quick};

use super::span::Span;

/// Whether capitals stay apart from small letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Case {
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

/// How a text is folded; two texts compare only when folded alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Folding {
    /// What becomes of capitals.
    pub case: Case,
    /// What becomes of line ends.
    pub breaks: Breaks,
}

/// A folded text that knows where each of its bytes came from.
#[derive(Clone, Debug)]
pub struct Folded<'a> {
    text: &'a str,
    plain: Cow<'a, str>,
    folding: Folding,
    shifts: Vec<Shift>,
}

/// From `folded` on, bytes come from `source` on, until the next shift.
///
/// Between two shifts the bytes run in step when both distances are equal; otherwise the folded
/// bytes stand for the source bytes as a whole. Dropped characters are a pair of shifts at one
/// folded offset. So a text costs memory only where it is folded, not for every byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shift {
    folded: usize,
    source: usize,
}

impl<'a> Folded<'a> {
    /// Returns `text` folded, line ends made spaces. Plain ASCII whose case is kept is borrowed.
    pub fn of(text: &'a str, case: Case) -> Self {
        Self::by(text, Folding { case, breaks: Breaks::Space })
    }

    /// Returns `text` folded in the way asked for.
    pub fn by(text: &'a str, folding: Folding) -> Self {
        if plain_length(text.as_bytes()) < text.len() {
            let mut folder = Folder::new(text, folding);
            folder.fold();
            return Self { text, plain: Cow::Owned(folder.folded), folding, shifts: folder.shifts };
        }
        let plain = match folding.case {
            Case::Keep => Cow::Borrowed(text),
            Case::Lower => Cow::Owned(text.to_ascii_lowercase()),
        };
        Self { text, plain, folding, shifts: Vec::new() }
    }

    /// Returns the folded text.
    pub fn as_str(&self) -> &str {
        &self.plain
    }

    /// Returns the text it was folded from.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Returns how it was folded.
    pub fn folding(&self) -> Folding {
        self.folding
    }

    /// Returns the source bytes of a span of the folded text: whole characters, with those dropped
    /// between them, without those dropped before or after.
    pub fn source(&self, span: Span) -> Span {
        let start = self.start_of(span.start);
        if span.is_empty() { Span::new(start, start) } else { Span::new(start, self.end_of(span.end)) }
    }

    /// Returns where the character at a folded offset begins in the source.
    fn start_of(&self, offset: usize) -> usize {
        let after = self.shifts.partition_point(|shift| shift.folded <= offset);
        let (from, until) = self.around(after);
        let inside = if in_step(from, until) { offset - from.folded } else { 0 };
        floor(self.text, from.source + inside)
    }

    /// Returns where the character before a folded offset ends in the source.
    fn end_of(&self, offset: usize) -> usize {
        let after = self.shifts.partition_point(|shift| shift.folded < offset);
        let (from, until) = self.around(after);
        match until {
            Some(until) if !in_step(from, Some(until)) => until.source,
            _ => ceil(self.text, from.source + (offset - from.folded)),
        }
    }

    fn around(&self, after: usize) -> (Shift, Option<Shift>) {
        let from = match after.checked_sub(1) {
            Some(before) => self.shifts[before],
            None => Shift { folded: 0, source: 0 },
        };
        (from, self.shifts.get(after).copied())
    }
}

fn in_step(from: Shift, until: Option<Shift>) -> bool {
    until.is_none_or(|until| until.folded - from.folded == until.source - from.source)
}

/// Returns the last character boundary up to `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}

/// Returns the first character boundary from `offset` on.
fn ceil(text: &str, offset: usize) -> usize {
    (offset..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// Walks a text once, writing its folding and the shifts.
struct Folder<'a> {
    text: &'a str,
    folding: Folding,
    folded: String,
    shifts: Vec<Shift>,
    /// The characters of one cluster, kept between clusters to spare allocations.
    cluster: String,
}

impl<'a> Folder<'a> {
    fn new(text: &'a str, folding: Folding) -> Self {
        let folded = String::with_capacity(text.len());
        Self { text, folding, folded, shifts: Vec::new(), cluster: String::new() }
    }

    fn fold(&mut self) {
        let mut at = 0;
        while at < self.text.len() {
            at = match plain_length(&self.text.as_bytes()[at..]) {
                0 => self.special(at),
                plain => self.plain(at, at + plain),
            };
        }
    }

    /// Copies plain ASCII, but for a last letter that an accent after it makes part of a cluster.
    fn plain(&mut self, at: usize, end: usize) -> usize {
        let end = if accent_at(self.text, end).is_some() { end - 1 } else { end };
        let written = self.folded.len();
        self.folded.push_str(&self.text[at..end]);
        if self.folding.case == Case::Lower {
            self.folded[written..].make_ascii_lowercase();
        }
        if end == at { self.cluster(at) } else { end }
    }

    /// Folds what begins with anything but plain ASCII; returns where it ends.
    fn special(&mut self, at: usize) -> usize {
        let Some(c) = self.text[at..].chars().next() else { return self.text.len() };
        let next = at + c.len_utf8();
        if c.is_whitespace() {
            return self.white_space(at);
        }
        if is_unseen(c) {
            self.replace(at, next, |_| {});
            return next;
        }
        if let Some(plain) = plain_symbol(c) {
            self.replace(at, next, |folded| folded.push(plain));
            return next;
        }
        if is_settled(c) && accent_at(self.text, next).is_none() {
            let case = self.folding.case;
            self.replace(at, next, |folded| push_cased(c, case, folded));
            return next;
        }
        self.cluster(at)
    }

    /// Makes one space of a run; unseen characters inside it do not end it.
    fn white_space(&mut self, at: usize) -> usize {
        let mut end = at;
        let mut breaks = false;
        for (offset, c) in self.text[at..].char_indices() {
            if c.is_whitespace() {
                end = at + offset + c.len_utf8();
                breaks |= ends_line(c);
            } else if !is_unseen(c) {
                break;
            }
        }
        let space = if breaks && self.folding.breaks == Breaks::Line { '\n' } else { ' ' };
        self.replace(at, end, |folded| folded.push(space));
        end
    }

    /// Normalises a character with the accents after it; returns where they end.
    fn cluster(&mut self, at: usize) -> usize {
        self.cluster.clear();
        let mut end = at;
        if let Some(base) = self.text[at..].chars().next() {
            self.cluster.push(base);
            end += base.len_utf8();
        }
        if self.cluster.nfkc().next() == Some(' ') {
            self.folded.push_str(&self.text[at..end]);
            return end;
        }
        while let Some((accent, after)) = accent_at(self.text, end) {
            self.cluster.push(accent);
            end = after;
        }
        let cluster = std::mem::take(&mut self.cluster);
        let case = self.folding.case;
        self.replace(at, end, |folded| push_normalised(&cluster, case, folded));
        self.cluster = cluster;
        end
    }

    /// Writes what stands for the source bytes `start..end`, and the shifts it makes.
    fn replace(&mut self, start: usize, end: usize, write: impl FnOnce(&mut String)) {
        let before = self.folded.len();
        write(&mut self.folded);
        let written = self.folded.len() - before;
        if written == end - start {
            return;
        }
        self.shift(before, start);
        self.shift(self.folded.len(), end);
    }

    fn shift(&mut self, folded: usize, source: usize) {
        match self.shifts[..] {
            [.., last] if last == (Shift { folded, source }) => {}
            // A run of dropped characters is one pair, however long.
            [.., first, second] if first.folded == folded && second.folded == folded => {
                if let Some(last) = self.shifts.last_mut() {
                    last.source = source;
                }
            }
            _ => self.shifts.push(Shift { folded, source }),
        }
    }
}

/// Returns how many bytes at the front fold to themselves, case apart: ASCII without backquotes,
/// without line ends or tabs, and with no space but single ones between such bytes.
fn plain_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let plain = match byte {
            b' ' => bytes.get(at + 1).is_some_and(|&next| is_plain(next)) || at + 1 == bytes.len(),
            byte => is_plain(byte),
        };
        if !plain {
            break;
        }
        at += 1;
    }
    at
}

fn is_plain(byte: u8) -> bool {
    const PLAIN: [bool; 256] = {
        let mut plain = [false; 256];
        let mut byte = 0;
        while byte < 128 {
            plain[byte] = !matches!(byte as u8, b'\t'..=b'\r' | b' ' | b'`');
            byte += 1;
        }
        plain
    };
    PLAIN[usize::from(byte)]
}

fn ends_line(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Returns the accent that goes on with the character before `at`, looking past unseen ones, and
/// where it ends.
fn accent_at(text: &str, at: usize) -> Option<(char, usize)> {
    if text.as_bytes().get(at).is_none_or(u8::is_ascii) {
        return None;
    }
    let (offset, c) = text[at..].char_indices().find(|&(_, c)| !is_unseen(c))?;
    is_accent(c).then(|| (c, at + offset + c.len_utf8()))
}

/// Tells whether a character may melt into the one before it.
fn is_accent(c: char) -> bool {
    if c < '\u{300}' || is_settled(c) {
        return false;
    }
    // Half-width katakana marks and Hangul letters melt only after their compatibility mapping.
    canonical_combining_class(c) != 0
        || is_nfc_quick(once(c)) == IsNormalized::Maybe
        || matches!(c, '\u{FF9E}' | '\u{FF9F}' | '\u{FFA1}'..='\u{FFDC}')
}

/// Tells whether a character has no width of its own and no meaning for a search.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Returns the plain quote or hyphen for a typographic one.
fn plain_symbol(c: char) -> Option<char> {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' | '‵' | '‹' | '›' | '`' | '´' | 'ʼ' | 'ʹ' => {
            Some('\'')
        }
        '“' | '”' | '„' | '‟' | '″' | '‶' | '«' | '»' | '〝' | '〞' | '〟' => Some('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => Some('-'),
        _ => None,
    }
}

/// Tells of the commonest letters, cheaply, that NFKC leaves them as they are and that they melt
/// into nothing before them.
fn is_settled(c: char) -> bool {
    matches!(c,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ı' | 'Ł'..='ň' | 'Ŋ'..='ž' | 'Ά' | 'Έ'..='ώ'
        | 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' | 'א'..='ת' | 'ء'..='ي' | 'ぁ'..='ゖ' | 'ァ'..='ヺ'
        | '一'..='鿿' | '가'..='힣')
}

fn push_cased(c: char, case: Case, folded: &mut String) {
    match (case, c) {
        (Case::Keep, c) => folded.push(c),
        (Case::Lower, 'ß' | 'ẞ') => folded.push_str("ss"),
        (Case::Lower, 'ς') => folded.push('σ'),
        (Case::Lower, 'İ') => folded.push('i'),
        (Case::Lower, c) => folded.extend(c.to_lowercase()),
    }
}

fn push_normalised(cluster: &str, case: Case, folded: &mut String) {
    let start = folded.len();
    if is_nfkc_quick(cluster.chars()) == IsNormalized::Yes {
        cluster.chars().for_each(|c| push_cased(c, case, folded));
        return;
    }
    for c in cluster.nfkc().filter(|&c| !is_unseen(c)) {
        push_cased(plain_symbol(c).unwrap_or(c), case, folded);
    }
    // Lowering may bring together what composes: `H` + macron below has no capital of its own.
    if is_nfc_quick(folded[start..].chars()) != IsNormalized::Yes {
        let composed: String = folded[start..].nfc().collect();
        folded.truncate(start);
        folded.push_str(&composed);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lowered(text: &str) -> String {
        Folded::of(text, Case::Lower).as_str().to_owned()
    }

    #[test]
    fn what_the_eye_does_not_see_is_folded() {
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
            ("", ""),
            (" \u{301}x", " \u{301}x"),
        ];
        for (text, folded) in table {
            assert_eq!(lowered(text), folded, "{text:?}");
        }
    }

    #[test]
    fn case_and_line_ends_stay_when_asked() {
        assert_eq!(Folded::of("Straße ΟΔΟΣ", Case::Keep).as_str(), "Straße ΟΔΟΣ");
        let lines = Folding { case: Case::Keep, breaks: Breaks::Line };
        assert_eq!(Folded::by("One  two \r\n\r\n three\u{2028}", lines).as_str(), "One two\nthree\n");
    }

    #[test]
    fn plain_text_is_borrowed() {
        let folded = Folded::of("Plain text, as it is. ", Case::Keep);
        assert!(matches!(folded.plain, Cow::Borrowed(_)));
        assert!(Folded::of("Plain text\nin lines", Case::Lower).shifts.is_empty());
    }

    #[test]
    fn a_hit_covers_what_is_dropped_inside_it_but_not_around_it() {
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
        ];
        for (text, needle, source) in table {
            let folded = Folded::of(text, Case::Lower);
            let start = folded.as_str().find(needle).unwrap();
            let span = folded.source(Span::new(start, start + needle.len()));
            assert_eq!(span.of(text), source, "{needle:?} in {text:?}");
        }
    }

    #[test]
    fn settled_letters_are_settled() {
        for c in ('\u{80}'..=char::MAX).filter(|&c| is_settled(c)) {
            assert!(once(c).nfkc().eq(once(c)), "{c:?}");
            assert!(is_nfkc_quick(once(c)) == IsNormalized::Yes, "{c:?} melts");
            assert!(canonical_combining_class(c) == 0 && !is_unseen(c) && plain_symbol(c).is_none(), "{c:?}");
        }
    }

    /// Texts rich in what folding touches.
    fn texts() -> impl Strategy<Value = String> {
        let rich = "aA zß\u{301}\u{AD}\u{200B}\u{A0}\n\t’”–…ﬁﷺéÉЖ中ｶﾞ가\u{11A8}🙂¨ΣςİK`ǅ\u{FE0F}";
        let rich = prop::sample::select(rich.chars().collect::<Vec<_>>());
        prop::collection::vec(prop_oneof![4 => rich, 1 => any::<char>()], 0..40)
            .prop_map(|chars| chars.into_iter().collect())
    }

    fn foldings() -> impl Strategy<Value = Folding> {
        let case = prop_oneof![Just(Case::Keep), Just(Case::Lower)];
        let breaks = prop_oneof![Just(Breaks::Space), Just(Breaks::Line)];
        (case, breaks).prop_map(|(case, breaks)| Folding { case, breaks })
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
            let folded = Folded::of(&text, Case::Lower);
            let all = folded.as_str();
            let start = floor(all, from);
            let end = ceil(all, start + length);
            let source = folded.source(Span::new(start, end)).of(&text);
            let stretch = &all[start..end];
            // An accent that melts into nothing is known only by the letter before it.
            prop_assume!(!stretch.starts_with(is_accent));
            prop_assert!(lowered(source).contains(stretch), "{:?} of {:?}", source, stretch);
        }

        #[test]
        fn plain_ascii_stays_in_place(words in prop::collection::vec("[!-_a-~]{1,9}", 0..9), from in 0usize..80) {
            let text = words.join(" ");
            let folded = Folded::of(&text, Case::Lower);
            prop_assert_eq!(folded.as_str(), text.to_ascii_lowercase());
            let span = Span::new(from.min(text.len()), text.len());
            prop_assert_eq!(folded.source(span), span);
        }
    }
}
