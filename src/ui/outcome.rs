//! The requests of a component to the rest of the program.

use std::path::PathBuf;

use crate::document::{Attachment, Position};
use crate::search::{Colour, Defaults, Keyword, Keywords, NamedColour, parse_argument};
use crate::storage::store::UserNote;
use crate::tasks::{EntryId, ListedNote, Task};
use crate::text::Span;
use crate::ui::settings::{Hit, OpenAt};

/// A message on the bottom row until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// What was done.
    Said(String),
    /// What could not be done, and the way out.
    Trouble(String),
}

/// A request that is performed outside the component that makes it.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Tell the user what was done.
    Say(String),
    /// Tell the user what could not be done, and the way out.
    Trouble(String),
    /// Close the component.
    Close,
    /// Start background work.
    Start(Task),
    /// Show a document, at a place.
    Show(EntryId, OpenAt),
    /// Show the last of these files, which are attached one to another and the first to the document of the hit,
    /// at the hit.
    ShowAttached(Vec<Attachment>, Hit),
    /// Compare two documents; the cursor begins on a sentence of one of them if one is given.
    Compare((EntryId, EntryId), Option<(EntryId, usize)>),
    /// Go to the bookmark of a letter.
    GoToBookmark(char),
    /// Go to a heading or a page of the text on the screen.
    GoToHeading(Position),
    /// Go to a passage of a document.
    GoToPassage(EntryId, Span),
    /// Let a program open an address.
    OpenAddress(String),
    /// Go to a place of this name, of this document or of the file at this path, relative to the document.
    FollowLink(Option<PathBuf>, Option<String>),
    /// Open a file attached to the text on the screen, by its index.
    OpenAttachment(usize),
    /// Remove the bookmark of a letter.
    RemoveBookmark(char),
    /// Ask for a search of the help screen.
    AskForHelpSearch,
    /// Go to the passage of a note; a draft is written on.
    GoToNote(Box<ListedNote>),
    /// Give a note other words, or continue a draft.
    EditNote(Box<ListedNote>),
    /// Remove a note or a draft.
    RemoveNote(Box<UserNote>),
    /// Ask what to filter the list by, beginning with this filter.
    AskForFilter(String),
    /// Ask for a new keyword.
    AskForKeyword,
    /// Change the keywords.
    ChangeKeywords(KeywordChange),
}

/// A change of the keywords; those that exist are named by their number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeywordChange {
    /// Add a keyword, written as on the command line.
    Add(String),
    /// Remove one.
    Remove(usize),
    /// Show or hide its hits.
    Toggle(usize),
    /// Show it alone, or all again.
    Solo(usize),
    /// Give it the next colour.
    Recolour(usize),
    /// Make a keyword of this word, or remove the one it is.
    ToggleWord(String),
}

impl KeywordChange {
    /// Makes the change; returns the number of a keyword that was added. The error says what is wrong with it.
    pub(crate) fn apply(self, keywords: &mut Keywords, defaults: Defaults) -> Result<Option<usize>, String> {
        match self {
            KeywordChange::Add(written) => {
                let keyword = parse_argument(&written, defaults).map_err(|error| error.to_string())?;
                return Ok(Some(keywords.add(keyword)));
            }
            KeywordChange::Remove(number) => drop(keywords.remove(number)),
            KeywordChange::Toggle(number) => keywords.toggle(number),
            KeywordChange::Solo(number) => keywords.solo(number),
            KeywordChange::Recolour(number) => recolour(keywords, number),
            KeywordChange::ToggleWord(word) => {
                let is_it = |(_, keyword): &(usize, &Keyword)| keyword.query().text == word;
                let known = keywords.iter().find(is_it).map(|(number, _)| number);
                let added = || KeywordChange::Add(format!("literal:{word}"));
                return known.map_or_else(added, KeywordChange::Remove).apply(keywords, defaults);
            }
        }
        Ok(None)
    }
}

fn recolour(keywords: &mut Keywords, number: usize) {
    let now = keywords.get(number).and_then(Keyword::colour);
    let at = NamedColour::ALL.iter().position(|named| now == Some(Colour::Named(*named)));
    let next = NamedColour::ALL.get(at.map_or(0, |at| at + 1));
    keywords.recolour(number, next.copied().map(Colour::Named));
}
