//! The keywords of a user: queries with colours, typed as `word:Su-5=orange`, in a set without duplicates.
//!
//! The number of a keyword is shown beside its hits (`1 2`), so it does not change when another keyword is
//! removed. A free number is the next one given out, so that numbers stay small.

use std::fmt;
use std::sync::OnceLock;

use crate::search::colour::{Colour, UnknownColour};
use crate::search::pattern::{Pattern, PatternError};
use crate::search::patterns::Patterns;
use crate::search::query::{Defaults, Kind, Query};
use crate::text::fold::{CaseFold, Folded};

/// A query to be highlighted, compiled; cheap to clone and to share between threads.
#[derive(Clone, Debug)]
pub struct Keyword {
    query: Query,
    pattern: Pattern,
    colour: Option<Colour>,
    shown: bool,
}

impl Keyword {
    /// Returns the keyword of a query, shown, or why it cannot be looked for.
    pub fn new(query: Query, colour: Option<Colour>) -> Result<Self, PatternError> {
        let pattern = Pattern::compile(&query)?;
        Ok(Self { query, pattern, colour, shown: true })
    }

    /// Returns what is looked for.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Returns what looks for it.
    pub fn pattern(&self) -> &Pattern {
        &self.pattern
    }

    /// Returns its colour; `None` leaves it to the theme, by the keyword's number.
    pub fn colour(&self) -> Option<Colour> {
        self.colour
    }

    /// Tells whether it is switched on; a set may still hide it.
    pub fn is_on(&self) -> bool {
        self.shown
    }

    /// Gives it another colour.
    pub(super) fn recolour(&mut self, colour: Option<Colour>) {
        self.colour = colour;
    }

    /// Switches it off, or on again.
    pub(super) fn toggle(&mut self) {
        self.shown = !self.shown;
    }

    /// Tells whether the two find the same: the same folded text, kind and weight of case.
    pub(super) fn finds_as(&self, other: &Keyword) -> bool {
        let (ours, theirs) = (&self.query, &other.query);
        let same_way = ours.kind == theirs.kind && ours.case_matters() == theirs.case_matters();
        same_way && (ours.text == theirs.text || ours.kind != Kind::Regex && folded(ours) == folded(theirs))
    }
}

impl fmt::Display for Keyword {
    /// Writes a line that `parse_argument` reads back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let query = self.query.to_string();
        if self.colour.is_none() && unknown_colour(&query).is_some() {
            f.write_str(Kind::Literal.prefix())?;
        }
        f.write_str(&query)?;
        self.colour.map_or(Ok(()), |colour| write!(f, "={colour}"))
    }
}

fn folded(query: &Query) -> String {
    let case = if query.case_matters() { CaseFold::Keep } else { CaseFold::Lower };
    Folded::of(&query.text, case).as_str().to_owned()
}

/// Why there is no keyword, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeywordError {
    /// Its word cannot be looked for.
    #[error(transparent)]
    Pattern(#[from] PatternError),
    /// The word after the last `=` is no colour.
    #[error("{colour}; literal:{word}={} looks for all of it", .colour.0)]
    Colour {
        /// The word before the `=`, without its prefix.
        word: String,
        /// The word after it.
        colour: UnknownColour,
    },
}

/// Returns the keyword of `WORD[=COLOUR]`.
///
/// The last `=` counts only before a colour: `E=mc²` is a word. Letters that name no colour are an error,
/// unless `literal:` says that they belong to the word. White space around is left out.
pub fn parse_argument(argument: &str, defaults: Defaults) -> Result<Keyword, KeywordError> {
    let argument = argument.trim();
    if let Some((word, colour)) = unknown_colour(argument) {
        let word = Query::parse(word.trim_end(), defaults).text;
        return Err(KeywordError::Colour { word, colour });
    }
    let coloured = argument
        .rsplit_once('=')
        .and_then(|(word, colour)| Some((word, colour.trim_start().parse::<Colour>().ok()?)));
    let (word, colour) = match coloured {
        Some((word, colour)) => (word.trim_end(), Some(colour)),
        None => (argument, None),
    };
    Ok(Keyword::new(Query::parse(word, defaults), colour)?)
}

