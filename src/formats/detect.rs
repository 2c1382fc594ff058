//! The encoding of a text, decided in one way for the list, the screen, searches and comparisons.
//!
//! A choice of the user, a byte order mark and the shape of UTF-16 come first. Without them the
//! *evidence* decides: the bytes from the first that is not ASCII on, at most 1 MB. If they are UTF-8,
//! the text is, because other encodings hardly ever look like it; else the encoding is guessed by how
//! often which bytes follow which. What comes after the evidence is never looked at, so a text is
//! decoded alike in windows and as a whole.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use memchr::{memchr, memchr_iter, memmem};

use crate::formats::binary::unmarked_utf16;
use crate::formats::head::{LOOKED_AT, is_utf8_so_far};
use crate::text::{Charset, Encoding, Grounds, ReadAs, Span};

/// How many bytes are given to the detector, those of plain ASCII lines left out.
const SAMPLE: usize = 64 << 10;

/// How many bytes from the first that is not ASCII on are evidence.
const EVIDENCE: usize = 1 << 20;

/// How many bytes from the first that is not ASCII on prove that a text is UTF-8.
const PROOF: usize = 1 << 10;

/// How many bytes before the first that is not ASCII are evidence for its meaning.
const BEFORE: usize = 64;

/// Returns the encoding of a text if its first bytes tell without doubt, and the length of its byte
/// order mark.
pub(super) fn settled(head: &[u8], read_as: ReadAs) -> Option<(Charset, usize)> {
    let marked = Encoding::marked(head);
    let (encoding, grounds, mark) = match (read_as, marked) {
        (ReadAs::Exactly(encoding), _) => {
            let mark = marked.filter(|(other, _)| *other == encoding).map_or(0, |(_, mark)| mark);
            (encoding, Grounds::Chosen, mark)
        }
        (_, Some((encoding, mark))) => (encoding, Grounds::Sure, mark),
        (ReadAs::Usually(encoding) | ReadAs::Whole(Some(encoding)), None) => (encoding, Grounds::Chosen, 0),
        (ReadAs::Guessed | ReadAs::Whole(None) | ReadAs::Text, None) => {
            (by_shape(head)?, Grounds::Guessed, 0)
        }
    };
    Some((Charset { encoding, grounds }, mark))
}

/// Returns where the evidence is in a text whose first byte that is not ASCII is at `first`.
pub fn evidence_at(first: usize) -> Span {
    Span::new(first.saturating_sub(BEFORE), first + EVIDENCE)
}

/// Returns the encoding of a text that is not settled by its first bytes, from its evidence.
pub fn decide(evidence: &[u8]) -> Charset {
    if std::str::from_utf8(evidence).is_ok() {
        return Charset::default();
    }
    let encoding = if is_utf8_text(evidence) { Encoding::UTF_8 } else { most_likely(evidence) };
    Charset { encoding, grounds: Grounds::Guessed }
}

/// Returns the evidence in all bytes of a text, or in its first ones.
pub(super) fn evidence(bytes: &[u8]) -> &[u8] {
    let span = evidence_at(Encoding::ascii_length(bytes));
    &bytes[span.start..span.end.min(bytes.len())]
}

/// Tells whether a text is read as UTF-8, so that a search may look for UTF-8 in its bytes. A search
/// needs nothing else of most files, so as few bytes as possible are examined.
pub fn is_utf8(bytes: &[u8], read_as: ReadAs) -> bool {
    match settled(bytes, read_as) {
        Some((charset, _)) => charset.encoding == Encoding::UTF_8,
        None => is_utf8_text(evidence(bytes)),
    }
}

fn is_utf8_text(evidence: &[u8]) -> bool {
    begins_as_utf8(evidence) || is_nearly_utf8(evidence)
}

/// Tells whether the first characters that are not ASCII are UTF-8, if there are any.
fn begins_as_utf8(evidence: &[u8]) -> bool {
    let from = &evidence[Encoding::ascii_length(evidence)..];
    match from.get(..PROOF) {
        Some(first) => is_utf8_so_far(first),
        None => std::str::from_utf8(from).is_ok(),
    }
}

