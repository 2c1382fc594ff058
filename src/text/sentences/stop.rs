//! Stops, and what belongs to them on their right.

/// A run of stops with the closing marks after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stop {
    /// The byte where the run begins.
    pub start: usize,
    /// One past the last byte of the run and of the closing marks.
    pub end: usize,
    /// How much it says.
    pub mark: Mark,
    /// The last closing mark that no further stop follows.
    pub closed: Closed,
}

/// How surely a stop ends a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A full stop, which also ends abbreviations.
    Period,
    /// Dots that leave something out, inside a sentence or after it.
    Ellipsis,
    /// A question or exclamation mark of scripts with spaces.
    Strong,
    /// A stop of a script that needs no space after it.
    Full,
}

/// What closes after a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closed {
    /// Nothing.
    Nothing,
    /// A quotation.
    Quote,
    /// A bracket, given by its opening mark.
    Bracket(char),
}

/// Returns the first stop at or after the byte `from`.
pub(super) fn next_stop(text: &str, from: usize) -> Option<Stop> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += bytes[at..].iter().position(|&byte| MAY_STOP[byte as usize])?;
        if let Some(mark) = text.get(at..).and_then(|rest| rest.chars().next()).and_then(mark_of) {
            return Some(read(text, at, mark));
        }
        at += 1;
    }
}

/// The first bytes of all characters that [`mark_of`] knows.
static MAY_STOP: [bool; 256] = {
    let mut table = [false; 256];
    let leads = [b'.', b'!', b'?', 0xcd, 0xd6, 0xd8, 0xdb, 0xdc, 0xe0, 0xe1, 0xe2, 0xe3, 0xea, 0xef];
    let mut index = 0;
    while index < leads.len() {
        table[leads[index] as usize] = true;
        index += 1;
    }
    table
};

/// Tells how much a character says as a stop; after `STerm` and `ATerm` of UAX #29, living scripts.
pub(super) fn mark_of(c: char) -> Option<Mark> {
    Some(match c {
        '.' => Mark::Period,
        '…' | '‥' => Mark::Ellipsis,
        '!'
        | '?'
        | '‼'
        | '‽'
        | '⁇'
        | '⁈'
        | '⁉'
        | '\u{37e}'
        | '\u{589}'
        | '؟'
        | '۔'
        | '\u{61d}'..='\u{61e}'
        | '\u{700}'..='\u{702}'
        | '\u{1362}'
        | '\u{1367}'..='\u{1368}'
        | '\u{1803}'
        | '\u{2e2e}'
        | '\u{a4ff}'
        | '\u{a60e}'
        | '\u{abeb}' => Mark::Strong,
        '।'
        | '॥'
        | '\u{104a}'..='\u{104b}'
        | '\u{17d4}'..='\u{17d5}'
        | '\u{1b5a}'..='\u{1b5b}'
        | '。'
        | '．'
        | '！'
        | '？'
        | '｡'
        | '\u{fe52}'
        | '\u{fe56}'..='\u{fe57}' => Mark::Full,
        _ => return None,
    })
}

fn read(text: &str, start: usize, first: Mark) -> Stop {
    let mut stop = Stop { start, end: start, mark: first, closed: Closed::Nothing };
    let mut dots = 0;
    loop {
        let rest = &text[stop.end..];
        let Some(c) = rest.chars().next() else { break };
        if let Some(mark) = mark_of(c) {
            dots += usize::from(mark == Mark::Period && stop.closed == Closed::Nothing);
            stop.mark = stronger(stop.mark, mark, dots);
            stop.closed = Closed::Nothing;
            stop.end += c.len_utf8();
        } else if let Some(closed) = closing(c).filter(|_| !opens(c, stop.mark, &rest[c.len_utf8()..])) {
            stop.closed = closed;
            stop.end += c.len_utf8();
        } else if let Some(length) = note(rest).or_else(|| spaced_quote(rest)) {
            stop.closed = if rest.starts_with('[') { stop.closed } else { Closed::Quote };
            stop.end += length;
        } else if is_attached(c) && stop.end > start {
            stop.end += c.len_utf8();
        } else {
            break;
        }
    }
    stop
}

fn stronger(one: Mark, other: Mark, dots: usize) -> Mark {
    match (one, other) {
        (Mark::Full, _) | (_, Mark::Full) => Mark::Full,
        (Mark::Strong, _) | (_, Mark::Strong) => Mark::Strong,
        (Mark::Period, Mark::Period) if dots < 2 => Mark::Period,
        _ => Mark::Ellipsis,
    }
}

fn closing(c: char) -> Option<Closed> {
    Some(match c {
        '"' | '\'' | '”' | '’' | '»' | '›' | '“' | '‘' | '«' | '‹' | '」' | '』' | '｣' | '＂' | '＇' => {
            Closed::Quote
        }
        ')' => Closed::Bracket('('),
        ']' => Closed::Bracket('['),
        '}' => Closed::Bracket('{'),
        '）' => Closed::Bracket('（'),
        '】' => Closed::Bracket('【'),
        '》' => Closed::Bracket('《'),
        '〉' => Closed::Bracket('〈'),
        _ => return None,
    })
}

/// Tells whether a mark that closes in German opens the next quotation here.
fn opens(c: char, after: Mark, rest: &str) -> bool {
    matches!(c, '“' | '‘' | '«' | '‹')
        && (after == Mark::Full || rest.chars().next().is_some_and(char::is_alphanumeric))
}

/// Returns the length of a note number such as `[12]` at the beginning of `rest`.
fn note(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('[')?;
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits).then_some(())?;
    inside[digits..].starts_with(']').then_some(digits + 2)
}

/// Returns the length of a space and a quotation mark that closes, as French sets `»`, at the
/// beginning of `rest`: nothing but white space or a stop stands behind it.
fn spaced_quote(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let space = chars.next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'))?;
    let mark = chars.next().filter(|c| matches!(c, '»' | '›' | '"' | '”'))?;
    let free =
        chars.next().is_none_or(|c| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '!' | '?' | ')'));
    free.then_some(space.len_utf8() + mark.len_utf8())
}

/// Tells whether a character glued to a stop stays with it: raised numbers, emoji and their joiners.
fn is_attached(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰'..='⁹' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{2600}'..='\u{27bf}')
        || matches!(c, '\u{1f300}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_marks_and_notes_belong_to_the_stop() {
        for (text, all) in [
            ("a.”) b", ".”)"),
            ("a.[12] b", ".[12]"),
            ("a.[see] b", "."),
            ("a ?! b", "?!"),
            ("a ? » b", "? »"),
            ("a. »B", "."),
            ("a。」と", "。」"),
            ("a!😀 b", "!😀"),
        ] {
            let stop = next_stop(text, 0).unwrap();
            assert_eq!(&text[stop.start..stop.end], all, "{text}");
        }
    }

    #[test]
    fn every_stop_is_found_by_its_first_byte() {
        for c in (0..=0x10_ffff_u32).filter_map(char::from_u32).filter(|&c| mark_of(c).is_some()) {
            let lead = c.encode_utf8(&mut [0; 4]).as_bytes()[0];
            assert!(MAY_STOP[lead as usize], "{c:?}");
        }
    }
}
