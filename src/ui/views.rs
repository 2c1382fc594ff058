//! The views: what may fill the screen, and the stack of those that are open.

use crate::tasks::EntryId;
use crate::ui::claims::table::ClaimsTable;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::component::Component;
use crate::ui::search::state::SearchView;

/// What fills the screen.
#[derive(Clone, Debug)]
pub enum View {
    /// The list and the text.
    Reading,
    /// Two texts side by side.
    Comparison(Box<ComparisonView>),
    /// What three documents or more say.
    Claims(Box<ClaimsTable>),
    /// What is found in every document.
    Search(Box<SearchView>),
}

impl View {
    /// Returns its keys and its drawing; `None` for the list and the text.
    pub(crate) fn component(&self) -> Option<&dyn Component> {
        match self {
            View::Reading => None,
            View::Comparison(comparing) => Some(&**comparing),
            View::Claims(claims) => Some(&**claims),
            View::Search(results) => Some(&**results),
        }
    }

    /// Returns its keys, which change it; `None` for the list and the text.
    pub(crate) fn component_mut(&mut self) -> Option<&mut dyn Component> {
        match self {
            View::Reading => None,
            View::Comparison(comparing) => Some(&mut **comparing),
            View::Claims(claims) => Some(&mut **claims),
            View::Search(results) => Some(&mut **results),
        }
    }
}

/// The open views, one above another. The top one fills the screen; closing it shows the one below. The
/// lowest one is always the list and the text.
#[derive(Clone, Debug)]
pub struct Views {
    below: Vec<View>,
    /// The view on the screen.
    pub top: View,
}

impl Default for Views {
    fn default() -> Self {
        Self { below: Vec::new(), top: View::Reading }
    }
}

impl Views {
    /// Opens a view over the others. An open view of its kind is closed first, with all above it, so
    /// that the stack stays short; the list and the text are only ever opened over another view.
    pub fn open(&mut self, view: View) {
        self.close_typed_search();
        let kind = std::mem::discriminant(&view);
        let is_same = |open: &View| std::mem::discriminant(open) == kind;
        if !matches!(view, View::Reading)
            && let Some(at) = self.below.iter().position(is_same)
        {
            self.below.truncate(at);
            self.top = view;
        } else if is_same(&self.top) {
            self.top = view;
        } else {
            self.push(view);
        }
    }

    /// Shows the results of a search that is being typed over the others, or in place of its former ones.
    pub(crate) fn show_typed_search(&mut self, mut results: SearchView) {
        match &mut self.top {
            View::Search(typed) if typed.is_typed => typed.replace(results),
            View::Reading | View::Comparison(_) | View::Claims(_) | View::Search(_) => {
                results.is_typed = true;
                self.push(View::Search(Box::new(results)));
            }
        }
    }

    /// Closes the results of a search that is being typed, and returns them if there are any.
    pub(crate) fn close_typed_search(&mut self) -> Option<Box<SearchView>> {
        match &self.top {
            View::Search(typed) if typed.is_typed => {}
            View::Reading | View::Comparison(_) | View::Claims(_) | View::Search(_) => return None,
        }
        if let View::Search(typed) = self.close()? { Some(typed) } else { None }
    }

    fn push(&mut self, view: View) {
        self.below.push(std::mem::replace(&mut self.top, view));
    }

    /// Closes the view on the screen and returns it; the lowest one stays open.
    pub fn close(&mut self) -> Option<View> {
        let next = self.below.pop()?;
        Some(std::mem::replace(&mut self.top, next))
    }

    /// Tells whether no view is open but the list and the text.
    pub fn is_lowest(&self) -> bool {
        self.below.is_empty()
    }

    /// Tells whether an open view shows an entry; the list and the text do not count.
    pub(crate) fn show(&self, entry: EntryId) -> bool {
        self.iter().any(|view| match view {
            View::Comparison(comparing) => {
                comparing.panes.left.entry == entry || comparing.panes.right.entry == entry
            }
            View::Claims(claims) => claims.documents.iter().any(|shown| shown.entry == entry),
            View::Reading | View::Search(_) => false,
        })
    }

    /// Returns the open views, the one on the screen first.
    pub fn iter(&self) -> impl Iterator<Item = &View> {
        std::iter::once(&self.top).chain(self.below.iter().rev())
    }

    /// Returns the open views for changes, the one on the screen first.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut View> {
        std::iter::once(&mut self.top).chain(self.below.iter_mut().rev())
    }

    /// Returns the results of the search that is open, on the screen or below it.
    pub(crate) fn search_mut(&mut self) -> Option<&mut SearchView> {
        self.iter_mut()
            .find_map(|view| if let View::Search(results) = view { Some(&mut **results) } else { None })
    }

    /// Returns the comparison that is open, on the screen or below it.
    pub(crate) fn comparison_mut(&mut self) -> Option<&mut ComparisonView> {
        self.iter_mut().find_map(|view| {
            if let View::Comparison(comparing) = view { Some(&mut **comparing) } else { None }
        })
    }

    /// Tells whether the results of a search are right below the view on the screen.
    pub(crate) fn is_over_search(&self) -> bool {
        matches!(self.below.last(), Some(View::Search(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Levels;

    fn claims() -> View {
        View::Claims(Box::new(ClaimsTable::new(Vec::new(), 0, Levels::default())))
    }

    /// Returns the kinds of the open views, the one on the screen first.
    fn open(views: &Views) -> String {
        let sign = |view: &View| match view {
            View::Reading => 'r',
            View::Comparison(_) => 'c',
            View::Claims(_) => 't',
            View::Search(_) => 's',
        };
        views.iter().map(sign).collect()
    }

    #[test]
    fn a_kind_is_open_once_and_the_text_only_over_another_view() {
        let mut views = Views::default();
        assert!(views.close().is_none());
        views.open(View::Reading);
        assert_eq!(open(&views), "r");
        views.open(claims());
        views.open(View::Reading);
        views.open(View::Reading);
        assert_eq!(open(&views), "rtr");
        views.open(claims());
        assert_eq!(open(&views), "tr");
        views.open(claims());
        assert_eq!(open(&views), "tr");
        assert!(matches!(views.close(), Some(View::Claims(_))));
        assert!(views.is_lowest());
    }
}
