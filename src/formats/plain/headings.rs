//! The headings of a plain text: lines alone in their paragraph that are numbered, in capitals, or short and
//! followed by running text; lines with a row of signs below them; and lines that begin with signs of equality.
//!
//! Each is decided by the paragraph and its two neighbours, so that a window of a long text has the headings of the
//! whole. What may be an address, a salutation, a verse or a list item is none.

use crate::formats::plain::lines::{Line, LineBeginning, LineKind, has_leader};
use crate::formats::plain::{CLOSE, Stanza};
use crate::text::Span;

/// The widest heading, in cells.
const WIDEST: u16 = 80;

/// The most words of a heading that is known only by its shortness, and of any other.
const FEW: u16 = 9;
const MOST: u16 = 12;

/// Words that a number follows in a heading.
const DIVISIONS: [&str; 26] = [
    "chapter",
    "part",
    "section",
    "article",
    "appendix",
    "annex",
    "book",
    "volume",
    "kapitel",
    "teil",
    "abschnitt",
    "artikel",
    "anhang",
    "anlage",
    "chapitre",
    "partie",
    "section",
    "annexe",
    "capítulo",
    "parte",
    "sección",
    "artículo",
    "capitolo",
    "hoofdstuk",
    "глава",
    "часть",
];

/// The headings of parts that have no running text: lists of contents and of sources.
const PARTS: [&str; 17] = [
    "contents",
    "table of contents",
    "references",
    "bibliography",
    "works cited",
    "sources",
    "notes",
    "endnotes",
    "inhalt",
    "inhaltsverzeichnis",
    "literatur",
    "literaturverzeichnis",
    "quellen",
    "anmerkungen",
    "sommaire",
    "table des matières",
    "bibliographie",
];

/// Words that begin a salutation, a caption or a postscript.
const NO_HEADINGS: [&str; 24] = [
    "dear",
    "hi",
    "hello",
    "hey",
    "liebe",
    "lieber",
    "hallo",
    "sehr",
    "cher",
    "chère",
    "bonjour",
    "estimado",
    "estimada",
    "querido",
    "querida",
    "hola",
    "caro",
    "cara",
    "figure",
    "fig",
    "table",
    "abbildung",
    "tabelle",
    "ps",
];

/// The first lines of a stanza as a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StanzaHeading {
    /// Its level, 1 for the outermost.
    pub level: u8,
    /// Its words.
    pub words: Span,
    /// How many lines it takes with the rows of signs above and below the words.
    pub lines: usize,
}

/// Returns the heading that the stanza `at` begins with. `joins` tells whether two lines are one paragraph.
pub(super) fn heading(
    text: &str,
    stanzas: &[Stanza],
    at: usize,
    joins: impl Fn(&[Line]) -> bool,
) -> Option<StanzaHeading> {
    let stanza = stanzas.get(at)?;
    let first = stanza.lines.first().filter(|line| line.quotes == 0 && line.width <= WIDEST)?;
    let content = first.span.of(text);
    if let [_, words, below, ..] = stanza.lines.as_slice()
        && below.span.of(text) == content
        && let Some(level) = underline(text, words, below)
    {
        return Some(StanzaHeading { level, words: words.span, lines: 3 });
    }
    if let Some(level) = stanza.lines.get(1).and_then(|next| underline(text, first, next)) {
        return Some(StanzaHeading { level, words: first.span, lines: 2 });
    }
    if let Some((level, words)) = marked(content).filter(|_| stanza.gap) {
        return Some(StanzaHeading { level, words: words.shifted(first.span.start), lines: 1 });
    }
    if !stanza.gap || first.words > MOST || !ends_openly(content) || has_leader(content) {
        return None;
    }
    let heading = |level| Some(StanzaHeading { level, words: first.span, lines: 1 });
    let is_alone = stanza.lines.len() == 1;
    let next = stanzas.get(at + 1).filter(|next| next.gap);
    let has_body = if is_alone {
        next.and_then(|next| next.lines.first()).is_some_and(|line| is_body(text, line))
    } else {
        stanza.lines.get(1).is_some_and(|line| line.indent > first.indent && is_body(text, line))
    };
    if is_shouted(content) && has_body && first.kind == LineKind::Prose {
        return heading(1);
    }
    if is_division(content) && stanza.lines.get(1).is_some_and(is_below_division) {
        return heading(1);
    }
    let next = next.filter(|_| is_alone)?;
    if is_division(content) || PARTS.contains(&content.to_lowercase().as_str()) {
        return heading(1);
    }
    let above = at.checked_sub(1).and_then(|above| stanzas.get(above)).and_then(|above| above.lines.last());
    let is_after_end = above.is_none_or(|above| above.ended);
    let is_before_prose = is_prose(next, joins);
    if let Some((number, level)) = number(content) {
        let is_subdivided = next.lines.first().is_some_and(|line| {
            let below = line.span.of(text).strip_prefix(number.trim_end_matches('.'));
            below.is_some_and(|rest| {
                rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_ascii_digit())
            })
        });
        let is_sure = number.contains(['.', '§']) || is_after_end;
        return heading(level).filter(|_| is_sure && (is_before_prose || is_subdivided));
    }
    let is_short =
        first.kind == LineKind::Prose && first.words <= FEW && !first.punctuated && is_title(content);
    // A short line at the head of a page belongs to all pages.
    let is_short = is_short && stanza.form_feed.is_none();
    heading(if above.is_none() { 1 } else { 2 }).filter(|_| is_short && is_after_end && is_before_prose)
}

