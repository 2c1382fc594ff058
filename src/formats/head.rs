//! The facts about a file that its first bytes show without a guess.

/// How many bytes at the beginning tell whether a file is text.
pub const LOOKED_AT: usize = 8192;

/// Tells whether there is any control character that texts do not have. Nearly every file is asked, so this looks at
/// many bytes at once: it neither counts nor ends early.
pub(super) fn has_controls(head: &[u8]) -> bool {
    head.iter().fold(0, |seen, byte| seen | u8::from(is_control(*byte))) != 0
}

/// Returns how many NULs there are, and how many of the other control characters that texts do not have.
/// Escapes, backspaces and bells occur in recorded terminal sessions, which are read as text.
pub(super) fn controls(head: &[u8]) -> (usize, usize) {
    let nuls = memchr::memchr_iter(0, head).count();
    (nuls, head.iter().filter(|byte| is_control(**byte)).count() - nuls)
}

fn is_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, 0x07..=0x0d | 0x1b) || byte == 0x7f
}

/// Tells whether bytes are UTF-8, though the last character may be cut.
pub(super) fn is_utf8_so_far(head: &[u8]) -> bool {
    std::str::from_utf8(head).map_or_else(|error| error.error_len().is_none(), |_| true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_counted() {
        assert_eq!(controls(b"\0a\x01\x1b[m\x07\x08\t\n\0\x7f"), (2, 2));
        for byte in 0..=u8::MAX {
            assert_eq!(has_controls(&[b'a', byte]), controls(&[byte]) != (0, 0), "{byte}");
        }
    }

    #[test]
    fn a_character_may_be_cut_at_the_end_alone() {
        for (bytes, is_utf8) in [(&b"a\xc3"[..], true), (b"\xc3a", false), (b"\xa9", false), (b"", true)] {
            assert_eq!(is_utf8_so_far(bytes), is_utf8, "{bytes:?}");
        }
    }
}