/// Returns the encoding of a text without a mark whose bytes look like ASCII with control characters.
fn by_shape(bytes: &[u8]) -> Option<Encoding> {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let japanese = || {
        let first = memchr(b'\x1b', head)?;
        let shifts = |to: &[u8]| memmem::find(&head[first..], to).is_some();
        let is_japanese = head.is_ascii() && (shifts(b"\x1b$B") || shifts(b"\x1b$@"));
        is_japanese.then_some(Encoding::ISO_2022_JP)
    };
    unmarked_utf16(head).or_else(japanese)
}

/// Tells whether most bytes that are not ASCII are UTF-8. Many texts have a few broken characters; but in
/// another encoding few bytes are UTF-8 by chance, and hardly ever many in a row.
fn is_nearly_utf8(evidence: &[u8]) -> bool {
    let (mut good_bytes, mut bad_bytes, mut characters, mut breaks) = (0, 0, 0, 0);
    for chunk in evidence.utf8_chunks() {
        let valid = chunk.valid();
        good_bytes += valid.bytes().filter(|byte| !byte.is_ascii()).count();
        characters += valid.chars().filter(|c| !c.is_ascii()).count();
        breaks += usize::from(!chunk.invalid().is_empty() && (breaks == 0 || !valid.is_empty()));
        bad_bytes += chunk.invalid().len();
    }
    characters > 0 && characters >= 2 * breaks && good_bytes >= bad_bytes
}

fn most_likely(evidence: &[u8]) -> Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut left = SAMPLE;
    for line in lines(evidence) {
        let Some(first) = line.iter().position(|byte| !byte.is_ascii()) else { continue };
        // Before it is only ASCII, so no character is cut; a line end is part of none either.
        let line = &line[first.saturating_sub(BEFORE)..];
        detector.feed(&line[..line.len().min(left)], false);
        left = left.saturating_sub(line.len());
        if left == 0 {
            break;
        }
    }
    // This is not declared to be the end: the evidence may end inside a character.
    detector.guess(None, Utf8Detection::Deny).into()
}