/// Tells whether a line begins a division although no blank line is above it: the line above ends a sentence.
pub(super) fn begins_division(text: &str, above: &Line, line: &Line) -> bool {
    let content = line.span.of(text);
    above.ended && line.words <= MOST && is_division(content) && ends_openly(content)
}

/// Tells whether a line without a blank one above it continues below the heading of a division.
fn is_below_division(line: &Line) -> bool {
    line.is_marked()
        || (line.words >= 6 && matches!(line.beginning, LineBeginning::Capital | LineBeginning::Uncased))
}

/// Returns the level of a heading that the line `next` underlines.
fn underline(text: &str, line: &Line, next: &Line) -> Option<u8> {
    let signs = next.span.of(text);
    let level = match signs.as_bytes().first()? {
        b'=' => 1,
        b'-' => 2,
        b'~' => 3,
        b'^' => 4,
        _ => return None,
    };
    let is_row = signs.len() >= 3 && signs.bytes().all(|sign| sign == signs.as_bytes()[0]);
    let [cells, width] = [line, next].map(|line| u32::from(line.width.saturating_sub(line.indent)));
    let is_as_wide = width * 3 >= cells * 2 && width * 2 <= cells * 3 + 8;
    let has_words = line.kind != LineKind::Data && line.span.of(text).contains(char::is_alphanumeric);
    (is_row && is_as_wide && has_words && !line.span.of(text).ends_with([',', ';'])).then_some(level)
}

/// Returns the level and the words of a heading that is marked with signs of equality.
///
/// Wikis and `AsciiDoc` have them: `== The ferry`, `== The ferry ==`.
fn marked(content: &str) -> Option<(u8, Span)> {
    let rest = content.trim_start_matches('=');
    let signs = &content[..content.len() - rest.len()];
    let level = u8::try_from(signs.len()).ok().filter(|level| (1..=6).contains(level))?;
    let words = rest.strip_prefix(' ')?.trim_start();
    let start = content.len() - words.len();
    let words = words.strip_suffix(signs).unwrap_or(words).trim_end();
    let is_heading = words.starts_with(char::is_alphanumeric) && words.contains(char::is_alphabetic);
    is_heading.then(|| (level, Span::new(start, start + words.len())))
}

/// Tells whether a line ends with a letter, a digit or a bracket after them.
fn ends_openly(content: &str) -> bool {
    let is_numeral = |c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X');
    content.trim_end_matches(')').ends_with(char::is_alphanumeric)
        || (is_division(content)
            && content.strip_suffix(['.', ':']).is_some_and(|rest| rest.ends_with(is_numeral)))
}

/// Tells whether a line may be the first below a heading in capitals.
fn is_body(text: &str, line: &Line) -> bool {
    let content = line.span.of(text);
    let is_uncased = line.beginning == LineBeginning::Uncased;
    line.quotes == 0
        && matches!(line.kind, LineKind::Prose | LineKind::Item(_))
        && (line.words >= 3 || is_uncased)
        && (content.contains(char::is_lowercase) || is_uncased)
}

/// Tells whether the first lines of a stanza are running text.
fn is_prose(stanza: &Stanza, joins: impl Fn(&[Line]) -> bool) -> bool {
    let [first, rest @ ..] = stanza.lines.as_slice() else { return false };
    let begins = matches!(first.beginning, LineBeginning::Capital | LineBeginning::Uncased);
    let is_long = match rest {
        [] => {
            first.ended && (first.words >= 6 || first.beginning == LineBeginning::Uncased)
                || first.width > CLOSE
        }
        [..] => first.words >= 3 && joins(&stanza.lines) || first.beginning == LineBeginning::Uncased,
    };
    first.quotes == 0 && first.kind == LineKind::Prose && begins && is_long
}

fn is_shouted(content: &str) -> bool {
    let capitals = content.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 4
        && capitals * 2 > content.len() / 2
        && !content.contains(char::is_lowercase)
        && !content.contains(',')
}