/// Returns what is before and after the last `=` of an argument if letters follow it that name no colour,
/// and no `literal:` makes them a part of the word.
fn unknown_colour(argument: &str) -> Option<(&str, UnknownColour)> {
    let (word, colour) = argument.rsplit_once('=')?;
    let colour = colour.trim();
    let is_literal =
        Query::parse(word, Defaults { kind: Kind::Word, ..Defaults::default() }).kind == Kind::Literal;
    let is_name = !colour.is_empty() && colour.chars().all(char::is_alphabetic);
    let unknown = colour.parse::<Colour>().err().filter(|_| is_name && !is_literal)?;
    Some((word, unknown))
}

/// A line of a keyword file that holds no keyword.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct KeywordFileError {
    /// Its number, from 1.
    pub line: usize,
    /// Why not.
    pub reason: KeywordError,
}

/// Returns the keywords of a file, one `WORD[=COLOUR]` a line, or the first line that is wrong.
///
/// Empty lines are skipped, and so are comments: lines that begin with `#`s alone or before white
/// space. `#hashtag` is a keyword.
pub fn parse_file(contents: &str, defaults: Defaults) -> Result<Vec<Keyword>, KeywordFileError> {
    let contents = contents.strip_prefix('\u{FEFF}').unwrap_or(contents);
    let lines = contents.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !is_comment(line));
    let keyword = |(index, line)| {
        parse_argument(line, defaults).map_err(|reason| KeywordFileError { line: index + 1, reason })
    };
    lines.map(keyword).collect()
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    let after = line.trim_start_matches('#');
    after.len() < line.len() && (after.is_empty() || after.starts_with(char::is_whitespace))
}

/// Which of the keywords are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeywordFocus {
    /// Those switched on.
    #[default]
    All,
    /// The one of this number alone, switched on or not.
    Solo(usize),
}

/// A set of keywords, numbered from 1.
#[derive(Clone, Debug, Default)]
pub struct Keywords {
    /// By number, without the gaps.
    numbered: Vec<(usize, Keyword)>,
    focus: KeywordFocus,
    /// The patterns of all of them, made when first asked for.
    patterns: OnceLock<Patterns>,
}

impl Keywords {
    /// Adds a keyword and returns its number: a free one, or that of the keyword which finds the
    /// same already.
    pub fn add(&mut self, keyword: Keyword) -> usize {
        if let Some((number, _)) = self.iter().find(|(_, known)| known.finds_as(&keyword)) {
            return number;
        }
        let free = self.numbered.iter().zip(1..).take_while(|((number, _), next)| number == next).count();
        self.patterns = OnceLock::new();
        self.numbered.insert(free, (free + 1, keyword));
        free + 1
    }

    /// Takes a keyword out and returns it; `None` when there is none of that number.
    pub fn remove(&mut self, number: usize) -> Option<Keyword> {
        let index = self.index(number)?;
        if self.focus == KeywordFocus::Solo(number) {
            self.focus = KeywordFocus::All;
        }
        self.patterns = OnceLock::new();
        Some(self.numbered.remove(index).1)
    }

    /// Switches a keyword off or on again; ends a solo.
    pub fn toggle(&mut self, number: usize) {
        self.focus = KeywordFocus::All;
        self.change(number, Keyword::toggle);
    }

    /// Shows one keyword alone; again, shows all that are switched on.
    pub fn solo(&mut self, number: usize) {
        self.focus = match self.focus {
            KeywordFocus::Solo(current) if current == number => KeywordFocus::All,
            _ if self.get(number).is_some() => KeywordFocus::Solo(number),
            focus => focus,
        };
    }

    /// Gives a keyword another colour; `None` gives it back to the theme.
    pub fn recolour(&mut self, number: usize, colour: Option<Colour>) {
        self.change(number, |keyword| keyword.recolour(colour));
    }

    /// Returns the keyword of a number.
    pub fn get(&self, number: usize) -> Option<&Keyword> {
        self.index(number).map(|index| &self.numbered[index].1)
    }

