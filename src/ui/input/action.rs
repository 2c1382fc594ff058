//! The tables of the key map: every view and panel with keys of its own, and every action with its name in a
//! key map and its description on the help screen.
//!
//! Actions are grouped by the components that handle them: a component has a method for each group that
//! it knows, in which its actions are matched exhaustively.

macro_rules! contexts {
    ($($(#[$about:meta])* $variant:ident $name:literal $title:literal;)*) => {
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
        }
    };
}

contexts! {
    /// Every view, where its own keys do not say otherwise.
    Everywhere "everywhere" "Everywhere";
    /// The list of documents.
    List "list" "In the list";
    /// The text.
    Reader "reader" "In the text";
    /// A text in which a passage is being selected.
    Selection "selection" "While selecting";
    /// Two texts side by side.
    Comparison "comparison" "In a comparison";
    /// A table of what two texts say: pairs, facts, words, the overview.
    Table "table" "In a table of a comparison";
    /// The table of claims of three documents or more.
    Claims "claims" "In the table of claims";
    /// The results of a search of every document.
    Search "search-results" "In the results of a search in every document";
    /// The editor of a note.
    NoteEditor "note-editor" "While writing a note";
    /// The keyword panel.
    Keywords "keywords" "In the keywords";
    /// The documents by similarity.
    Similar "similar" "In the list of similar documents";
    /// The timeline.
    Timeline "timeline" "In the timeline";
    /// The bookmarks.
    Bookmarks "bookmarks" "In the bookmarks";
    /// The outline.
    Outline "outline" "In the outline";
    /// The programs a passage can be given to.
    Programs "programs" "In the list of programs";
    /// The links.
    Links "links" "In the links";
    /// The notes.
    Notes "notes" "In the notes";
    /// The help screen.
    Help "help" "In this help";
}

macro_rules! actions {
    ($($(#[$about:meta])* $group:ident($kind:ident) { $($variant:ident $name:literal $words:literal;)* })*) => {
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
        }
    };
}

impl Context {
    /// Returns the action that opens it, where one does.
    pub fn opened_by(self) -> Option<Action> {
        match self {
            Context::Everywhere | Context::Reader | Context::Table => None,
            Context::Selection => Some(TextAction::Select.into()),
            Context::List => Some(ListAction::ToggleList.into()),
            Context::Comparison | Context::Claims => Some(OpenAction::Compare.into()),
            Context::Search => Some(OpenAction::SearchEverywhere.into()),
            Context::NoteEditor => Some(TextAction::AddNote.into()),
            Context::Keywords => Some(OpenAction::Keywords.into()),
            Context::Similar => Some(OpenAction::Similar.into()),
            Context::Timeline => Some(OpenAction::Timeline.into()),
            Context::Bookmarks => Some(OpenAction::Bookmarks.into()),
            Context::Outline => Some(OpenAction::Outline.into()),
            Context::Programs => Some(TextAction::Pipe.into()),
            Context::Links => Some(OpenAction::Links.into()),
            Context::Notes => Some(OpenAction::Notes.into()),
            Context::Help => Some(OpenAction::Help.into()),
        }
    }
}

actions! {
    /// Acts on a comparison of two texts.
    Comparison(ComparisonAction) {
        NextLink "next-link" "next linked sentence; in two versions, the next change";
        PreviousLink "previous-link" "previous linked sentence or change";
        Counterpart "counterpart" "to the counterpart; again: to the next one";
        NextView "next-view" "next view: texts, pairs, A, B, facts, words, overview, summary";
        PreviousView "previous-view" "previous view; the timeline is opened from the list or a text";
        Summary "summary" "summary of differences; again: both texts";
        StrongOnly "strong-only" "strong links only, or the weak ones too";
        FoldUnchanged "fold-unchanged" "in two versions: only what changed, or everything again";
        LinkByHand "anchor" "link two sentences by hand, or unlink them";
        ToggleLock "toggle-lock" "scroll both sides together or apart";
        Swap "swap" "swap the sides";
    }
    /// Changes from which probability on a link counts.
    Level(LevelAction) {
        Stricter "stricter" "fewer, surer links";
        Looser "looser" "more, weaker links";
    }
    /// Acts on the selected row of a table or a panel.
    Row(RowAction) {
        Choose "choose" "go to the passage or the document; a word becomes a keyword";
        Open "open" "from the list to the text";
        Sort "sort-rows" "sort the hits by document, by the words after them, by the words before them";
        Fold "fold" "fold or unfold the hits of a document";
        Add "add" "add a keyword";
        Remove "remove" "remove it";
        Toggle "toggle" "show or hide it; accept a suggestion";
        Solo "solo" "show it alone, or all again";
        Recolour "recolour" "change its colour";
    }
    /// Acts on the list of documents.
    List(ListAction) {
        Mark "mark" "mark for comparing";
        NextDocument "next-document" "next document";
        PreviousDocument "previous-document" "previous document";
        Filter "filter" "type to filter the list: sea 'exact ^start end$ !not";
        NextOrder "next-order" "sort by name, date, length, hits, similarity";
        ReverseOrder "reverse-order" "reverse the order";
        Group "group" "group by folder, by story or not at all";
        ToggleList "toggle-list" "hide or show the list";
    }
    /// Acts on the text the keys go to.
    Text(TextAction) {
        Search "search" "search as you type";
        SearchNext "search-next" "next match";
        SearchPrevious "search-previous" "previous match";
        OnlyMatches "only-matches" "only the sentences that match (in a long text, a list of them), or all again";
        NextHit "next-hit" "next keyword hit";
        PreviousHit "previous-hit" "previous keyword hit";
        AddKeyword "add-keyword" "add a keyword from the current sentence";
        NextHidden "next-hidden" "next hidden or controlling character, and what it is";
        SetBookmark "set-bookmark" "set a bookmark here, named by a letter";
        GoToBookmark "to-bookmark" "to the bookmark of a letter; twice: back to where the last jump began";
        Reload "reload" "reload the document";
        Encoding "encoding" "read the document in another encoding";
        AsText "as-text" "show the whole page of an article, then the file as plain text, then as before";
        Follow "follow" "follow the end of a growing file, or stop";
        Centre "centre" "move the current sentence to the middle of the page";
        Describe "describe" "file, size, encoding and place";
        Select "select" "select a part of the text, or stop";
        Copy "copy" "copy the selection, or else the current sentence, row or hit";
        AddNote "add-note" "write a note on the selection, or else on the current sentence; or edit the note there";
        SaveNote "save-note" "save the note; if empty, it only highlights its passage";
        SwitchTarget "switch-target" "in a comparison: put the note on the sentence or on the link";
        UndoNote "undo-note" "undo the last change of a note";
        RedoNote "redo-note" "redo the change";
        Edit "edit" "open the file in $VISUAL or $EDITOR at this line";
        Pipe "pipe" "send the selection, or else the current sentence, to a program in the settings";
        Cite "cite" "copy it with its source; in a comparison, both sentences of the link";
    }
    /// Moves the end of a selection.
    Selection(SelectionAction) {
        NextCharacter "next-character" "one character forward";
        PreviousCharacter "previous-character" "one character back";
        NextWord "next-word" "to the end of the word, then of the next one";
        PreviousWord "previous-word" "to the beginning of the word, then of the one before";
        OtherEnd "other-end" "move the other end of the selection";
    }
    /// Opens a view, a panel or a prompt.
    Open(OpenAction) {
        Compare "compare" "compare by meaning";
        SearchEverywhere "search-everywhere" "search in every document; if empty, for all keywords";
        Similar "similar" "documents by similarity to this one";
        Timeline "timeline" "timeline: the dated statements, in order of time";
        Keywords "keywords" "keywords: add, toggle, solo, colour, suggestions";
        Bookmarks "bookmarks" "list of bookmarks";
        Outline "outline" "outline: headings, or else pages, chapters or times";
        Links "links" "links: to another place or file, or to an address";
        Notes "notes" "notes: on this document, on those in the list, or all";
        Command "command" "a command: write FILE, facts, sort date, strong .8, 12, 50%, quit";
        Help "help" "the keys of this view";
    }
    /// Moves within a text, a list or a table.
    Motion(Motion) {
        Down "down" "one line down";
        Up "up" "one line up";
        HalfPageDown "half-page-down" "half a page down";
        HalfPageUp "half-page-up" "half a page up";
        PageDown "page-down" "a page down";
        PageUp "page-up" "a page up";
        Top "top" "the beginning; with 12 before it, line or page 12";
        Bottom "bottom" "the end; with 12 before it, line or page 12";
        Percent "percent" "with 50 before it, the place at 50 %";
        NextParagraph "next-paragraph" "next paragraph; in the list, the next folder or story";
        PreviousParagraph "previous-paragraph" "previous paragraph; in the list, the previous folder or story";
        NextHeading "next-heading" "next heading, page or chapter";
        PreviousHeading "previous-heading" "previous heading, page or chapter";
        NextSentence "next-sentence" "next sentence";
        PreviousSentence "previous-sentence" "previous sentence";
        ScrollRight "scroll-right" "scroll wide code and tables to the right";
        ScrollLeft "scroll-left" "scroll wide code and tables to the left";
    }
    /// Moves from pane to pane, from side to side or from column to column.
    Pane(PaneAction) {
        Next "next-pane" "next pane";
        Previous "previous-pane" "previous pane";
        Left "focus-left" "to the pane on the left";
        Right "focus-right" "to the pane on the right";
    }
    /// Acts on the program, whatever is on the screen.
    Program(ProgramAction) {
        Narrower "narrower" "narrower text";
        Wider "wider" "wider text";
        Back "back" "back to where the last jump began";
        Forward "forward" "forward through the jumps again";
        Close "close" "close this view; in the main view, quit";
        Quit "quit" "quit at once, whatever is open";
        Escape "escape" "close what is open, clear the search";
        Interrupt "interrupt" "cancel, or quit with status 130";
        Suspend "suspend" "suspend";
        Legend "legend" "show or hide the legend of this view";
        Redraw "redraw" "draw the screen again";
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
