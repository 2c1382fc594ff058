//! How characters are written as bytes: the encodings there are, and how a document's was found out.
//!
//! The names are those of the WHATWG Encoding Standard, by which the web is read. UTF-32 is not among
//! them; it is here because files with its mark exist and would else be taken for UTF-16.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use encoding_rs as rs;

use crate::text::slips::{slips, tolerance};

/// An encoding by which bytes become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Known(&'static rs::Encoding),
    Utf32(Order),
}

/// Which byte of a number comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Least,
    Most,
}

/// Every encoding, the most used first.
const ALL: [Encoding; 40] = {
    const fn known(encoding: &'static rs::Encoding) -> Encoding {
        Encoding(Kind::Known(encoding))
    }
    [
        Encoding::UTF_8,
        known(rs::WINDOWS_1252),
        known(rs::WINDOWS_1251),
        known(rs::SHIFT_JIS),
        known(rs::GB18030),
        known(rs::GBK),
        known(rs::BIG5),
        known(rs::EUC_KR),
        known(rs::EUC_JP),
        known(rs::ISO_2022_JP),
        known(rs::KOI8_R),
        known(rs::KOI8_U),
        Encoding::UTF_16LE,
        Encoding::UTF_16BE,
        Encoding(Kind::Utf32(Order::Least)),
        Encoding(Kind::Utf32(Order::Most)),
        known(rs::WINDOWS_1250),
        known(rs::WINDOWS_1253),
        known(rs::WINDOWS_1254),
        known(rs::WINDOWS_1255),
        known(rs::WINDOWS_1256),
        known(rs::WINDOWS_1257),
        known(rs::WINDOWS_1258),
        known(rs::WINDOWS_874),
        known(rs::ISO_8859_2),
        known(rs::ISO_8859_3),
        known(rs::ISO_8859_4),
        known(rs::ISO_8859_5),
        known(rs::ISO_8859_6),
        known(rs::ISO_8859_7),
        known(rs::ISO_8859_8),
        known(rs::ISO_8859_8_I),
        known(rs::ISO_8859_10),
        known(rs::ISO_8859_13),
        known(rs::ISO_8859_14),
        known(rs::ISO_8859_15),
        known(rs::ISO_8859_16),
        known(rs::IBM866),
        known(rs::MACINTOSH),
        known(rs::X_MAC_CYRILLIC),
    ]
};

/// Other names that are often typed and so are often meant.
const FAMILIAR: [&str; 12] = [
    "latin1", "latin2", "latin5", "ascii", "cp1250", "cp1251", "cp1252", "sjis", "gb2312", "euckr", "eucjp",
    "cyrillic",
];