/// Tells whether a line is the word for a division with its number: `Chapter IV`, `§ 12 Haftung`, `第三章`.
fn is_division(content: &str) -> bool {
    if let Some(rest) = content.strip_prefix('第') {
        return rest.chars().take(5).any(|c| matches!(c, '章' | '節' | '节' | '条' | '條' | '部'));
    }
    let mut words = content.split_whitespace();
    let (Some(first), Some(number)) = (words.next(), words.next()) else { return false };
    let is_number = |number: &str| {
        let number = number.trim_end_matches(['.', ':']);
        let is_word = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
            .iter()
            .any(|word| word.eq_ignore_ascii_case(number));
        let is_letter = number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_uppercase());
        is_decimal(number) || is_roman(number) || is_letter || is_word
    };
    let is_known =
        || first.starts_with(char::is_uppercase) && DIVISIONS.contains(&first.to_lowercase().as_str());
    is_number(number)
        && !words.next().is_some_and(|word| word.starts_with(char::is_lowercase))
        && (first == "§" || is_known())
}

/// Returns the number that a line begins with and the level it tells; words that begin with a capital must follow,
/// and no number may end the line, as in dates and tables of contents.
fn number(content: &str) -> Option<(&str, u8)> {
    let (number, rest) = content.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    let begins = rest.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let ends = rest.split_whitespace().next_back()?.bytes().all(|byte| byte.is_ascii_digit());
    let is_numeral = number.strip_suffix('.').is_some_and(is_roman);
    let groups = number.trim_end_matches('.').split('.').count();
    let level = if is_numeral { 1 } else { u8::try_from(groups).ok()?.min(6) };
    (begins && !ends && (is_numeral || is_decimal(number.strip_suffix('.').unwrap_or(number))))
        .then_some((number, level))
}

/// Tells whether a text is a number with further numbers after stops.
fn is_decimal(text: &str) -> bool {
    text.split('.')
        .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.len() <= 6 && text.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L'))
}

/// Tells whether a short line can be a title: it begins with a capital and is not a salutation, caption, address or
/// telephone number.
fn is_title(content: &str) -> bool {
    let begins = content.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let first = content.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    let digits = content.bytes().filter(u8::is_ascii_digit).count();
    begins
        && digits < 5
        && !content.contains(['@', '/', '"', '“', '”'])
        && !NO_HEADINGS.contains(&first.as_str())
}

#[cfg(test)]
mod tests {
    use crate::document::{BlockKind, Document};
    use crate::formats::plain::draft;

    const PROSE: &str = "The harbour was closed in the winter, and the boats lay in the sheds until the ice had gone \
                         from the bay. Nobody had paid the pilots for three months.";

    /// Returns the headings of a text with their levels.
    fn headings(text: &str) -> Vec<(u8, String)> {
        let document = Document::from(draft(text.to_owned(), false));
        let found = document.blocks.iter().filter_map(|block| match block.kind {
            BlockKind::Heading(level) => Some((level, block.span.of(&document.text).to_owned())),
            _ => None,
        });
        let found: Vec<(u8, String)> = found.collect();
        let outline: Vec<(u8, String)> =
            document.outline.iter().map(|entry| (entry.level, entry.label.clone())).collect();
        assert_eq!(outline, found);
        found
    }

    #[test]
    fn lines_alone_above_running_text_are_headings() {
        for (line, level) in [
            ("The winter of the pilots", 2),
            ("Einleitung", 2),
            ("2.1 The ferry", 2),
            ("2. The ferry", 1),
            ("2.1.3 The ferry and its pilot", 3),
            ("4 Results", 1),
            ("Chapter IV", 1),
            ("Chapter IV.", 1),
            ("Part Two: The ferry", 1),
            ("§ 12 Haftung", 1),
            ("I. INTRODUCTION", 1),
            ("II. The ferry", 1),
            ("THE WINTER OF THE PILOTS", 1),
            ("Глава 3", 1),
        ] {
            for width in [32, 72, 400] {
                let filled = textwrap::fill(PROSE, width);
                let text = format!("{filled}\n\n{line}\n\n{filled}\n");
                assert_eq!(headings(&text), [(level, line.to_owned())], "{text}");
            }
        }
        assert_eq!(headings("第三章 港\n\n港は五月に閉鎖された。二隻の船が沖で待っていた。\n").len(), 1);
        assert_eq!(headings(&format!("2 Ships\n\n2.1 The ferry\n\n{PROSE}\n")).len(), 2);
        assert_eq!(headings(&format!("The pilots\n\n{PROSE}\n")), [(1, "The pilots".to_owned())]);
    }

