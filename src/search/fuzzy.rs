//! The fuzzy filter of a list.
//!
//! A name is a path and, once it is known, a title. Every typed word must match one of the two and is
//! highlighted in the one it matches better. The syntax is that of fzf: letters in order with anything
//! between them, `'exact`, `^start`, `end$`, `!not`, `\ ` for a space inside a word. A word with a capital
//! matches case.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::Span;

/// A filter pattern.
#[derive(Clone, Debug)]
pub struct Fuzzy {
    typed: String,
    pattern: Pattern,
}

/// Matches names; its memory is reused for each.
#[derive(Debug)]
pub struct Scorer {
    matcher: Matcher,
    path: Vec<char>,
    title: Vec<char>,
}

/// The characters of a name that were matched, in order, as bytes of each part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// In the path.
    pub path: Vec<Span>,
    /// In the title.
    pub title: Vec<Span>,
}

impl Fuzzy {
    /// Returns the pattern of what was typed; white space alone matches every name.
    pub fn parse(typed: &str) -> Self {
        let pattern = Pattern::parse(typed, CaseMatching::Smart, Normalization::Smart);
        Self { typed: typed.to_string(), pattern }
    }

    /// Returns what was typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Tells whether it matches every name.
    pub fn is_empty(&self) -> bool {
        self.pattern.atoms.is_empty()
    }
}

impl PartialEq for Fuzzy {
    fn eq(&self, other: &Self) -> bool {
        self.typed == other.typed
    }
}

impl Eq for Fuzzy {}

impl Default for Scorer {
    fn default() -> Self {
        Self { matcher: Matcher::new(Config::DEFAULT), path: Vec::new(), title: Vec::new() }
    }
}

impl Scorer {
    /// Returns the score of a name, more is better; `None` when it does not match.
    pub fn score(&mut self, fuzzy: &Fuzzy, path: &str, title: Option<&str>) -> Option<u32> {
        let path = letters(path, &mut self.path);
        let title = title.map(|title| letters(title, &mut self.title));
        let mut total = 0;
        for atom in &fuzzy.pattern.atoms {
            let in_path = atom.score(path, &mut self.matcher);
            let in_title = title.map(|title| atom.score(title, &mut self.matcher));
            total += u32::from(match (in_path, in_title) {
                (Some(in_path), Some(Some(in_title))) => in_path.max(in_title),
                (None, Some(None) | None) => return None,
                (None, Some(_)) | (_, Some(None)) if atom.negative => return None,
                (Some(score), _) | (_, Some(Some(score))) => score,
            });
        }
        Some(total)
    }

    /// Returns which characters of a name that fits were matched: each word where it fits best, in
    /// the title when it fits both alike.
    pub fn matched(&mut self, fuzzy: &Fuzzy, path: &str, title: Option<&str>) -> Matched {
        let in_path = letters(path, &mut self.path);
        let in_title = title.map(|title| letters(title, &mut self.title));
        let (mut path_at, mut title_at) = (Vec::new(), Vec::new());
        for atom in fuzzy.pattern.atoms.iter().filter(|atom| !atom.negative) {
            let of_title = in_title.and_then(|title| atom.score(title, &mut self.matcher));
            match (atom.score(in_path, &mut self.matcher), of_title, in_title) {
                (of_path, Some(_), Some(title)) if of_path <= of_title => {
                    atom.indices(title, &mut self.matcher, &mut title_at);
                }
                (Some(_), ..) => drop(atom.indices(in_path, &mut self.matcher, &mut path_at)),
                _ => {}
            }
        }
        Matched {
            path: spans(path, path_at),
            title: title.map_or(Vec::new(), |title| spans(title, title_at)),
        }
    }
}

/// The letters of a name: its bytes when all are ASCII, else one character a grapheme. The matcher's
/// own way takes a text for bytes as soon as every grapheme begins with ASCII, marks or not.
fn letters<'a>(text: &'a str, room: &'a mut Vec<char>) -> Utf32Str<'a> {
    if text.is_ascii() {
        return Utf32Str::Ascii(text.as_bytes());
    }
    room.clear();
    room.extend(text.graphemes(true).filter_map(|grapheme| grapheme.chars().next()));
    Utf32Str::Unicode(room)
}

