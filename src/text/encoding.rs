//! Encodings of text: their names, and decoding.
//!
//! The names are those of the WHATWG Encoding Standard, by which the web is read. UTF-32 is not among
//! them; files with its byte order mark exist and would else be taken for UTF-16.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use encoding_rs as rs;

use crate::text::names::nearest;

/// An encoding by which bytes become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// An encoding of the Encoding Standard.
    Standard(&'static rs::Encoding),
    /// UTF-32, the least significant byte first.
    Utf32Le,
    /// UTF-32, the most significant byte first.
    Utf32Be,
}

/// The names of all encodings in small letters, the most used first.
const NAMES: &str = "utf-8 windows-1252 windows-1251 shift_jis gb18030 gbk big5 euc-kr euc-jp iso-2022-jp koi8-r \
    koi8-u utf-16le utf-16be utf-32le utf-32be windows-1250 windows-1253 windows-1254 windows-1255 windows-1256 \
    windows-1257 windows-1258 windows-874 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 \
    iso-8859-8 iso-8859-8-i iso-8859-10 iso-8859-13 iso-8859-14 iso-8859-15 iso-8859-16 ibm866 macintosh \
    x-mac-cyrillic";

/// Other labels that are often typed.
const FAMILIAR: &str = "latin1 latin2 latin5 ascii cp1250 cp1251 cp1252 sjis gb2312 euckr eucjp cyrillic";

/// The end of the message about an unknown name.
const SOME: &str = "known are utf-8, utf-16le, windows-1252, iso-8859-2, windows-1251, koi8-r, shift_jis, \
                    euc-jp, gb18030, big5, euc-kr and the other names of encoding.spec.whatwg.org";

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Self = Self::Standard(rs::UTF_8);
    /// UTF-16, the less significant byte first.
    pub const UTF_16LE: Self = Self::Standard(rs::UTF_16LE);
    /// UTF-16, the more significant byte first.
    pub const UTF_16BE: Self = Self::Standard(rs::UTF_16BE);
    /// ISO-2022-JP, Japanese in seven bits.
    pub const ISO_2022_JP: Self = Self::Standard(rs::ISO_2022_JP);

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Standard(encoding) => encoding.name(),
            Self::Utf32Le => "UTF-32LE",
            Self::Utf32Be => "UTF-32BE",
        }
    }

    /// Returns the names that begin with `typed`, in small letters, the most used first.
    pub fn names(typed: &str) -> Vec<String> {
        let typed = typed.to_ascii_lowercase();
        NAMES.split(' ').filter(|name| name.starts_with(&typed)).map(str::to_owned).collect()
    }

    fn with_label(label: &str) -> Option<Self> {
        match label {
            "utf-32le" => Some(Self::Utf32Le),
            "utf-32be" => Some(Self::Utf32Be),
            _ => rs::Encoding::for_label_no_replacement(label.as_bytes()).map(Self::Standard),
        }
    }

    /// Returns the encoding whose byte order mark `bytes` begin with, and the length of the mark.
    pub fn marked(bytes: &[u8]) -> Option<(Self, usize)> {
        match bytes {
            [0xff, 0xfe, 0, 0, ..] => Some((Self::Utf32Le, 4)),
            [0, 0, 0xfe, 0xff, ..] => Some((Self::Utf32Be, 4)),
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
        // The standard library looks at more bytes at once, but does not say where they end.
        if bytes.is_ascii() { bytes.len() } else { rs::Encoding::ascii_valid_up_to(bytes) }
    }

    /// Tells whether ASCII characters have NUL bytes in it, so that NULs are no sign of a binary file.
    pub fn is_wide(self) -> bool {
        [Self::UTF_16LE, Self::UTF_16BE, Self::Utf32Le, Self::Utf32Be].contains(&self)
    }

    /// Returns `bytes` as text, borrowed if they are valid UTF-8 of this encoding; bytes that cannot be
    /// decoded become U+FFFD. A byte order mark is kept as a character.
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        let characters = |number: fn([u8; 4]) -> u32| {
            let quads = bytes.chunks(4).map(move |quad| quad.try_into().ok().map(number));
            quads.map(|number| number.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER))
        };
        match self {
            Self::Standard(encoding) => encoding.decode_without_bom_handling(bytes).0,
            Self::Utf32Le => Cow::Owned(characters(u32::from_le_bytes).collect()),
            Self::Utf32Be => Cow::Owned(characters(u32::from_be_bytes).collect()),
        }
    }
}