    /// Returns the keywords with their numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Keyword)> {
        self.numbered.iter().map(|(number, keyword)| (*number, keyword))
    }

    /// Returns the patterns of all of them, hidden ones included.
    pub fn patterns(&self) -> &Patterns {
        let numbered = || self.iter().map(|(number, keyword)| (number, keyword.pattern()));
        self.patterns.get_or_init(|| Patterns::new(numbered()))
    }

    /// Returns the patterns of the keywords that are shown.
    pub fn shown_patterns(&self) -> Patterns {
        let shown = self.iter().filter(|(number, _)| self.is_shown(*number));
        Patterns::new(shown.map(|(number, keyword)| (number, keyword.pattern())))
    }

    /// Returns which are shown.
    pub fn focus(&self) -> KeywordFocus {
        self.focus
    }

    /// Tells whether the keyword of a number is shown.
    pub fn is_shown(&self, number: usize) -> bool {
        match self.focus {
            KeywordFocus::All => self.get(number).is_some_and(Keyword::is_on),
            KeywordFocus::Solo(only) => number == only,
        }
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.numbered.len()
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.numbered.is_empty()
    }

    fn index(&self, number: usize) -> Option<usize> {
        self.numbered.binary_search_by_key(&number, |(number, _)| *number).ok()
    }

    fn change(&mut self, number: usize, change: impl FnOnce(&mut Keyword)) {
        if let Some(index) = self.index(number) {
            change(&mut self.numbered[index].1);
        }
    }
}