/// What is offered to who names none that is known.
const SOME: &str = "known are utf-8, utf-16le, windows-1252, iso-8859-2, windows-1251, koi8-r, shift_jis, \
                    euc-jp, gb18030, big5, euc-kr and the other names of encoding.spec.whatwg.org";

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Self = Self(Kind::Known(rs::UTF_8));
    /// UTF-16, the less significant byte first.
    pub const UTF_16LE: Self = Self(Kind::Known(rs::UTF_16LE));
    /// UTF-16, the more significant byte first.
    pub const UTF_16BE: Self = Self(Kind::Known(rs::UTF_16BE));
    /// ISO-2022-JP, Japanese in seven bits.
    pub const ISO_2022_JP: Self = Self(Kind::Known(rs::ISO_2022_JP));

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self.0 {
            Kind::Known(encoding) => encoding.name(),
            Kind::Utf32(Order::Least) => "UTF-32LE",
            Kind::Utf32(Order::Most) => "UTF-32BE",
        }
    }

    /// Returns the names that begin with `typed`, in small letters, the most used first.
    pub fn names(typed: &str) -> Vec<String> {
        let typed = typed.to_ascii_lowercase();
        let all = ALL.iter().map(|encoding| encoding.name().to_ascii_lowercase());
        all.filter(|name| name.starts_with(&typed)).collect()
    }

    /// Returns the encoding whose byte order mark stands at the beginning of `bytes`, and the length of
    /// the mark.
    pub fn marked(bytes: &[u8]) -> Option<(Self, usize)> {
        match bytes {
            [0xff, 0xfe, 0, 0, ..] => Some((Self(Kind::Utf32(Order::Least)), 4)),
            [0, 0, 0xfe, 0xff, ..] => Some((Self(Kind::Utf32(Order::Most)), 4)),
            _ => rs::Encoding::for_bom(bytes).map(|(encoding, mark)| (encoding.into(), mark)),
        }
    }

    /// Returns `bytes` as text if all of them are UTF-8.
    pub fn as_utf8(bytes: &[u8]) -> Option<&str> {
        match rs::UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(Cow::Borrowed(text)) => Some(text),
            _ => None,
        }
    }

    /// Returns how many bytes at the beginning are ASCII.
    pub fn ascii_length(bytes: &[u8]) -> usize {
        rs::Encoding::ascii_valid_up_to(bytes)
    }

    /// Tells whether its text has as many NULs as a text has characters, and so proves nothing by them.
    pub fn is_wide(self) -> bool {
        [Self::UTF_16LE, Self::UTF_16BE].contains(&self) || matches!(self.0, Kind::Utf32(_))
    }

    /// Returns `bytes` as text, borrowed if they are that already; what cannot be decoded becomes
    /// U+FFFD. A byte order mark is a character like others.
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self.0 {
            Kind::Known(encoding) => encoding.decode_without_bom_handling(bytes).0,
            Kind::Utf32(order) => Cow::Owned(bytes.chunks(4).map(|four| utf32(four, order)).collect()),
        }
    }
}

/// Decodes bytes that come part by part.
#[derive(Debug)]
pub struct Decoder {
    encoding: Encoding,
    /// Keeps the bytes of a character in which a part ended; UTF-32 needs none.
    known: Option<rs::Decoder>,
}

impl Decoder {
    /// Returns a decoder at the beginning of a text.
    pub fn new(encoding: Encoding) -> Self {
        let known = match encoding.0 {
            Kind::Known(known) => Some(known.new_decoder_without_bom_handling()),
            Kind::Utf32(_) => None,
        };
        Self { encoding, known }
    }

    /// Returns the text of the next bytes: a multiple of four, except at the end. An empty part ends the
    /// text.
    pub fn decode(&mut self, bytes: &[u8]) -> String {
        let Some(known) = &mut self.known else { return self.encoding.decode(bytes).into_owned() };
        let most = known.max_utf8_buffer_length(bytes.len()).unwrap_or(0);
        let mut text = String::with_capacity(most);
        let (_result, _read, _had_errors) = known.decode_to_string(bytes, &mut text, bytes.is_empty());
        text
    }
}

fn utf32(bytes: &[u8], order: Order) -> char {
    let number = <[u8; 4]>::try_from(bytes).ok().map(|four| match order {
        Order::Least => u32::from_le_bytes(four),
        Order::Most => u32::from_be_bytes(four),
    });
    number.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

impl From<&'static rs::Encoding> for Encoding {
    fn from(encoding: &'static rs::Encoding) -> Self {
        Self(Kind::Known(encoding))
    }
}

impl FromStr for Encoding {
    type Err = String;

    /// Takes any label of the Encoding Standard, and forgives hyphens and capitals; the error says what
    /// may have been meant.
    fn from_str(typed: &str) -> Result<Self, String> {
        let known = |label: &str| rs::Encoding::for_label_no_replacement(label.as_bytes());
        let bare = bare(typed);
        if let Some(encoding) = known(typed).or_else(|| known(&bare)) {
            return Ok(encoding.into());
        }
        if let Some(encoding) = ALL.into_iter().find(|encoding| self::bare(encoding.name()) == bare) {
            return Ok(encoding);
        }
        let meant = nearest(&bare).map(|name| format!(" (did you mean '{name}'?)")).unwrap_or_default();
        Err(format!("'{}' is no encoding known here{meant}; {SOME}", typed.trim()))
    }
}

