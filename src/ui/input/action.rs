//! Everything a key can ask for, in one list: its name in a key map and its words on the help screen.

macro_rules! actions {
    ($($variant:ident $name:literal $words:literal;)*) => {
        /// What a key asks for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $(#[doc = $words] $variant,)*
        }

        impl Action {
            /// Every action, in the order of the help screen.
            pub const ALL: &'static [Action] = &[$(Action::$variant,)*];

            /// Returns its name in a key map.
            pub fn name(self) -> &'static str {
                match self { $(Action::$variant => $name,)* }
            }

            /// Returns the action of this name.
            pub fn named(name: &str) -> Option<Action> {
                match name { $($name => Some(Action::$variant),)* _ => None }
            }

            /// Returns what it does, in a few words.
            pub fn words(self) -> &'static str {
                match self { $(Action::$variant => $words,)* }
            }
        }
    };
}

actions! {
    NextLink "next-link" "next linked sentence";
    PreviousLink "previous-link" "previous linked sentence";
    Counterpart "counterpart" "to the counterpart, then to its next one";
    NextView "next-view" "next view: texts, pairs, only left, only right, facts, words, overview";
    PreviousView "previous-view" "previous view";
    Choose "choose" "to the passage or the document; a word becomes a keyword";
    Anchor "anchor" "link two sentences by hand, or undo it";
    Stricter "stricter" "fewer, surer links";
    Looser "looser" "more, weaker links";
    ToggleLock "toggle-lock" "scroll both sides together or apart";
    Swap "swap" "swap the sides";
    Open "open" "from the list to the text";
    Mark "mark" "mark for comparing";
    Compare "compare" "compare by meaning";
    Similar "similar" "documents by likeness to this one";
    NextDocument "next-document" "next document";
    PreviousDocument "previous-document" "previous document";
    Filter "filter" "type to filter the list: sea 'exact ^start end$ !not";
    NextOrder "next-order" "sort by name, date, length, hits, likeness";
    ReverseOrder "reverse-order" "the other end of the order first";
    Group "group" "folders as headings, or beside each document";
    Search "search" "search as you type";
    SearchNext "search-next" "next match";
    SearchPrevious "search-previous" "previous match";
    OnlyMatches "only-matches" "only the sentences that match, or all again";
    SearchEverywhere "search-everywhere" "search every document; with nothing typed, for all keywords";
    SortRows "sort-rows" "order the hits: by document, by the words right of them, by those left of them";
    Fold "fold" "fold or unfold the hits of a document";
    Keywords "keywords" "keywords: add, toggle, solo, colour, suggestions";
    AddKeyword "add-keyword" "add a keyword from the current sentence";
    NextHit "next-hit" "next keyword hit";
    PreviousHit "previous-hit" "previous keyword hit";
    NextHidden "next-hidden" "next character that hides or steers, and what it is";
    SetBookmark "set-bookmark" "set a bookmark here: a letter names it";
    GoToBookmark "to-bookmark" "to the bookmark of a letter; twice: to where the last jump began";
    Bookmarks "bookmarks" "list of bookmarks";
    Add "add" "add a keyword";
    Remove "remove" "remove it";
    Toggle "toggle" "show or hide it, take a suggestion";
    Solo "solo" "show it alone, or all again";
    Recolour "recolour" "its next colour";
    Down "down" "one line down";
    Up "up" "one line up";
    HalfPageDown "half-page-down" "half a page down";
    HalfPageUp "half-page-up" "half a page up";
    PageDown "page-down" "a page down";
    PageUp "page-up" "a page up";
    Top "top" "the beginning, or line 12 with 12 before it";
    Bottom "bottom" "the end, or line 12 with 12 before it";
    Percent "percent" "the place at 50 % with 50 before it";
    NextParagraph "next-paragraph" "next paragraph; in the list the next folder";
    PreviousParagraph "previous-paragraph" "previous paragraph; in the list the previous folder";
    NextSentence "next-sentence" "next sentence";
    PreviousSentence "previous-sentence" "previous sentence";
    ScrollRight "scroll-right" "wide code and tables to the right";
    ScrollLeft "scroll-left" "wide code and tables to the left";
    NextPane "next-pane" "next pane";
    PreviousPane "previous-pane" "previous pane";
    FocusLeft "focus-left" "to the pane on the left";
    FocusRight "focus-right" "to the pane on the right";
    Narrower "narrower" "narrower text";
    Wider "wider" "wider text";
    ToggleList "toggle-list" "hide or show the list";
    Reload "reload" "read the document again";
    Encoding "encoding" "read the document in another encoding";
    AsText "as-text" "show any file as plain text, or as what it is again";
    Follow "follow" "follow the end of a growing file, or leave off";
    Command "command" "a command: write FILE, facts, sort date, strong .8, 12, 50%, quit";
    Help "help" "the keys of this view";
    Close "close" "close this view; in the main view quit";
    Escape "escape" "close what is open, clear the search";
    Interrupt "interrupt" "cancel, or quit with status 130";
    Suspend "suspend" "suspend";
    Redraw "redraw" "draw the screen again";
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
