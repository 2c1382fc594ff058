//! Markdown: CommonMark with the tables, footnotes, task lists and strikethrough of GitHub.
//!
//! `pulldown-cmark` parses it; this module turns its events into blocks. The markup is left out of the
//! text, so that search, sentences and the comparison work on the words alone, and its meaning is kept
//! beside the text: frames for lists and quotations, emphasis, and below the last paragraph the targets
//! of links, because a terminal shows no address under a pointer.

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::document::{BlockKind, Draft, Markup, Stress};
use crate::formats::blocks::{BlockWriter, Containers, Table};
use crate::formats::decode::decode_text;
use crate::formats::inline::{Inline, InlineText, html_lines};
use crate::formats::{Format, FormatError, Source, plain};

/// The longest text read as Markdown, in bytes. All of it is held, several times over while it is read.
const LONGEST: usize = 8 << 20;

/// The most punctuation in a text read as Markdown, in bytes. Each mark may become a node of the parser's
/// tree, and a text of nothing else takes a hundred times its length.
const MARKS: usize = 1 << 20;

/// The most of the words of a link that is repeated before its target, in characters.
const LABEL: usize = 120;

/// Markdown, known by its extension.
pub(super) const FORMAT: Format = Format {
    name: "Markdown",
    extensions: &["md", "markdown", "mdown", "mkd", "mdwn"],
    recognises: |_| false,
    needs_signature: false,
    is_verbatim: false,
    longest: LONGEST,
    parse,
};

fn parse(source: &Source) -> Result<Draft, FormatError> {
    let decoded = decode_text(source.bytes, source.read_as)?;
    if marks(&decoded.text) > MARKS {
        return Ok(Draft { markup: Markup::Shown, ..plain::parse(source)? });
    }
    Ok(Draft { charset: decoded.charset, ..draft(&decoded.text) })
}

fn marks(text: &str) -> usize {
    text.bytes()
        .filter(|byte| !matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' ' | 0x80..))
        .count()
}

/// Returns the text and the blocks of a Markdown text.
fn draft(text: &str) -> Draft {
    let (title, body) = front_matter(text);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut reader = Reader { title, ..Reader::default() };
    let mut events = Parser::new_ext(body, options).peekable();
    while let Some(event) = events.next() {
        let before_paragraph = matches!(events.peek(), Some(Event::Start(Tag::Paragraph)));
        reader.event(event, before_paragraph);
    }
    reader.finish()
}