/// A name without what people leave out or put in.
fn bare(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

fn nearest(typed: &str) -> Option<String> {
    let most = tolerance(typed.chars().count());
    let names = Encoding::names("").into_iter().chain(FAMILIAR.map(String::from));
    names
        .filter_map(|name| Some((slips(typed, &bare(&name), most)?, name)))
        .min_by_key(|(apart, _)| *apart)
        .map(|(_, name)| name)
}

/// How sure it is in which encoding a document is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grounds {
    /// Its mark says so, or its bytes could hardly be anything else.
    #[default]
    Sure,
    /// The user said so.
    Chosen,
    /// It is most likely.
    Guessed,
}

/// The encoding a document was read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charset {
    /// The encoding.
    pub encoding: Encoding,
    /// Why this one.
    pub grounds: Grounds,
}

impl Charset {
    /// Tells whether a user may go without being told: text is expected to be UTF-8.
    pub fn is_usual(self) -> bool {
        self == Self::default()
    }
}

impl Default for Charset {
    fn default() -> Self {
        Self { encoding: Encoding::UTF_8, grounds: Grounds::Sure }
    }
}

impl fmt::Display for Charset {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.encoding.name())?;
        out.write_str(if self.grounds == Grounds::Guessed { "?" } else { "" })
    }
}

/// How the bytes of a document are to become text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReadAs {
    /// As they themselves say; what is no text is refused.
    #[default]
    Guessed,
    /// In this encoding, unless a mark says otherwise; what is no text is refused.
    Usually(Encoding),
    /// As plain text, whatever they are, as far as they say how.
    Text,
    /// As text in this encoding, whatever they are.
    Exactly(Encoding),
}

impl ReadAs {
    /// Tells whether bytes that are no text are read all the same.
    pub fn takes_all(self) -> bool {
        matches!(self, ReadAs::Text | ReadAs::Exactly(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(typed: &str) -> Result<&'static str, String> {
        typed.parse().map(Encoding::name)
    }

    #[test]
    fn names_are_taken_as_people_write_them() {
        for (typed, name) in [
            ("utf-8", "UTF-8"),
            (" UTF8 ", "UTF-8"),
            ("latin1", "windows-1252"),
            ("Latin-1", "windows-1252"),
            ("windows1251", "windows-1251"),
            ("cp-1251", "windows-1251"),
            ("koi8r", "KOI8-R"),
            ("sjis", "Shift_JIS"),
            ("Shift JIS", "Shift_JIS"),
            ("gb2312", "GBK"),
            ("utf-16", "UTF-16LE"),
            ("utf32be", "UTF-32BE"),
        ] {
            assert_eq!(named(typed), Ok(name), "{typed}");
        }
    }

    #[test]
    fn a_wrong_name_says_what_may_have_been_meant() {
        for (typed, meant) in [("uft-8", "utf-8"), ("lation1", "latin1"), ("shiftjs", "shift_jis")] {
            let error = named(typed).unwrap_err();
            assert!(error.contains(&format!("did you mean '{meant}'?")), "{error}");
        }
        for typed in ["", "klingon", "replacement", "潮"] {
            let error = named(typed).unwrap_err();
            assert!(error.contains("koi8-r") && !error.contains("mean"), "{error}");
        }
    }

    #[test]
    fn every_name_leads_back_to_its_encoding() {
        for encoding in ALL {
            assert_eq!(encoding.name().parse(), Ok(encoding));
        }
        assert_eq!(Encoding::names("Win")[0], "windows-1252");
        assert!(Encoding::names("x").len() == 1 && Encoding::names("y").is_empty());
    }

    #[test]
    fn utf32_is_decoded_to_the_last_whole_character() {
        let least: Encoding = "utf-32le".parse().unwrap();
        assert_eq!(least.decode(b"a\0\0\0\x00\xd8\0\0\x42\xf6\x01\0b\0"), "a\u{fffd}🙂\u{fffd}");
        assert_eq!(Encoding::marked(b"\xff\xfe\0\0a\0\0\0"), Some((least, 4)));
        assert_eq!(Encoding::marked(b"\xff\xfea\0"), Some((Encoding::UTF_16LE, 2)));
        assert_eq!(Encoding::marked(b"\0\0\xfe\xff").unwrap().0.name(), "UTF-32BE");
    }
}