impl Extend<Keyword> for Keywords {
    fn extend<I: IntoIterator<Item = Keyword>>(&mut self, keywords: I) {
        for keyword in keywords {
            self.add(keyword);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::colour::NamedColour;
    use crate::search::query;

    fn keyword(argument: &str) -> Keyword {
        parse_argument(argument, Defaults::default()).unwrap()
    }

    #[test]
    fn the_last_equals_sign_counts_before_a_colour() {
        let red = Some(Colour::Named(NamedColour::Red));
        let table = [
            ("Ukraine=red", "Ukraine", red),
            ("Ukraine = RED ", "Ukraine", red),
            ("E=mc²", "E=mc²", None),
            ("a=b=red", "a=b", red),
            ("x=#10ff00", "x", Some(Colour::Rgb(16, 255, 0))),
            ("x=#10ff0", "x=#10ff0", None),
            ("x=", "x=", None),
            ("red", "red", None),
            ("re:tide[=]high", "tide[=]high", None),
            ("literal:tide=high", "tide=high", None),
            ("literal:tide=high=teal", "tide=high", Some(Colour::Named(NamedColour::Teal))),
            ("\\cliteral:tide=high", "tide=high", None),
        ];
        for (argument, text, colour) in table {
            let keyword = keyword(argument);
            assert_eq!((keyword.query().text.as_str(), keyword.colour()), (text, colour), "{argument:?}");
        }
        assert!(parse_argument("=red", Defaults::default()).is_err());
    }

    #[test]
    fn letters_that_name_no_colour_are_an_error_with_a_way_out() {
        for argument in ["Kyiv=mauve", "Kyiv = mauve", "word:Kyiv=mauve", "stem:Kyiv=mauve", "re:Kyiv=mauve"]
        {
            let error = parse_argument(argument, Defaults::default()).unwrap_err().to_string();
            assert!(error.starts_with("'mauve' is not a colour: use red, orange, "), "{argument:?}: {error}");
            assert!(error.ends_with("black, or #rrggbb; literal:Kyiv=mauve looks for all of it"), "{error}");
        }
        assert!(parse_argument("Größe=weiß", Defaults::default()).is_err());
        let literal = keyword("literal:Kyiv=mauve");
        assert_eq!(literal.to_string(), "literal:Kyiv=mauve");
        assert_eq!(keyword("Kyiv=#mauve").to_string(), "Kyiv=#mauve");
    }

    #[test]
    fn a_colour_follows_prefix_and_case_mark() {
        let keyword = keyword("word:Su-5\\c=orange");
        assert_eq!(
            keyword.query(),
            &Query { text: "Su-5".into(), kind: Kind::Word, case: query::CaseRule::Ignore }
        );
        assert_eq!(keyword.to_string(), "word:Su-5\\c=orange");
    }

    #[test]
    fn a_file_has_one_keyword_a_line() {
        let contents = "\u{FEFF}Ukraine=red\r\n# a comment\n#\n   ## also\n\n#hashtag\n##x\nre:S-\\d+\n word:Su-5 = blue\n";
        let keywords = parse_file(contents, Defaults::default()).unwrap();
        let lines: Vec<_> = keywords.iter().map(Keyword::to_string).collect();
        assert_eq!(lines, ["Ukraine=red", "#hashtag", "##x", "re:S-\\d+", "word:Su-5=blue"]);
    }

    #[test]
    fn a_wrong_line_is_named() {
        let error = parse_file("one\n# two\nre:(\n", Defaults::default()).unwrap_err();
        assert_eq!(error.line, 3);
        assert!(error.to_string().starts_with("line 3: cannot read 're:('"), "{error}");
    }

    #[test]
    fn keywords_are_equal_when_they_find_the_same() {
        let table = [
            ("Russia’s", "Russia's=red", true),
            ("straße", "strasse", true),
            ("nato\\c", "NATO\\c", true),
            ("NATO", "nato", false),
            ("word:x", "x", false),
            ("re:\\w\\c", "re:\\W\\c", false),
        ];
        for (one, other, same) in table {
            assert_eq!(keyword(one).finds_as(&keyword(other)), same, "{one} {other}");
        }
    }

    fn three() -> Keywords {
        let mut keywords = Keywords::default();
        keywords.extend(["one", "two", "three"].map(keyword));
        keywords
    }

    fn shown(keywords: &Keywords) -> Vec<usize> {
        keywords.iter().map(|(number, _)| number).filter(|&number| keywords.is_shown(number)).collect()
    }

    #[test]
    fn numbers_stay_and_free_ones_return() {
        let mut keywords = three();
        assert!(keywords.remove(2).is_some() && keywords.remove(2).is_none());
        assert_eq!(keywords.get(3).map(ToString::to_string).as_deref(), Some("three"));
        assert_eq!(keywords.add(keyword("four")), 2);
        assert_eq!(keywords.add(keyword("five")), 4);
        assert_eq!(keywords.iter().map(|(number, _)| number).collect::<Vec<_>>(), [1, 2, 3, 4]);
    }

    #[test]
    fn adding_an_equal_keyword_returns_the_number_of_the_first() {
        let mut keywords = three();
        assert_eq!(keywords.add(keyword("two=red")), 2);
        assert_eq!((keywords.len(), keywords.get(2).and_then(Keyword::colour)), (3, None));
        assert_eq!(keywords.add(keyword("Two")), 4);
    }

    #[test]
    fn a_solo_hides_the_others_until_it_ends() {
        let mut keywords = three();
        keywords.toggle(1);
        assert_eq!(shown(&keywords), [2, 3]);
        keywords.solo(1);
        assert_eq!(shown(&keywords), [1]);
        keywords.solo(9);
        assert_eq!(keywords.focus(), KeywordFocus::Solo(1));
        keywords.solo(3);
        assert_eq!(shown(&keywords), [3]);
        keywords.solo(3);
        assert_eq!(shown(&keywords), [2, 3]);
        keywords.solo(2);
        keywords.remove(2);
        assert_eq!(shown(&keywords), [3]);
        keywords.solo(3);
        keywords.toggle(1);
        assert_eq!(shown(&keywords), [1, 3]);
    }

    #[test]
    fn a_colour_is_set_and_cleared() {
        let mut keywords = three();
        keywords.recolour(1, "red".parse().ok());
        assert_eq!(keywords.get(1).map(ToString::to_string).as_deref(), Some("one=red"));
        keywords.recolour(1, None);
        keywords.recolour(9, None);
        assert_eq!(keywords.get(1).and_then(Keyword::colour), None);
    }

    #[test]
    fn hits_of_shown_keywords_come_in_the_order_of_the_text() {
        let mut keywords = Keywords::default();
        keywords.extend(["sea", "moon", "tide"].map(keyword));
        keywords.toggle(3);
        let patterns = keywords.shown_patterns();
        let hits = patterns.hits("moon, sea, tide, moon", &|| true).unwrap().all();
        let found: Vec<_> = hits.iter().map(|hit| (hit.keyword, hit.span.start)).collect();
        assert_eq!(found, [(2, 0), (1, 6), (2, 17)]);
        assert_eq!(patterns.numbers(), [1, 2]);
    }
}
