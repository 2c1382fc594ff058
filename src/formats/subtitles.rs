//! Subtitles in the formats `SubRip` (.srt) and `WebVTT` (.vtt): cues, each with the times at which it is shown.
//!
//! A cue ends where the screen is full, often in the middle of a sentence. So the cues of one
//! speaker are joined to paragraphs; numbers, times, positions and styles are no text, and the times are the
//! divisions of the document.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{BlockKind, Division, DivisionKind, Draft, Field, Frame, Metadata, Position, Stress};
use crate::formats::blocks::BlockWriter;
use crate::formats::decode::{decode, decode_text};
use crate::formats::inline::{InlineKind, OpenText};
use crate::formats::{Format, FormatError, SourceBytes, plain};
use crate::text::ReadAs;

/// Subtitles, known by the time of the first cue or the word WEBVTT before it.
pub(super) const FORMAT: Format = Format {
    name: "subtitles",
    extensions: &["srt", "vtt"],
    recognises: |source| recognises(source.bytes),
    needs_signature: false,
    is_verbatim: false,
    longest: 16 << 20,
    parse,
};

/// The number of bytes in which the first cue of subtitles begins.
const LOOKED_AT: usize = 256;

/// Milliseconds without speech after which a sentence that has ended ends its paragraph too.
const PAUSE: u64 = 2000;

/// Milliseconds without speech after which a cue in a capital letter begins a paragraph in any case.
const LONG_PAUSE: u64 = 5000;

/// The length of a paragraph, in bytes, after which it ends with the next sentence.
const LONG: usize = 600;

/// The times of a cue. Some programs leave out the hours or the milliseconds.
static TIMES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let time = r"((?:\d+:)?\d{1,2}:\d{1,2}(?:[,.]\d{1,3})?)";
    Regex::new(&format!(r"^\s*{time}\s*-{{1,2}}>\s*{time}(?:\s|$)")).ok()
});

/// A tag or a time in HTML's notation, or a setting of `SubStation` Alpha.
static MARKUP: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"<(/?)([A-Za-z]+)((?:[\s./=][^<>\n]*)?)>|<[0-9:.]+>|\{\\[^{}\n]*\}").ok());

/// The mark of the time of a word, in captions that move up.
static ROLLING: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"<\d+:[\d:.]+>").ok());

fn recognises(bytes: &[u8]) -> bool {
    let may_begin = |byte: &u8| matches!(byte, b'0'..=b'9' | b'W' | b'\r' | b'\n' | 0 | 0xef | 0xfe | 0xff);
    if !bytes.first().is_some_and(may_begin) {
        return false;
    }
    let head = decode(&bytes[..bytes.len().min(LOOKED_AT)], ReadAs::Guessed).text;
    let head = head.trim_start();
    let mut lines = head.lines();
    let first = lines.next().unwrap_or_default();
    let mut is_numbered = || is_number(first.trim()) && lines.next().and_then(times).is_some();
    is_vtt(head) || times(first).is_some() || is_numbered()
}

fn is_vtt(text: &str) -> bool {
    text.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n']))
}

/// Returns the milliseconds at which a cue begins and ends, if a line gives them.
fn times(line: &str) -> Option<(u64, u64)> {
    let found = TIMES.as_ref()?.captures(line)?;
    Some((milliseconds(&found[1])?, milliseconds(&found[2])?))
}

fn milliseconds(time: &str) -> Option<u64> {
    let parts: Vec<&str> = time.split([':', ',', '.']).collect();
    let has_fraction = time.contains([',', '.']);
    let (clock, fraction) = parts.split_at(parts.len() - usize::from(has_fraction));
    let mut seconds = 0_u64;
    for part in clock {
        seconds = seconds.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    let fraction = fraction.first().map_or(Ok(0), |digits| format!("{digits:0<3}").parse()).ok()?;
    seconds.checked_mul(1000)?.checked_add(fraction)
}

/// Text and the times at which it is shown.
struct Cue<'a> {
    /// When it is shown and when no longer, in milliseconds.
    times: (u64, u64),
    /// Its lines with their numbers, counted from 1.
    lines: Vec<(usize, &'a str)>,
}

/// Returns the cues of a file in order.
fn cues(text: &str, is_vtt: bool) -> Vec<Cue<'_>> {
    let mut cues: Vec<Cue> = Vec::new();
    // Whether the lines belong to a cue: in `WebVTT` a blank line ends it.
    let mut is_open = false;
    for (number, line) in (1..).zip(text.lines().map(str::trim)) {
        if let Some(times) = times(line) {
            if let Some(last) = cues.last_mut().filter(|_| !is_vtt) {
                remove_number(last);
            }
            cues.push(Cue { times, lines: Vec::new() });
            is_open = true;
        } else if is_vtt && line.is_empty() {
            is_open = false;
        } else if let Some(cue) = cues.last_mut().filter(|_| is_open) {
            cue.lines.push((number, line));
        }
    }
    cues
}

