//! The logical order of a line whose characters are known in visual order, from left to right.

/// Returns the characters of a line in the order in which they are read. A line with more letters of
/// right-to-left scripts than others runs to the left; numbers and words of other scripts in it keep
/// their order, and so do right-to-left words in other lines.
pub(super) fn logical(visual: &str) -> String {
    let leftward = visual.chars().filter(|c| is_leftward(*c)).count();
    if leftward == 0 {
        return visual.to_owned();
    }
    let rightward = visual.chars().filter(|c| c.is_alphabetic() && !is_leftward(*c)).count();
    let runs_left = leftward >= rightward;
    let mut chars: Vec<char> = visual.chars().collect();
    if runs_left {
        chars.reverse();
        for c in &mut chars {
            *c = mirrored(*c);
        }
    }
    // The runs of the other direction: from one of their characters to the last before one of the line's.
    let is_other = |c: char| if runs_left { is_rightward(c) } else { is_leftward(c) };
    let is_own = |c: char| if runs_left { is_leftward(c) } else { is_rightward(c) };
    let mut start = 0;
    while start < chars.len() {
        if !is_other(chars[start]) {
            start += 1;
            continue;
        }
        let stop = chars[start..].iter().position(|c| is_own(*c)).map_or(chars.len(), |at| start + at);
        let end = chars[start..stop].iter().rposition(|c| is_other(*c)).map_or(stop, |at| start + at + 1);
        chars[start..end].reverse();
        if !runs_left || chars[start..end].iter().any(|c| mirrored(*c) != *c) {
            for c in &mut chars[start..end] {
                *c = mirrored(*c);
            }
        }
        start = end;
    }
    chars.into_iter().collect()
}

/// Returns the characters of a glyph from left to right, as all glyphs of a line are: those of a ligature turned
/// round. A glyph may stand for words of both directions, of which only those that run to the left are turned.
pub(super) fn visual(read: &str) -> String {
    let mut chars: Vec<char> = read.chars().collect();
    if !chars.iter().any(|c| is_rightward(*c)) {
        chars.reverse();
        return chars.into_iter().collect();
    }
    let mut start = 0;
    while let Some(first) = chars[start..].iter().position(|c| is_leftward(*c)).map(|at| start + at) {
        let stop = chars[first..].iter().position(|c| is_rightward(*c)).map_or(chars.len(), |at| first + at);
        let end = chars[first..stop].iter().rposition(|c| is_leftward(*c)).map_or(stop, |at| first + at + 1);
        chars[first..end].reverse();
        start = end;
    }
    chars.into_iter().collect()
}

/// Tells whether a character is of a script that runs to the left.
pub(super) fn is_leftward(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{65f}' | '\u{66a}'..='\u{6ef}' | '\u{6fa}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

fn is_rightward(c: char) -> bool {
    c.is_alphanumeric() && !is_leftward(c)
}

fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_in_their_direction() {
        for (visual, read) in [
            ("two words", "two words"),
            ("םלוע םולש", "שלום עולם"),
            (".2024 תנשב", "בשנת 2024."),
            ("the word םולש here", "the word שלום here"),
            ("(ב) א", "א (ב)"),
            ("קוספ US-3.5 ןושאר", "ראשון US-3.5 פסוק"),
        ] {
            assert_eq!(logical(visual), read, "{visual}");
        }
    }

    #[test]
    fn a_glyph_of_several_letters_is_turned_without_its_words_of_the_other_direction() {
        for (read, seen) in
            [("לא", "אל"), ("לא ", " אל"), ("שלום h", "םולש h"), ("a שלום עולם b", "a םלוע םולש b")]
        {
            assert_eq!(visual(read), seen, "{read}");
        }
        assert_eq!(logical("םולש habibi םולש"), "שלום habibi שלום");
    }
}
