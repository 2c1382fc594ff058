//! What differs between two passages beside their words: styles, boxes, markers, the kind of block.

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::content::passage::{HYPHENS, Passage, Reference, ReferenceKind};
use crate::document::{BlockKind, Stress};

/// A difference between two documents beside their words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct FormChange {
    /// What differs, for example `struck words`, `box` or `link target`.
    #[schemars(length(min = 1))]
    pub what: &'static str,
    /// What it is in the first document; empty for nothing.
    pub was: String,
    /// What it is in the second document; empty for nothing. Where both are empty, it cannot be quoted.
    pub is: String,
}

impl FormChange {
    /// Returns a difference that cannot be quoted.
    pub(super) fn untold(what: &'static str) -> Self {
        Self { what, was: String::new(), is: String::new() }
    }

    /// Returns the change from the second document to the first.
    pub(in crate::compare) fn mirrored(&self) -> Self {
        Self { what: self.what, was: self.is.clone(), is: self.was.clone() }
    }
}

/// Returns the differences between two passages beside their words. `follow` tells whether the sentences
/// before them are counterparts, so that a paragraph was cut or joined between these and those.
pub(in crate::compare) fn form_changes(left: &Passage, right: &Passage, follow: bool) -> Vec<FormChange> {
    if left == right {
        return Vec::new();
    }
    let sides = [left, right];
    let mut found = style_changes(left, right);
    let mut note = |what, sides: [String; 2]| {
        if sides[0] != sides[1] {
            let [was, is] = sides;
            found.push(FormChange { what, was, is });
        }
    };
    if left.reads_the_same(right) {
        note("colour", sides.map(Passage::colours));
    }
    for (what, kind, part) in [
        ("link target", ReferenceKind::Link, Reference::address as fn(&Reference) -> &str),
        ("title of a link", ReferenceKind::Link, Reference::title),
        ("address of a picture", ReferenceKind::Picture, Reference::address),
        ("title of a picture", ReferenceKind::Picture, Reference::title),
    ] {
        note(what, sides.map(|side| side.references(kind, part)));
    }
    note("kind of block", sides.map(|side| kind_word(&side.kind)));
    note("quotation", sides.map(|side| quotation(&side.quotes)));
    note(
        "beginning of a quotation",
        sides.map(|side| if side.begins_quotation { "here" } else { "" }.to_owned()),
    );
    if left.begins && right.begins {
        let markers = sides.map(|side| side.marker.as_deref().unwrap_or_default());
        let boxes = markers.map(|marker| box_word(marker).to_owned());
        let kinds = markers.map(marker_kind);
        note("box", boxes);
        if kinds[0] == kinds[1] {
            note("indentation", sides.map(|side| depth(side.indent)));
        }
        note("list marker", kinds);
    } else if follow {
        note("paragraph break", sides.map(|side| if side.begins { "before it" } else { "" }.to_owned()));
    }
    found
}

/// Returns the words whose style differs. Where the words themselves differ, only a style that one of the two
/// lacks altogether is reported: the style of words that one side alone has is not a change.
fn style_changes(left: &Passage, right: &Passage) -> Vec<FormChange> {
    let is_same_text = left.reads_the_same(right);
    let mut found = Vec::new();
    for (what, stress) in [
        ("struck words", Stress::Struck),
        ("emphasis", Stress::Light),
        ("strong emphasis", Stress::Strong),
        ("words set as code", Stress::Code),
        ("linked words", Stress::Link),
    ] {
        let styled = [left, right].map(|side| side.styled(stress));
        let places =
            styled.each_ref().map(|styled| styled.iter().map(|words| words.place).collect::<Vec<_>>());
        let one_lacks_it = places[0].is_empty() != places[1].is_empty();
        if one_lacks_it || (is_same_text && places[0] != places[1]) {
            let [was, is] = styled.map(|styled| quoted(&styled));
            found.push(FormChange { what, was, is });
        }
    }
    found
}