/// The state between two events of the parser.
#[derive(Default)]
struct Reader<'a> {
    blocks: BlockWriter,
    containers: Containers,
    inline: Inline,
    /// The targets of the open links.
    targets: Vec<String>,
    references: References,
    table: Option<Table>,
    /// The lines of the open code or HTML block.
    raw: Option<String>,
    /// The numbers of the notes by their labels.
    notes: HashMap<CowStr<'a>, usize>,
    title: Option<String>,
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'a>, before_paragraph: bool) {
        match event {
            Event::Start(tag) => self.start(tag, before_paragraph),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) => match &mut self.raw {
                Some(raw) => raw.push_str(&text),
                None => self.inline.push(&text),
            },
            Event::Code(text) => self.inline.push_stressed(&text, Stress::Code),
            Event::InlineHtml(tag) => self.inline.tag(&tag),
            Event::SoftBreak => self.inline.push("\n"),
            Event::HardBreak => self.inline.break_line(),
            Event::FootnoteReference(label) => {
                let number = self.note(label);
                self.inline.push(&format!("[{number}]"));
            }
            Event::TaskListMarker(done) => self.containers.task(done),
            Event::Rule => {
                self.paragraph();
                let (frame, gap) = self.containers.frame();
                self.blocks.rule(frame, gap);
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.inline.push(&text),
        }
    }

    fn start(&mut self, tag: Tag<'a>, before_paragraph: bool) {
        let is_inline = matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        );
        if !is_inline {
            // The text of an item without gaps has no end tag of its own.
            self.paragraph();
        }
        match tag {
            Tag::Emphasis => self.inline.open(Stress::Light),
            Tag::Strong => self.inline.open(Stress::Strong),
            Tag::Strikethrough => self.inline.open(Stress::Struck),
            Tag::Link { dest_url, link_type, .. } => {
                let prefix = if link_type == LinkType::Email { "mailto:" } else { "" };
                let target = format!("{prefix}{dest_url}");
                self.inline.open_link(&target);
                self.targets.push(target);
            }
            Tag::Image { .. } => self.inline.open_image(),
            Tag::BlockQuote(_) => self.containers.quote(),
            Tag::List(first) => self.containers.list(first),
            Tag::Item => self.containers.item(before_paragraph),
            Tag::FootnoteDefinition(label) => {
                let number = self.note(label);
                self.containers.note(number);
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock => self.raw = Some(String::new()),
            Tag::Table(alignments) => self.table = Some(Table::new(alignments)),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                self.inline.close();
            }
            TagEnd::Link => {
                let target = self.targets.pop().unwrap_or_default();
                self.references.add(self.inline.close(), &target);
            }
            TagEnd::Image => self.inline.close_image(),
            TagEnd::Heading(level) => self.heading(level as u8),
            TagEnd::Paragraph => self.paragraph(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.paragraph();
                self.containers.close();
            }
            TagEnd::CodeBlock => self.code(),
            TagEnd::HtmlBlock => self.html(),
            TagEnd::TableCell => {
                let content = self.inline.take();
                if let Some(table) = &mut self.table {
                    table.cell(content);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => self.table.iter_mut().for_each(Table::end_row),
            TagEnd::Table => self.table(),
            _ => {}
        }
    }

    /// Ends the running text, if there is any.
    fn paragraph(&mut self) {
        self.prose(&BlockKind::Paragraph);
    }

    fn prose(&mut self, kind: &BlockKind) {
        let content = self.inline.take();
        if !content.text.is_empty() {
            let (frame, gap) = self.containers.frame();
            self.blocks.prose(&content, kind, frame, gap);
        }
    }

    fn heading(&mut self, level: u8) {
        if level == 1 && self.title.is_none() {
            self.title = Some(self.inline.text().trim().to_owned()).filter(|title| !title.is_empty());
        }
        self.prose(&BlockKind::Heading(level));
    }

    fn code(&mut self) {
        let raw = self.raw.take().unwrap_or_default();
        let text = raw.strip_suffix('\n').unwrap_or(&raw);
        if !text.trim().is_empty() {
            let (frame, gap) = self.containers.frame();
            self.blocks.code(text, frame, gap);
        }
    }

    fn table(&mut self) {
        if let Some(table) = self.table.take() {
            let (frame, gap) = self.containers.frame();
            self.blocks.table(table, frame, gap);
        }
    }

    fn html(&mut self) {
        let raw = self.raw.take().unwrap_or_default();
        for (index, text) in html_lines(&raw).into_iter().enumerate() {
            let (frame, gap) = self.containers.frame();
            let content = InlineText { text, ..InlineText::default() };
            self.blocks.prose(&content, &BlockKind::Paragraph, frame, gap && index == 0);
        }
    }

    /// Returns the number of the note with this label, counted in the order of first mention.
    fn note(&mut self, label: CowStr<'a>) -> usize {
        let next = self.notes.len() + 1;
        *self.notes.entry(label).or_insert(next)
    }

    fn finish(mut self) -> Draft {
        self.paragraph();
        self.blocks.finish(&self.references.lines, self.title)
    }
}

/// The targets of a document's links, each once, in the order of their first link.
#[derive(Default)]
struct References {
    seen: HashSet<String>,
    /// A line for each target: `words of the link: target`.
    lines: Vec<String>,
}