    #[test]
    fn lines_with_a_row_of_signs_below_are_headings() {
        let text = format!("The winter\n==========\n\n{PROSE}\n\nThe ferry\n---------\n{PROSE}\n");
        assert_eq!(headings(&text), [(1, "The winter".to_owned()), (2, "The ferry".to_owned())]);
        let document = Document::from(draft(text, false));
        assert!(document.blocks.iter().any(|block| block.span.of(&document.text) == "---------"));
        for text in
            ["Yes,\n---\nno", "Ann   12\n--------\nBen   14", "a very long line of text above\n---\nx"]
        {
            assert_eq!(headings(text), [], "{text}");
        }
    }

    #[test]
    fn manuals_have_headings_in_capitals() {
        let text = "NAME\n       gate - close the gate of the harbour\n\nSEE ALSO\n       lock(1), and the notes on it\n";
        assert_eq!(headings(text), [(1, "NAME".to_owned()), (1, "SEE ALSO".to_owned())]);
    }

    #[test]
    fn divisions_need_no_blank_lines_and_lists_no_running_text() {
        let law = "§ 1 Gegenstand\n(1) Der Vermieter gibt die Wohnung.\n§ 2 Kaution\n(1) Sie beträgt drei Mieten.\n";
        assert_eq!(headings(law), [(1, "§ 1 Gegenstand".to_owned()), (1, "§ 2 Kaution".to_owned())]);
        let treaty =
            "Article 1\n\t1.\tThe towns meet.\nArticle 2\nThe towns report on it each year in May.\n";
        assert_eq!(headings(treaty), [(1, "Article 1".to_owned()), (1, "Article 2".to_owned())]);
        assert_eq!(headings("References\n\n[1] Jansen, The Mill. 1988.\n"), [(1, "References".to_owned())]);
        for line in ["1 Ships", "Chapter 1 Ships", "Chapter 1   Ships"] {
            assert_eq!(headings(&format!("CONTENTS\n\n{line} ........ 2\n2 Pilots ........ 4\n")).len(), 1);
        }
        for text in ["The pilots refer to\nArticle 5\nand to nothing else.", "They left.\nPart Two\nBen\n"] {
            assert_eq!(headings(text), [], "{text}");
        }
    }

    #[test]
    fn signs_mark_headings() {
        for (lines, level) in [
            ("= The ferry", 1),
            ("=== The ferry", 3),
            ("== The ferry ==", 2),
            ("The ferry\n~~~~~~~~~", 3),
            ("The ferry\n^^^^^^^^^", 4),
            ("=========\nThe ferry\n=========", 1),
        ] {
            for rest in ["\n", "\n\n"] {
                let text = format!("{lines}{rest}{PROSE}\n");
                assert_eq!(headings(&text), [(level, "The ferry".to_owned())], "{text}");
            }
        }
    }

    #[test]
    fn other_short_lines_are_none() {
        for text in [
            "= 4\n\n== ==\n\n=The ferry\n\n======= The ferry\n\na == b\n".to_owned(),
            "=========\nThe ferry\n---\n".to_owned(),
            format!("{PROSE}\n\nDear Anna,\n\n{PROSE}"),
            format!("Dear Anna\n\n{PROSE}"),
            format!("{PROSE}\n\nHe left at nine.\n\n{PROSE}"),
            format!("Harbour Office\n\n12 Quay Street\n\nSeaford\n\n{PROSE}"),
            format!("{PROSE}\n\nBest wishes\n\nAnna\n\nP.S. {PROSE}"),
            format!("{PROSE}\n\nTable 3 The ships of the port\n\n{PROSE}"),
            format!("{PROSE}\n\n“I never said so”\n\n{PROSE}"),
            format!("{PROSE}\n\n- a lamp\n\n- a rope\n\n{PROSE}"),
            format!("{PROSE}\n\nCall 0123 456789\n\n{PROSE}"),
            format!("{PROSE}\n\n1 May 2024\n\n{PROSE}"),
            format!("{PROSE} The pilots said\n\nNothing at all\n\nand left."),
            "1. Milk\n\n2. Bread\n\n3. Six eggs\n".to_owned(),
            "Nevermore said the bird\n\nTyger Tyger, burning bright,\nIn the forests of the night;\n"
                .to_owned(),
            "1 Ships ........ 2\n\n2 Pilots ........ 4\n".to_owned(),
            "ANNA BERG\n\nHARBOUR OFFICE\n\nSEAFORD\n".to_owned(),
            "Milk\n\nBread\n\nSix eggs\n".to_owned(),
            format!("{PROSE}\n\u{c}The Harbour Report\n\n{PROSE}\n\u{c}The Harbour Report\n\n{PROSE}"),
            format!("> The pilots\n>\n> {PROSE}"),
        ] {
            assert_eq!(headings(&text), [], "{text}");
        }
    }
}
