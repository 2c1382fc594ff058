//! The title of a document.

use crate::text::Span;
use crate::text::hyphens::with_whole_words;
use crate::text::unicode::joins_without_space;

/// The longest first line that still reads as a title, in characters.
const LONGEST: usize = 120;

/// The longest beginning of a sentence that replaces a title, in characters.
const BEGINNING: usize = 80;

/// The longest title of a format that is kept whole, in bytes: no window is as wide.
const NAMED: usize = 4096;

/// The title of a document, or its substitute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Title {
    /// A title of its own: the format's, or a short first line without a full stop.
    Own(String),
    /// No title: the beginning of the first sentence.
    Beginning(String),
    /// None, because it has no text.
    None,
}

impl Title {
    /// Returns the best title of a text: `named` by its format, else a short first line that ends no
    /// sentence and has no text right below it, else the beginning of the first heading or sentence.
    pub fn choose(named: Option<String>, text: &str, opening: Option<Span>) -> Self {
        let named = named.map(|title| one_line(&title[..title.floor_char_boundary(NAMED)]));
        if let Some(title) = named.filter(|title| !title.is_empty()) {
            return Title::Own(title);
        }
        let Some(first) = opening else { return Title::None };
        let line = text[first.start..].lines().next().unwrap_or_default().trim();
        if stands_apart(line, &text[first.start..]) {
            return Title::Own(one_line(line));
        }
        Title::Beginning(beginning(&one_line(first.of(text))))
    }

    /// Returns its words, `""` for none.
    pub fn as_str(&self) -> &str {
        match self {
            Title::Own(title) | Title::Beginning(title) => title,
            Title::None => "",
        }
    }
}

fn stands_apart(line: &str, from_line: &str) -> bool {
    let after = &from_line[from_line.find('\n').unwrap_or(from_line.len())..];
    let alone = after.trim().is_empty()
        || after.starts_with("\n\n")
        || after.trim_start_matches(' ').starts_with("\n \n");
    let ends_a_sentence = line.ends_with(['.', '!', ';', ',', ':', '。', '！', '，']);
    alone && !ends_a_sentence && line.chars().count() <= LONGEST
}

/// Returns the whole words that fit, with `…` when the sentence continues.
fn beginning(sentence: &str) -> String {
    let Some((end, _)) = sentence.char_indices().nth(BEGINNING) else { return sentence.to_string() };
    let kept = sentence[..end].rsplit_once(' ').map_or(&sentence[..end], |(kept, _)| kept);
    format!("{}…", kept.trim_end_matches([',', ';', ':']))
}

/// Returns a text with one space for all white space, and none for a line end between East Asian characters.
fn one_line(text: &str) -> String {
    let mut whole = String::new();
    for line in with_whole_words(text).lines() {
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let Some(after) = words.chars().next() else { continue };
        let is_spaced = whole.chars().next_back().is_some_and(|before| !joins_without_space(before, after));
        whole.extend(is_spaced.then_some(' '));
        whole.push_str(&words);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> Title {
        let end = text.find('\n').unwrap_or(text.len());
        Title::choose(None, text, Some(Span::new(0, end)))
    }

    #[test]
    fn a_short_line_above_a_gap_is_a_title() {
        assert_eq!(title("The tides\n\nThey rise."), Title::Own("The tides".into()));
    }

    #[test]
    fn a_sentence_is_no_title() {
        assert_eq!(title("They rise.\n\nThey fall."), Title::Beginning("They rise.".into()));
        assert_eq!(title("They rise\nand fall."), Title::Beginning("They rise".into()));
        for (text, whole) in
            [("潮は満ち、\n  引く。", "潮は満ち、引く。"), ("They rise\n and fall.", "They rise and fall.")]
        {
            let title = Title::choose(None, text, Some(Span::new(0, text.len())));
            assert_eq!(title, Title::Beginning(whole.into()));
        }
    }

    #[test]
    fn a_long_sentence_is_cut_between_words() {
        let Title::Beginning(title) = title(&"The tides rise and fall, ".repeat(9)) else { panic!() };
        assert_eq!(title, "The tides rise and fall, The tides rise and fall, The tides rise and fall, The…");
    }

    #[test]
    fn the_title_of_the_format_is_preferred() {
        assert_eq!(Title::choose(Some(" A  name ".into()), "x", None), Title::Own("A name".into()));
        assert_eq!(Title::choose(None, "", None), Title::None);
        let long = Title::choose(Some("é".repeat(1 << 20)), "x", None);
        assert_eq!(long.as_str().len(), NAMED);
    }
}
