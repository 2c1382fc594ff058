//! The labels at the beginning of lines: list markers, numbers of clauses, speakers and times of messages.

/// The longest list marker, in bytes: `12.3.4.`.
const LONGEST_MARKER: usize = 8;

/// The longest label of a message, in bytes.
const LONGEST_LABEL: usize = 48;

/// The most words of the name of a speaker.
const NAME_WORDS: usize = 3;

/// Returns the length of the list marker or the number of a clause that a line begins with, if text follows it.
pub(crate) fn item_marker(line: &str) -> Option<usize> {
    let end = line.find(char::is_whitespace).filter(|end| *end <= LONGEST_MARKER)?;
    is_marker(&line[..end]).then_some(end)
}

fn is_marker(marker: &str) -> bool {
    if matches!(marker, "-" | "*" | "+" | "•" | "◦" | "‣" | "▪" | "–" | "—" | "·" | "o") {
        return true;
    }
    let bracketed = marker.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    if let Some(number) = bracketed {
        return is_number(number);
    }
    let Some(body) = marker.strip_suffix(['.', ')']) else {
        return marker.contains('.') && marker.split('.').all(is_number);
    };
    let body = body.trim_start_matches('(');
    let is_letter = body.len() == 1 && body.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_roman =
        !body.is_empty() && body.len() <= 4 && body.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    body.split('.').all(is_number) || (marker.ends_with(')') && (is_letter || is_roman))
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the length of the label of a message that a line begins with: a time, a speaker or both. Text must
/// follow it.
pub(crate) fn label(line: &str) -> Option<usize> {
    let timed = time(line);
    let after = timed.unwrap_or(0);
    let end = after + speaker(&line[after..]).or(timed.map(|_| 0))?;
    (end < line.len()).then_some(end)
}

/// Returns the length of the label that a message begins with, with the white space after it, where it is surely
/// none of its words: a nick in angle brackets, a name with a colon and a tab, and a time in brackets, with seconds,
/// with a date or with a speaker after it. 0 when there is none.
pub(crate) fn sure_label(text: &str) -> usize {
    let line = text.lines().next().unwrap_or_default();
    let Some(end) = label(line) else { return 0 };
    let is_sure = match time(line) {
        Some(time) => line.starts_with(['[', '(']) || end > time || stamp_length(line) >= "0:00:00".len(),
        None => line.starts_with('<') || line[..end].ends_with('\t'),
    };
    let space = line[end..].len() - line[end..].trim_start().len();
    if is_sure { end + space } else { 0 }
}

/// Returns the length of a date or time at the beginning, in brackets or not, with the white space and the dash
/// after it. A date alone begins sentences as well.
fn time(line: &str) -> Option<usize> {
    let (inside, closing) = match line.as_bytes().first()? {
        b'[' => (&line[1..], Some(']')),
        b'(' => (&line[1..], Some(')')),
        b'0'..=b'9' => (line, None),
        _ => return None,
    };
    let stamp = match closing {
        Some(closing) => &inside[..inside.find(closing).filter(|end| *end <= LONGEST_LABEL)?],
        None => &inside[..stamp_length(inside)],
    };
    let digits = |part: &[u8]| part[0].is_ascii_digit() && part[1] == b':' && part[2].is_ascii_digit();
    if stamp_length(stamp) < stamp.len() || !stamp.as_bytes().windows(3).any(digits) {
        return None;
    }
    let rest = &inside[stamp.len() + closing.map_or(0, char::len_utf8)..];
    let text = rest.trim_start();
    let text = text.strip_prefix("- ").unwrap_or(text);
    (text.len() < rest.len()).then_some(line.len() - text.len())
}

/// Returns the length of the words at the beginning that dates and times are made of, at most three.
fn stamp_length(text: &str) -> usize {
    let is_part = |word: &str| {
        let is_sign = |c: char| c.is_ascii_digit() || matches!(c, ':' | '/' | '.' | '-' | ',' | 'T' | 'Z');
        let is_half = matches!(word.to_ascii_lowercase().as_str(), "am" | "pm");
        is_half || (word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(is_sign))
    };
    let mut end = 0;
    for word in text.split(' ').take(3) {
        if !is_part(word) {
            break;
        }
        end += word.len() + 1;
    }
    end.saturating_sub(1)
}

/// Returns the length of a speaker at the beginning: `<anna> `, `ANNA:` and a tab, `Anna B.: `.
fn speaker(line: &str) -> Option<usize> {
    if let Some(rest) = line.strip_prefix('<') {
        let end = rest.find('>').filter(|end| (1..=LONGEST_LABEL).contains(end))?;
        let is_nick = !rest[..end].contains([' ', '/', '=', '"', '<']);
        return (is_nick && rest[end + 1..].starts_with([' ', '\t'])).then_some(end + 3);
    }
    let end = line.char_indices().take(LONGEST_LABEL).find(|(_, c)| matches!(c, ':' | '：'))?.0;
    let name = &line[..end];
    let after = &line[end..];
    let colon = after.chars().next()?.len_utf8();
    let is_spaced = after[colon..].starts_with([' ', '\t']);
    let is_name =
        |word: &str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase() || c.is_ascii_digit());
    let words = || name.split(' ');
    let is_speaker =
        name.starts_with(char::is_alphabetic) && words().count() <= NAME_WORDS && words().all(is_name);
    (is_spaced && is_speaker).then_some(end + colon + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_have_text_behind_them() {
        for (line, marker) in [
            ("- a", Some(1)),
            ("12. a", Some(3)),
            ("1.1\tThe", Some(3)),
            ("1.2.3. The", Some(6)),
            ("(iv) The", Some(4)),
            ("b) The", Some(2)),
            ("[12] The", Some(4)),
            ("12.", None),
            ("3.5 million", Some(3)),
            ("1999. The", None),
            ("The 1. of", None),
        ] {
            assert_eq!(item_marker(line), marker, "{line}");
        }
    }

    #[test]
    fn messages_begin_with_a_time_or_a_speaker() {
        for (line, text) in [
            ("ANNA:\tThe mill.", Some("The mill.")),
            ("Anna Berg: The mill.", Some("The mill.")),
            ("[01/05/2024, 12:00:05] Anna: The mill.", Some("The mill.")),
            ("01/05/2024, 12:00 - Anna: The mill.", Some("The mill.")),
            ("[5/1/24, 9:05:31 PM] Anna B: The mill.", Some("The mill.")),
            ("2024-05-01T12:00:05Z The mill.", Some("The mill.")),
            ("[12:03] <anna> The mill.", Some("The mill.")),
            ("<anna> The mill.", Some("The mill.")),
            ("[12:03] The mill.", Some("The mill.")),
            ("00:01:02 The mill.", Some("The mill.")),
            ("12:03", None),
            ("The men who came said this: The mill.", None),
            ("http://mill.example", None),
            ("<b>The</b> mill.", None),
            ("[1] The mill.", None),
            ("2024-05-01 was a Wednesday.", None),
        ] {
            assert_eq!(label(line).map(|end| line[end..].trim_start()), text, "{line}");
        }
    }

    #[test]
    fn sure_labels_are_none_of_the_words() {
        for (line, text) in [
            ("ANNA:\tThe mill.", "The mill."),
            ("[01/05/2024, 12:00] Anna: The mill.", "The mill."),
            ("01/05/2024, 12:00 - Anna: The mill.", "The mill."),
            ("12:03 <anna> The mill.", "The mill."),
            ("<anna> The mill.", "The mill."),
            ("[12:03]   The mill.", "The mill."),
            ("00:01:02 The mill.", "The mill."),
            ("12:03 The mill.", "12:03 The mill."),
            ("Note: The mill.", "Note: The mill."),
            ("The mill.\nANNA:\tNo.", "The mill.\nANNA:\tNo."),
            ("", ""),
        ] {
            assert_eq!(&line[sure_label(line)..], text, "{line}");
        }
    }
}