/// The bytes of the letters with these numbers, neighbours as one span.
fn spans(text: &str, mut numbers: Vec<u32>) -> Vec<Span> {
    numbers.sort_unstable();
    numbers.dedup();
    let mut spans: Vec<Span> = Vec::new();
    let mut add = |start: usize, end: usize| match spans.last_mut().filter(|last| last.end == start) {
        Some(last) => last.end = end,
        None => spans.push(Span { start, end }),
    };
    if text.is_ascii() {
        for number in numbers {
            add(number as usize, number as usize + 1);
        }
        return spans;
    }
    let mut wanted = numbers.into_iter().peekable();
    for ((start, grapheme), number) in text.grapheme_indices(true).zip(0..) {
        if wanted.next_if_eq(&number).is_some() {
            add(start, start + grapheme.len());
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fits(typed: &str, path: &str, title: Option<&str>) -> bool {
        Scorer::default().score(&Fuzzy::parse(typed), path, title).is_some()
    }

    #[test]
    fn words_are_written_as_in_fzf() {
        let (path, title) = ("sea/1995/tides.txt", Some("The Moon and the sea"));
        for (typed, fitting) in [
            ("", true),
            ("  ", true),
            ("sd", true),
            ("moon", true),
            ("Moon", true),
            ("MOON", false),
            ("moon 95", true),
            ("moon 96", false),
            ("'tide", true),
            ("'tds", false),
            ("^sea", true),
            ("^the", true),
            ("^tides", false),
            ("txt$", true),
            ("sea$", true),
            ("tides$", false),
            ("!moon", false),
            ("!1995", false),
            ("!storm tide", true),
            ("moon\\ and", true),
            ("sea\\ moon", false),
        ] {
            assert_eq!(fits(typed, path, title), fitting, "{typed}");
        }
        assert!(!fits("moon", path, None));
        assert!(fits("!moon", path, None));
        assert!(fits("ecole", "l'école.txt", None), "accents need not be typed");
    }

    #[test]
    fn a_better_fit_has_a_higher_score() {
        let mut scorer = Scorer::default();
        let mut score = |path, title| scorer.score(&Fuzzy::parse("moon"), path, title).unwrap();
        let whole = score("a/moon.txt", None);
        assert!(whole > score("a/m1o2o3n.txt", None));
        assert!(score("a/m1o2o3n.txt", Some("The moon")) >= whole, "the better of both counts");
    }

    #[test]
    fn each_word_is_shown_where_it_fits_best() {
        for (typed, path, title, in_path, in_title) in [
            ("moon 95", "sea/1995/m.txt", Some("The moon"), vec!["95"], vec!["moon"]),
            ("sea", "sea/tides", Some("The sea"), vec![], vec!["sea"]),
            ("st", "sea/tides", None, vec!["s", "t"], vec![]),
            ("tide !moon", "sea/tides", None, vec!["tide"], vec![]),
            ("汐", "海/潮汐表.txt", None, vec!["汐"], vec![]),
            ("ee", "e\u{301}e\u{301}", None, vec!["e\u{301}e\u{301}"], vec![]),
        ] {
            let matched = Scorer::default().matched(&Fuzzy::parse(typed), path, title);
            let of = |spans: &[Span], text: &str| -> Vec<String> {
                spans.iter().map(|span| span.of(text).to_string()).collect()
            };
            assert_eq!(of(&matched.path, path), in_path, "{typed}");
            assert_eq!(of(&matched.title, title.unwrap_or_default()), in_title, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn spans_are_ordered_and_whole(typed in "[a-cé' ]{1,4}", path in any::<String>(), title in any::<String>()) {
            let matched = Scorer::default().matched(&Fuzzy::parse(&typed), &path, Some(&title));
            for (spans, text) in [(matched.path, path), (matched.title, title)] {
                prop_assert!(spans.windows(2).all(|pair| pair[0].end < pair[1].start));
                prop_assert!(spans.iter().all(|span| text.get(span.start..span.end).is_some()));
            }
        }
    }
}
