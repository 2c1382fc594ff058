//! The encoding of a web page: its mark, its declaration, or its bytes.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::bytes::Regex;

use crate::formats::decode::{Decoded, decode, with_line_feeds};
use crate::formats::detect::{decide, evidence, settled};
use crate::text::{Charset, Encoding, Grounds, ReadAs};

/// How many bytes of a page may hold the declaration of its encoding.
const HEAD: usize = 1 << 20;

/// The most bytes of a text in a hundred that its declared encoding may leave undecoded.
const UNDECODED: usize = 2;

/// Matches comments, scripts and style sheets, which declare nothing; a declaration; and the beginning of
/// the text, after which there is none.
static DECLARATION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let skipped = r"<!--.*?-->|<script\b.*?</script|<style\b.*?</style";
    let declared = r#"<meta\b[^>]*?\bcharset\s*=\s*["']?\s*(?<meta>[a-z0-9_:.-]+)"#;
    let xml = r#"\A\s*<\?xml\b[^>]*?\bencoding\s*=\s*["'](?<xml>[a-z0-9_:.-]+)"#;
    Regex::new(&format!(r"(?is-u){skipped}|{declared}|{xml}|(?<end><body\b)")).ok()
});

/// Returns the text of a page. A declaration counts unless the bytes contradict it.
pub(in crate::formats) fn decode_page(bytes: &[u8], read_as: ReadAs) -> Decoded<'_> {
    let is_settled = settled(bytes, read_as).is_some();
    match declared(bytes).filter(|_| !is_settled) {
        Some(encoding) => decode_declared(bytes, encoding).unwrap_or_else(|| decode(bytes, read_as)),
        None => decode(bytes, read_as),
    }
}

/// Returns the encoding that the head of a page declares.
fn declared(bytes: &[u8]) -> Option<Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let found = DECLARATION
        .as_ref()?
        .captures_iter(head)
        .find(|found| found.name("meta").or(found.name("xml")).or(found.name("end")).is_some())?;
    let label = found.name("meta").or(found.name("xml"))?;
    let encoding: Encoding = std::str::from_utf8(label.as_bytes()).ok()?.parse().ok()?;
    // The declaration itself was read as ASCII.
    Some(if encoding.is_wide() { Encoding::UTF_8 } else { encoding })
}

/// Returns the text in the declared encoding; `None` if the bytes are most likely in another one.
fn decode_declared(bytes: &[u8], encoding: Encoding) -> Option<Decoded<'_>> {
    let is_utf8 = decide(evidence(bytes)).encoding == Encoding::UTF_8;
    if encoding == Encoding::UTF_8 || is_utf8 && encoding != Encoding::ISO_2022_JP {
        return None;
    }
    let text = encoding.decode(bytes);
    let undecoded = text.matches(char::REPLACEMENT_CHARACTER).count();
    let others = text.len() - bytes.iter().filter(|byte| byte.is_ascii()).count().min(text.len());
    if undecoded * 100 > others * UNDECODED {
        return None;
    }
    let text = Cow::Owned(with_line_feeds(&text).into_owned());
    Some(Decoded { text, charset: Charset { encoding, grounds: Grounds::Sure } })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(head: &str, body: &str, encoding: &str) -> (String, &'static str) {
        let encoding: Encoding = encoding.parse().unwrap();
        let Encoding::Standard(standard) = encoding else { panic!() };
        let bytes = standard.encode(&format!("<html><head>{head}</head><body>{body}")).0.into_owned();
        let decoded = decode_page(&bytes, ReadAs::Guessed);
        (decoded.text.split_once("<body>").unwrap().1.to_owned(), decoded.charset.encoding.name())
    }

    #[test]
    fn a_declaration_anywhere_in_the_head_counts() {
        let body = "ÆØÅ";
        let far = format!("<style>{}</style><meta charset=iso-8859-4>", "a {} ".repeat(5000));
        let old = r#"<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-4">"#;
        for head in ["<meta charset='iso-8859-4' >", old, &far] {
            assert_eq!(page(head, body, "iso-8859-4"), (body.to_owned(), "ISO-8859-4"), "{head:.80}");
        }
        let bytes = b"<?xml version='1.0' encoding='iso-8859-4'?><html>\xe6";
        assert!(decode_page(bytes, ReadAs::Guessed).text.ends_with('æ'));
    }

    #[test]
    fn comments_scripts_and_the_text_declare_nothing() {
        let meta = "<meta charset=koi8-r>";
        for head in [format!("<!-- {meta} -->"), format!("<script>'{meta}'</script>")] {
            assert_eq!(page(&head, "café", "windows-1252").1, "windows-1252");
        }
        assert_eq!(page("", &format!("café {meta}"), "windows-1252").1, "windows-1252");
    }

    #[test]
    fn a_wrong_declaration_is_corrected() {
        let russian = "Все люди рождаются свободными и равными в своём достоинстве и правах.";
        assert_eq!(page("<meta charset=utf-8>", russian, "windows-1251"), (russian.into(), "windows-1251"));
        assert_eq!(page("<meta charset=latin1>", russian, "utf-8"), (russian.into(), "UTF-8"));
        assert_eq!(page("<meta charset=utf-16>", russian, "utf-8").1, "UTF-8");
    }

    #[test]
    fn the_chosen_encoding_and_a_mark_overrule_the_declaration() {
        let bytes = b"\xef\xbb\xbf<meta charset=koi8-r>\xd0\x96";
        assert!(decode_page(bytes, ReadAs::Guessed).text.ends_with('Ж'));
        let chosen = ReadAs::Exactly("latin1".parse().unwrap());
        assert!(decode_page(&bytes[3..], chosen).text.ends_with("Ð–"));
    }
}
