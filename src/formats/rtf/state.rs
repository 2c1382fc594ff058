//! What a group of RTF inherits from the one around it, and the text beside the body.

use crate::document::Stress;
use crate::formats::inline::{InlineKind, InlineText, OpenText};
use crate::formats::scripts::Script;

/// What the text of a group is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Destination {
    #[default]
    Body,
    /// Nothing that is shown.
    Skipped,
    /// A shape again, for programs that do not understand it.
    Repeated,
    /// The marker of a list item.
    Marker,
    /// The table of fonts.
    Fonts,
    /// The table of styles.
    Styles,
    /// A field of metadata.
    Info(Info),
    /// What a field does, such as `HYPERLINK "https://a.org"`.
    Instruction,
}

/// A field of metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Info {
    /// Any that is not kept.
    Other,
    Title,
    Author,
    Subject,
    Date,
}

/// The style of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct RtfStyle {
    pub bold: bool,
    pub italic: bool,
    pub struck: bool,
    pub script: Option<Script>,
}

/// What a group inherits and may change until it ends.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct GroupState {
    pub destination: Destination,
    pub style: RtfStyle,
    pub font: Option<i32>,
    /// Whether the text is hidden or deleted.
    pub hidden: bool,
    pub deleted: bool,
    /// How many characters after `\u` repeat the same character.
    pub substitutes: usize,
    /// The level of the heading that the paragraph is, 0 for none.
    pub heading: u8,
    pub in_table: bool,
    pub list_level: i32,
}

/// Text beside the body.
pub(super) enum Aside {
    /// The note of this number.
    Note(usize),
    /// A text box, which follows the paragraph it is in.
    Box,
    /// The words of a link.
    Link,
}

/// A part of the text that continues to the end of a group.
pub(super) struct OpenAside {
    pub kind: Aside,
    /// The number of groups around its group.
    pub depth: usize,
    /// The paragraph around it, and those inside it.
    pub outer: OpenText,
    pub paragraphs: Vec<InlineText>,
}

impl RtfStyle {
    /// Returns the passages that text of this style is in, from the outermost to the innermost.
    pub(super) fn passages(self) -> impl Iterator<Item = InlineKind> {
        let stress = |is_on: bool, stress| is_on.then_some(InlineKind::Stressed(stress));
        let script = self.script.map(InlineKind::Script);
        [
            stress(self.bold, Stress::Strong),
            stress(self.italic, Stress::Light),
            stress(self.struck, Stress::Struck),
            script,
        ]
        .into_iter()
        .flatten()
    }
}
