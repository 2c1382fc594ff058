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
            let plain = at + plain_length(&self.text.as_bytes()[at..]);
            let end = plain + settled_length(&self.text[plain..]);
            at = if end == at { self.special(at) } else { self.stretch(at, plain, end) };
        }
    }

    /// Copies plain ASCII and the settled letters after it, but for a last one that an accent
    /// makes part of a cluster.
    fn stretch(&mut self, at: usize, plain: usize, end: usize) -> usize {
        let melts = accent_at(self.text, end).and_then(|_| self.text[at..end].chars().next_back());
        let end = end - melts.map_or(0, char::len_utf8);
        let plain = plain.min(end);
        let written = self.folded.len();
        self.folded.push_str(&self.text[at..plain]);
        match self.folding.case {
            Case::Keep => self.folded.push_str(&self.text[plain..end]),
            Case::Lower => {
                self.folded[written..].make_ascii_lowercase();
                self.lower(plain, end);
            }
        }
        if melts.is_some() { self.cluster(end) } else { end }
    }

    /// Lowers settled letters; those without case, and small ones, are copied in runs.
    fn lower(&mut self, start: usize, end: usize) {
        let mut copied = start;
        for (offset, c) in self.text[start..end].char_indices().filter(|&(_, c)| !is_small(c)) {
            let at = start + offset;
            self.folded.push_str(&self.text[copied..at]);
            copied = at + c.len_utf8();
            self.replace(at, copied, |folded| push_cased(c, Case::Lower, folded));
        }
        self.folded.push_str(&self.text[copied..end]);
    }

    /// Folds what begins with neither plain ASCII nor a settled letter; returns where it ends.
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
        match plain_symbol(c).or_else(|| half_width(c)) {
            Some(plain) if accent_at(self.text, next).is_none() => {
                let case = self.folding.case;
                self.replace(at, next, |folded| push_cased(plain, case, folded));
                next
            }
            _ => self.cluster(at),
        }
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
    const STRIDE: usize = 32;
    let mut at = 0;
    // Whole strides without branches, which compilers turn into vector code.
    while let Some(stride) = bytes.get(at..=at + STRIDE).filter(|stride| stays(stride[0], stride[1])) {
        let pairs = stride.iter().zip(&stride[1..]);
        if !pairs.fold(true, |plain, (&byte, &next)| plain & stays(byte, next)) {
            break;
        }
        at += STRIDE;
    }
    while let Some(&byte) = bytes.get(at) {
        if !stays(byte, bytes.get(at + 1).copied().unwrap_or(b'.')) {
            break;
        }
        at += 1;
    }
    at
}

/// Tells whether a byte folds to itself before the next one.
fn stays(byte: u8, next: u8) -> bool {
    is_plain(byte) | (byte == b' ') & is_plain(next)
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii() & (byte != b'`') & (byte != b' ') & (byte.wrapping_sub(b'\t') > b'\r' - b'\t')
}

/// Returns how many bytes at the front are settled letters, with single spaces between them.
fn settled_length(text: &str) -> usize {
    if text.as_bytes().first().is_none_or(|&byte| byte.is_ascii() && byte != b' ') {
        return 0;
    }
    let mut end = 0;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let settled = is_settled(c) || c == ' ' && chars.clone().next().is_some_and(is_settled);
        if !settled {
            break;
        }
        end = text.len() - chars.as_str().len();
    }
    end
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
    if c < '\u{300}' || is_settled(c) || matches!(c, '\u{2000}'..='\u{20CF}' | '\u{FF00}'..='\u{FF60}') {
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

/// Returns the ASCII character of a full-width one.
fn half_width(c: char) -> Option<char> {
    let plain = u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32)?;
    let plain = plain.is_ascii_graphic().then_some(plain)?;
    Some(plain_symbol(plain).unwrap_or(plain))
}

/// Letters and signs below U+3100 that NFKC leaves as they are and that melt into nothing before
/// them: only the commonest, for speed.
static SETTLED: Letters = Letters::of(&[
    ('À', 'ı'),
    ('Ĵ', 'ľ'),
    ('Ł', 'ň'),
    ('Ŋ', 'ž'),
    ('Ά', 'Ά'),
    ('Έ', 'ώ'),
    ('Ѐ', 'ҁ'),
    ('Ҋ', 'ԯ'),
    ('א', 'ת'),
    ('ء', 'ي'),
    ('、', '】'),
    ('ぁ', 'ゖ'),
    ('ァ', 'ヾ'),
]);

/// Settled letters and signs that lowering leaves as they are, and the space.
static SMALL: Letters = Letters::of(&[
    (' ', ' '),
    ('à', 'ÿ'),
    ('ά', 'ρ'),
    ('σ', 'ώ'),
    ('а', 'џ'),
    ('א', 'ת'),
    ('ء', 'ي'),
    ('、', '】'),
    ('ぁ', 'ゖ'),
    ('ァ', 'ヾ'),
]);

/// A set of characters below U+3100, one bit each: ranges compared one by one cost ten times as
/// much for each character of a text.
struct Letters([u64; 0x3100 / 64]);

impl Letters {
    const fn of(ranges: &[(char, char)]) -> Self {
        let mut bits = [0; 0x3100 / 64];
        let mut index = 0;
        while index < ranges.len() {
            let mut c = ranges[index].0 as usize;
            while c <= ranges[index].1 as usize {
                bits[c / 64] |= 1 << (c % 64);
                c += 1;
            }
            index += 1;
        }
        Self(bits)
    }

    fn has(&self, c: char) -> Option<bool> {
        let c = c as usize;
        self.0.get(c / 64).map(|bits| bits >> (c % 64) & 1 == 1)
    }
}

/// Tells of the commonest letters and signs, cheaply, that NFKC leaves them as they are and that
/// they melt into nothing before them.
fn is_settled(c: char) -> bool {
    SETTLED.has(c).unwrap_or_else(|| matches!(c, '一'..='鿿' | '가'..='힣' | '\u{1F300}'..='\u{1FAFF}'))
}

/// Tells of settled letters that lowering leaves them as they are.
fn is_small(c: char) -> bool {
    SMALL.has(c).unwrap_or(true)
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
            let mut small = String::new();
            push_cased(c, Case::Lower, &mut small);
            assert!(!is_small(c) || small.chars().eq(once(c)), "{c:?} is not small");
        }
        for c in ('\u{2000}'..='\u{20CF}').chain('\u{FF00}'..='\u{FF60}') {
            assert!(
                canonical_combining_class(c) == 0 && is_nfc_quick(once(c)) != IsNormalized::Maybe,
                "{c:?}"
            );
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