impl References {
    /// Adds the target of a link with these words.
    ///
    /// Targets in the same document are left out, and so are addresses that the words show.
    fn add(&mut self, words: &str, target: &str) {
        let shown = words.trim();
        if target.is_empty()
            || target.starts_with('#')
            || target.strip_prefix("mailto:").unwrap_or(target) == shown
        {
            return;
        }
        if self.seen.insert(target.to_owned()) {
            let cut = shown.char_indices().nth(LABEL).map(|(at, _)| &shown[..at]);
            let line = match cut {
                Some(beginning) => format!("{beginning}…: {target}"),
                None if shown.is_empty() => target.to_owned(),
                None => format!("{shown}: {target}"),
            };
            self.lines.push(line.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}

/// Returns the title in the front matter of `text`, and the text below it. Front matter is the metadata
/// between lines of `---` (YAML) or `+++` (TOML) at the top.
///
/// A rule at the top looks the same; it is front matter only if every line below it reads as a setting,
/// so that no text is ever hidden.
fn front_matter(text: &str) -> (Option<String>, &str) {
    yaml(text).or_else(|| toml(text)).unwrap_or((None, text))
}

fn yaml(text: &str) -> Option<(Option<String>, &str)> {
    let (inside, below) = between(text, "---", &["---", "..."])?;
    let top_level =
        |line: &&str| !line.trim().is_empty() && !line.starts_with([' ', '\t', '#', '-', ']', '}']);
    let key = |line: &str| line.split_once(':').is_some_and(|(key, _)| !key.is_empty() && !key.contains(' '));
    if !inside.lines().filter(top_level).all(key) || !inside.contains(':') {
        return None;
    }
    let value = inside.lines().find_map(|line| line.strip_prefix("title:")).map(str::trim);
    let title = value.filter(|value| !value.starts_with(['|', '>', '[', '{'])).map(unquoted);
    Some((title.filter(|title| !title.is_empty()), below))
}

fn toml(text: &str) -> Option<(Option<String>, &str)> {
    let (inside, below) = between(text, "+++", &["+++"])?;
    let table: toml::Table = inside.parse().ok()?;
    Some((table.get("title").and_then(|title| title.as_str()).map(str::to_owned), below))
}

/// Returns the text between the first line, `opening`, and the first line that is in `closing`, and
/// the text below that.
fn between<'a>(text: &'a str, opening: &str, closing: &[&str]) -> Option<(&'a str, &'a str)> {
    let inside = text.strip_prefix(opening)?.trim_start_matches([' ', '\t']).strip_prefix('\n')?;
    let mut at = 0;
    for line in inside.split_inclusive('\n') {
        if closing.contains(&line.trim_end()) {
            return Some((&inside[..at], &inside[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

fn unquoted(value: &str) -> String {
    for quote in ['"', '\''] {
        if let Some(inside) = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return inside.replace("\\\"", "\"").replace("''", "'");
        }
    }
    value.split(" #").next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Margin};

    /// Returns one line for each block: `¶` after a gap, a bar for each quotation, the indentation with
    /// the marker at its end, a mark for the kind, the text with `⏎` at line ends.
    fn shown(text: &str) -> Vec<String> {
        let draft = draft(text);
        let show = |block: &Block| {
            let gap = if block.gap { "¶" } else { "" };
            let margin: String = block
                .frame
                .margins
                .iter()
                .map(|margin| match margin {
                    Margin::Quote => "▌".to_owned(),
                    Margin::Indent { marker: Some(marker), .. } => {
                        format!("{marker:>width$} ", width = margin.cells().saturating_sub(1))
                    }
                    Margin::Indent { marker: None, .. } => " ".repeat(margin.cells()),
                })
                .collect();
            let kind = match block.kind {
                BlockKind::Paragraph => String::new(),
                BlockKind::Heading(level) => format!("h{level} "),
                BlockKind::Code => "| ".to_owned(),
                BlockKind::TableRow { head: true, .. } => "th ".to_owned(),
                BlockKind::TableRow { .. } => "tr ".to_owned(),
                BlockKind::Rule => "---".to_owned(),
                BlockKind::Reference => "→ ".to_owned(),
            };
            format!("{gap}{margin}{kind}{}", block.span.of(&draft.text).replace('\n', "⏎"))
        };
        draft.blocks.iter().map(show).collect()
    }

    fn stressed(text: &str) -> Vec<(String, Stress)> {
        let draft = draft(text);
        draft.emphasis.iter().map(|e| (e.span.of(&draft.text).to_owned(), e.stress)).collect()
    }

    #[test]
    fn markup_is_left_out() {
        let text = "# The *tides*\n\nThey **rise**\nand ~~fall~~ `twice`.  \nAlways &amp; <b>every</b><br>where.\n\n---\n\nSecond\n------\n";
        assert_eq!(
            shown(text),
            ["h1 The tides", "¶They rise⏎and fall twice.", "Always & every", "where.", "¶---", "¶h2 Second"]
        );
        assert_eq!(draft(text).title.as_deref(), Some("The tides"));
        assert_eq!(
            draft(text).text,
            "The tides\n\nThey rise\nand fall twice.\nAlways & every\nwhere.\n\n\nSecond\n"
        );
        assert_eq!(
            stressed(text),
            [
                ("tides", Stress::Light),
                ("rise", Stress::Strong),
                ("fall", Stress::Struck),
                ("twice", Stress::Code)
            ]
            .map(|(words, stress)| (words.to_owned(), stress))
        );
    }

    #[test]
    fn lists_are_close_or_loose_as_in_the_source() {
        let text = "One\n- a\n- b\n  - c\n  - [x] d\n- [ ] e\n\nTwo\n\n1. f\n\n   g\n2. h\n\nThree";
        assert_eq!(
            shown(text),
            ["One", "¶• a", "• b", "  ◦ c", "  ☑ d", "☐ e", "¶Two", "¶ 1. f", "¶    g", "¶ 2. h", "¶Three"]
        );
    }

    #[test]
    fn lists_may_begin_with_lists_and_hold_other_blocks() {
        assert_eq!(shown("- - a\n  - b\n- > c"), ["• ◦ a", "  ◦ b", "• ▌c"]);
        assert_eq!(shown("9. a\n10. b\n    ```\n    c\n    ```"), [" 9. a", "10. b", "    | c"]);
        assert_eq!(shown("- \n- b"), ["• b"]);
    }

    #[test]
    fn quotations_are_counted() {
        assert_eq!(shown("> a\n> > b\n\nc"), ["▌a", "¶▌▌b", "¶c"]);
    }

    #[test]
    fn code_keeps_its_lines() {
        assert_eq!(shown("```rust\nfn x() {\n\n    y\n}\n```\n\n    z\n"), ["| fn x() {⏎⏎    y⏎}", "¶| z"]);
    }

    #[test]
    fn tables_are_padded() {
        let text = "a\n\n| City | *People* |\n|---|--:|\n| Rome | 3 |\n| Nis | [12](x.md) |\n\nb";
        assert_eq!(
            shown(text),
            ["a", "¶th City  People", "tr Rome       3", "tr Nis       12", "¶b", "¶---", "¶→ 12: x.md"]
        );
        let document = crate::document::Document::from(draft(text));
        let sentences: Vec<&str> =
            (0..document.sentences.len()).map(|at| document.sentence_text(at)).collect();
        assert_eq!(sentences, ["a", "City", "People", "Rome", "3", "Nis", "12", "b"]);
        assert_eq!(document.words, 8);
        assert_eq!(stressed(text)[0].0, "People");
    }

    #[test]
    fn links_are_listed_below_the_text() {
        let text = "See [the *tide*](https://a.org \"t\") and [more][b] and <https://c.org>.\n\n[b]: https://b.org\n";
        assert_eq!(
            shown(text),
            [
                "See the tide and more and https://c.org.",
                "¶---",
                "¶→ the tide: https://a.org",
                "→ more: https://b.org"
            ]
        );
        assert_eq!(stressed(text)[0], ("the tide".to_owned(), Stress::Link));
        let draft = draft(text);
        let links = draft.hyperlinks.iter().map(|link| (link.words.of(&draft.text), link.target.as_str()));
        let targets =
            [("the tide", "https://a.org"), ("more", "https://b.org"), ("https://c.org", "https://c.org")];
        assert_eq!(links.collect::<Vec<_>>(), targets);
    }

    #[test]
    fn images_are_named_and_notes_numbered() {
        assert_eq!(shown("![a *map*](m.png) ![](n.png)"), ["[image: a map] [image]"]);
        assert_eq!(
            shown("Yes[^x], no[^y].\n\n[^y]: Second.\n\n[^x]: First.\n\n    More."),
            ["Yes[1], no[2].", "¶[2] Second.", "¶[1] First.", "¶    More."]
        );
    }

    #[test]
    fn raw_html_shows_its_text_alone() {
        let text = "<div>\n<p>One</p>\n<p>Two</p>\n</div>\n\n<!-- no -->\n\na <!-- no --> b<script>no()</script>\n\n<script>\nno()\n\nno()\n</script>\n\nc\n";
        assert_eq!(shown(text), ["One", "Two", "¶a  b", "¶c"]);
    }

    #[test]
    fn front_matter_names_the_title() {
        let draft = draft("---\ntitle: Tides\n---\n# Other\n");
        assert_eq!((draft.title.as_deref(), draft.text.as_str()), (Some("Tides"), "Other\n"));
    }

    #[test]
    fn a_text_of_marks_alone_is_plain() {
        for (count, is_plain) in [(MARKS - 1, false), (MARKS, true)] {
            let text = format!("# {}", "*".repeat(count));
            let name = std::path::Path::new("a.md");
            let draft = parse(&Source::new(name, text.as_bytes())).unwrap();
            assert_eq!(draft.text == text, is_plain);
            assert_eq!(draft.markup == Markup::Shown, is_plain);
        }
    }

    #[test]
    fn deep_nesting_is_flattened() {
        for unit in ["> ", "- ", "[", "![", "*", "**a ", "1. ", "<div>", "`", "~~", "[^", "|", "&#", "<a "] {
            let text = unit.repeat(10_000);
            let draft = draft(&text);
            assert!(draft.blocks.iter().all(|block| block.frame.margins.len() <= 64), "{unit}");
        }
        assert_eq!(shown(&format!("{}a", "> ".repeat(500))), [format!("{}a", "▌".repeat(64))]);
    }

    #[test]
    fn the_title_in_front_matter_is_read_and_the_rest_skipped() {
        for (text, title) in [
            ("---\ntitle: \"The \\\"tides\\\"\"\ntags:\n  - sea\n---\nBody", Some("The \"tides\"")),
            ("---\ntitle: Tides # draft\n...\nBody", Some("Tides")),
            ("---\nlayout: post\n\n---\nBody", None),
            ("+++\ntitle = 'Tides'\n+++\nBody", Some("Tides")),
        ] {
            assert_eq!(front_matter(text), (title.map(str::to_owned), "Body"), "{text}");
        }
    }

    #[test]
    fn text_between_rules_is_no_front_matter() {
        for text in
            ["---\n\nNo settings: here.\n\n---\n", "---\ntitle: x", "+++\nno toml\n+++\n", "--- a\n---\n"]
        {
            assert_eq!(front_matter(text), (None, text));
        }
    }

    #[test]
    fn a_target_is_named_once_and_only_if_it_is_not_shown() {
        let mut references = References::default();
        for (words, target) in [
            ("the\ntide", "https://a.org"),
            ("again", "https://a.org"),
            ("https://b.org", "https://b.org"),
            ("me@c.org", "mailto:me@c.org"),
            ("above", "#above"),
            ("", "d.md"),
            (&"x".repeat(1000), "e.md"),
        ] {
            references.add(words, target);
        }
        assert_eq!(
            references.lines,
            ["the tide: https://a.org", "d.md", &format!("{}…: e.md", "x".repeat(LABEL))]
        );
    }
}
