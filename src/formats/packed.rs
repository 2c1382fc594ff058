//! Files packed with gzip or zstd: their content is read like any other file.

use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use crate::document::Draft;
use crate::formats::limits::Exceeded;
use crate::formats::{Format, FormatError, SourceBytes, parse_draft};

const NAME: &str = "compressed file";

/// Files packed with gzip or zstd, known by their signature.
pub(super) const FORMAT: Format = Format {
    name: NAME,
    extensions: &["gz", "zst", "zstd"],
    recognises: |source| Packing::of(source.bytes).is_some(),
    needs_signature: true,
    is_verbatim: false,
    longest: MOST,
    parse,
};

/// The most bytes that are unpacked.
const MOST: usize = 256 << 20;

/// The most bytes for each packed byte, and the number of bytes that is always allowed.
const RATIO: usize = 200;
const ALLOWED: usize = 1 << 20;

/// How often a file may be packed.
const LAYERS: usize = 2;

/// A way of packing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Gzip,
    Zstd,
}

/// What is unpacked of a file, and why not all of it.
struct Unpacked {
    bytes: Vec<u8>,
    error: Option<String>,
}

fn parse(source: &SourceBytes) -> Result<Draft, FormatError> {
    let mut name = source.name.to_owned();
    let mut error = None;
    let mut bytes: Vec<u8> = Vec::new();
    let mut packing = Packing::of(source.bytes);
    for layer in 0.. {
        let Some(way) = packing else { break };
        if layer == LAYERS {
            return Err(unreadable("it is compressed more than twice".to_owned()));
        }
        let unpacked = way.unpack(if layer == 0 { source.bytes } else { &bytes })?;
        if unpacked.bytes.is_empty()
            && let Some(error) = unpacked.error
        {
            return Err(unreadable(format!("it is damaged ({error})")));
        }
        error = error.or(unpacked.error);
        bytes = unpacked.bytes;
        packing = Packing::of(&bytes);
        if SourceBytes::new(&name, &[]).has_extension(FORMAT.extensions) {
            name.set_extension("");
        }
    }
    let mut draft = parse_draft(&SourceBytes { name: Path::new(&name), bytes: &bytes, ..*source })?;
    if let Some(error) = error {
        draft.warnings.push(format!("the file is damaged: only its beginning could be unpacked ({error})"));
    }
    Ok(draft)
}

fn unreadable(why: String) -> FormatError {
    let advice = "gzip -t FILE or zstd -t FILE tests it".into();
    FormatError::Unreadable { what: NAME, why: why.into(), advice }
}

impl Packing {
    /// Returns the packing of a file with these bytes.
    fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x1f, 0x8b, 8, ..] => Some(Self::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Self::Zstd),
            _ => None,
        }
    }

    /// Returns the unpacked content of `bytes`.
    fn unpack(self, bytes: &[u8]) -> Result<Unpacked, FormatError> {
        let by_ratio = bytes.len().saturating_mul(RATIO).max(ALLOWED);
        let most = by_ratio.min(MOST);
        let mut found = Vec::new();
        let limit = most as u64 + 1;
        let result = match self {
            Self::Gzip => {
                let mut limited = MultiGzDecoder::new(bytes).take(limit);
                limited.read_to_end(&mut found).map(|_| ()).map_err(|error| error.to_string())
            }
            Self::Zstd => unpack_frames(bytes, limit, &mut found),
        };
        if found.len() > most {
            let limit = if most == MOST { Exceeded::Bytes(MOST) } else { Exceeded::Ratio(RATIO) };
            return Err(FormatError::TooMuch { what: NAME, limit });
        }
        Ok(Unpacked { bytes: found, error: result.err() })
    }
}

/// Unpacks the frames of a zstd file, up to `limit` bytes in all.
fn unpack_frames(mut bytes: &[u8], limit: u64, found: &mut Vec<u8>) -> Result<(), String> {
    while !bytes.is_empty() {
        // A frame that is left out has its length after its signature.
        if let [0x50..=0x5f, 0x2a, 0x4d, 0x18, a, b, c, d, ..] = *bytes {
            let length = u32::from_le_bytes([a, b, c, d]) as usize;
            bytes = bytes.get(8 + length..).unwrap_or_default();
            continue;
        }
        let left = limit.saturating_sub(found.len() as u64);
        if left == 0 {
            return Ok(());
        }
        let decoder = StreamingDecoder::new(&mut bytes).map_err(|error| error.to_string())?;
        decoder.take(left).read_to_end(found).map_err(|error| error.to_string())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;
    use crate::formats::parse;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    fn read(name: &str, bytes: &[u8]) -> Result<crate::document::Document, String> {
        parse(&SourceBytes::new(Path::new(name), bytes)).map_err(|error| error.to_string())
    }

    #[test]
    fn the_file_inside_is_read_by_its_content_and_name() {
        let tides = b"# Tides\n\nThey rise.\n";
        for (name, bytes, text) in [
            ("a.md.gz", gzip(tides), "Tides\n\nThey rise.\n"),
            ("a.txt.zst", zstd(tides), "# Tides\n\nThey rise.\n"),
            ("a.md.zst.gz", gzip(&zstd(tides)), "Tides\n\nThey rise.\n"),
            ("-", [gzip(b"a "), gzip(b"b")].concat(), "a b"),
            ("-", [zstd(b"a "), b"\x50\x2a\x4d\x18\x01\0\0\0x".to_vec(), zstd(b"b")].concat(), "a b"),
            ("a.gz", gzip(b"{\\rtf1 a}"), "a\n"),
            ("a.txt.gz", gzip(b""), ""),
        ] {
            let document = read(name, &bytes).unwrap();
            assert_eq!((document.text.as_str(), &*document.warnings), (text, &[][..]), "{name}");
        }
        assert_eq!(
            read("a.md", &gzip(b"a")).unwrap().warnings,
            ["compressed file, though its name ends with .md"]
        );
        assert!(read("a.gz", &gzip(b"\x7fELF\0\0\0\0")).unwrap_err().starts_with("ELF program"));
    }

    #[test]
    fn exploding_files_are_refused() {
        let zeros = vec![b'a'; 4 << 20];
        for bytes in [gzip(&zeros), zstd(&zeros), gzip(&gzip(&zeros))] {
            let error = read("a.gz", &bytes).unwrap_err();
            assert!(error.contains("more than 200 times as long unpacked as packed"), "{error}");
        }
        assert_eq!(read("a.gz", &gzip(&zeros[..1 << 20])).unwrap().text.len(), 1 << 20);
        let error = read("a.gz", &gzip(&zstd(&gzip(b"a")))).unwrap_err();
        assert!(error.starts_with("compressed file: it is compressed more than twice; "), "{error}");
    }

    #[test]
    fn of_damaged_files_the_beginning_is_shown() {
        let text: String = (0..20_000).fold(String::new(), |text, number| text + &format!("{number} "));
        let whole = gzip(text.as_bytes());
        let document = read("a.gz", &whole[..whole.len() / 2]).unwrap();
        assert!(document.text.starts_with("0 1 2 3"), "{}", document.text.len());
        assert!(document.warnings[0].starts_with("the file is damaged: "), "{:?}", document.warnings);
        for whole in [gzip(b"some text"), zstd(b"some text")] {
            let error = read("a.gz", &whole[..9]).unwrap_err();
            assert!(error.starts_with("compressed file: it is damaged ("), "{error}");
        }
    }
}