/// Decodes bytes that come part by part.
#[derive(Debug)]
pub struct Decoder {
    encoding: Encoding,
    /// Keeps the bytes of a character that a part ended in; UTF-32 needs none.
    standard: Option<rs::Decoder>,
}

impl Decoder {
    /// Returns a decoder at the beginning of a text.
    pub fn new(encoding: Encoding) -> Self {
        let standard = match encoding {
            Encoding::Standard(standard) => Some(standard.new_decoder_without_bom_handling()),
            Encoding::Utf32Le | Encoding::Utf32Be => None,
        };
        Self { encoding, standard }
    }

    /// Returns the text of the next bytes, whose number is a multiple of four except at the end. An empty
    /// part ends the text.
    pub fn decode(&mut self, bytes: &[u8]) -> String {
        let Some(decoder) = &mut self.standard else { return self.encoding.decode(bytes).into_owned() };
        let mut text = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(0));
        let (_result, _read, _had_errors) = decoder.decode_to_string(bytes, &mut text, bytes.is_empty());
        text
    }
}

impl From<&'static rs::Encoding> for Encoding {
    fn from(encoding: &'static rs::Encoding) -> Self {
        Self::Standard(encoding)
    }
}

impl FromStr for Encoding {
    type Err = String;

    /// Accepts any label of the Encoding Standard, without regard to hyphens and capitals; the error
    /// names the encoding that may have been meant.
    fn from_str(typed: &str) -> Result<Self, String> {
        let bare = bare(typed);
        let same = || NAMES.split(' ').find(|name| self::bare(name) == bare);
        let mut labels = [typed, &bare].into_iter().chain(same());
        if let Some(encoding) = labels.find_map(Self::with_label) {
            return Ok(encoding);
        }
        let names = NAMES.split(' ').chain(FAMILIAR.split(' '));
        let meant = nearest(&bare, names.map(|name| (self::bare(name), name)));
        let meant = meant.map(|name| format!(" (did you mean '{name}'?)")).unwrap_or_default();
        Err(format!("'{}' is not a known encoding{meant}; {SOME}", typed.trim()))
    }
}

/// Returns a name without punctuation and capitals.
fn bare(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// How the encoding of a document is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grounds {
    /// By its byte order mark, or because its bytes are valid in hardly any other.
    #[default]
    Sure,
    /// By the user's choice.
    Chosen,
    /// By statistics.
    Guessed,
}

/// The encoding a document was read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charset {
    /// The encoding.
    pub encoding: Encoding,
    /// How it is known.
    pub grounds: Grounds,
}

impl Charset {
    /// Tells whether it need not be shown, since texts are expected to be UTF-8.
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

/// How to decode the bytes of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ReadAs {
    /// In the encoding that the bytes suggest; binary files are refused.
    #[default]
    Guessed,
    /// In this encoding, unless a byte order mark names another; binary files are refused.
    Usually(Encoding),
    /// In this encoding as with `Usually`, or the one that the bytes suggest; of a web page all of it and not
    /// only its article.
    Whole(Option<Encoding>),
    /// As plain text in the encoding that the bytes suggest, even of a binary file.
    Text,
    /// As plain text in this encoding, even of a binary file.
    Exactly(Encoding),
}

impl ReadAs {
    /// Tells whether binary files are read too.
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
        for name in Encoding::names("") {
            let encoding: Encoding = name.parse().unwrap();
            assert_eq!(encoding.name().to_ascii_lowercase(), name);
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
