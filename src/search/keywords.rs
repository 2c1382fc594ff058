//! The keywords of a reader: a set without doubles, each with a number that stays its own.
//!
//! The number is what is shown beside a hit (①, ②), so it must not move when another keyword
//! goes; a number given back is the next one given out, so that the numbers stay small.

use std::sync::OnceLock;

use crate::search::colour::Colour;
use crate::search::keyword::Keyword;
use crate::search::patterns::Patterns;

/// Which of the keywords are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// Those switched on.
    #[default]
    All,
    /// The one of this number alone, switched on or not.
    Solo(usize),
}

/// A set of keywords, numbered from 1.
#[derive(Clone, Debug, Default)]
pub struct Keywords {
    /// By number, without the gaps.
    numbered: Vec<(usize, Keyword)>,
    focus: Focus,
    /// The patterns of all of them, made when first asked for.
    patterns: OnceLock<Patterns>,
}

impl Keywords {
    /// Adds a keyword and returns its number: a free one, or that of the keyword which finds the
    /// same already.
    pub fn add(&mut self, keyword: Keyword) -> usize {
        if let Some((number, _)) = self.iter().find(|(_, known)| known.finds_as(&keyword)) {
            return number;
        }
        let free = self.numbered.iter().zip(1..).take_while(|((number, _), next)| number == next).count();
        self.patterns = OnceLock::new();
        self.numbered.insert(free, (free + 1, keyword));
        free + 1
    }

    /// Takes a keyword out and returns it; `None` when there is none of that number.
    pub fn remove(&mut self, number: usize) -> Option<Keyword> {
        let index = self.index(number)?;
        if self.focus == Focus::Solo(number) {
            self.focus = Focus::All;
        }
        self.patterns = OnceLock::new();
        Some(self.numbered.remove(index).1)
    }

    /// Switches a keyword off or on again; ends a solo.
    pub fn toggle(&mut self, number: usize) {
        self.focus = Focus::All;
        self.change(number, Keyword::toggle);
    }

    /// Shows one keyword alone; again, shows all that are switched on.
    pub fn solo(&mut self, number: usize) {
        self.focus = match self.focus {
            Focus::Solo(current) if current == number => Focus::All,
            _ if self.get(number).is_some() => Focus::Solo(number),
            focus => focus,
        };
    }

    /// Gives a keyword another colour; `None` gives it back to the theme.
    pub fn recolour(&mut self, number: usize, colour: Option<Colour>) {
        self.change(number, |keyword| keyword.recolour(colour));
    }

    /// Returns the keyword of a number.
    pub fn get(&self, number: usize) -> Option<&Keyword> {
        self.index(number).map(|index| &self.numbered[index].1)
    }

    /// Returns the keywords with their numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Keyword)> {
        self.numbered.iter().map(|(number, keyword)| (*number, keyword))
    }

    /// Returns the patterns of all of them, hidden ones included.
    pub fn patterns(&self) -> &Patterns {
        let numbered = || self.iter().map(|(number, keyword)| (number, keyword.pattern()));
        self.patterns.get_or_init(|| Patterns::new(numbered()))
    }

    /// Returns which are shown.
    pub fn focus(&self) -> Focus {
        self.focus
    }

    /// Tells whether the keyword of a number is to be seen.
    pub fn is_shown(&self, number: usize) -> bool {
        match self.focus {
            Focus::All => self.get(number).is_some_and(Keyword::is_on),
            Focus::Solo(only) => number == only,
        }
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.numbered.len()
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.numbered.is_empty()
    }

    fn index(&self, number: usize) -> Option<usize> {
        self.numbered.binary_search_by_key(&number, |(number, _)| *number).ok()
    }

    fn change(&mut self, number: usize, change: impl FnOnce(&mut Keyword)) {
        if let Some(index) = self.index(number) {
            change(&mut self.numbered[index].1);
        }
    }
}

impl Extend<Keyword> for Keywords {
    fn extend<I: IntoIterator<Item = Keyword>>(&mut self, keywords: I) {
        for keyword in keywords {
            self.add(keyword);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::keyword::parse_argument;
    use crate::search::query::Defaults;

    fn keyword(argument: &str) -> Keyword {
        parse_argument(argument, Defaults::default()).unwrap()
    }

    fn three() -> Keywords {
        let mut keywords = Keywords::default();
        keywords.extend(["one", "two", "three"].map(keyword));
        keywords
    }

    fn shown(keywords: &Keywords) -> Vec<usize> {
        keywords.iter().map(|(number, _)| number).filter(|&number| keywords.is_shown(number)).collect()
    }

    #[test]
    fn numbers_stay_and_free_ones_return() {
        let mut keywords = three();
        assert!(keywords.remove(2).is_some() && keywords.remove(2).is_none());
        assert_eq!(keywords.get(3).map(ToString::to_string).as_deref(), Some("three"));
        assert_eq!(keywords.add(keyword("four")), 2);
        assert_eq!(keywords.add(keyword("five")), 4);
        assert_eq!(keywords.iter().map(|(number, _)| number).collect::<Vec<_>>(), [1, 2, 3, 4]);
    }

    #[test]
    fn an_equal_keyword_is_the_one_that_is_there() {
        let mut keywords = three();
        assert_eq!(keywords.add(keyword("two=red")), 2);
        assert_eq!((keywords.len(), keywords.get(2).and_then(Keyword::colour)), (3, None));
        assert_eq!(keywords.add(keyword("Two")), 4);
    }

    #[test]
    fn a_solo_hides_the_others_until_it_ends() {
        let mut keywords = three();
        keywords.toggle(1);
        assert_eq!(shown(&keywords), [2, 3]);
        keywords.solo(1);
        assert_eq!(shown(&keywords), [1]);
        keywords.solo(9);
        assert_eq!(keywords.focus(), Focus::Solo(1));
        keywords.solo(3);
        assert_eq!(shown(&keywords), [3]);
        keywords.solo(3);
        assert_eq!(shown(&keywords), [2, 3]);
        keywords.solo(2);
        keywords.remove(2);
        assert_eq!(shown(&keywords), [3]);
        keywords.solo(3);
        keywords.toggle(1);
        assert_eq!(shown(&keywords), [1, 3]);
    }

    #[test]
    fn a_colour_comes_and_goes() {
        let mut keywords = three();
        keywords.recolour(1, "red".parse().ok());
        assert_eq!(keywords.get(1).map(ToString::to_string).as_deref(), Some("one=red"));
        keywords.recolour(1, None);
        keywords.recolour(9, None);
        assert_eq!(keywords.get(1).and_then(Keyword::colour), None);
    }
}
