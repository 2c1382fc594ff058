//! The tokens of RTF: groups, control words, control symbols, text.

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RtfToken<'a> {
    /// The beginning of a group, `{`.
    Open,
    /// The end of a group, `}`.
    Close,
    /// A control word such as `\b0`, with its number.
    Word(&'a str, Option<i32>),
    /// A control symbol such as `\~`.
    Symbol(u8),
    /// A byte of text written as `\'hh`.
    Byte(u8),
    /// Bytes of text.
    Text(&'a [u8]),
}

/// The longest control word, in bytes.
const LONGEST: usize = 32;

/// The tokens of a file from the first to the last; what follows `\bin` is left out.
pub(super) struct RtfTokens<'a> {
    rest: &'a [u8],
}

impl<'a> RtfTokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// Takes the first bytes that pass a test, `most` of them at most.
    fn take_while(&mut self, most: usize, test: impl Fn(&u8) -> bool) -> &'a [u8] {
        self.take(self.rest.iter().take(most).take_while(|byte| test(byte)).count())
    }

    /// Returns the control after a backslash.
    fn control(&mut self) -> Option<RtfToken<'a>> {
        let word = self.take_while(LONGEST, u8::is_ascii_alphabetic);
        if word.is_empty() {
            return match self.take(1) {
                [b'\''] => Some(self.byte()),
                [b'\r' | b'\n'] => Some(RtfToken::Word("par", None)),
                [symbol] => Some(RtfToken::Symbol(*symbol)),
                _ => None,
            };
        }
        let sign = if self.rest.first() == Some(&b'-') { self.take(1) } else { &[] };
        let digits = self.take_while(usize::MAX, u8::is_ascii_digit);
        let number = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse::<i32>().ok());
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        let word = std::str::from_utf8(word).unwrap_or_default();
        Some(RtfToken::Word(word, number.map(|number| if sign.is_empty() { number } else { -number })))
    }

    fn byte(&mut self) -> RtfToken<'a> {
        let digits = self.take_while(2, u8::is_ascii_hexdigit);
        let digits = std::str::from_utf8(digits).unwrap_or_default();
        u8::from_str_radix(digits, 16).map_or(RtfToken::Symbol(b'\''), RtfToken::Byte)
    }
}

impl<'a> Iterator for RtfTokens<'a> {
    type Item = RtfToken<'a>;

    fn next(&mut self) -> Option<RtfToken<'a>> {
        loop {
            self.take_while(usize::MAX, |byte| matches!(byte, b'\r' | b'\n' | 0));
            let is_text = |byte: &u8| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
            let text = self.take_while(usize::MAX, is_text);
            if !text.is_empty() {
                return Some(RtfToken::Text(text));
            }
            let token = match self.take(1) {
                b"{" => RtfToken::Open,
                b"}" => RtfToken::Close,
                b"\\" => self.control()?,
                _ => return None,
            };
            match token {
                RtfToken::Word("bin", count) => {
                    self.take(count.and_then(|count| usize::try_from(count).ok()).unwrap_or_default());
                }
                _ => return Some(token),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_told_apart() {
        let bytes = b"{\\b0 a\\'E9\\par-b\r\nc\\u-3 ?\\bin4 {{}}\\~\\'x\\\n}\\";
        assert_eq!(
            RtfTokens::new(bytes).collect::<Vec<_>>(),
            [
                RtfToken::Open,
                RtfToken::Word("b", Some(0)),
                RtfToken::Text(b"a"),
                RtfToken::Byte(0xe9),
                RtfToken::Word("par", None),
                RtfToken::Text(b"b"),
                RtfToken::Text(b"c"),
                RtfToken::Word("u", Some(-3)),
                RtfToken::Text(b"?"),
                RtfToken::Symbol(b'~'),
                RtfToken::Symbol(b'\''),
                RtfToken::Text(b"x"),
                RtfToken::Word("par", None),
                RtfToken::Close,
            ]
        );
        for bytes in [&b"\\bin99 a"[..], b"\\bin-1", b"\\'", b"\\", b"\\a99999999999999999999"] {
            assert!(RtfTokens::new(bytes).count() <= 1);
        }
    }
}
