//! The code pages of RTF: the encodings of the bytes above 127, by document and by font.

use std::borrow::Cow;

use crate::text::Encoding;

/// The characters of the bytes from 128 on in the code pages of DOS, which the web does not know.
const DOS_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
const DOS_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// An encoding of the bytes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CodePage {
    Web(Encoding),
    /// The characters of the bytes from 128 on.
    Dos(&'static str),
}

impl CodePage {
    /// Returns the code page with this number of Windows.
    pub(super) fn numbered(number: i32) -> Option<Self> {
        let label = match number {
            437 => return Some(Self::Dos(DOS_437)),
            850 => return Some(Self::Dos(DOS_850)),
            866 => "ibm866",
            932 => "shift_jis",
            936 | 54936 => "gb18030",
            949 => "euc-kr",
            950 => "big5",
            10000 => "macintosh",
            10007 => "x-mac-cyrillic",
            20866 => "koi8-r",
            65001 => "utf-8",
            874 | 1250..=1258 => return Self::with_label(&format!("windows-{number}")),
            _ => return None,
        };
        Self::with_label(label)
    }

    /// Returns the code page of fonts with this character set, `None` for that of the document.
    pub(super) fn of_charset(number: i32) -> Option<Self> {
        Self::numbered(match number {
            0 => 1252,
            77 => 10000,
            78 | 128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 => 437,
            255 => 850,
            _ => return None,
        })
    }

    fn with_label(label: &str) -> Option<Self> {
        label.parse().ok().map(Self::Web)
    }

    /// Returns the text of bytes.
    pub(super) fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Web(encoding) => encoding.decode(bytes),
            Self::Dos(high) => {
                let character = |byte: &u8| match byte.checked_sub(128) {
                    Some(index) => high.chars().nth(index.into()).unwrap_or(char::REPLACEMENT_CHARACTER),
                    None => char::from(*byte),
                };
                bytes.iter().map(character).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_known() {
        for (page, bytes, text) in [
            (CodePage::numbered(437), &b"caf\x82\xff"[..], "caf\u{e9}\u{a0}"),
            (CodePage::of_charset(255), b"\xb5\xff", "\u{c1}\u{a0}"),
            (CodePage::of_charset(204), b"\xcc\xee\xf0\xe5", "Море"),
            (CodePage::of_charset(128), b"\x8a\x43", "海"),
            (CodePage::numbered(1250), b"\xf8", "ř"),
            (CodePage::numbered(65001), "潮".as_bytes(), "潮"),
        ] {
            assert_eq!(page.map(|page| page.decode(bytes)).as_deref(), Some(text));
        }
        for high in [DOS_437, DOS_850] {
            assert_eq!(high.chars().count(), 128);
        }
        let known = [0, 77, 78, 128, 129, 134, 136, 161, 162, 163, 177, 178, 186, 204, 222, 238, 254, 255];
        assert!(known.iter().all(|charset| CodePage::of_charset(*charset).is_some()));
        assert_eq!((CodePage::of_charset(2), CodePage::numbered(1)), (None, None));
    }
}
