//! Capitalised names, found without a dictionary.
//!
//! A capital inside a sentence is evidence for a name; one that opens a sentence or is part of a
//! headline is none, unless the document writes the word with a capital elsewhere. Titles in front
//! of a person and the possessive behind are cut, so that "Russian President Vladimir Putin’s"
//! names Vladimir Putin (and Russia).

use foldhash::HashSet;

use crate::compare::facts::lexicon::{
    WordClass, is_country, is_country_word, is_demonym, is_opener, is_plural, spelling,
};
use crate::compare::facts::tokens::{FactToken, Shape, TokenAccess};

/// The use of capitals in one or two documents.
#[derive(Debug, Default)]
pub(super) struct Evidence<'a> {
    /// Words written with a capital where only a name has one.
    capital: HashSet<&'a str>,
    /// Words written with a capital that no "and" joins to another.
    alone: HashSet<&'a str>,
    /// Words written in lower case.
    plain: HashSet<&'a str>,
    /// The number of words inside sentences, of those with a capital, and of English function words.
    inner: [usize; 3],
}

/// The most tokens of a name; a longer row of capitals is a table or a line in capitals.
const LONGEST: usize = 16;

/// The fewest words inside sentences that show whether a language has capital nouns.
const ENOUGH: usize = 60;

/// A language with capital nouns has at least this percentage of capitals and less than this
/// percentage of English function words; English news can have 30 % capitals too, but then a third
/// of its words are function words.
const CAPITAL_NOUNS: usize = 20;

/// The most marks before the first word of a sentence.
const LEAD: usize = 8;

/// One name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Folded: lower case, no titles, one spelling.
    pub(super) key: String,
    /// Its first token.
    pub(super) start: usize,
    /// The token after it.
    pub(super) end: usize,
}

impl<'a> Evidence<'a> {
    /// Learns from the words of one sentence.
    pub(super) fn learn(&mut self, tokens: &[FactToken<'a>]) {
        let headline = is_headline(tokens);
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.is_word()) {
            let inner = !headline && !opens(tokens, at);
            let counts = [inner, inner && token.is_capital(), inner && token.grammar];
            for (sum, counts) in self.inner.iter_mut().zip(counts) {
                *sum += usize::from(counts);
            }
            if !token.is_capital() {
                self.plain.insert(token.text);
            } else if inner && !is_hyphenated(tokens, at) {
                self.capital.insert(token.text);
                if !is_conjoined(tokens, at) {
                    self.alone.insert(token.text);
                }
            }
        }
    }

    /// Tells whether nouns have capitals too, as in German; a lone capital then is not evidence.
    fn has_capital_nouns(&self) -> bool {
        let [words, capital, grammar] = self.inner;
        words >= ENOUGH && capital * 100 > words * CAPITAL_NOUNS && grammar * 100 < words * CAPITAL_NOUNS
    }

    /// Tells whether a word that opens a sentence or is part of a headline is a name elsewhere.
    fn is_name(&self, token: &FactToken<'_>) -> bool {
        self.capital.contains(token.text) && !self.plain.contains(&*token.lower)
    }

    /// Tells whether a capital that opens a sentence can begin a name of several words.
    fn can_begin(&self, token: &FactToken<'_>) -> bool {
        self.capital.contains(token.text) || !self.plain.contains(&*token.lower)
    }
}

