//! Which characters the eye would miss, and which of them belong to the writing all the same.

/// Returns the mark that must stand for `c`, or `None` when it may be shown as it is.
///
/// `before` and `after` are its neighbours: a joiner inside an emoji or between letters of a
/// script that needs it is part of the spelling, and anywhere else a place to hide something.
pub(super) fn mark(c: char, before: Option<char>, after: Option<char>) -> Option<String> {
    let code = u32::from(c);
    match code {
        0x00..=0x1f => char::from_u32(0x2400 + code).map(String::from),
        0x7f => Some("␡".into()),
        0xad => Some("¬".into()),
        0x80..=0x9f => Some(format!("<{code:02X}>")),
        _ if !is_ignorable(code) || belongs(c, before, after) => None,
        _ => Some(format!("<{code:04X}>")),
    }
}

/// Tells whether a mark stands for `c` between these neighbours.
pub(super) fn hides(c: char, before: Option<char>, after: Option<char>) -> bool {
    let code = u32::from(c);
    match code {
        0x09 | 0x0a => false,
        0x00..=0x1f | 0x7f..=0x9f => true,
        _ => is_ignorable(code) && !belongs(c, before, after),
    }
}

/// Tells whether `mark` has to be asked at all; most text never needs it.
pub(super) fn is_suspect(c: char) -> bool {
    let code = u32::from(c);
    code < 0x20 || (0x7f..=0x9f).contains(&code) || (code >= 0xad && is_ignorable(code))
}

/// `Default_Ignorable_Code_Point` of Unicode 16 (`DerivedCoreProperties.txt`), and with them the line
/// and paragraph separators and the interlinear annotation marks, which hide text as well.
fn is_ignorable(code: u32) -> bool {
    matches!(
        code,
        0xad | 0x34f
            | 0x61c
            | 0x115f..=0x1160
            | 0x17b4..=0x17b5
            | 0x180b..=0x180f
            | 0x200b..=0x200f
            | 0x2028..=0x202e
            | 0x2060..=0x206f
            | 0x3164
            | 0xfe00..=0xfe0f
            | 0xfeff
            | 0xffa0
            | 0xfff0..=0xfffb
            | 0x1bca0..=0x1bca3
            | 0x1d173..=0x1d17a
            | 0xe0000..=0xe0fff
    )
}

fn belongs(c: char, before: Option<char>, after: Option<char>) -> bool {
    match c {
        '\u{200d}' => {
            between(before, after, |c| is_pictograph(c) || is_emoji_part(c))
                || between(before, after, is_joining)
        }
        '\u{200c}' => between(before, after, is_joining),
        '\u{fe0e}' | '\u{fe0f}' => before.is_some_and(|c| is_pictograph(c) || is_keycap_base(c)),
        '\u{fe00}'..='\u{fe02}' | '\u{e0100}'..='\u{e01ef}' => before.is_some_and(is_ideograph),
        '\u{180b}'..='\u{180d}' => before.is_some_and(|c| matches!(c, '\u{1820}'..='\u{18aa}')),
        _ => false,
    }
}

fn between(before: Option<char>, after: Option<char>, is: impl Fn(char) -> bool) -> bool {
    before.is_some_and(&is) && after.is_some_and(&is)
}

/// `Extended_Pictographic`, as blocks: coarse, but nothing in them is a letter.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21ff}'
        | '\u{2300}'..='\u{23ff}' | '\u{2460}'..='\u{27bf}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}'
        | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// Presentation selectors stand between a pictograph and its joiner.
fn is_emoji_part(c: char) -> bool {
    c == '\u{fe0f}'
}

fn is_keycap_base(c: char) -> bool {
    matches!(c, '0'..='9' | '#' | '*')
}

/// Scripts whose spelling uses the joiners: Arabic and its relatives, and those of India and around.
fn is_joining(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{6ff}' | '\u{700}'..='\u{7bf}' | '\u{8a0}'..='\u{8ff}' | '\u{900}'..='\u{dff}'
        | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}