/// Removes the number of the next cue from the end of a cue; a number between two times is text.
fn remove_number(cue: &mut Cue) {
    let is_number = |(_, line): &(usize, &str)| is_number(line);
    if cue.lines.len() > 1 && cue.lines.last().is_some_and(is_number) {
        cue.lines.pop();
    }
}

fn is_number(line: &str) -> bool {
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
}

fn parse(source: &SourceBytes) -> Result<Draft, FormatError> {
    let decoded = decode_text(source.bytes, source.read_as)?;
    let is_vtt = is_vtt(&decoded.text);
    let cues = cues(&decoded.text, is_vtt);
    if cues.is_empty() && !is_vtt {
        return plain::parse(source);
    }
    let mut metadata = Metadata::default();
    let head = decoded.text.lines().take_while(|line| is_vtt && !line.is_empty());
    head.filter_map(|line| line.strip_prefix("Language:"))
        .for_each(|language| metadata.add(Field::Language, language));
    Ok(Draft { charset: decoded.charset, metadata, ..draft(&cues, is_vtt) })
}

fn draft(cues: &[Cue], is_vtt: bool) -> Draft {
    let all_lines = || cues.iter().flat_map(|cue| &cue.lines);
    let ends = all_lines().filter(|(_, line)| ends_sentence(&without_markup(line))).count();
    let nature = Nature {
        is_vtt,
        has_sentences: ends * 20 >= cues.len(),
        is_rolling: all_lines().any(|(_, line)| ROLLING.as_ref().is_some_and(|mark| mark.is_match(line))),
    };
    let mut speech = Speech { nature, ..Speech::default() };
    for cue in cues {
        speech.cue(cue);
    }
    speech.end_paragraph();
    Draft { divisions: speech.divisions, ..speech.blocks.finish(&[], None) }
}

/// Returns a line without tags.
fn without_markup(line: &str) -> Cow<'_, str> {
    MARKUP.as_ref().map_or(Cow::Borrowed(line), |markup| markup.replace_all(line, ""))
}

fn ends_sentence(text: &str) -> bool {
    let text = text
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | '」'));
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।', '♪', ')', ']'])
}