/// Words in one style.
struct StyledSpan {
    /// The number of characters before them and up to their end.
    place: (usize, usize),
    text: String,
}

impl Passage {
    /// Returns the words in a style, in order.
    fn styled(&self, stress: Stress) -> Vec<StyledSpan> {
        let mut styled: Vec<StyledSpan> = Vec::new();
        let mut at = 0;
        let mut is_open = false;
        for run in &self.runs {
            // A line end may be read in two ways, so it does not count, nor does the hyphen before it.
            let counts = |c: &char| !matches!(c, ' ' | '\n') && !HYPHENS.contains(c);
            let end = at + run.text.chars().filter(counts).count();
            let has_style = run.styles.contains(&stress);
            match styled.last_mut().filter(|_| is_open && has_style) {
                Some(words) => {
                    words.place.1 = end;
                    words.text.push_str(&run.text);
                }
                None if has_style => styled.push(StyledSpan { place: (at, end), text: run.text.clone() }),
                None => {}
            }
            (at, is_open) = (end, has_style);
        }
        styled
    }
}

impl Passage {
    /// Returns its words in colours and the colours, in order.
    fn colours(&self) -> String {
        let coloured = self.runs.iter().filter_map(|run| {
            let colour = run.styles.iter().find_map(|style| match style {
                Stress::Colour(colour) => Some(colour.name()),
                Stress::Light
                | Stress::Strong
                | Stress::Struck
                | Stress::Code
                | Stress::Math
                | Stress::Link => None,
            });
            Some(format!("“{}” in {}", run.text.trim().replace('\n', " "), colour?))
        });
        coloured.collect::<Vec<_>>().join(", ")
    }

    /// Returns this part of its links or pictures, in order.
    fn references(&self, kind: ReferenceKind, part: fn(&Reference) -> &str) -> String {
        let all = self.runs.iter().flat_map(|run| &run.references);
        let mut parts: Vec<&str> = all.filter(|found| found.kind == kind).map(part).collect();
        // A link in two styles is in two runs.
        parts.dedup();
        parts.join(" ")
    }
}

impl Reference {
    fn address(&self) -> &str {
        &self.address
    }

    fn title(&self) -> &str {
        &self.title
    }
}

fn quoted(styled: &[StyledSpan]) -> String {
    let quoted = |words: &StyledSpan| format!("“{}”", words.text.trim().replace('\n', " "));
    styled.iter().map(quoted).collect::<Vec<_>>().join(", ")
}

fn kind_word(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Paragraph => "text".to_owned(),
        BlockKind::Heading(level) => format!("heading of level {level}"),
        BlockKind::Code(_) => "code".to_owned(),
        BlockKind::TableRow { head: true, .. } => "table heading".to_owned(),
        BlockKind::TableRow { head: false, .. } => "table cell".to_owned(),
        BlockKind::Rule => "rule".to_owned(),
        BlockKind::Remark => "remark".to_owned(),
        BlockKind::Reference => "link target".to_owned(),
    }
}

/// Returns how deep a passage is quoted, and whether the innermost quotation is part of a list item.
fn quotation(quotes: &[usize]) -> String {
    let inside = if quotes.last().is_some_and(|items| *items > 0) { " in a list item" } else { "" };
    format!("{}{inside}", depth(quotes.len()))
}

fn depth(depth: usize) -> String {
    if depth == 0 { String::new() } else { format!("level {depth}") }
}

fn box_word(marker: &str) -> &'static str {
    match marker.chars().find(|c| matches!(c, '☐' | '☑')) {
        Some('☑') => "ticked",
        Some(_) => "not ticked",
        None => "",
    }
}

/// Returns a marker without the number of its item, which changes when an item is added above, and without
/// whether its box is ticked.
fn marker_kind(marker: &str) -> String {
    let mut kind = String::new();
    for c in marker.chars() {
        match c {
            '0'..='9' if kind.ends_with('1') => {}
            '0'..='9' => kind.push('1'),
            '☑' => kind.push('☐'),
            c => kind.push(c),
        }
    }
    kind
}