/// The lines of bytes in any encoding in which a line feed is a line feed.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut start = 0;
    memchr_iter(b'\n', bytes).map(|at| at + 1).chain([bytes.len()]).map(move |end| {
        let line = &bytes[start..end];
        start = end;
        line
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Encodings, each with a sentence or two of a text that is often written in it.
    const SENTENCES: [(&str, &str); 17] = [
        ("windows-1252", "Où est le café ? Il a plu toute la journée, mais l’été revient déjà."),
        ("windows-1252", "Die Männer hörten, dass der König über die Brücke müsse – „schön“, sagte er."),
        ("iso-8859-2", "Žluťoučký kůň se při západu slunce vracel domů a město již dávno spalo."),
        ("windows-1250", "Zażółć gęślą jaźń; wszyscy ludzie rodzą się wolni i równi pod względem godności."),
        ("koi8-r", "Все люди рождаются свободными и равными в своём достоинстве и правах."),
        ("windows-1251", "Все люди рождаются свободными и равными в своём достоинстве и правах."),
        ("ibm866", "Все люди рождаются свободными и равными в своём достоинстве и правах."),
        ("shift_jis", "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。"),
        ("euc-jp", "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。"),
        ("gbk", "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。"),
        ("big5", "人人生而自由，在尊嚴和權利上一律平等。他們賦有理性和良心，並應以兄弟關係的精神相對待。"),
        ("euc-kr", "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다."),
        (
            "windows-1253",
            "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.",
        ),
        (
            "windows-1254",
            "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar; akıl ve vicdana sahiptirler, öğle güneşi ışığında.",
        ),
        ("windows-1255", "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם."),
        ("windows-1256", "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق."),
        (
            "windows-1257",
            "Visi žmonės gimsta laisvi ir lygūs savo orumu ir teisėmis; jiems suteiktas protas ir sąžinė.",
        ),
    ];

    fn encoded(text: &str, name: &str) -> Vec<u8> {
        let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap();
        let (bytes, _, is_lossy) = encoding.encode(text);
        assert!(!is_lossy, "{name} has no sign for some of {text:?}");
        bytes.into_owned()
    }

    #[test]
    fn sentences_are_read_as_they_were_written() {
        for (name, text) in SENTENCES {
            for text in [text.to_string(), format!("{}{text}", "Plain ASCII comes first.\n".repeat(4000))] {
                let bytes = encoded(&text, name);
                let found = decide(evidence(&bytes));
                assert_eq!(found.grounds, Grounds::Guessed);
                assert_eq!(found.encoding.decode(&bytes), text, "{name} taken for {found}");
                assert!(settled(&bytes, ReadAs::Guessed).is_none() && !is_utf8(&bytes, ReadAs::Guessed));
            }
        }
    }

    #[test]
    fn a_line_without_end_is_guessed_by_its_first_bytes() {
        for (name, text) in SENTENCES {
            let bytes = encoded(&text.repeat(2000), name);
            let part = &bytes[..bytes.len().min(SAMPLE * 2)];
            assert_eq!(decide(evidence(part)).encoding, decide(evidence(&bytes)).encoding, "{name}");
            assert_eq!(
                decide(evidence(&bytes[..9999])).encoding,
                decide(evidence(&bytes)).encoding,
                "{name}"
            );
        }
    }

    #[test]
    fn no_more_than_the_evidence_is_looked_at() {
        for ascii in [0, 10, 20 << 10, 3 << 20] {
            let mut bytes = b"word ".repeat(ascii / 5 + 1);
            let first = bytes.len() + 3;
            bytes.extend(b"caf\xe9 ".repeat(2 << 20));
            let span = evidence_at(first);
            assert_eq!(decide(&bytes[span.start..span.end]), decide(evidence(&bytes)));
            assert_eq!(decide(evidence(&bytes)).encoding.name(), "windows-1252");
            bytes.truncate(span.end);
            bytes.extend("日本語".repeat(1 << 20).as_bytes());
            assert_eq!(decide(evidence(&bytes)).encoding.name(), "windows-1252");
        }
    }

    #[test]
    fn a_word_or_two_are_read_as_western() {
        for bytes in
            [&b"caf\xe9"[..], b"na\xefve caf\xe9 \x96 \x93yes\x94", b"\xa9 1999", b"50 \x80", b"\xe9"]
        {
            assert_eq!(decide(bytes).encoding.name(), "windows-1252", "{bytes:?}");
        }
    }

    #[test]
    fn utf8_with_a_few_broken_characters_is_utf8() {
        let text = "Où est le café ? Une journée d’été.";
        for broken in [&b"\xe9"[..], b"\xed\xa0\x80", b"\xc0\xaf", b"\xe2\x80"] {
            assert_eq!(decide(&[text.as_bytes(), broken].concat()).encoding, Encoding::UTF_8, "{broken:?}");
        }
        assert_ne!(decide(b"caf\xc3").encoding, Encoding::UTF_8);
        let long = ["été ".repeat(EVIDENCE).as_bytes(), b"\xff"].concat();
        assert_eq!(
            decide(evidence(&long)).encoding,
            Encoding::UTF_8,
            "evidence that ends inside a character"
        );
    }

    #[test]
    fn japanese_in_seven_bits_is_no_ascii() {
        let bytes = encoded("すべての人間は、自由である。", "iso-2022-jp");
        assert_eq!(settled(&bytes, ReadAs::Guessed).unwrap().0.encoding, Encoding::ISO_2022_JP);
        assert_eq!(settled(b"\x1b[31mred\x1b(B\x1b[m", ReadAs::Guessed), None);
    }

    #[test]
    fn a_mark_overrules_the_usual_encoding_but_not_the_chosen_one() {
        let latin: Encoding = "latin1".parse().unwrap();
        let marked = b"\xef\xbb\xbfa";
        for (read_as, encoding, mark) in [
            (ReadAs::Guessed, Encoding::UTF_8, 3),
            (ReadAs::Text, Encoding::UTF_8, 3),
            (ReadAs::Usually(latin), Encoding::UTF_8, 3),
            (ReadAs::Exactly(latin), latin, 0),
            (ReadAs::Exactly(Encoding::UTF_8), Encoding::UTF_8, 3),
        ] {
            let (charset, length) = settled(marked, read_as).unwrap();
            assert_eq!((charset.encoding, length), (encoding, mark), "{read_as:?}");
        }
        assert_eq!(settled(b"a", ReadAs::Usually(latin)).unwrap().0.grounds, Grounds::Chosen);
    }
}
