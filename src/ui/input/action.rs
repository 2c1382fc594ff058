//! The tables of the key map: every view and panel with keys of its own, the heading that its help begins with
//! and the action that opens it, and every action with its name in a key map, the heading of the help under which it
//! is listed and its description there.
//!
//! Actions are grouped by the components that handle them: a component has a method for each group that
//! it knows, in which its actions are matched exhaustively.

/// The purposes of keys, in the order of the help screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HelpGroup {
    Move,
    Search,
    Document,
    Compare,
    Row,
    List,
    Keep,
    Program,
}

impl HelpGroup {
    /// Each with its title.
    pub(crate) const ALL: [(HelpGroup, &'static str); 8] = [
        (HelpGroup::Move, "Move"),
        (HelpGroup::Search, "Search and keywords"),
        (HelpGroup::Document, "This document"),
        (HelpGroup::Compare, "Compare"),
        (HelpGroup::Row, "The selected row"),
        (HelpGroup::List, "The list of documents"),
        (HelpGroup::Keep, "Select, copy and keep"),
        (HelpGroup::Program, "The program"),
    ];
}

macro_rules! contexts {
    ($($(#[$about:meta])* $variant:ident $name:literal $group:ident $title:literal $($opened_by:expr)?;)*) => {
        /// The views and panels that give keys a meaning of their own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Context {
            $($(#[$about])* $variant,)*
        }

        impl Context {
            /// Every context, in the order of the key map.
            pub const ALL: [Context; [$($name,)*].len()] = [$(Context::$variant,)*];

            /// Returns its name in a key map.
            pub fn name(self) -> &'static str {
                match self { $(Context::$variant => $name,)* }
            }

            /// Returns the heading of its keys on the help screen.
            pub fn title(self) -> &'static str {
                match self { $(Context::$variant => $title,)* }
            }

            /// Returns the first heading of its help.
            pub(crate) fn first_group(self) -> HelpGroup {
                match self { $(Context::$variant => HelpGroup::$group,)* }
            }

            /// Returns the action that opens it, where one does.
            pub(crate) fn opened_by(self) -> Option<Action> {
                match self { $(Context::$variant => None$(.or(Some($opened_by.into())))?,)* }
            }
        }
    };
}

contexts! {
    /// Every view, where its own keys do not say otherwise.
    Everywhere "everywhere" Move "Everywhere";
    /// The list of documents.
    List "list" Move "In the list" ListAction::ToggleList;
    /// The text.
    Reader "reader" Move "In the text";
    /// A text in which a passage is being selected.
    Selection "selection" Keep "While selecting" TextAction::Select;
    /// Two texts side by side.
    Comparison "comparison" Compare "In a comparison" OpenAction::Compare;
    /// A table of what two texts say: pairs, facts, words, the overview.
    Table "table" Compare "In a table of a comparison";
    /// The table of claims of three documents or more.
    Claims "claims" Compare "In the table of claims" OpenAction::Compare;
    /// The results of a search of every document.
    Search "search-results" Row "In the results of a search in every document" OpenAction::SearchEverywhere;
    /// The editor of a note.
    NoteEditor "note-editor" Keep "While writing a note" TextAction::AddNote;
    /// The keyword panel.
    Keywords "keywords" Row "In the keywords" OpenAction::Keywords;
    /// The documents by similarity.
    Similar "similar" Row "In the list of similar documents" OpenAction::Similar;
    /// The timeline.
    Timeline "timeline" Row "In the timeline" OpenAction::Timeline;
    /// The bookmarks.
    Bookmarks "bookmarks" Row "In the bookmarks" OpenAction::Bookmarks;
    /// The outline.
    Outline "outline" Row "In the outline" OpenAction::Outline;
    /// The programs a passage can be given to.
    Programs "programs" Row "In the list of programs" TextAction::Pipe;
    /// The links.
    Links "links" Row "In the links" OpenAction::Links;
    /// The notes.
    Notes "notes" Row "In the notes" OpenAction::Notes;
    /// The help screen.
    Help "help" Move "In this help" OpenAction::Help;
}

macro_rules! actions {
    ($($(#[$about:meta])* $group:ident($kind:ident) { $($variant:ident $name:literal $part:ident $words:literal;)* })*) => {
        $(
            $(#[$about])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum $kind {
                $(#[doc = $words] $variant,)*
            }

            impl From<$kind> for Action {
                fn from(action: $kind) -> Action {
                    Action::$group(action)
                }
            }
        )*

        /// What a key asks for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $($(#[$about])* $group($kind),)*
        }

        impl Action {
            /// Every action, in the order of the help screen.
            pub const ALL: &'static [Action] = &[$($(Action::$group($kind::$variant),)*)*];

            /// Returns its name in a key map.
            pub fn name(self) -> &'static str {
                match self { $($(Action::$group($kind::$variant) => $name,)*)* }
            }

            /// Returns the action of this name.
            pub fn named(name: &str) -> Option<Action> {
                match name { $($($name => Some(Action::$group($kind::$variant)),)*)* _ => None }
            }

            /// Returns its description in a few words.
            pub fn words(self) -> &'static str {
                match self { $($(Action::$group($kind::$variant) => $words,)*)* }
            }

            /// Returns the heading of the help screen under which it is listed.
            pub(crate) fn help_group(self) -> HelpGroup {
                match self { $($(Action::$group($kind::$variant) => HelpGroup::$part,)*)* }
            }
        }
    };
}

actions! {
    /// Acts on a comparison of two texts.
    Comparison(ComparisonAction) {
        NextLink "next-link" Compare "next linked sentence; in two versions, the next change";
        PreviousLink "previous-link" Compare "previous linked sentence or change";
        Counterpart "counterpart" Compare "to the counterpart; again: to the next one";
        NextView "next-view" Compare "next view: texts, pairs, A, B, facts, words, overview, summary";
        PreviousView "previous-view" Compare "previous view; the timeline is opened from the list or a text";
        Summary "summary" Compare "summary of differences; again: both texts";
        StrongOnly "strong-only" Compare "strong links only, or the weak ones too";
        FoldUnchanged "fold-unchanged" Compare "in two versions: only what changed, or everything again";
        LinkByHand "anchor" Compare "link two sentences by hand, or unlink them";
        ToggleLock "toggle-lock" Compare "scroll both sides together or apart";
        Swap "swap" Compare "swap the sides";
    }
    /// Changes from which probability on a link counts.
    Level(LevelAction) {
        Stricter "stricter" Compare "fewer, surer links";
        Looser "looser" Compare "more, weaker links";
    }
    /// Acts on the selected row of a table or a panel.
    Row(RowAction) {
        Choose "choose" Row "go to the passage or the document; a word becomes a keyword";
        Open "open" Row "from the list to the text";
        Sort "sort-rows" Row "sort the hits by document, by the words after them, by the words before them";
        Fold "fold" Row "fold or unfold the hits of a document";
        Add "add" Row "add a keyword";
        Remove "remove" Row "remove it";
        Toggle "toggle" Row "show or hide it; accept a suggestion";
        Solo "solo" Row "show it alone, or all again";
        Recolour "recolour" Row "change its colour";
    }
    /// Acts on the list of documents.
    List(ListAction) {
        Mark "mark" Compare "mark for comparing";
        NextDocument "next-document" List "next document";
        PreviousDocument "previous-document" List "previous document";
        Filter "filter" List "type to filter the list: sea 'exact ^start end$ !not";
        NextOrder "next-order" List "sort by name, date, length, hits, similarity";
        ReverseOrder "reverse-order" List "reverse the order";
        Group "group" List "group by folder, by story or not at all";
        ToggleList "toggle-list" List "hide or show the list";
    }
    /// Acts on the text the keys go to.
    Text(TextAction) {
        Search "search" Search "search as you type";
        SearchNext "search-next" Search "next match";
        SearchPrevious "search-previous" Search "previous match";
        OnlyMatches "only-matches" Search "only the sentences that match (in a long text, a list of them), or all again";
        NextHit "next-hit" Search "next keyword hit";
        PreviousHit "previous-hit" Search "previous keyword hit";
        AddKeyword "add-keyword" Search "add a keyword from the current sentence";
        NextHidden "next-hidden" Search "next hidden or controlling character, and what it is";
        SetBookmark "set-bookmark" Keep "set a bookmark here, named by a letter";
        GoToBookmark "to-bookmark" Keep "to the bookmark of a letter; twice: back to where the last jump began";
        Reload "reload" Document "reload the document";
        Encoding "encoding" Document "read the document in another encoding";
        AsText "as-text" Document "show the whole page of an article, then the file as plain text, then as before";
        Follow "follow" Document "follow the end of a growing file, or stop";
        Centre "centre" Document "move the current sentence to the middle of the page";
        Describe "describe" Document "file, size, encoding and place";
        Select "select" Keep "select a part of the text, or stop";
        Copy "copy" Keep "copy the selection, or else the current sentence, row or hit";
        AddNote "add-note" Keep "write a note on the selection, or else on the current sentence; or edit the note there";
        SaveNote "save-note" Keep "save the note; if empty, it only highlights its passage";
        SwitchTarget "switch-target" Keep "in a comparison: put the note on the sentence or on the link";
        UndoNote "undo-note" Keep "undo the last change of a note";
        RedoNote "redo-note" Keep "redo the change";
        Edit "edit" Document "open the file in $VISUAL or $EDITOR at this line";
        Pipe "pipe" Keep "send the selection, or else the current sentence, to a program in the settings";
        Cite "cite" Keep "copy it with its source; in a comparison, both sentences of the link";
    }
    /// Moves the end of a selection.
    Selection(SelectionAction) {
        NextCharacter "next-character" Keep "one character forward";
        PreviousCharacter "previous-character" Keep "one character back";
        NextWord "next-word" Keep "to the end of the word, then of the next one";
        PreviousWord "previous-word" Keep "to the beginning of the word, then of the one before";
        OtherEnd "other-end" Keep "move the other end of the selection";
    }
    /// Opens a view, a panel or a prompt.
    Open(OpenAction) {
        Compare "compare" Compare "compare by meaning";
        SearchEverywhere "search-everywhere" Search "search in every document; if empty, for all keywords";
        Similar "similar" Compare "documents by similarity to this one";
        Timeline "timeline" Compare "timeline: the dated statements, in order of time";
        Keywords "keywords" Search "keywords: add, toggle, solo, colour, suggestions";
        Bookmarks "bookmarks" Keep "list of bookmarks";
        Outline "outline" Document "outline: headings, or else pages, chapters or times";
        Links "links" Document "links: to another place or file, or to an address";
        Notes "notes" Keep "notes: on this document, on those in the list, or all";
        Command "command" Program "a command: write FILE, facts, sort date, strong .8, 12, 50%, quit";
        Help "help" Program "the keys of this view";
    }
    /// Moves within a text, a list or a table.
    Motion(Motion) {
        Down "down" Move "one line down";
        Up "up" Move "one line up";
        HalfPageDown "half-page-down" Move "half a page down";
        HalfPageUp "half-page-up" Move "half a page up";
        PageDown "page-down" Move "a page down";
        PageUp "page-up" Move "a page up";
        Top "top" Move "the beginning; with 12 before it, line or page 12";
        Bottom "bottom" Move "the end; with 12 before it, line or page 12";
        Percent "percent" Move "with 50 before it, the place at 50 %";
        NextParagraph "next-paragraph" Move "next paragraph; in the list, the next folder or story";
        PreviousParagraph "previous-paragraph" Move "previous paragraph; in the list, the previous folder or story";
        NextHeading "next-heading" Move "next heading, page or chapter";
        PreviousHeading "previous-heading" Move "previous heading, page or chapter";
        NextSentence "next-sentence" Move "next sentence";
        PreviousSentence "previous-sentence" Move "previous sentence";
        ScrollRight "scroll-right" Move "scroll wide code and tables to the right";
        ScrollLeft "scroll-left" Move "scroll wide code and tables to the left";
    }
    /// Moves from pane to pane, from side to side or from column to column.
    Pane(PaneAction) {
        Next "next-pane" Move "next pane";
        Previous "previous-pane" Move "previous pane";
        Left "focus-left" Move "to the pane on the left";
        Right "focus-right" Move "to the pane on the right";
    }
    /// Acts on the program, whatever is on the screen.
    Program(ProgramAction) {
        Narrower "narrower" Program "narrower text";
        Wider "wider" Program "wider text";
        Back "back" Program "back to where the last jump began";
        Forward "forward" Program "forward through the jumps again";
        Close "close" Program "close this view; in the main view, quit";
        Quit "quit" Program "quit at once, whatever is open";
        Escape "escape" Program "close what is open, clear the search";
        Interrupt "interrupt" Program "cancel, or quit with status 130";
        Suspend "suspend" Program "suspend";
        Legend "legend" Program "show or hide the legend of this view";
        Redraw "redraw" Program "draw the screen again";
    }
}

impl LevelAction {
    /// Returns 1 for what raises the levels, -1 for what lowers them.
    pub(crate) fn sign(self) -> isize {
        match self {
            LevelAction::Stricter => 1,
            LevelAction::Looser => -1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_name_is_given_twice() {
        let names: BTreeSet<_> = Action::ALL.iter().map(|action| action.name()).collect();
        assert_eq!(names.len(), Action::ALL.len());
    }
}