/// Tells whether an "and" joins the capital at `at` to another one.
fn is_conjoined(tokens: &[FactToken<'_>], at: usize) -> bool {
    (tokens.at(at + 1).is("and") && tokens.at(at + 2).is_capital())
        || (tokens.back(at, 1).is("and") && tokens.back(at, 2).is_capital())
}

/// Tells whether token `at` is joined to another by a hyphen: half a name is none.
fn is_hyphenated(tokens: &[FactToken<'_>], at: usize) -> bool {
    let dash = |token: &FactToken<'_>| token.is_glued_dash() && !token.is("—");
    (tokens[at].glued && dash(tokens.back(at, 1))) || (dash(tokens.at(at + 1)) && tokens.at(at + 2).glued)
}

/// Tells whether capitals mean nothing in this sentence: a heading, or a line all in capitals.
fn is_headline(tokens: &[FactToken<'_>]) -> bool {
    let words = || tokens.iter().filter(|t| t.is_word() && !t.grammar);
    let (all, capital) = (words().count(), words().filter(|t| t.is_capital()).count());
    let acronyms = words().filter(|t| t.is_acronym()).count();
    let closed = tokens.last().is_some_and(|t| matches!(t.text, "." | "!" | "?" | "…" | "”" | "\""));
    all >= 4 && ((!closed && capital * 10 >= all * 7) || acronyms * 10 >= all * 7)
}

/// Tells whether token `at` would have a capital in any case.
fn opens(tokens: &[FactToken<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    matches!(tokens[before].text, "“" | "\"" | "‘" | "'" | "«" | "„" | ":" | "?" | "!" | "•" | "*" | "#")
        || (tokens[before].is(".") && !abbreviates(tokens, before))
        || (at <= LEAD && tokens[..at].iter().all(|t| t.shape == Shape::Mark))
}

/// Tells whether the dot at `at` ends a title or an initial instead of a sentence.
fn abbreviates(tokens: &[FactToken<'_>], at: usize) -> bool {
    let word = tokens.back(at, 1);
    tokens[at].glued && word.is_word() && (word.is_single() || word.is_in(WordClass::Title) || word.is("st"))
}

/// Returns the names of one sentence in order; `taken` tells which tokens belong to another fact.
pub(super) fn names(tokens: &[FactToken<'_>], evidence: &Evidence<'_>, taken: &[bool]) -> Vec<Name> {
    let finder = NameFinder { tokens, evidence, taken, headline: is_headline(tokens) };
    let mut found = Vec::new();
    let mut at = 0;
    for (long, short) in definitions(tokens) {
        finder.collect(at, long.start, &mut found);
        at = short.end;
        found.extend([long, short]);
    }
    finder.collect(at, tokens.len(), &mut found);
    found
}

/// Finds the names of one sentence.
struct NameFinder<'a> {
    tokens: &'a [FactToken<'a>],
    evidence: &'a Evidence<'a>,
    taken: &'a [bool],
    headline: bool,
}

impl NameFinder<'_> {
    /// Adds the names among the tokens from `at` to `end`.
    fn collect(&self, mut at: usize, end: usize, found: &mut Vec<Name>) {
        while at < end {
            if self.is_part(at, end) {
                let start = at;
                at = self.run_end(at, end);
                self.push(start, at, found);
            } else {
                at += 1;
            }
        }
    }

    /// Tells whether token `at` can be a word of a name; in a headline only words that are names
    /// elsewhere count.
    fn is_part(&self, at: usize, end: usize) -> bool {
        let token = self.tokens.at(at);
        let pronoun = matches!(&*token.lower, "i" | "i'm" | "i've" | "i'll" | "i'd");
        at < end
            && token.is_capital()
            && !self.taken[at]
            && (token.is_acronym() || !pronoun)
            && (!self.headline || self.evidence.is_name(token))
    }

    /// Returns the token after the run of name words that begins at `at`.
    fn run_end(&self, at: usize, limit: usize) -> usize {
        let mut end = at + 1;
        loop {
            end = match self.following(end, limit) {
                Some(next) => next,
                None if self.is_part(end + 1, limit) && self.joins_one_name(end) => end + 2,
                None => return end,
            };
        }
    }

    /// Returns the token after the next word of a name whose words so far end before `end`, over
    /// a word or mark that can join two.
    fn following(&self, end: usize, limit: usize) -> Option<usize> {
        let (token, next) = (self.tokens.at(end), self.tokens.at(end + 1));
        let part = |at: usize| self.is_part(at, limit);
        if part(end) && !token.glued {
            return (!token.grammar || token.is_acronym()).then_some(end + 1);
        }
        let particle = |token: &FactToken<'_>| WordClass::Particle.has(token.text);
        let joins = end < limit
            && match token.text {
                "-" | "‑" | "‐" if token.glued => next.glued,
                "&" => true,
                "." => abbreviates(self.tokens, end),
                "of" => !self.tokens[end - 1].is_in(WordClass::Title),
                "for" => self.tokens[end - 1].is_in(WordClass::Body),
                _ => token.is_word() && particle(token),
            };
        let start = end + 1 + usize::from(token.text == "of" && next.text == "the");
        let word = self.tokens.at(start);
        if !joins {
            None
        } else if particle(word) && particle(token) && part(start + 1) {
            Some(start + 2)
        } else {
            (part(start) && !word.grammar).then_some(start + 1)
        }
    }

    /// Tells whether the "and" at `at` joins two words of one name ("Belt and Road", "Food and Drug
    /// Administration"): a head noun follows them, or an article precedes them and neither word is
    /// a name by itself anywhere in the documents.
    fn joins_one_name(&self, at: usize) -> bool {
        let tokens = self.tokens;
        let (first, second, behind) = (tokens.back(at, 1), tokens.at(at + 1), tokens.at(at + 2));
        let can_join = |token: &FactToken<'_>| {
            token.is_capital()
                && !token.is_acronym()
                && !token.grammar
                && !is_country(spelling(&token.lower))
                && !self.evidence.alone.contains(token.text)
        };
        let headed = behind.is_capital()
            && [WordClass::Company, WordClass::Body, WordClass::Head].iter().any(|c| behind.is_in(*c));
        let singular = !is_plural(&first.lower) && !is_plural(&second.lower);
        tokens.at(at).is("and")
            && can_join(first)
            && can_join(second)
            && (headed || (tokens.back(at, 2).is("the") && singular && !behind.is_capital()))
    }

    /// Adds the names in the run `at..end`, without words that open the sentence and titles.
    fn push(&self, at: usize, end: usize, found: &mut Vec<Name>) {
        let tokens = self.tokens;
        let start = (at..end).find(|at| !self.skips(*at, end)).unwrap_or(end);
        if end - start > LONGEST {
            return;
        }
        let titled = titles(tokens, start, end);
        let run = &tokens[titled..end];
        let unsure = run.len() == 1 || run.iter().any(|t| t.is_word() && !t.is_capital());
        if unsure && self.evidence.has_capital_nouns() && !run.iter().any(FactToken::is_acronym) {
            return;
        }
        if titled > start && is_demonym(&tokens[start].lower) {
            found.push(name(tokens, start, start + 1));
        }
        match run {
            [] => {}
            [first, ..] if !first.is_word() => {}
            [single] if single.is_in(WordClass::Time) => {}
            // "India-Russia", but not "Almaz-Antey".
            [first, dash, second]
                if dash.is_dash() && self.evidence.is_name(first) && self.evidence.is_name(second) =>
            {
                found.extend([name(tokens, titled, titled + 1), name(tokens, titled + 2, end)]);
            }
            _ => found.push(name(tokens, titled, end)),
        }
    }

    /// Tells whether the word at `at` of a run that ends before `end` is not part of the name.
    fn skips(&self, at: usize, end: usize) -> bool {
        let token = &self.tokens[at];
        let alone = at + 1 == end;
        if !token.is_word() || (token.is_single() && alone) {
            return true;
        }
        if token.is_acronym() || token.grammar {
            return !token.is_acronym();
        }
        opens(self.tokens, at)
            && (is_opener(&token.lower)
                || if alone {
                    !self.evidence.is_name(token) && !speaks(self.tokens, at)
                } else {
                    !self.evidence.can_begin(token)
                })
    }
}

/// Tells whether the capital at `at` is a speaker: "Reuters reported", but not "Doctors said".
fn speaks(tokens: &[FactToken<'_>], at: usize) -> bool {
    let many = is_plural(&tokens[at].lower) && !tokens[at].is("reuters");
    !many && tokens.at(at + 1).is_in(WordClass::Speech)
}

/// Returns the token after the titles that begin at `start`, `start` when there are none.
fn titles(tokens: &[FactToken<'_>], start: usize, end: usize) -> usize {
    let leads = |t: &FactToken<'_>| {
        t.is_in(WordClass::Title) || is_demonym(&t.lower) || t.is_in(WordClass::Office) || t.is(".")
    };
    let leading = tokens[start..end].iter().take_while(|t| leads(t)).count();
    let last = tokens[start..start + leading].iter().rposition(|t| t.is_in(WordClass::Title));
    let after = last.map_or(start, |last| start + last + 1);
    (after + usize::from(after > start && tokens.at(after).is("."))).min(end)
}

fn name(tokens: &[FactToken<'_>], start: usize, end: usize) -> Name {
    Name { key: key(&tokens[start..end]), start, end }
}

/// Returns the words of a name folded and joined; hyphens stay, articles and single initials go.
pub(super) fn key(tokens: &[FactToken<'_>]) -> String {
    let words = tokens.iter().filter(|t| t.is_word()).count();
    let mut key = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let initial = at > 0 && at + 1 < tokens.len() && token.is_single();
        if !(token.is_word() || token.is_digits()) || token.is("the") || initial {
            continue;
        }
        if !key.is_empty() {
            key.push(if tokens.back(at, 1).is_dash() { '-' } else { ' ' });
        }
        let first = key.is_empty() && (words == 1 || is_demonym(&token.lower));
        let respelt = first || !is_country_word(&token.lower);
        key.push_str(if respelt { spelling(&token.lower) } else { &token.lower });
    }
    key
}

/// Returns the long forms that an acronym in brackets follows, each with the acronym: both name
/// the same thing, as in "Countering America’s Adversaries Through Sanctions Act (CAATSA)".
fn definitions(tokens: &[FactToken<'_>]) -> Vec<(Name, Name)> {
    let found = (1..tokens.len()).filter_map(|at| {
        let [open, acronym, close] = tokens.get(at..at + 3)? else { return None };
        let fits = open.is("(") && close.is(")") && acronym.is_acronym();
        let long = name(tokens, spelled_out(tokens, at, &acronym.lower).filter(|_| fits)?, at);
        let short = Name { key: long.key.clone(), start: at + 1, end: at + 2 };
        Some((long, short))
    });
    let mut last = 0;
    found.filter(|(long, short)| std::mem::replace(&mut last, short.end) <= long.start).collect()
}

/// Returns where the words before token `end` begin whose initials are `acronym`.
fn spelled_out(tokens: &[FactToken<'_>], end: usize, acronym: &str) -> Option<usize> {
    let mut letters = acronym.chars().rev().peekable();
    for at in (0..end).rev() {
        let token = &tokens[at];
        if token.is_word() && token.lower.chars().next() == letters.peek().copied() {
            letters.next();
            if letters.peek().is_none() {
                return token.is_capital().then_some(at);
            }
        } else if if token.is_word() {
            !token.grammar
        } else {
            token.shape != Shape::Possessive && !token.is_dash()
        } {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::tokens::tokens;

    #[test]
    fn evidence_makes_one_name_of_two() {
        let cases = [
            ("through the Belt and Road in Asia", true),
            ("by the Food and Drug Administration", true),
            ("at Procter and Gamble Company", true),
            ("with Russia and India today", false),
            ("the Russia and India of today", false),
            ("with Smith and Jones today", false),
            ("the Tigers and Bears won", false),
        ];
        for (text, expected) in cases {
            let tokens = tokens(text);
            let and = tokens.iter().position(|t| t.is("and")).unwrap();
            let joins = |evidence: &Evidence<'_>| {
                let taken = vec![false; tokens.len()];
                NameFinder { tokens: &tokens, evidence, taken: &taken, headline: false }.joins_one_name(and)
            };
            let alone = tokens.iter().map(|token| token.text).collect();
            assert_eq!(joins(&Evidence::default()), expected, "{text}");
            assert!(!joins(&Evidence { alone, ..Evidence::default() }), "{text}");
        }
    }
}
