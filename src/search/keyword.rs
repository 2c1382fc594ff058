//! One keyword: a query that keeps its colour, typed as `word:Su-5=orange`.

use std::fmt;

use crate::search::colour::Colour;
use crate::search::pattern::{Pattern, PatternError};
use crate::search::query::{Defaults, Kind, Query};
use crate::text::fold::{Case, Folded};

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

    /// Tells whether it has been left switched on; a set may hide it all the same.
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
        write!(f, "{}", self.query)?;
        self.colour.map_or(Ok(()), |colour| write!(f, "={colour}"))
    }
}

fn folded(query: &Query) -> String {
    let case = if query.case_matters() { Case::Keep } else { Case::Lower };
    Folded::of(&query.text, case).as_str().to_owned()
}

/// Returns the keyword of `WORD[=COLOUR]`.
///
/// The last `=` counts only before a colour: `E=mc²` is a word. White space around is left out.
pub fn parse_argument(argument: &str, defaults: Defaults) -> Result<Keyword, PatternError> {
    let argument = argument.trim();
    let coloured = argument
        .rsplit_once('=')
        .and_then(|(word, colour)| Some((word, colour.trim_start().parse::<Colour>().ok()?)));
    let (word, colour) = match coloured {
        Some((word, colour)) => (word.trim_end(), Some(colour)),
        None => (argument, None),
    };
    Keyword::new(Query::parse(word, defaults), colour)
}

/// A line of a keyword file that holds no keyword.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct KeywordFileError {
    /// Its number, from 1.
    pub line: usize,
    /// Why not.
    pub reason: PatternError,
}

/// Returns the keywords of a file, one `WORD[=COLOUR]` a line, or the first line that is wrong.
///
/// Empty lines are skipped, and so are comments: lines whose `#`s stand alone or before white
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
        ];
        for (argument, text, colour) in table {
            let keyword = keyword(argument);
            assert_eq!((keyword.query().text.as_str(), keyword.colour()), (text, colour), "{argument:?}");
        }
        assert!(parse_argument("=red", Defaults::default()).is_err());
    }

    #[test]
    fn a_colour_stands_after_prefix_and_case_mark() {
        let keyword = keyword("word:Su-5\\c=orange");
        assert_eq!(
            keyword.query(),
            &Query { text: "Su-5".into(), kind: Kind::Word, case: query::Case::Ignore }
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
}