/// Tells whether a line begins with the dash of a speaker. A dash before a small letter continues a
/// sentence.
fn is_turn(line: &str) -> bool {
    let Some(rest) = line.strip_prefix(['-', '–', '—', '‐']) else { return false };
    let first = rest.trim_start_matches(|c: char| c.is_whitespace() || "\"'“‘«¿¡".contains(c)).chars().next();
    first.is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase() || "([♪.…".contains(c))
        && (rest.starts_with(' ') || !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// What is true of all cues of a file.
#[derive(Clone, Copy, Default)]
struct Nature {
    is_vtt: bool,
    /// Whether sentences end with full stops. Where they do not, cues are kept apart.
    has_sentences: bool,
    /// Whether each cue repeats lines of the one before, as captions do that move up.
    is_rolling: bool,
}

/// What is said, while it is joined to paragraphs.
#[derive(Default)]
struct Speech {
    nature: Nature,
    blocks: BlockWriter,
    inline: OpenText,
    divisions: Vec<Division>,
    /// The times of the paragraph being read with the places in its text.
    times: Vec<(u64, usize)>,
    /// The time of the cue being read, until its first word.
    time: Option<u64>,
    /// The names of the open elements.
    open: Vec<String>,
    /// Who speaks, if that is said.
    speaker: String,
    /// The end of the last cue, in milliseconds, and its lines.
    end: u64,
    shown: Vec<String>,
    /// Whether there is a gap above the paragraph being read.
    gap: bool,
}

impl Speech {
    fn cue(&mut self, cue: &Cue) {
        let lines: Vec<String> =
            cue.lines.iter().map(|(_, line)| without_markup(line).trim().to_owned()).collect();
        let Some(first) = lines.iter().find(|line| !line.is_empty()) else { return };
        let pause = cue.times.0.saturating_sub(self.end);
        if self.begins_paragraph(first, pause) {
            self.end_paragraph();
            self.gap |= pause >= PAUSE;
        }
        if !self.speaker.is_empty() && !cue.lines.iter().any(|(_, line)| line.contains("<v")) {
            self.end_paragraph();
            self.speaker.clear();
        }
        self.time = Some(cue.times.0);
        for ((number, line), words) in cue.lines.iter().zip(&lines) {
            let is_repeated = self.nature.is_rolling && pause < PAUSE && self.shown.contains(words);
            if !words.is_empty() && !is_repeated {
                self.inline.set_line(*number);
                self.line(line, words);
            }
        }
        for name in std::mem::take(&mut self.open) {
            self.inline.end_element(&name);
        }
        self.end = cue.times.1.max(cue.times.0);
        self.shown = lines;
    }

    /// Tells whether a cue with this first line after a pause begins a paragraph.
    fn begins_paragraph(&self, first: &str, pause: u64) -> bool {
        let above = self.inline.text();
        let goes_on = first.starts_with(char::is_lowercase);
        if !self.nature.has_sentences {
            return !goes_on || above.len() > LONG;
        }
        if ends_sentence(above) {
            return pause >= PAUSE || above.len() > LONG || first.starts_with(['[', '(', '♪']);
        }
        pause >= LONG_PAUSE && !goes_on
    }

    fn line(&mut self, line: &str, words: &str) {
        if is_turn(words) {
            self.end_paragraph();
        } else if !self.inline.text().is_empty() {
            self.inline.soft_break();
        }
        let mut at = 0;
        for tag in MARKUP.iter().flat_map(|markup| markup.captures_iter(line)) {
            let Some(whole) = tag.get(0) else { continue };
            self.push(&line[at..whole.start()]);
            at = whole.end();
            let [is_end, name, rest] = [1, 2, 3].map(|part| tag.get(part).map_or("", |part| part.as_str()));
            if !self.tag(!is_end.is_empty(), &name.to_lowercase(), rest) {
                self.push(whole.as_str());
            }
        }
        self.push(&line[at..]);
    }

    /// Applies a tag; returns false if it is not a tag of subtitles, so that it is text.
    fn tag(&mut self, is_end: bool, name: &str, rest: &str) -> bool {
        let stress = match name {
            "i" | "em" => Stress::Light,
            "b" | "strong" => Stress::Strong,
            "s" | "strike" => Stress::Struck,
            "v" if !is_end => {
                self.speaker(rest.split_once(char::is_whitespace).map_or("", |(_, speaker)| speaker));
                return true;
            }
            "rt" => {
                self.inline.push(if is_end { ")" } else { "(" });
                return true;
            }
            "br" => {
                self.inline.soft_break();
                return true;
            }
            "" | "u" | "c" | "v" | "font" | "lang" | "ruby" => return true,
            _ => return self.nature.is_vtt,
        };
        if is_end {
            self.inline.end_element(name);
        } else {
            self.inline.open_element(InlineKind::Stressed(stress), name.to_owned(), true);
            if !self.open.iter().any(|open| open == name) {
                self.open.push(name.to_owned());
            }
        }
        true
    }

    /// Begins the words of a speaker with the name, unless the same one continues.
    fn speaker(&mut self, name: &str) {
        let name = html_escape::decode_html_entities(name.trim());
        if name != self.speaker.as_str() {
            self.end_paragraph();
            self.speaker = name.into_owned();
            let label = format!("{}: ", self.speaker);
            self.note_time(0);
            self.inline.push_stressed(&label, Stress::Strong);
        }
    }

    fn push(&mut self, text: &str) {
        let before = self.inline.text().len();
        self.inline.push_collapsed(&html_escape::decode_html_entities(text));
        let added = &self.inline.text()[before..];
        if !added.trim().is_empty() {
            self.note_time(before + added.len() - added.trim_start().len());
        }
    }

    /// Notes that the words at this place of the paragraph are the first of the cue.
    fn note_time(&mut self, place: usize) {
        if let Some(time) = self.time.take() {
            self.times.push((time, place));
        }
    }

    fn end_paragraph(&mut self) {
        let content = self.inline.take();
        let times = std::mem::take(&mut self.times);
        if content.text.is_empty() {
            return;
        }
        let gap = std::mem::take(&mut self.gap);
        let start = self.blocks.prose(&content, &BlockKind::Paragraph, Frame::default(), gap);
        self.gap = self.nature.has_sentences && content.text.len() > LONG;
        self.divisions.extend(times.into_iter().map(|(time, place)| division(time, start + place)));
    }
}

fn division(time: u64, place: usize) -> Division {
    let seconds = time / 1000;
    let label = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    Division { kind: DivisionKind::Time, label, place: Position(place) }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::document::Document;
    use crate::formats::parse;

    fn read(name: &str, text: &str) -> Document {
        parse(&SourceBytes::new(Path::new(name), text.as_bytes())).unwrap()
    }

    /// Returns the paragraphs, each on a line, their own line ends as spaces.
    fn paragraphs(document: &Document) -> Vec<String> {
        document.blocks.iter().map(|block| block.span.of(&document.text).replace('\n', " ")).collect()
    }

    const HARBOUR: &str = "1\n00:00:01,000 --> 00:00:03,000\nThe ferry waited\nin the <i>old harbour\n\n\
        2\n00:00:03,500 --> 00:00:05,000 X1:40 X2:600\n{\\an8}until the tide\n\n\
        3\n00:01:20,500 --> 00:01:22,000\ncame in. <b>Nobody</b> slept &amp; 1 <3.\n\n\
        4\n00:01:29,000 --> 01:01:30,000\n<font color=\"red\">It left at nine.</font>\n";

    #[test]
    fn sentences_go_on_in_the_next_cue() {
        for (name, is_warned) in [("a.srt", false), ("-", false), ("a.txt", true), ("a.md", true)] {
            let document = read(name, HARBOUR);
            let sentences = document.sentences.iter().map(|found| found.span.of(&document.text));
            assert_eq!(
                sentences.map(|text| text.replace('\n', " ")).collect::<Vec<_>>(),
                [
                    "The ferry waited in the old harbour until the tide came in.",
                    "Nobody slept & 1 <3.",
                    "It left at nine."
                ],
                "{name}"
            );
            assert_eq!(!document.warnings.is_empty(), is_warned, "{name}");
            let stressed =
                document.emphasis.iter().map(|found| (found.span.of(&document.text), found.stress));
            assert_eq!(
                stressed.collect::<Vec<_>>(),
                [("old harbour", Stress::Light), ("Nobody", Stress::Strong)]
            );
        }
    }

    #[test]
    fn times_and_lines_lead_back_to_the_file() {
        let document = read("a.srt", HARBOUR);
        let times: Vec<(&str, &str)> = document
            .divisions
            .iter()
            .map(|time| (time.label.as_str(), &document.text[time.place.0..][..7]))
            .collect();
        assert_eq!(
            times,
            [
                ("00:00:01", "The fer"),
                ("00:00:03", "until t"),
                ("00:01:20", "came in"),
                ("00:01:29", "It left")
            ]
        );
        let line = |words: &str| document.lines.line_at(&document.text, document.text.find(words).unwrap());
        assert_eq!(["in the", "until", "came", "left"].map(line), [4, 8, 12, 16].map(Some));
    }

    #[test]
    fn notes_styles_regions_and_names_of_cues_are_no_text() {
        let document = read(
            "a",
            "WEBVTT - Harbour\nLanguage: en\n\nNOTE by Ann\nof all\n\nSTYLE\n::cue { color: red }\n\n\
             REGION\nid:fred\n\nintro\n01.000 --> 02.000\nno\n\n\
             first\n00:02.000 --> 00:03.000 align:start position:0%\n\
             <c.loud>We <00:00:02.500>wait</c> <ruby>潮<rt>tide</rt></ruby> <x>here.\n\nNOTE end\n",
        );
        assert_eq!(paragraphs(&document), ["We wait 潮(tide) here."]);
        assert_eq!(document.metadata.first(Field::Language), Some("en"));
    }

    #[test]
    fn speakers_have_lines_of_their_own() {
        let document = read(
            "a.vtt",
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.first Anna>Is it late?</v>\n\n\
             00:02.000 --> 00:03.000\n<v Anna>I think so.</v>\n<v Bo B.>It is.</v>\n\n\
             00:03.000 --> 00:04.000\nBells ring.\n\n\
             00:04.000 --> 00:05.000\n<i>- Who is it?\n–It is</i>\n\n\
             00:05.000 --> 00:06.000\n- me - I think - at -3 degrees.\n- 2 of us.",
        );
        assert_eq!(
            paragraphs(&document),
            [
                "Anna: Is it late? I think so.",
                "Bo B.: It is.",
                "Bells ring.",
                "- Who is it?",
                "–It is - me - I think - at -3 degrees.",
                "- 2 of us."
            ]
        );
        assert_eq!(document.divisions.len(), 5);
    }

    #[test]
    fn cues_without_full_stops_stay_apart() {
        let cue =
            |second: usize, text: &str| format!("00:00:{second:02},0 --> 00:00:{second:02},9\n{text}\n\n");
        let texts = ["潮水每天涨落两次", "渔民们都知道", "we walk", "and wait"];
        let all: String = (1..).zip(texts).map(|(second, text)| cue(second, text)).collect();
        assert_eq!(paragraphs(&read("a.srt", &all)), ["潮水每天涨落两次", "渔民们都知道 we walk and wait"]);
    }

    #[test]
    fn captions_that_move_up_are_read_once() {
        let document = read(
            "a.vtt",
            "WEBVTT\n\n00:01.000 --> 00:03.000\n \nthe<00:00:01.500><c> tide</c>\n\n\
             00:03.000 --> 00:03.010\nthe tide\n \n\n\
             00:03.010 --> 00:05.000\nthe tide\nis<00:00:04.000><c> out</c>\n\n",
        );
        assert_eq!(paragraphs(&document), ["the tide is out"]);
    }

    #[test]
    fn numbers_of_cues_are_told_from_numbers_that_are_said() {
        let document = read(
            "a.srt",
            "00:00:01 --> 00:00:02\n42\n\n1\n00:00:03 -> 00:00:04\nis it,\n\nshe said.\n2\n0:0:5.5 --> 0:0:6\n\n3\n00:00:07,000 --> 00:00:08,000\n7\n00:00:09,000 --> 00:00:10,000\nThe end.",
        );
        assert_eq!(paragraphs(&document), ["42 is it, she said.", "7 The end."]);
        assert_eq!(document.divisions.len(), 4);
    }

    #[test]
    fn encodings_are_those_of_texts() {
        let utf32: Vec<u8> = std::iter::once('\u{feff}')
            .chain(HARBOUR.chars())
            .flat_map(|c| u32::from(c).to_be_bytes())
            .collect();
        let utf16: Vec<u8> = HARBOUR.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [utf32, utf16, [b"\xef\xbb\xbf", HARBOUR.as_bytes()].concat()] {
            let document = parse(&SourceBytes::new(Path::new("a"), &bytes)).unwrap();
            assert_eq!(document.divisions.len(), 4);
            assert!(document.text.starts_with("The ferry"), "{}", document.text);
        }
    }

    #[test]
    fn what_has_no_cues_is_plain_text() {
        assert_eq!(read("a.srt", "1\nNothing.\n").text, "1\nNothing.\n");
        assert_eq!(read("a.vtt", "WEBVTT\n").text, "");
        assert_eq!(read("a", "1\nThe second line.\n").text, "1\nThe second line.\n");
        assert_eq!(read("a", "WEBVTTS\n").text, "WEBVTTS\n");
        let far = "99999999999999999999:00:00 --> 99999999999999999999:00:00\nx";
        assert_eq!(read("a.srt", far).text, far);
    }
}
