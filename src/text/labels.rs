//! The labels at the beginning of lines: list markers, numbers of clauses, speakers and times of messages.

use memchr::memchr;

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
    let Some(after) = time(line) else { return speaker(line).filter(|end| *end < line.len()) };
    let is_bracketed = line.starts_with(['[', '(']);
    let rest = &line[after..];
    let name = speaker(rest).or_else(|| account(rest)).or_else(|| column(rest).filter(|_| is_bracketed));
    let end = after + name.unwrap_or(0);
    (end < line.len()).then_some(end)
}

/// Tells whether a line is a speaker and a time alone, as above a message: `anna  12:00 PM`, `Speaker 1 (00:03)`.
pub(crate) fn is_label_alone(line: &str) -> bool {
    if !line.contains(':') {
        return false;
    }
    let stamp = line.rsplit_once("  ").or_else(|| {
        let (name, _) = line.rsplit_once(['(', '['])?;
        Some((name.trim_end(), &line[name.len()..]))
    });
    stamp.is_some_and(|(name, stamp)| {
        let stamp = stamp.trim().trim_matches(['(', ')', '[', ']']);
        let is_word = |word: &str| {
            word.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '\'' | '’'))
        };
        let is_name = name.starts_with(char::is_alphabetic)
            && name.len() <= LONGEST_LABEL
            && name.split_whitespace().count() <= NAME_WORDS
            && name.split_whitespace().all(is_word);
        is_name && is_stamp(stamp)
    })
}

/// Tells whether a text is a date or a time, and nothing else, with hours and minutes in it.
fn is_stamp(text: &str) -> bool {
    let digits = |part: &[u8]| part[0].is_ascii_digit() && part[1] == b':' && part[2].is_ascii_digit();
    stamp_length(text) == text.len() && text.as_bytes().windows(3).any(digits)
}

/// Returns the length of a name before a colon that is known as one by the time before it: a nick in small letters
/// or the number of a telephone.
fn account(line: &str) -> Option<usize> {
    let end = line.find(": ").filter(|end| (1..=LONGEST_LABEL).contains(end))?;
    let name = &line[..end];
    let is_nick = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '|' | '^' | '`'));
    let is_number = name.starts_with('+')
        && name.chars().skip(1).all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '\u{a0}'));
    (is_nick || is_number).then_some(end + ": ".len())
}

/// Returns the length of a name with a tab after it.
fn column(line: &str) -> Option<usize> {
    let end = line.find('\t').filter(|end| (1..=LONGEST_LABEL).contains(end))?;
    let words = || line[..end].split(' ');
    let is_name = words().count() <= NAME_WORDS && words().all(|word| word.starts_with(char::is_alphabetic));
    is_name.then_some(end + 1)
}

/// Returns the length of the label that a message begins with, with the white space after it, where it is surely
/// none of its words: a nick in angle brackets, a name with a colon and a tab, and a time in brackets, with seconds,
/// with a date or with a speaker after it, `Q:` and `A.`, and the line of a speaker and a time above a message. 0
/// when there is none.
pub(crate) fn sure_label(text: &str) -> usize {
    let line = text.lines().next().unwrap_or_default();
    if line.len() == text.len() && is_label_alone(line) {
        return line.len();
    }
    let Some(end) = label(line) else { return 0 };
    let is_sure = match time(line) {
        Some(time) => line.starts_with(['[', '(']) || end > time || stamp_length(line) >= "0:00:00".len(),
        None => {
            line.starts_with('<')
                || line[..end].ends_with('\t')
                || matches!(line[..end].trim_end(), "Q:" | "A:" | "Q." | "A.")
        }
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
    if !is_stamp(stamp) {
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

/// Returns the length of a speaker at the beginning, `<anna> `, `ANNA:` and a tab, `Anna B.: `, `Q.  `, or of the
/// sign of an event in a chat, `*** `.
fn speaker(line: &str) -> Option<usize> {
    if let Some(rest) = line.strip_prefix('<') {
        let end = rest.find('>').filter(|end| (1..=LONGEST_LABEL).contains(end))?;
        // A space takes the place of the sign of an operator: `<@anna>`, `< ben>`.
        let nick = rest[..end].strip_prefix(' ').unwrap_or(&rest[..end]);
        let is_nick = !nick.is_empty() && !nick.contains([' ', '/', '=', '"', '<']);
        return (is_nick && rest[end + 1..].starts_with([' ', '\t'])).then_some(end + 3);
    }
    if line.starts_with("*** ") {
        return (!line.ends_with('*')).then_some("*** ".len());
    }
    // A single space follows the initial of a name.
    if let Some(rest) = line.strip_prefix("Q.").or_else(|| line.strip_prefix("A.")) {
        return rest
            .starts_with(['\t', '\u{a0}'])
            .then_some(3)
            .or_else(|| rest.starts_with("  ").then_some(4));
    }
    // Most lines begin as no name does.
    if !line.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()) {
        return None;
    }
    let wide = if line.is_ascii() { None } else { line.find('：') };
    let end = [memchr(b':', line.as_bytes()), wide].into_iter().flatten().min()?;
    let name = &line[..end];
    if name.chars().count() >= LONGEST_LABEL {
        return None;
    }
    let after = &line[end..];
    let colon = after.chars().next()?.len_utf8();
    let is_spaced = after[colon..].starts_with([' ', '\t']);
    let is_name =
        |word: &str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase() || c.is_ascii_digit());
    let words = || name.split(' ');
    let is_speaker = words().count() <= NAME_WORDS && words().all(is_name);
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
            ("12:04 < ben> The mill.", Some("The mill.")),
            ("(12:03:11) anna_k: The mill.", Some("The mill.")),
            ("01.05.24, 12:01 - +49 171 12345: The mill.", Some("The mill.")),
            ("[00:01:12]\tHolt\tThe mill.", Some("The mill.")),
            ("a < b> The mill.", None),
            ("+49 171: The mill.", None),
            ("2024-05-01 was a Wednesday.", None),
            ("Q.   The mill?", Some("The mill?")),
            ("A.\tThe mill.", Some("The mill.")),
            ("A. Mill left.", None),
            ("*** anna has left", Some("anna has left")),
            ("[12:03] *** Quits: anna", Some("Quits: anna")),
            ("*** START OF THE BOOK ***", None),
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
            ("Q: Why?", "Why?"),
            ("A.   No.", "No."),
            ("anna  12:00 PM", ""),
            ("Speaker 1  (00:03)", ""),
            ("Anna Berg [01:02:03]", ""),
            ("We left the town at last (12:00)", "We left the town at last (12:00)"),
            ("The ferry leaves at 12:00", "The ferry leaves at 12:00"),
            ("anna  12:00 PM\nThe mill.", "anna  12:00 PM\nThe mill."),
            ("Note: The mill.", "Note: The mill."),
            ("The mill.\nANNA:\tNo.", "The mill.\nANNA:\tNo."),
            ("", ""),
        ] {
            assert_eq!(&line[sure_label(line)..], text, "{line}");
        }
    }
}
